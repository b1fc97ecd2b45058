import type { SavedView } from "@/lib/types/saved-view";
import { customerColumnIds } from "@/lib/types/customer-columns";
import { type CustomersParams, customersLink, customersParams, loadCustomersParams } from "./search-params";

/** What a view never keeps: where one looked from, and how far one had scrolled. */
const passing = { view: null, row: null, after: null, before: null, segmentation: null, asOf: null } satisfies Partial<CustomersParams>;

/** Stands in an address for groups that are gone: nobody is a member, so the view shows fewer people, never more. */
export const goneSegment = -1;

/** The part of an address a view keeps: filter, order and columns. */
export function viewQuery(params: CustomersParams): string {
  return customersLink("", { ...params, ...passing }).replace(/^\?/, "");
}

/** What an old view is read against. */
export type PresentChoices = {
  segments: readonly { index: number; name: string; persona?: string }[];
  states: readonly string[];
};

export type OpenedView = {
  /** the view's filter, order and columns, and nothing else */
  params: CustomersParams;
  /** what has changed since it was saved, each a sentence */
  notes: readonly string[];
};

const isKnown = (key: string): key is keyof typeof customersParams => Object.hasOwn(customersParams, key);
const sentence = (words: readonly string[], one: string, many: string): string[] =>
  words.length === 0 ? [] : [`${words.join(", ")} ${words.length === 1 ? one : many}`];

/**
 * A saved view in today's terms. Groups are found again by their identity across runs. What no
 * longer exists is told: a group or place that is gone matches nobody; a filter or column that the
 * product no longer has cannot be applied.
 */
export function openView(view: Pick<SavedView, "query" | "segments">, now: PresentChoices): OpenedView {
  const kept = new URLSearchParams(view.query);
  const unreadable = [...kept].filter(([key, value]) => !isKnown(key) || customersParams[key].parse(value) === null).map(([key, value]) => `“${key}=${value}”`);
  const columns = (kept.get("cols") ?? "").split(",").filter((id) => id !== "" && !customerColumnIds.some((known) => known === id));
  const params = loadCustomersParams(kept);
  const segments = segmentsNow(params.segment, view.segments, now.segments);
  const goneStates = params.state.filter((state) => !now.states.includes(state));
  return {
    params: { ...params, ...passing, segment: segments.indexes },
    notes: [
      ...sentence(segments.gone, "is not a persona of this segmentation: nobody matches it.", "are no personas of this segmentation: nobody matches them."),
      ...sentence(goneStates, "has no customers any more: nobody matches it.", "have no customers any more: nobody matches them."),
      ...sentence(unreadable, "is no longer a filter and is not applied.", "are no longer filters and are not applied."),
      ...sentence(columns.map((id) => `“${id}”`), "is no longer a column.", "are no longer columns."),
    ],
  };
}

function segmentsNow(indexes: readonly number[], saved: SavedView["segments"], present: PresentChoices["segments"]): { indexes: number[]; gone: string[] } {
  const found: number[] = [];
  const gone: string[] = [];
  for (const index of indexes) {
    const then = saved.find((one) => one.index === index);
    const now = then?.persona == null ? undefined : present.find(({ persona }) => persona === then.persona);
    if (now) found.push(now.index);
    else gone.push(then === undefined ? `Segment ${index}` : `“${then.name}”`);
  }
  return { indexes: gone.length > 0 && found.length === 0 ? [goneSegment] : found, gone };
}

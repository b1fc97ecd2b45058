import { type CustomersParams, customersLink } from "@/components/customers/search-params";
import { type OpenedView, openView, type PresentChoices, viewQuery } from "@/components/customers/view-query";
import type { ViewTab } from "@/components/customers/view-tabs";
import type { ListedView } from "@/lib/workflows/saved-views";

export type Tabs = {
  tabs: readonly ViewTab[];
  allHref: string;
  current: number | null;
  isEdited: boolean;
  notes: readonly string[];
  query: string;
  here: string;
  /** where a bare address leads */
  opensWith: string | null;
};

const path = "/customers";

/** The saved views as tabs, each a whole address that keeps the day and the segmentation looked at. */
export function tabsOf(views: readonly ListedView[], params: CustomersParams, now: PresentChoices): Tabs {
  const { segmentation, asOf } = params;
  const opened = new Map(views.map((view): [number, OpenedView] => [view.id, openView(view, now)]));
  const tabs = views.map(({ id, name, isOwn, isShared, ownerName, isDefault }): ViewTab => {
    const kept = opened.get(id);
    return { id, name, isOwn, isShared, ownerName, isDefault, href: customersLink(path, { ...kept?.params, view: id, segmentation, asOf }) };
  });
  const query = viewQuery(params);
  const shown = params.view === null ? undefined : opened.get(params.view);
  const isEdited = shown !== undefined && viewQuery(shown.params) !== query;
  const isBare = customersLink("", { ...params, segmentation: null, asOf: null }) === "";
  return {
    tabs,
    allHref: customersLink(path, { view: tabs.some(({ isDefault }) => isDefault) ? 0 : null, segmentation, asOf }),
    current: shown === undefined ? null : params.view,
    isEdited,
    notes: isEdited ? [] : (shown?.notes ?? []),
    query: customersLink("", { ...params, row: null }).replace(/^\?/, ""),
    here: customersLink(path, { ...params, row: null }),
    opensWith: isBare ? (tabs.find(({ isDefault }) => isDefault)?.href ?? null) : null,
  };
}

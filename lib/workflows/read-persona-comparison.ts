import type { EmptyReason } from "@/lib/measure/empty-run";
import { profilePoints } from "@/lib/measure/persona-page";
import type { Day } from "@/lib/types/day";
import type { ProfilePoint } from "@/lib/types/persona-page";
import type { Segment, Segmentation } from "@/lib/types/segmentation";
import type { Shop } from "@/lib/types/shop";
import { askProfiles, prepareProfiles } from "./persona-profiles";
import { readContext } from "./read-context";
import { readEmptiness } from "./read-emptiness";

/** As many as a radar can hold apart. */
export const mostCompared = 3;

export type PersonaComparisonPage = { shop: Shop; segmentation: Segmentation; compared: readonly { segment: Segment; points: ProfilePoint[] }[]; /** why nobody belongs to the run; null where somebody does */ emptiness: EmptyReason | null };

/** Those asked for that are there, each once. */
const askedOf = ({ segments }: Segmentation, indexes: readonly number[]): Segment[] =>
  [...new Set(indexes)].flatMap((index) => segments.find((one) => one.index === index) ?? []).slice(0, mostCompared);

/**
 * Two or three personas of a run side by side, in the order asked for.
 * @param indexes fewer than two known ones: the two largest
 * @returns null before the first run, and for a run of a single group
 */
export async function readPersonaComparison(segmentationId: number | null, indexes: readonly number[], day: Day | null): Promise<PersonaComparisonPage | null> {
  const [context] = await Promise.all([readContext(segmentationId, day), prepareProfiles(segmentationId, day, (run) => askedOf(run, indexes))]);
  const { shop, snapshot, segmentation } = context;
  if (snapshot === null || segmentation === null || segmentation.segments.length < 2) return null;
  const asked = askedOf(segmentation, indexes);
  const chosen = asked.length >= 2 ? asked : [...segmentation.segments].sort((a, b) => b.customers - a.customers).slice(0, 2);
  const row = await askProfiles({ ...context, snapshot, segmentation }, chosen);
  const compared = chosen.map((segment) => ({ segment, points: profilePoints(row, segment) }));
  return { shop, segmentation, compared, emptiness: await readEmptiness({ ...context, segmentation, snapshot }) };
}

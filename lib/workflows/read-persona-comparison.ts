import type { EmptyReason } from "@/lib/measure/empty-run";
import { profilePoints } from "@/lib/measure/persona-page";
import { personaProfileSql, type ProfileRow } from "@/lib/measure/persona-profile-sql";
import type { Day } from "@/lib/types/day";
import type { ProfilePoint } from "@/lib/types/persona-page";
import type { Segment, Segmentation } from "@/lib/types/segmentation";
import type { Shop } from "@/lib/types/shop";
import { optionsOf, readContext } from "./read-context";
import { readEmptiness } from "./read-emptiness";
import { scopeOf } from "./read-segments";
import { rememberedRows } from "./remembered";

/** As many as a radar can hold apart. */
export const mostCompared = 3;

export type PersonaComparisonPage = { shop: Shop; segmentation: Segmentation; compared: readonly { segment: Segment; points: ProfilePoint[] }[]; /** why nobody belongs to the run; null where somebody does */ emptiness: EmptyReason | null };

/**
 * Two or three personas of a run side by side, in the order asked for.
 * @param indexes fewer than two known ones: the two largest
 * @returns null before the first run, and for a run of a single group
 */
export async function readPersonaComparison(segmentationId: number | null, indexes: readonly number[], day: Day | null): Promise<PersonaComparisonPage | null> {
  const context = await readContext(segmentationId, day);
  const { shop, snapshot, segmentation } = context;
  if (snapshot === null || segmentation === null || segmentation.segments.length < 2) return null;
  const asked = [...new Set(indexes)].flatMap((index) => segmentation.segments.find((one) => one.index === index) ?? []).slice(0, mostCompared);
  const chosen = asked.length >= 2 ? asked : [...segmentation.segments].sort((a, b) => b.customers - a.customers).slice(0, 2);
  const scope = scopeOf(segmentation, shop);
  const compared = await Promise.all(chosen.map(async (segment) => {
    const [row] = await rememberedRows<ProfileRow>(personaProfileSql(scope, segment.medians), optionsOf({ ...context, snapshot }));
    return { segment, points: profilePoints(row ?? {}, segment) };
  }));
  return { shop, segmentation, compared, emptiness: await readEmptiness({ ...context, segmentation, snapshot }) };
}

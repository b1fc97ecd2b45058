import { analytics } from "@/lib/analytics/engine";
import type { Day } from "@/lib/types/day";
import type { Segmentation } from "@/lib/types/segmentation";
import type { Shop } from "@/lib/types/shop";
import type { Snapshot } from "@/lib/types/snapshot";
import { isAssignable, runOfDay, segmentationAsOf } from "./assign-as-of";
import { type CountedPeople, countedPeople } from "./day-people";
import { type ReadContext, readContext } from "./read-context";

/** `counted`: the people of a past day where they were only counted; then no query may ask who belongs to which segment. */
export type CountedContext = ReadContext & { counted: CountedPeople | null };

/** A query that asks for members nobody wrote fails by this name. */
const unwritten = "unwritten";

/**
 * As `segmentationAsOf`, but the day's customers are only counted where that will do: to write who belongs where, for
 * queries to look up, takes longer than all the rest.
 */
export async function countedAsOf(run: Segmentation, snapshot: Snapshot, shop: Shop, asOf: Day): Promise<{ segmentation: Segmentation; counted: CountedPeople | null } | null> {
  if (!isAssignable(run)) return null;
  const counted = await countedPeople(run, asOf, { snapshotId: snapshot.id, shop, engine: analytics() });
  if (counted !== null) return { segmentation: runOfDay(run, snapshot, asOf, { ...counted, folder: unwritten }), counted };
  const segmentation = await segmentationAsOf(run, snapshot, shop, asOf);
  return segmentation && { segmentation, counted };
}

/** As `readContext`, for whoever asks the people of a past day for no more than what they add up to. */
export async function readCountedContext(segmentationId: number | null, day: Day | null): Promise<CountedContext> {
  const context = await readContext(segmentationId, day, false);
  const { shop, snapshot, segmentation: run, asOf } = context;
  if (run === null || snapshot === null || asOf === null) return { ...context, counted: null };
  return { ...context, ...((await countedAsOf(run, snapshot, shop, asOf)) ?? { segmentation: null, counted: null }) };
}

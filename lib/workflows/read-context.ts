import { membersOption, type QueryOptions } from "@/lib/analytics/engine";
import { currentSegmentation, isAssignmentDue } from "@/lib/personas/current-segmentation";
import { inOwnWords } from "@/lib/personas/rule-words";
import { findLiveSegmentation, findSegmentation } from "@/lib/store/segmentations";
import { getShop } from "@/lib/store/shop";
import { currentSnapshot } from "@/lib/store/snapshots";
import type { Day } from "@/lib/types/day";
import type { Segmentation } from "@/lib/types/segmentation";
import type { Shop } from "@/lib/types/shop";
import type { Snapshot } from "@/lib/types/snapshot";
import { isAssignable, segmentationAsOf } from "./assign-as-of";

/** What every insight page stands on. */
export type ReadContext = {
  shop: Shop;
  snapshot: Snapshot | null;
  segmentation: Segmentation | null;
  /** a past day the page is looked at as of; null = the newest data */
  asOf: Day | null;
};

/**
 * Shop, newest snapshot and the segmentation looked at. As of a past day the snapshot ends on that
 * day, and the run's model has assigned the customers of that day.
 *
 * @param segmentationId null or unknown: the live one
 * @param day null, the last day or later: the newest data; before the first order: that day
 * @param needsMembers false where only the names of the segments are asked: then nobody is assigned as of a past day, and their sizes are not that day's
 */
export async function readContext(segmentationId: number | null, day: Day | null = null, needsMembers = true): Promise<ReadContext> {
  const [shop, snapshot, chosen] = await Promise.all([
    getShop(),
    currentSnapshot(),
    segmentationId === null ? null : findSegmentation(segmentationId),
  ]);
  const found = chosen ?? (await findLiveSegmentation());
  const run = found === null ? null : inOwnWords(found, shop);
  const past = pastDay(snapshot, day);
  if (snapshot === null || past === null) return { shop, snapshot, segmentation: run === null ? null : await upToDate(run, snapshot, shop), asOf: null };
  const segmentation = run === null ? null : needsMembers ? await segmentationAsOf(run, snapshot, shop, past) : isAssignable(run) ? run : null;
  return { shop, snapshot: { ...snapshot, lastDay: past }, segmentation, asOf: past };
}

/** What the frame of the pages needs of it: the members as they are stored, assigned or not. */
export async function readStoredContext(): Promise<ReadContext> {
  const [shop, snapshot, run] = await Promise.all([getShop(), currentSnapshot(), findLiveSegmentation()]);
  return { shop, snapshot, segmentation: run === null ? null : currentSegmentation(run), asOf: null };
}

/**
 * The run with members for everybody in the snapshot. Between the publication of an import and the
 * end of the job that assigns by the live run, the reader assigns: no newcomer is ever without a persona.
 */
export async function upToDate(run: Segmentation, snapshot: Snapshot | null, shop: Shop): Promise<Segmentation> {
  if (!run.live || snapshot === null || snapshot.lastDay === null || !isAssignmentDue(run, snapshot)) return currentSegmentation(run);
  return (await segmentationAsOf(run, snapshot, shop, snapshot.lastDay)) ?? currentSegmentation(run);
}

/** A day within the data before their last; null where there is no such day to look at. */
export function pastDay(snapshot: Snapshot | null, day: Day | null): Day | null {
  if (day === null || snapshot === null || snapshot.firstDay === null || snapshot.lastDay === null || day >= snapshot.lastDay) return null;
  return Math.max(day, snapshot.firstDay);
}

/** Where the queries of a page find their tables. */
export function optionsOf({ snapshot, segmentation, asOf }: Pick<ReadContext, "segmentation" | "asOf"> & { snapshot: Snapshot }): QueryOptions & { snapshotId: number } {
  return { snapshotId: snapshot.id, ...membersOption(segmentation), ...(asOf === null ? {} : { asOf }) };
}

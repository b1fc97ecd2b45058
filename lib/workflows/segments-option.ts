import type { Snapshot } from "@/lib/types/snapshot";
import { isAssignable, segmentsAsOf } from "./assign-as-of";
import { optionsOf, type ReadContext } from "./read-context";
import type { Pinned } from "./remembered";

/**
 * Where queries find their tables that ask of members nothing but their segments: of a past day those alone are
 * written, which is half the work.
 * @param context of `readContext`, whose run may be asked for by name only
 */
export async function segmentsOption({ shop, snapshot, segmentation: run, asOf }: ReadContext & { snapshot: Snapshot }): Promise<Pinned> {
  if (run === null || asOf === null || !isAssignable(run)) return optionsOf({ snapshot, segmentation: run, asOf });
  return { snapshotId: snapshot.id, asOf, segmentationId: run.id, assignment: await segmentsAsOf(run, snapshot, shop, asOf) };
}

import "server-only";
import type { Projection } from "@/lib/types/quality";
import { store } from "./client";

/** Parts of a run that are too large to be read with it. */
export type SegmentationDetails = { projection: Projection };
export type DetailKind = keyof SegmentationDetails;

/** One part of a run; null where the run was not assessed. */
export async function findSegmentationDetail<K extends DetailKind>(segmentationId: number, kind: K): Promise<SegmentationDetails[K] | null> {
  const row = await store().segmentationDetail.findUnique({ where: { segmentationId_kind: { segmentationId, kind } }, select: { content: true } });
  // the content was written for this kind by `completeSegmentation`
  return row && (JSON.parse(row.content) as SegmentationDetails[K]);
}

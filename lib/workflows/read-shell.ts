import { listSegmentationHeads } from "@/lib/store/segmentation-heads";
import type { SegmentationHead } from "@/lib/types/segmentation-head";
import { type ReadContext, readStoredContext } from "./read-context";

/** What the frame around every page shows. */
export async function readShell(): Promise<ReadContext & { heads: SegmentationHead[] }> {
  const [context, heads] = await Promise.all([readStoredContext(), listSegmentationHeads()]);
  return { ...context, heads };
}

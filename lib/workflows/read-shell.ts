import { listSegmentationHeads } from "@/lib/store/segmentation-heads";
import type { SegmentationHead } from "@/lib/types/segmentation-head";
import { type ReadContext, readStoredContext } from "./read-context";
import { isShopChanging } from "./shop-settings/change-shop";

/** What the frame around every page shows. */
export async function readShell(): Promise<ReadContext & { heads: SegmentationHead[]; isShopChanging: boolean }> {
  const [context, heads, isChanging] = await Promise.all([readStoredContext(), listSegmentationHeads(), isShopChanging()]);
  return { ...context, heads, isShopChanging: isChanging };
}

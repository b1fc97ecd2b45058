import { currentSegmentation } from "@/lib/personas/current-segmentation";
import { findLiveSegmentation, findSegmentation } from "@/lib/store/segmentations";
import { getShop } from "@/lib/store/shop";
import { currentSnapshot } from "@/lib/store/snapshots";
import type { Segmentation } from "@/lib/types/segmentation";
import type { Shop } from "@/lib/types/shop";
import type { Snapshot } from "@/lib/types/snapshot";

/** What every insight page stands on. */
export type ReadContext = { shop: Shop; snapshot: Snapshot | null; segmentation: Segmentation | null };

/**
 * Shop, newest snapshot and the segmentation looked at.
 * @param segmentationId null or unknown: the live one
 */
export async function readContext(segmentationId: number | null): Promise<ReadContext> {
  const [shop, snapshot, chosen] = await Promise.all([
    getShop(),
    currentSnapshot(),
    segmentationId === null ? null : findSegmentation(segmentationId),
  ]);
  const run = chosen ?? (await findLiveSegmentation());
  return { shop, snapshot, segmentation: run === null ? null : currentSegmentation(run) };
}

import { getLiveSegmentation, getSegmentation } from "@/lib/store/segmentations";
import { getShop } from "@/lib/store/shop";
import type { CustomerFilter } from "@/lib/types/customer-filter";
import type { Segmentation } from "@/lib/types/segmentation";
import type { Shop } from "@/lib/types/shop";
import type { Channel } from "@/lib/types/target-list";
import { previewTargetList, type TargetListPreview } from "./draw-target-list";

export type TargetListPage = {
  shop: Shop;
  segmentation: Segmentation;
  filter: CustomerFilter;
  /** null while the filter does not name exactly one segment of the run */
  preview: TargetListPreview | null;
};

export type TargetListPageRequest = { segmentationId: number | null; filterOf: (shop: Shop) => CustomerFilter; channel: Channel };

/**
 * What a list of the filtered view would hold and leave out.
 * @throws AppError noSegmentation, noSnapshot, notFound
 */
export async function readTargetList({ segmentationId, filterOf, channel }: TargetListPageRequest): Promise<TargetListPage> {
  const [shop, segmentation] = await Promise.all([getShop(), segmentationId === null ? getLiveSegmentation() : getSegmentation(segmentationId)]);
  const filter = filterOf(shop);
  const isOne = filter.segments.length === 1 && segmentation.segments.some(({ index }) => index === filter.segments[0]);
  const preview = isOne ? await previewTargetList({ segmentationId: segmentation.id, filter, channel }) : null;
  return { shop, segmentation, filter, preview };
}

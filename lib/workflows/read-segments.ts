import { membersOption } from "@/lib/analytics/engine";
import { rfmGrid, rfmGridSql, type RfmGridRow } from "@/lib/measure/rfm-grid";
import { listSegmentationHeads } from "@/lib/store/segmentation-heads";
import { findSegmentation } from "@/lib/store/segmentations";
import type { FeatureScope } from "@/lib/types/features";
import type { Segmentation } from "@/lib/types/segmentation";
import type { SegmentationHead } from "@/lib/types/segmentation-head";
import type { RfmCell } from "@/lib/types/segments-page";
import type { Shop } from "@/lib/types/shop";
import { readContext, type ReadContext } from "./read-context";
import { rememberedRows } from "./remembered";

export type SegmentsPage = ReadContext & { segmentation: Segmentation; heads: SegmentationHead[]; cells: RfmCell[]; isStale: boolean; /** newest RFM run, whose segments the cells open */ rfm: Segmentation | null };

/** The orders a run looked at. */
export function scopeOf(run: Segmentation, shop: Shop): FeatureScope {
  return { asOf: run.asOf, windowDays: run.windowDays, status: run.status, saleStatuses: shop.saleStatuses };
}

/** The gallery of a run and its RFM grid; null before the first run. */
export async function readSegments(segmentationId: number | null): Promise<SegmentsPage | null> {
  const [context, heads] = await Promise.all([readContext(segmentationId), listSegmentationHeads()]);
  const { segmentation, snapshot, shop } = context;
  if (segmentation === null || snapshot === null) return null;
  const head = heads.find((one) => one.method === "rfm");
  const [rows, rfm] = await Promise.all([
    rememberedRows<RfmGridRow>(rfmGridSql(scopeOf(segmentation, shop)), { snapshotId: snapshot.id, ...membersOption(segmentation) }),
    segmentation.method === "rfm" || head === undefined ? null : findSegmentation(head.id),
  ]);
  return { ...context, segmentation, heads, cells: rfmGrid(rows), isStale: segmentation.snapshotHash !== snapshot.hash, rfm: segmentation.method === "rfm" ? segmentation : rfm };
}

import { seedRuleTable } from "@/lib/cluster/rfm-rules";
import type { EmptyReason } from "@/lib/measure/empty-run";
import { rfmGrid, rfmGridSql, type RfmGridRow } from "@/lib/measure/rfm-grid";
import { currentSegmentation } from "@/lib/personas/current-segmentation";
import { listSegmentationHeads } from "@/lib/store/segmentation-heads";
import { findSegmentation } from "@/lib/store/segmentations";
import type { Day } from "@/lib/types/day";
import type { FeatureScope } from "@/lib/types/features";
import type { RfmAxis } from "@/lib/types/rfm";
import type { Segmentation } from "@/lib/types/segmentation";
import type { SegmentationHead } from "@/lib/types/segmentation-head";
import type { RfmCell } from "@/lib/types/segments-page";
import type { Shop } from "@/lib/types/shop";
import type { Snapshot } from "@/lib/types/snapshot";
import { countedAsOf, type CountedContext, readCountedContext } from "./counted-context";
import { optionsOf, type ReadContext } from "./read-context";
import { readEmptiness } from "./read-emptiness";
import { rememberedRows } from "./remembered";

/** The grid of the newest RFM run, or of the run's own quartile scores where there is none. */
export type RfmGridFacts = { cells: RfmCell[]; axis: RfmAxis; bins: number; /** run whose customers a cell opens */ runId: number; isRfmRun: boolean; asOf: number };

export type SegmentsPage = ReadContext & { segmentation: Segmentation; heads: SegmentationHead[]; grid: RfmGridFacts; isStale: boolean; /** why nobody belongs to it; null where somebody does */ emptiness: EmptyReason | null };

type Looked = CountedContext & { segmentation: Segmentation; snapshot: Snapshot };

type GridRun = Pick<Looked, "segmentation" | "counted">;

/** The orders a run looked at. */
export function scopeOf(run: Segmentation, shop: Shop): FeatureScope {
  return { asOf: run.asOf, windowDays: run.windowDays, status: run.status, saleStatuses: shop.saleStatuses };
}

async function rfmRunOf({ segmentation, counted, shop, snapshot, asOf }: Looked, heads: readonly SegmentationHead[]): Promise<GridRun> {
  const own = { segmentation, counted };
  const head = heads.find((one) => one.method === "rfm");
  if (segmentation.method === "rfm" || head === undefined) return own;
  const run = await findSegmentation(head.id);
  if (run === null) return own;
  return asOf === null ? { segmentation: currentSegmentation(run), counted: null } : ((await countedAsOf(run, snapshot, shop, asOf)) ?? own);
}

async function readGrid({ segmentation: run, counted }: GridRun, { shop, snapshot, asOf }: Looked): Promise<RfmGridFacts> {
  const table = run.rfm?.table ?? seedRuleTable;
  const rows = counted?.grid ?? await rememberedRows<RfmGridRow>(rfmGridSql(scopeOf(run, shop), table.axis), optionsOf({ snapshot, segmentation: run, asOf }));
  return { cells: rfmGrid(rows, table), axis: table.axis, bins: table.bins, runId: run.id, isRfmRun: run.method === "rfm", asOf: run.asOf };
}

/** The gallery of a run and the RFM grid; null before the first run. */
export async function readSegments(segmentationId: number | null, day: Day | null = null): Promise<SegmentsPage | null> {
  const [context, heads] = await Promise.all([readCountedContext(segmentationId, day), listSegmentationHeads()]);
  const { segmentation, snapshot } = context;
  if (segmentation === null || snapshot === null) return null;
  const looked: Looked = { ...context, segmentation, snapshot };
  const [grid, emptiness] = await Promise.all([rfmRunOf(looked, heads).then((run) => readGrid(run, looked)), readEmptiness(looked)]);
  return { ...context, segmentation, heads, grid, emptiness, isStale: segmentation.snapshotHash !== snapshot.hash };
}

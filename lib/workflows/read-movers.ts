import { analytics, type Columns, membersOption } from "@/lib/analytics/engine";
import { movers } from "@/lib/measure/movers";
import { lastSalesSql, membersSql } from "@/lib/measure/movers-sql";
import { listSegmentationHeads } from "@/lib/store/segmentation-heads";
import { findSegmentation } from "@/lib/store/segmentations";
import type { Movers } from "@/lib/types/overview-page";
import type { Segmentation } from "@/lib/types/segmentation";
import type { Shop } from "@/lib/types/shop";
import { remembered } from "./remembered";

function numbersOf(columns: Columns, name: string): Float64Array {
  const column = columns[name];
  return column instanceof Float64Array ? column : new Float64Array(0);
}

async function membersOf(run: Segmentation) {
  const columns = await analytics().columns(membersSql, membersOption(run));
  return { customerKeys: numbersOf(columns, "customer_key"), segments: numbersOf(columns, "segment"), names: run.segments.map((s) => s.name) };
}

async function lastSalesOf(shop: Shop, asOf: number, snapshotId: number) {
  const columns = await analytics().columns(lastSalesSql(asOf, shop.saleStatuses), { snapshotId });
  return { customerKeys: numbersOf(columns, "customer_key"), days: numbersOf(columns, "last_day") };
}

/** What a run is compared with: itself at its fit once members were dated since, else the run of its method and k before it. */
async function findBefore(run: Segmentation): Promise<Segmentation | null> {
  if (run.fit) return { ...run, ...run.fit, fit: undefined };
  const heads = await listSegmentationHeads(100);
  const earlier = heads
    .filter((head) => head.id < run.id && head.method === run.method && head.k === run.k && head.asOf < run.asOf)
    .sort((a, b) => b.id - a.id)[0];
  return earlier === undefined ? null : findSegmentation(earlier.id);
}

/** Moves since the fit, or since the run before; null where there is none. */
export async function readMovers(run: Segmentation | null, shop: Shop, snapshotId: number): Promise<(Movers & { since: number }) | null> {
  if (run === null) return null;
  const before = await findBefore(run);
  // looked at as of a day before the fit there is nothing earlier
  if (before === null || before.asOf >= run.asOf) return null;
  // the names belong to the key: a person may rename a persona at any time
  const names = [...before.segments, ...run.segments].map((s) => s.name);
  const key = JSON.stringify(["movers", snapshotId, membersOption(before), membersOption(run), shop.saleStatuses, names]);
  return remembered(key, async () => {
    const [was, is, lastSales] = await Promise.all([membersOf(before), membersOf(run), lastSalesOf(shop, run.asOf, snapshotId)]);
    return { ...movers({ before: was, after: is, lastSales, since: before.asOf, asOf: run.asOf }), since: before.asOf };
  });
}

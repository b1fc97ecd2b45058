import { numbersOf } from "@/lib/analytics/columns";
import type { AnalyticsEngine, Columns } from "@/lib/analytics/engine";
import { buyerSalesSql } from "@/lib/features/buyer-totals";
import { createSegmentHistory, historyBytes, type SegmentHistory } from "@/lib/personas/segment-history";
import { movesByRecencyAlone } from "@/lib/personas/segments-along-recency";
import type { Day } from "@/lib/types/day";
import type { Segmentation } from "@/lib/types/segmentation";
import type { Shop } from "@/lib/types/shop";
import { sql } from "@/lib/types/sql";
import { keptColumns } from "./kept-columns";

type Place = { snapshotId: number; shop: Shop; engine: AnalyticsEngine };

/**
 * In which segment everybody was at any time, by the run's model; worked out at first use, a few thousand sales at a time.
 * @returns null where the model is not known for all days at once, or the day lies after the last sale
 */
export async function findHistory(run: Segmentation, day: Day, place: Place): Promise<SegmentHistory | null> {
  if (!movesByRecencyAlone(run)) return null;
  const { snapshotId, shop: { saleStatuses } } = place;
  const history = await keptColumns(JSON.stringify(["segment history", run.id, snapshotId, saleStatuses]), () => makeHistory(run, place), historyBytes);
  return day <= history.lastDay ? history : null;
}

async function makeHistory(run: Segmentation, { snapshotId, shop: { saleStatuses }, engine }: Place): Promise<SegmentHistory> {
  // the snapshot of a past day says that day
  const [last] = await engine.query<{ day: number | null }>(sql`select max(day) as day from orders`, { snapshotId });
  const lastDay = last?.day ?? 0;
  const history = createSegmentHistory(run, lastDay);
  const take = (columns: Columns): void => history.add({
    customerKeys: numbersOf(columns, "customer_key"), days: numbersOf(columns, "day"), revenueCents: numbersOf(columns, "revenue_cents"),
  });
  const sales = buyerSalesSql({ asOf: lastDay, windowDays: null, status: run.status, saleStatuses });
  await engine.blocks(sql`${sales} order by customer_key, day`, take, { snapshotId });
  return history.finish();
}

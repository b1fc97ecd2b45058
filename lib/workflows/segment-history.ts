import { setImmediate as othersTurn } from "node:timers/promises";
import type { AnalyticsEngine } from "@/lib/analytics/engine";
import { ledgerSales } from "@/lib/features/buyer-totals";
import { createSegmentHistory, historyBytes, type SegmentHistory } from "@/lib/personas/segment-history";
import { movesByRecencyAlone } from "@/lib/personas/segments-along-recency";
import type { Day } from "@/lib/types/day";
import type { Segmentation } from "@/lib/types/segmentation";
import type { Shop } from "@/lib/types/shop";
import { sql } from "@/lib/types/sql";
import { readLedger } from "./buyer-ledger";
import { keptColumns } from "./kept-columns";

/** So many are followed in a few milliseconds; others have their turn before the next. */
const salesATurn = 2048;

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
  for (const sales of ledgerSales(await readLedger({ status: run.status, saleStatuses }, { snapshotId, engine }), salesATurn)) {
    history.add(sales);
    await othersTurn();
  }
  return history.finish();
}

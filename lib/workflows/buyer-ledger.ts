import { numbersOf } from "@/lib/analytics/columns";
import type { AnalyticsEngine } from "@/lib/analytics/engine";
import { type BuyerLedger, buyerSalesSql, buyerTotals, createBuyerLedger, ledgerBytes } from "@/lib/features/buyer-totals";
import type { FeatureColumns, FeatureScope } from "@/lib/types/features";
import { keptColumns } from "./kept-columns";

/** So many customers are placed or added up in a few milliseconds; others have their turn before the next. */
export const customersATurn = 8192;

/** Recency, number and value of each buyer's sales up to the day of a scope, part by part, each in the memory of the one before. */
export async function buyersThen(scope: FeatureScope, place: { snapshotId: number; engine: AnalyticsEngine }): Promise<Iterable<FeatureColumns>> {
  return buyerTotals(await readLedger(scope, place), scope, customersATurn);
}

/** Everybody's sales of a snapshot, read once for all days. */
export function readLedger({ status, saleStatuses }: Pick<FeatureScope, "status" | "saleStatuses">, { snapshotId, engine }: { snapshotId: number; engine: AnalyticsEngine }): Promise<BuyerLedger> {
  const read = async (): Promise<BuyerLedger> => {
    const ledger = createBuyerLedger();
    await engine.blocks(buyerSalesSql({ status, saleStatuses }), (columns) => ledger.add({
      customerKeys: numbersOf(columns, "customer_key"), days: numbersOf(columns, "day"), revenueCents: numbersOf(columns, "revenue_cents"),
    }), { snapshotId });
    return ledger.finish();
  };
  return keptColumns(JSON.stringify(["buyer ledger", snapshotId, status, saleStatuses]), read, ledgerBytes);
}

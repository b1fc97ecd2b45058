import { numbersOf } from "@/lib/analytics/columns";
import type { AnalyticsEngine } from "@/lib/analytics/engine";
import { type BuyerLedger, buyerSalesSql, createBuyerLedger, ledgerBytes } from "@/lib/features/buyer-totals";
import type { FeatureScope } from "@/lib/types/features";
import { keptColumns } from "./kept-columns";

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

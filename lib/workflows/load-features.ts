import { type AnalyticsEngine, openAnalytics } from "@/lib/analytics/engine";
import { AppError } from "@/lib/errors";
import { toFeatureMatrix } from "@/lib/features/feature-matrix";
import { featuresSql, orderDaysSql } from "@/lib/features/feature-sql";
import { type SegmentationInput, segmentationFeatures } from "@/lib/personas/segmentation-input";
import { getShop } from "@/lib/store/shop";
import { saleRuleFor, type StatusRow, statusCountsSql } from "@/lib/measure/shop-change";
import type { FeatureScope } from "@/lib/types/features";
import type { SegmentationRequest } from "@/lib/types/segmentation";
import type { Snapshot } from "@/lib/types/snapshot";

/**
 * Everything a segmentation is computed from, read of one snapshot.
 *
 * @throws AppError noSnapshot without a sale, invalidInput without a customer in the scope
 */
export async function loadSegmentationInput(request: SegmentationRequest, snapshot: Snapshot, signal?: AbortSignal): Promise<SegmentationInput & { scope: FeatureScope }> {
  const asOf = request.asOf ?? snapshot.lastDay;
  if (asOf === null) throw new AppError("noSnapshot", "The orders hold no sale yet.");
  const { hemisphere, currency, minorUnits, locale, saleStatuses } = await getShop();
  const engine = openAnalytics();
  try {
    const statuses = await engine.query<StatusRow>(statusCountsSql, { snapshotId: snapshot.id, signal });
    requireSales(statuses, saleStatuses);
    const status = request.status ?? saleRuleFor(statuses, saleStatuses);
    const scope: FeatureScope = { asOf, windowDays: request.windowDays, status, saleStatuses };
    const read = await readFeatures(engine, request, scope, { snapshotId: snapshot.id, signal });
    return { request: { ...request, asOf, status }, hemisphere, money: { currency, minorUnits, locale }, scope, ...read };
  } finally {
    engine.close();
  }
}

/** Nothing to group where no order counts as a sale: says which words the orders have, and where to choose. */
function requireSales(rows: readonly StatusRow[], saleStatuses: readonly string[]): void {
  if (rows.some(({ status }) => saleStatuses.includes(status))) return;
  const met = rows.slice(0, 5).map(({ status, orders }) => `${status} (${orders})`).join(", ");
  throw new AppError("invalidInput", `No order counts as a sale. The orders have the status ${met}; choose those that are sales under Settings, Shop, or with: clientele settings --set saleStatuses=...`);
}

async function readFeatures(engine: AnalyticsEngine, request: SegmentationRequest, scope: FeatureScope, options: { snapshotId: number; signal?: AbortSignal }) {
  const features = segmentationFeatures(request);
  const [columns, days] = await Promise.all([
    engine.columns(featuresSql(scope, features), options),
    engine.columns(orderDaysSql(scope), options),
  ]);
  const matrix = toFeatureMatrix(columns, features);
  const orders = toFeatureMatrix({ customer_key: days.customer_key ?? [], recency_days: days.day ?? [] }, ["recencyDays"]);
  if (matrix.customerKeys.length === 0) throw new AppError("invalidInput", "No customer has an order within these dates and statuses.");
  return { matrix, orderDays: { customerKeys: orders.customerKeys, days: orders.values } };
}

import { type AnalyticsEngine, openAnalytics } from "@/lib/analytics/engine";
import { AppError } from "@/lib/errors";
import { toFeatureMatrix } from "@/lib/features/feature-matrix";
import { featuresSql, orderDaysSql } from "@/lib/features/feature-sql";
import { type SegmentationInput, segmentationFeatures } from "@/lib/personas/segmentation-input";
import { getShop } from "@/lib/store/shop";
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
  const scope: FeatureScope = { asOf, windowDays: request.windowDays, status: request.status, saleStatuses };
  const engine = openAnalytics();
  try {
    const read = await readFeatures(engine, request, scope, { snapshotId: snapshot.id, signal });
    return { request: { ...request, asOf }, hemisphere, money: { currency, minorUnits, locale }, scope, ...read };
  } finally {
    engine.close();
  }
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

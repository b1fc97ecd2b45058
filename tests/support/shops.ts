import { createRandom } from "@/lib/stats/random";
import type { FeatureMatrix, FeatureName } from "@/lib/types/features";
import {
  segmentationFeatures,
  type ResolvedRequest,
  type SegmentationInput,
} from "@/lib/personas/segmentation-input";

/** A request with the product's defaults, for tests. */
export function request(changes: Partial<ResolvedRequest> = {}): ResolvedRequest {
  return {
    method: "kmeans",
    preset: "default",
    balance: null,
    features: null,
    k: 11,
    asOf: 18_000,
    windowDays: null,
    status: "delivered",
    seed: 42,
    nInit: 3,
    engine: "ml-kmeans",
    assess: "none",
    rfm: { table: "seven", scoring: null, bins: null, custom: null, cuts: null },
    promote: false,
    ...changes,
  };
}

/** A customer as a test writes it down; everything else follows from these. */
export type Shopper = { recencyDays: number; orderCount: number; averageOrderCents: number } & Partial<
  Record<FeatureName, number>
>;

function valueOf(shopper: Shopper, feature: FeatureName): number {
  const { recencyDays, orderCount, averageOrderCents } = shopper;
  const derived: Partial<Record<FeatureName, number>> = {
    revenueCents: orderCount * averageOrderCents,
    averageItemPriceCents: averageOrderCents * 0.85,
    averageFreightCents: averageOrderCents * 0.15,
    freightShare: 0.15,
    itemCount: orderCount,
    sellerRows: orderCount,
    meanReviewScore: 4,
    meanLateDays: -5,
    lateShare: 0,
    ageDays: recencyDays + (orderCount - 1) * 30,
    mainOrderMonth: 1 + (recencyDays % 12),
  };
  return shopper[feature] ?? derived[feature] ?? 0;
}

/** Feature matrix of written-down customers, keys 1..n. */
export function matrixOf(shoppers: readonly Shopper[], features: readonly FeatureName[]): FeatureMatrix {
  return {
    customerKeys: Float64Array.from(shoppers, (_, i) => i + 1),
    featureNames: [...features],
    values: Float64Array.from(
      shoppers.flatMap((shopper) => features.map((feature) => valueOf(shopper, feature))),
    ),
  };
}

/** Everything a run needs, from written-down customers; one order day a customer. */
export function inputOf(
  shoppers: readonly Shopper[],
  changes: Partial<ResolvedRequest> = {},
): SegmentationInput {
  const resolved = request(changes);
  const matrix = matrixOf(shoppers, segmentationFeatures(resolved));
  return {
    request: resolved,
    matrix,
    orderDays: {
      customerKeys: matrix.customerKeys,
      days: Float64Array.from(shoppers, ({ recencyDays }) => resolved.asOf - recencyDays),
    },
    hemisphere: "south",
    money: { currency: "BRL", minorUnits: 2, locale: "en" },
  };
}

/** A shop like Olist: recency almost uniform, 3 % repeat buyers, log-normal payments. */
export function olistLike(n: number, seed: number): Shopper[] {
  const random = createRandom(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return Array.from({ length: n }, () => {
    const repeats = random() < 0.03;
    return {
      recencyDays: Math.floor(600 * Math.sqrt(random()) * random() + 60 * random()),
      orderCount: repeats ? (random() < 0.92 ? 2 : 3 + Math.floor(3 * random())) : 1,
      averageOrderCents: Math.round(100 * Math.exp(4.694 + 0.811 * normal())),
    };
  });
}

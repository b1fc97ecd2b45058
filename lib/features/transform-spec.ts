import type { FeatureName } from "@/lib/types/features";
import type { Preset } from "@/lib/types/segmentation";

/** How one feature enters a distance. */
export type ColumnSpec = {
  feature: FeatureName;
  /** pull the outer 0.5 % on either side in: money and durations only, never counts */
  winsorise: boolean;
  /** log1p, floored at 0 */
  log: boolean;
  scale: "zScore" | "minMax";
  /** period of a circular feature, which becomes a sine and a cosine column; null = a line */
  period: number | null;
};

type Kind = "duration" | "lateness" | "money" | "count" | "share" | "month" | "dayOfMonth";

const kinds: Record<FeatureName, Kind> = {
  recencyDays: "duration",
  orderCount: "count",
  revenueCents: "money",
  averageOrderCents: "money",
  averageItemPriceCents: "money",
  averageFreightCents: "money",
  freightShare: "share",
  itemCount: "count",
  itemsPerOrder: "count",
  sellerRows: "count",
  distinctSellers: "count",
  distinctCategories: "count",
  tenureDays: "duration",
  ageDays: "duration",
  meanReviewScore: "share",
  meanLateDays: "lateness",
  lateShare: "share",
  maxInstallments: "count",
  weekendShare: "share",
  mainOrderMonth: "month",
  mainOrderDay: "dayOfMonth",
};

/**
 * How a feature is transformed unless a preset says otherwise.
 *
 * Durations keep their scale, since within a window recency is close to uniform and a logarithm
 * would squeeze everybody but the newest. Counts are never winsorised: in a shop where 3 % buy
 * twice the 99.5 % quantile of orders is 2, and the loyal would vanish.
 */
export function defaultSpec(feature: FeatureName): ColumnSpec {
  const kind = kinds[feature];
  return {
    feature,
    winsorise: kind === "duration" || kind === "lateness" || kind === "money",
    log: kind === "money" || kind === "count",
    scale: "zScore",
    period: kind === "month" ? 12 : kind === "dayOfMonth" ? 31 : null,
  };
}

function seed1Spec(feature: FeatureName): ColumnSpec {
  return { feature, winsorise: false, log: feature !== "recencyDays", scale: "minMax", period: null };
}

/** The second study took the month for a number on a line; kept so for comparison with it only. */
function seed2Spec(feature: FeatureName): ColumnSpec {
  return { feature, winsorise: false, log: true, scale: "zScore", period: null };
}

const rfm = ["recencyDays", "orderCount", "revenueCents"] as const satisfies readonly FeatureName[];

const seed2Features: readonly FeatureName[] = [
  ...rfm,
  "itemCount",
  "sellerRows",
  "mainOrderMonth",
  "averageOrderCents",
];

/** The three feature sets a run may start from. */
export const presetSpecs: Record<Preset, readonly ColumnSpec[]> = {
  default: rfm.map(defaultSpec),
  seed1: rfm.map(seed1Spec),
  seed2: seed2Features.map(seed2Spec),
};

const presetRules: Record<Preset, (feature: FeatureName) => ColumnSpec> = {
  default: defaultSpec,
  seed1: seed1Spec,
  seed2: seed2Spec,
};

/** The columns of a preset, or its rules applied to other features. */
export function transformSpec(
  preset: Preset,
  features: readonly FeatureName[] | null,
): readonly ColumnSpec[] {
  return features === null ? presetSpecs[preset] : features.map(presetRules[preset]);
}

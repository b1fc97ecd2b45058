/** Features per customer, as of a date, over a window. Units are in the names. methods.md section 2. */
export const featureNames = [
  "recencyDays",
  "orderCount",
  "revenueCents",
  "averageOrderCents",
  "averageItemPriceCents",
  "averageFreightCents",
  "freightShare",
  "itemCount",
  "itemsPerOrder",
  "sellerRows",
  "distinctSellers",
  "distinctCategories",
  "tenureDays",
  "ageDays",
  "meanReviewScore",
  "meanLateDays",
  "lateShare",
  "maxInstallments",
  "weekendShare",
  "mainOrderMonth",
  "mainOrderDay",
] as const;
export type FeatureName = (typeof featureNames)[number];

/** n customers x d features, row-major. NaN marks a missing value until the transform. */
export type FeatureMatrix = {
  customerKeys: Float64Array;
  featureNames: readonly FeatureName[];
  /** length n * d */
  values: Float64Array;
};

/** n customers with one column of n values for each feature; NaN marks a missing value until the transform. */
export type FeatureColumns = { customerKeys: Float64Array; columns: Readonly<Partial<Record<FeatureName, Float64Array>>> };

export type SaleRule = "delivered" | "sales";

/** Which orders a segmentation looks at. */
export type FeatureScope = {
  /** last day included */
  asOf: number;
  /** only orders of the last so many days; null = all */
  windowDays: number | null;
  status: SaleRule;
  /** the shop's sale statuses, used when status is "sales" */
  saleStatuses: readonly string[];
};

export type Scale =
  | { kind: "zScore"; mean: number; deviation: number }
  | { kind: "minMax"; min: number; max: number }
  | { kind: "none" };

/** One fitted column of a transform, applied in this order: impute, winsorise, circle, log1p, scale. */
export type FittedColumn = {
  feature: FeatureName;
  /** a circular feature (month, day of month) enters a distance as a sine and a cosine column */
  circle: { period: number; part: "sine" | "cosine" } | null;
  /** value given to missing rows, and how many there were at the fit */
  imputedWith: number | null;
  imputedRows: number;
  low: number | null;
  high: number | null;
  log: boolean;
  scale: Scale;
};
export type FittedTransform = { columns: readonly FittedColumn[] };

/** Points in the space of the distances: n x d, row-major, nothing missing. */
export type Points = { values: Float64Array; n: number; d: number };

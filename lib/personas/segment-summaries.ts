import { featureValues } from "@/lib/features/feature-matrix";
import { mean, weightedDeviation } from "@/lib/stats/moments";
import { median, quantiles } from "@/lib/stats/quantile";
import type { FeatureMatrix, FeatureName } from "@/lib/types/features";

/** Days in a month, averaged over the leap-year cycle. */
const daysPerMonth = 365.2425 / 12;

/** Plain figures of one segment, raw units. */
export type SegmentSummary = {
  customers: number;
  /** sum over members; 0 when the matrix holds no revenue */
  revenueCents: number;
  /** means of the members who have a value; null where none has */
  means: Partial<Record<FeatureName, number | null>>;
  medians: Partial<Record<FeatureName, number | null>>;
  /** means in deviations of the population, 0 for a constant feature */
  standardised: Partial<Record<FeatureName, number>>;
};

/** The values of each of k segments, members in the order of the customers. */
export function splitByLabel(
  values: ArrayLike<number>,
  labels: ArrayLike<number>,
  k: number,
): Float64Array[] {
  const sizes = new Int32Array(k);
  for (let i = 0; i < labels.length; i++) sizes[labels[i] ?? 0]! += 1; // labels are 0..k-1
  const parts = Array.from(sizes, (size) => new Float64Array(size));
  const filled = new Int32Array(k);
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i] ?? 0;
    const part = parts[label];
    if (part) part[filled[label] ?? 0] = values[i] ?? NaN;
    filled[label] = (filled[label] ?? 0) + 1;
  }
  return parts;
}

function orNull(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}

/**
 * Means, medians and sizes of every segment over all features of the matrix.
 *
 * @param labels n labels in 0..k-1
 * @returns k summaries, in the order of the labels
 */
export function summariseSegments(matrix: FeatureMatrix, labels: Int32Array, k: number): SegmentSummary[] {
  const summaries: SegmentSummary[] = splitByLabel(labels, labels, k).map((members) => ({
    customers: members.length,
    revenueCents: 0,
    means: {},
    medians: {},
    standardised: {},
  }));
  for (const feature of matrix.featureNames) {
    const values = featureValues(matrix, feature);
    const centre = mean(values);
    const deviation = weightedDeviation(values, null);
    splitByLabel(values, labels, k).forEach((part, segment) => {
      const summary = summaries[segment];
      if (!summary) return;
      const average = mean(part);
      summary.means[feature] = orNull(average);
      summary.medians[feature] = orNull(median(part));
      const standardised = (average - centre) / deviation;
      summary.standardised[feature] = Number.isFinite(standardised) ? standardised : 0;
      if (feature === "revenueCents") summary.revenueCents = part.reduce((sum, cents) => sum + cents, 0);
    });
  }
  return summaries;
}

/** The days of all orders, one entry an order. */
export type OrderDays = { customerKeys: Float64Array; days: Float64Array };

/** Keys this dense are looked up in an array, ten times faster than in a map. */
const mostSlotsAKey = 8;

/** Looks up the label of a customer; undefined for a stranger. */
function labelsByKey(customerKeys: Float64Array, labels: Int32Array): (key: number) => number | undefined {
  const highest = customerKeys.reduce((most, key) => Math.max(most, key), -1);
  if (highest >= mostSlotsAKey * customerKeys.length || !customerKeys.every((key) => Number.isInteger(key) && key >= 0)) {
    const byKey = new Map(Array.from(customerKeys, (key, i) => [key, labels[i] ?? 0]));
    return (key) => byKey.get(key);
  }
  const slots = new Int32Array(highest + 1).fill(-1);
  customerKeys.forEach((key, i) => (slots[key] = labels[i] ?? 0));
  return (key) => {
    const label = slots[key] ?? -1;
    return label < 0 ? undefined : label;
  };
}

/**
 * How long each segment has been around: months between the 2.5 % and 97.5 % quantiles of its
 * members' order dates. (Minimum and maximum, as the seed took them, grow with the sample.)
 *
 * @param orders of customers outside the matrix are ignored
 * @returns months, not rounded; null for a segment without orders
 */
export function lifetimeMonths(
  orders: OrderDays,
  customerKeys: Float64Array,
  labels: Int32Array,
  k: number,
): (number | null)[] {
  const labelOf = labelsByKey(customerKeys, labels);
  const orderLabels = new Int32Array(orders.customerKeys.length);
  // Orders of strangers go to an extra part that is dropped.
  for (let i = 0; i < orderLabels.length; i++) orderLabels[i] = labelOf(orders.customerKeys[i] ?? NaN) ?? k;
  return splitByLabel(orders.days, orderLabels, k + 1)
    .slice(0, k)
    .map((days) => {
      if (days.length === 0) return null;
      const [first = NaN, last = NaN] = quantiles(days, [0.025, 0.975]);
      return (last - first) / daysPerMonth;
    });
}

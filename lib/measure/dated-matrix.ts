import { featureValues } from "@/lib/features/feature-matrix";
import { midRankPercentile, quantileOfSorted, sortedFinite } from "@/lib/stats/quantile";
import type { Day } from "@/lib/types/day";
import type { FeatureMatrix, FeatureName } from "@/lib/types/features";

/** All customers known by a day with their features as of it, ascending by key. */
export type DatedMatrix = { asOf: Day; matrix: FeatureMatrix };

/** The chosen rows of a matrix, in the order of `rows`. */
export function pickRows({ customerKeys, featureNames, values }: FeatureMatrix, rows: Int32Array): FeatureMatrix {
  const d = featureNames.length;
  const picked = new Float64Array(rows.length * d);
  rows.forEach((row, i) => picked.set(values.subarray(row * d, row * d + d), i * d));
  return { customerKeys: Float64Array.from(rows, (row) => customerKeys[row] ?? NaN), featureNames, values: picked };
}

/** Rows of the customers both matrices know: entry i of both arrays is one customer. */
export type CommonRows = { earlier: Int32Array; later: Int32Array };

/** Scrambles a key so that neighbours end far apart, 0-1. Source: Steele, Lea & Flood (2014), the finaliser of SplitMix. */
function scattered(key: number, seed: number): number {
  let x = (key + Math.imul(seed, 0x9e3779b9)) >>> 0;
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return ((x ^ (x >>> 16)) >>> 0) / 2 ** 32;
}

/**
 * Whether a customer belongs to the sample of a list of customers: about `most` of them, the same ones
 * for the same seed whatever else is in the list.
 *
 * @returns a test of keys; true for all where there are no more than `most`
 */
export function sampleKeys(keys: ArrayLike<number>, most: number, seed: number): (key: number) => boolean {
  const share = most / Math.max(1, keys.length);
  return share >= 1 ? () => true : (key) => scattered(key, seed) < share;
}

/** The sampled rows of a matrix. */
export function sampleRows(matrix: FeatureMatrix, isSampled: (key: number) => boolean): FeatureMatrix {
  return pickRows(matrix, Int32Array.from(matrix.customerKeys.keys()).filter((row) => isSampled(matrix.customerKeys[row] ?? 0)));
}

/**
 * @param earlier ascending keys, as are `later`
 * @param isWanted leaves customers out
 */
export function commonRows(earlier: ArrayLike<number>, later: ArrayLike<number>, isWanted: (key: number) => boolean = () => true): CommonRows {
  const rows: CommonRows = { earlier: new Int32Array(earlier.length), later: new Int32Array(earlier.length) };
  let found = 0;
  let j = 0;
  for (let i = 0; i < earlier.length; i++) {
    const key = earlier[i] ?? NaN;
    while (j < later.length && (later[j] ?? 0) < key) j++;
    if (later[j] !== key || !isWanted(key)) continue;
    rows.earlier[found] = i;
    rows.later[found] = j;
    found++;
  }
  return { earlier: rows.earlier.slice(0, found), later: rows.later.slice(0, found) };
}

/** Features that grow by the calendar alone. */
const ageing: readonly FeatureName[] = ["recencyDays", "ageDays"];

/**
 * Customers as they are later, but no older: what grows by the calendar alone is as it was.
 *
 * @param rows which rows of the two are the same customers
 */
export function withAgeingHeld(earlier: FeatureMatrix, later: FeatureMatrix, rows: CommonRows): FeatureMatrix {
  const held = pickRows(later, rows.later);
  const d = held.featureNames.length;
  for (const feature of ageing) {
    const from = earlier.featureNames.indexOf(feature);
    const to = held.featureNames.indexOf(feature);
    if (from < 0 || to < 0) continue;
    rows.earlier.forEach((row, i) => (held.values[i * d + to] = earlier.values[row * earlier.featureNames.length + from] ?? NaN));
  }
  return held;
}

/** Ascending values of what grows by the calendar, as they were at a date. */
export type AgeingScale = ReadonlyMap<FeatureName, Float64Array>;

/** The scale of a date, to put others on. */
export function ageingScale(matrix: FeatureMatrix): AgeingScale {
  const kept = ageing.filter((feature) => matrix.featureNames.includes(feature));
  return new Map(kept.map((feature) => [feature, sortedFinite(featureValues(matrix, feature))]));
}

/**
 * The same customers with what grows by the calendar put on the scale of another date: a customer who
 * stands at the p-th part of all recencies gets the recency that stood there then. Ranks and ties stay,
 * the spread is that of the other date.
 */
export function onScale(matrix: FeatureMatrix, scale: AgeingScale): FeatureMatrix {
  const d = matrix.featureNames.length;
  const values = matrix.values.slice();
  for (const [feature, reference] of scale) {
    const at = matrix.featureNames.indexOf(feature);
    const known = new Map<number, number>();
    const sorted = sortedFinite(featureValues(matrix, feature));
    for (let i = 0; i < matrix.customerKeys.length; i++) {
      const value = values[i * d + at] ?? NaN;
      if (!Number.isFinite(value)) continue;
      let mapped = known.get(value);
      if (mapped === undefined) known.set(value, (mapped = quantileOfSorted(reference, midRankPercentile(sorted, value))));
      values[i * d + at] = mapped;
    }
  }
  return { ...matrix, values };
}

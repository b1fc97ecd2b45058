import { balancedSample } from "@/lib/features/balance";
import { mean } from "@/lib/stats/moments";
import { quantileOfSorted } from "@/lib/stats/quantile";
import { createRandom, randomIndex, sampleIndices, type Random } from "@/lib/stats/random";
import type { StabilityWord } from "@/lib/types/quality";

/** Rows of the customers a figure is counted on, and how many customers each stands for (null = equally many). */
export type JudgedRows = { rows: Uint32Array; standsFor: Float64Array | null };

/**
 * The customers to count on: all of them up to `most`, else a seeded sample. With weights the
 * heavy are drawn more often, so that a rare kind of customer is there in numbers, and each drawn
 * one stands for as many as its chance was small.
 *
 * @param weights n weights, mean 1; null = equal
 */
export function judgedRowsOf(n: number, weights: Float64Array | null, most: number, seed: number): JudgedRows {
  if (n <= most) return { rows: Uint32Array.from({ length: n }, (_, i) => i), standsFor: null };
  if (weights === null) return { rows: sampleIndices(n, most, createRandom(seed)), standsFor: null };
  const rows = Uint32Array.from(new Set(balancedSample(weights, seed, most)));
  const standsFor = Float64Array.from(rows, (row) => 1 / Math.min(1, (most * (weights[row] ?? 0)) / n));
  return { rows, standsFor };
}

/** Running sums of the weights, or null for equal ones. */
function cumulated(weights: Float64Array | null): Float64Array | null {
  if (weights === null) return null;
  let sum = 0;
  return weights.map((weight) => (sum += weight));
}

function rowAt(sums: Float64Array, target: number): number {
  let from = 0;
  let to = sums.length - 1;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((sums[middle] ?? 0) > target) to = middle;
    else from = middle + 1;
  }
  return from;
}

/**
 * Draws bootstrap samples: `size` of n rows with replacement, in proportion to the weights.
 * Source: Efron (1979), Bootstrap methods.
 *
 * @returns a function that draws the next sample, ascending
 */
export function resampler(n: number, weights: Float64Array | null, size: number, random: Random): () => Uint32Array {
  const sums = cumulated(weights);
  const total = sums?.at(-1) ?? 0;
  return () => Uint32Array.from({ length: size }, () => (sums === null ? randomIndex(random, n) : rowAt(sums, random() * total))).sort();
}

/**
 * For each cluster of a partition the largest Jaccard index with any cluster of another:
 * shared members over members of either.
 *
 * @param base m labels in 0..k-1
 * @param other m labels from 0 of the same customers; negative = in no cluster
 * @param standsFor how many customers each of the m stands for; null = one
 * @returns k values 0-1; NaN for a cluster without members
 */
export function jaccardMaxima(base: Int32Array, k: number, other: Int32Array, standsFor: Float64Array | null): Float64Array {
  if (base.length !== other.length) throw new RangeError(`labelings differ in length: ${base.length} and ${other.length}`);
  const columns = other.reduce((most, label) => Math.max(most, label + 1), 0);
  const both = new Float64Array(k * columns);
  const inBase = new Float64Array(k);
  const inOther = new Float64Array(columns);
  for (let i = 0; i < base.length; i++) {
    const a = base[i]!; // labels lie in 0..k-1 and -1..columns-1
    const b = other[i]!;
    const weight = standsFor === null ? 1 : standsFor[i]!;
    inBase[a]! += weight;
    if (b < 0) continue;
    inOther[b]! += weight;
    both[a * columns + b]! += weight;
  }
  return inBase.map((size, a) => {
    if (size === 0) return NaN;
    let most = 0;
    for (let b = 0; b < columns; b++) {
      const shared = both[a * columns + b] ?? 0;
      if (shared > 0) most = Math.max(most, shared / (size + (inOther[b] ?? 0) - shared));
    }
    return most;
  });
}

/**
 * How far each resample brings back each cluster: its largest Jaccard index with a cluster of the
 * resample's model, all models assigning the same customers.
 *
 * @param base m labels in 0..k-1 of the judged customers
 * @param resampled labelings of the same customers by the resamples' models
 * @returns for each of k clusters one value a resample, 0-1; 0 for a cluster without judged members
 */
export function jaccardsByCluster(base: Int32Array, k: number, resampled: Iterable<Int32Array>, standsFor: Float64Array | null): number[][] {
  const byCluster = Array.from({ length: k }, (): number[] => []);
  for (const labels of resampled) {
    jaccardMaxima(base, k, labels, standsFor).forEach((value, c) => byCluster[c]?.push(Number.isNaN(value) ? 0 : value));
  }
  return byCluster;
}

/**
 * Bootstrap stability of each cluster: the mean of `jaccardsByCluster` over the resamples.
 * Source: Hennig (2007), Cluster-wise assessment of cluster stability; there on the points of the
 * resample, here on all the judged customers, which a model of centroids or cut points can assign.
 *
 * @returns k means 0-1; 0 for a cluster without judged members, or without resamples
 */
export function meanJaccards(base: Int32Array, k: number, resampled: Iterable<Int32Array>, standsFor: Float64Array | null): number[] {
  return jaccardsByCluster(base, k, resampled, standsFor).map(meanOrZero);
}

/** 0 for no values. */
function meanOrZero(values: readonly number[]): number {
  return values.length === 0 ? 0 : mean(values);
}

/**
 * Mean and middle 90 % (type 7 quantiles) of each cluster's Jaccards over the resamples.
 *
 * @param byCluster of `jaccardsByCluster`, at least one resample
 */
export function summariseJaccards(byCluster: readonly (readonly number[])[]): { meanJaccards: number[]; middle90: [number, number][] } {
  return {
    meanJaccards: byCluster.map(meanOrZero),
    middle90: byCluster.map((values) => {
      const sorted = Float64Array.from(values).sort();
      return [quantileOfSorted(sorted, 0.05), quantileOfSorted(sorted, 0.95)];
    }),
  };
}

/** Hennig's word for a mean maximum Jaccard. */
export function stabilityWord(meanJaccard: number): StabilityWord {
  if (meanJaccard >= 0.85) return "highly stable";
  if (meanJaccard >= leastValid) return "valid";
  return meanJaccard >= leastTrusted ? "doubtful" : "not to be trusted";
}

/** Under this a segment is doubtful, and under the next not to be trusted. */
export const leastValid = 0.75;
export const leastTrusted = 0.6;

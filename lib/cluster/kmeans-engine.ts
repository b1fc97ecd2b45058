import type { Points } from "@/lib/types/features";
import type { Engine } from "@/lib/types/segmentation";
import type { Assignment } from "./assign";

/** What a k-means engine is asked for. */
export type KMeansInput = {
  points: Points;
  k: number;
  /** decides the starting centroids, nothing else is random */
  seed: number;
  /** independent starts, the one of least inertia wins */
  nInit: number;
  /** n weights for engines that know them; null = equal */
  weights?: Float64Array | null;
  /** largest sum of squared centroid shifts that counts as converged, over the mean column variance */
  tolerance?: number;
  maxIterations?: number;
  /** k x d starting centroids, row-major; replaces seeding and `nInit` */
  initial?: Float64Array;
};

/** Reported between iterations or starts; may throw (or reject) to cancel. */
export type KMeansWatch = {
  onProgress?: (fraction: number) => void | Promise<void>;
  signal?: AbortSignal;
};

/** A finished fit. Label 0 is the largest cluster of the fitted points. */
export type KMeansFit = {
  /** k x d, row-major */
  centroids: Float64Array;
  /** n labels, each the nearest of `centroids` */
  labels: Int32Array;
  /** sum of (weighted) squared distances to the assigned centroid */
  inertia: number;
  /** of the winning start */
  iterations: number;
};

/** One way to run Lloyd's algorithm; all give the same partition from the same centroids. */
export interface KMeansEngine {
  readonly name: Engine;
  /** without weights a caller draws a balanced sample instead */
  readonly knowsWeights: boolean;
  fit(input: KMeansInput, watch?: KMeansWatch): Promise<KMeansFit>;
  /**
   * Independent fits, each as `fit` would give it, in the order of the inputs. Engines with threads
   * run them side by side: the way to do many small fits (bootstraps, a table of k).
   * Inputs may share their points and are read one after the other: a generator need not hold all.
   */
  fitMany(inputs: Iterable<KMeansInput>, watch?: KMeansWatch): Promise<KMeansFit[]>;
  /**
   * Every point with its nearest and second nearest centroid, as `assignNearest`.
   * @param centroids k x d, row-major
   */
  assign(points: Points, centroids: Float64Array): Promise<Assignment>;
  /**
   * Exact silhouette of every point, as `silhouettes`.
   * @param labels n labels in 0..k-1, at least two of them met
   */
  silhouettes(points: Points, labels: Int32Array, k: number): Promise<Float64Array>;
}

export const defaultTolerance = 1e-4;
export const defaultMaxIterations = 300;

/**
 * How many different rows there are, counted up to `enough`.
 */
export function countDistinctRows(points: Points, enough: number): number {
  const { values, n, d } = points;
  const seen = new Set<string>();
  for (let i = 0; i < n && seen.size < enough; i++) seen.add(values.subarray(i * d, i * d + d).join(","));
  return seen.size;
}

/** Place of the first NaN or infinity, -1 without. A plain loop: millions of numbers are looked at. */
function firstBadValue(values: Float64Array): number {
  for (let at = 0; at < values.length; at++) if (!Number.isFinite(values[at])) return at;
  return -1;
}

/**
 * Refuses what no engine can cluster.
 *
 * @throws RangeError for NaN or infinity (with its row and column), for k outside 1..number of
 *   different rows, for nInit under 1, for weights or starting centroids of another size
 */
export function checkKMeansInput(input: KMeansInput): void {
  const { points, k, nInit, weights, initial } = input;
  const { values, n, d } = points;
  const bad = firstBadValue(values);
  if (bad >= 0) {
    throw new RangeError(`points hold ${values[bad]} in row ${Math.floor(bad / d)}, column ${bad % d}`);
  }
  const distinct = countDistinctRows(points, k);
  if (!Number.isInteger(k) || k < 1 || distinct < k) {
    const highest = Number.isInteger(k) && k >= 1 ? distinct : countDistinctRows(points, Infinity);
    throw new RangeError(`k is ${k}; it must lie in 1..${highest}, the number of different rows`);
  }
  if (!Number.isInteger(nInit) || nInit < 1) throw new RangeError(`nInit is ${nInit}; it must be at least 1`);
  if (weights && weights.length !== n) throw new RangeError(`${n} points but ${weights.length} weights`);
  if (initial && initial.length !== k * d) {
    throw new RangeError(`initial holds ${initial.length} numbers; k x d is ${k * d}`);
  }
}

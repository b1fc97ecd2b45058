import type { Points } from "@/lib/types/features";
import { clusterSizes } from "./assign";

/** Mean of the members of each cluster, k x d; zeros for an empty one. */
export function clusterMeans(points: Points, labels: Int32Array, k: number): Float64Array {
  const { values, n, d } = points;
  const sizes = clusterSizes(labels, k);
  const means = new Float64Array(k * d);
  for (let i = 0; i < n; i++) {
    const c = labels[i] ?? 0;
    for (let j = 0; j < d; j++) means[c * d + j]! += values[i * d + j] ?? 0; // c is 0..k-1
  }
  return means.map((sum, at) => sum / Math.max(1, sizes[Math.floor(at / d)] ?? 1));
}

/** One row of a row-major matrix of width d. */
function rowOf(matrix: Float64Array, i: number, d: number): Float64Array {
  return matrix.subarray(i * d, i * d + d);
}

function squaredDistance(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < a.length; j++) sum += ((a[j] ?? 0) - (b[j] ?? 0)) ** 2;
  return sum;
}

/** Clusters that have members; both indices need two of them. */
function metClusters(labels: Int32Array, k: number): { sizes: Int32Array; met: number[] } {
  const sizes = clusterSizes(labels, k);
  return { sizes, met: Array.from(sizes.keys()).filter((c) => (sizes[c] ?? 0) > 0) };
}

/**
 * Calinski-Harabasz index: variance between clusters over variance within, each per degree of
 * freedom. Higher is better, unbounded.
 * Source: Calinski & Harabasz (1974); a within-variance of 0 gives 1, as scikit-learn.
 *
 * @throws RangeError unless 2 <= clusters with members < n
 */
export function calinskiHarabasz(points: Points, labels: Int32Array, k: number): number {
  const { values, n, d } = points;
  const { sizes, met } = metClusters(labels, k);
  checkClusters(met.length, n);
  const means = clusterMeans(points, labels, k);
  const centre = clusterMeans(points, new Int32Array(n), 1);
  const between = met.reduce(
    (sum, c) => sum + (sizes[c] ?? 0) * squaredDistance(rowOf(means, c, d), centre),
    0,
  );
  let within = 0;
  for (let i = 0; i < n; i++) within += squaredDistance(rowOf(values, i, d), rowOf(means, labels[i] ?? 0, d));
  return within === 0 ? 1 : (between * (n - met.length)) / (within * (met.length - 1));
}

/**
 * Davies-Bouldin index: the mean over clusters of the worst ratio of two clusters' spreads to the
 * distance of their means. Lower is better, 0 is the floor.
 * Variant: mean plain distance to the mean as spread (p = 1, q = 2 of the paper), as scikit-learn.
 * Source: Davies & Bouldin (1979).
 *
 * @throws RangeError unless 2 <= clusters with members < n
 */
export function daviesBouldin(points: Points, labels: Int32Array, k: number): number {
  const { values, n, d } = points;
  const { sizes, met } = metClusters(labels, k);
  checkClusters(met.length, n);
  const means = clusterMeans(points, labels, k);
  const spread = new Float64Array(k);
  for (let i = 0; i < n; i++) {
    const c = labels[i] ?? 0;
    spread[c]! +=
      Math.sqrt(squaredDistance(rowOf(values, i, d), rowOf(means, c, d))) / Math.max(1, sizes[c] ?? 1); // c is 0..k-1
  }
  const worst = met.map((a) =>
    met.reduce((most, b) => {
      const apart = Math.sqrt(squaredDistance(rowOf(means, a, d), rowOf(means, b, d)));
      return a === b || apart === 0 ? most : Math.max(most, ((spread[a] ?? 0) + (spread[b] ?? 0)) / apart);
    }, 0),
  );
  return worst.reduce((sum, ratio) => sum + ratio, 0) / met.length;
}

function checkClusters(met: number, n: number): void {
  if (met < 2 || met >= n) throw new RangeError(`${met} clusters of ${n} points; there must be 2..${n - 1}`);
}

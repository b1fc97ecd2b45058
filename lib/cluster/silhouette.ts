import { pickPoints } from "@/lib/stats/points";
import { createRandom, sampleIndices } from "@/lib/stats/random";
import type { Points } from "@/lib/types/features";
import { clusterSizes } from "./assign";
import type { KMeansEngine } from "./kmeans-engine";

/** Up to so many customers the silhouette is exact. */
export const exactSilhouetteLimit = 10_000;
/** Least members of each segment in a sample. */
const leastMembers = 200;

export type Silhouette = {
  /** mean over all customers; null for fewer than two clusters */
  mean: number | null;
  /** mean of each cluster; null for fewer than two clusters */
  byCluster: readonly (number | null)[];
  /** points it was computed on; fewer than all = a sample */
  customers: number;
};

/** Rows of the points ordered by cluster, so that the members of one lie side by side. */
export function rowsByCluster(labels: Int32Array): Uint32Array {
  return Uint32Array.from(labels.keys()).sort((a, b) => (labels[a] ?? 0) - (labels[b] ?? 0) || a - b);
}

/**
 * Sum of plain distances from each point to each cluster, k x n; each pair is measured once.
 *
 * @param labels ascending: with the members of a cluster side by side both running sums are
 *   sequential, which makes ten thousand points a matter of half a second
 */
function distanceSums({ values, n, d }: Points, labels: Int32Array, k: number): Float64Array {
  const sums = new Float64Array(k * n);
  for (let i = 1; i < n; i++) {
    const toOwn = labels[i]! * n; // all indices of this function lie in 0..n-1, 0..d-1, 0..k-1
    let label = labels[0]!;
    let sum = 0;
    for (let other = 0; other < i; other++) {
      let squared = 0;
      for (let p = i * d, q = other * d, end = p + d; p < end; p++, q++) {
        const gap = values[p]! - values[q]!;
        squared += gap * gap;
      }
      const distance = Math.sqrt(squared);
      if (labels[other] !== label) {
        sums[label * n + i]! += sum;
        label = labels[other]!;
        sum = 0;
      }
      sum += distance;
      sums[toOwn + other]! += distance;
    }
    sums[label * n + i]! += sum;
  }
  return sums;
}

/**
 * Silhouette of a point in cluster `own`.
 *
 * @param sumTo sum of its distances to the members of a cluster
 */
export function silhouetteOf(own: number, sizes: Int32Array, sumTo: (cluster: number) => number): number {
  const size = sizes[own] ?? 0;
  if (size <= 1) return 0;
  let nearestOther = Infinity;
  sizes.forEach((members, c) => {
    if (c !== own && members > 0) nearestOther = Math.min(nearestOther, sumTo(c) / members);
  });
  const within = sumTo(own) / (size - 1);
  const larger = Math.max(within, nearestOther);
  return larger > 0 ? (nearestOther - within) / larger : 0;
}

/**
 * Silhouette of every point: (b - a) / max(a, b), where a is the mean distance to the other
 * members of its cluster and b the mean distance to the nearest other cluster.
 * Variant: exact, Euclidean; a single member has silhouette 0, and so has a point at distance 0
 * from everybody.
 * Source: Rousseeuw (1987), Silhouettes.
 *
 * @param labels n labels in 0..k-1, at least two of them met
 * @returns n values in -1..1
 */
export function silhouettes(points: Points, labels: Int32Array, k: number): Float64Array {
  const order = rowsByCluster(labels);
  const orderedLabels = Int32Array.from(order, (row) => labels[row] ?? 0);
  const sums = distanceSums(pickPoints(points, order), orderedLabels, k);
  const sizes = clusterSizes(labels, k);
  const each = new Float64Array(points.n);
  order.forEach((row, i) => {
    each[row] = silhouetteOf(orderedLabels[i] ?? 0, sizes, (c) => sums[c * points.n + i] ?? 0);
  });
  return each;
}

/** Rows of a sample of about `limit`, proportional to size but at least 200 of every cluster. */
function stratifiedRows(labels: Int32Array, sizes: Int32Array, limit: number, seed: number): Uint32Array {
  const random = createRandom(seed);
  const members = Array.from(sizes, (size) => new Uint32Array(size));
  const filled = new Int32Array(sizes.length);
  labels.forEach((label, i) => {
    const list = members[label];
    if (list) list[filled[label] ?? 0] = i;
    filled[label] = (filled[label] ?? 0) + 1;
  });
  const rows = members.flatMap((list) => {
    const wanted = Math.max(leastMembers, Math.round((limit * list.length) / labels.length));
    return Array.from(
      sampleIndices(list.length, Math.min(list.length, wanted), random),
      (at) => list[at] ?? 0,
    );
  });
  return Uint32Array.from(rows).sort();
}

function meansByCluster(values: Float64Array, labels: Int32Array, k: number): (number | null)[] {
  const sums = new Float64Array(k);
  const sizes = clusterSizes(labels, k);
  values.forEach((value, i) => (sums[labels[i] ?? 0]! += value)); // labels are 0..k-1
  return Array.from(sums, (sum, c) => ((sizes[c] ?? 0) > 0 ? sum / (sizes[c] ?? 1) : null));
}

type SilhouetteSample = { rows: Uint32Array; points: Points; labels: Int32Array };

type SampleOptions = { seed: number; limit?: number };

function sampleOf(points: Points, labels: Int32Array, sizes: Int32Array, options: SampleOptions): SilhouetteSample {
  const { seed, limit = exactSilhouetteLimit } = options;
  if (points.n <= limit) return { rows: Uint32Array.from(labels.keys()), points, labels };
  const rows = stratifiedRows(labels, sizes, limit, seed);
  return { rows, points: pickPoints(points, rows), labels: Int32Array.from(rows, (row) => labels[row] ?? 0) };
}

/** Each cluster counts by its full size, not by its share of the sample. */
function summarise(each: Float64Array, sample: SilhouetteSample, sizes: Int32Array): Silhouette {
  const n = sizes.reduce((sum, size) => sum + size, 0);
  const byCluster = meansByCluster(each, sample.labels, sizes.length);
  const mean = byCluster.reduce<number>((sum, value, c) => sum + ((value ?? 0) * (sizes[c] ?? 0)) / n, 0);
  return { mean, byCluster, customers: sample.rows.length };
}

function isSingle(sizes: Int32Array): boolean {
  return sizes.filter((size) => size > 0).length < 2;
}

function noSilhouette(sizes: Int32Array, n: number): Silhouette {
  return { mean: null, byCluster: Array.from(sizes, () => null), customers: n };
}

/**
 * Mean silhouette, overall and per cluster.
 *
 * Exact up to `limit` points; beyond, on a seeded sample with at least 200 of every cluster, in
 * which each cluster counts by its full size.
 *
 * @param labels n labels in 0..k-1
 */
export function silhouette(points: Points, labels: Int32Array, k: number, options: SampleOptions): Silhouette {
  const sizes = clusterSizes(labels, k);
  if (isSingle(sizes)) return noSilhouette(sizes, points.n);
  const sample = sampleOf(points, labels, sizes, options);
  return summarise(silhouettes(sample.points, sample.labels, k), sample, sizes);
}

/**
 * The same as `silhouette`, measured by an engine.
 *
 * @param clustering points, n labels in 0..k-1, and k
 */
export async function silhouetteBy(
  engine: Pick<KMeansEngine, "silhouettes">,
  { points, labels, k }: { points: Points; labels: Int32Array; k: number },
  options: SampleOptions,
): Promise<Silhouette> {
  const sizes = clusterSizes(labels, k);
  if (isSingle(sizes)) return noSilhouette(sizes, points.n);
  const sample = sampleOf(points, labels, sizes, options);
  return summarise(await engine.silhouettes(sample.points, sample.labels, k), sample, sizes);
}

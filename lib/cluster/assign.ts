import type { Points } from "@/lib/types/features";

/** Every point with its nearest and second nearest centroid. */
export type Assignment = {
  /** n indices of the nearest centroid; of equally near ones the lowest */
  labels: Int32Array;
  /** n indices of the second nearest; -1 where there is only one centroid */
  runnerUp: Int32Array;
  /** n margins 1 - d1/d2 on plain (not squared) distances, 0-1; 1 where there is no runner-up */
  margin: Float64Array;
  /** sum of squared distances to the nearest centroid, equal weights */
  inertia: number;
};

/** 1 - d1/d2; a point as near to both, even at distance 0, has no margin. */
function marginOf(nearest: number, second: number): number {
  if (second === Infinity) return 1;
  return second > 0 ? 1 - Math.sqrt(nearest / second) : 0;
}

/** @throws RangeError if the centroids do not have the points' width */
function countOf(centroids: Float64Array, d: number): number {
  if (centroids.length === 0 || centroids.length % d !== 0) {
    throw new RangeError(`centroids hold ${centroids.length} numbers; they must be k x ${d}`);
  }
  return centroids.length / d;
}

/**
 * The nearest centroid of each point alone: n labels as those of `assignNearest`, in about half its time.
 *
 * @param centroids k x d, row-major, k >= 1
 * @throws RangeError if the centroids do not have the points' width
 */
export function nearestCentroids({ values, n, d }: Points, centroids: Float64Array): Int32Array {
  const k = countOf(centroids, d);
  const labels = new Int32Array(n);
  for (let i = 0; i < n; i++) {
    let nearest = Infinity;
    let label = -1;
    for (let c = 0; c < k; c++) {
      let distance = 0;
      for (let j = 0; j < d; j++) {
        const gap = values[i * d + j]! - centroids[c * d + j]!; // both indices are in range by the check above
        distance += gap * gap;
      }
      if (distance < nearest) {
        nearest = distance;
        label = c;
      }
    }
    labels[i] = label;
  }
  return labels;
}

/**
 * Assigns each point to its nearest centroid by squared Euclidean distance.
 *
 * @param centroids k x d, row-major, k >= 1
 * @throws RangeError if the centroids do not have the points' width
 */
export function assignNearest(points: Points, centroids: Float64Array): Assignment {
  const { values, n, d } = points;
  const k = countOf(centroids, d);
  const result = {
    labels: new Int32Array(n),
    runnerUp: new Int32Array(n),
    margin: new Float64Array(n),
    inertia: 0,
  };
  for (let i = 0; i < n; i++) {
    let nearest = Infinity;
    let second = Infinity;
    let label = -1;
    let runnerUp = -1;
    for (let c = 0; c < k; c++) {
      let distance = 0;
      for (let j = 0; j < d; j++) {
        const gap = values[i * d + j]! - centroids[c * d + j]!; // both indices are in range by the checks above
        distance += gap * gap;
      }
      if (distance < nearest) {
        second = nearest;
        runnerUp = label;
        nearest = distance;
        label = c;
      } else if (distance < second) {
        second = distance;
        runnerUp = c;
      }
    }
    result.labels[i] = label;
    result.runnerUp[i] = runnerUp;
    result.margin[i] = marginOf(nearest, second);
    result.inertia += nearest;
  }
  return result;
}

/**
 * Sum of (weighted) squared distances of the points to the centroids they carry.
 */
export function inertiaOf(
  points: Points,
  labels: Int32Array,
  centroids: Float64Array,
  weights: Float64Array | null,
): number {
  const { values, n, d } = points;
  let sum = 0;
  for (let i = 0; i < n; i++) {
    const c = labels[i] ?? 0;
    let distance = 0;
    for (let j = 0; j < d; j++) distance += ((values[i * d + j] ?? 0) - (centroids[c * d + j] ?? 0)) ** 2;
    sum += distance * (weights === null ? 1 : (weights[i] ?? 0));
  }
  return sum;
}

/** Members of each of k clusters. */
export function clusterSizes(labels: Int32Array, k: number): Int32Array {
  const sizes = new Int32Array(k);
  for (const label of labels) sizes[label] = (sizes[label] ?? 0) + 1;
  return sizes;
}

/**
 * Renumbers clusters so that 0 is the largest. Equal sizes are ordered by their centroids,
 * first column first, so the numbering does not depend on the order of the starts.
 *
 * @param centroids k x d, row-major
 * @returns new centroids in the new order, and for each old number its new one
 */
export function numberBySize(
  centroids: Float64Array,
  sizes: Int32Array,
): { centroids: Float64Array; newNumber: Int32Array } {
  const k = sizes.length;
  const d = centroids.length / k;
  const order = Array.from({ length: k }, (_, c) => c).sort((a, b) => {
    const bySize = (sizes[b] ?? 0) - (sizes[a] ?? 0);
    if (bySize !== 0) return bySize;
    for (let j = 0; j < d; j++) {
      const gap = (centroids[a * d + j] ?? 0) - (centroids[b * d + j] ?? 0);
      if (gap !== 0) return gap;
    }
    return 0;
  });
  const sorted = new Float64Array(centroids.length);
  const newNumber = new Int32Array(k);
  order.forEach((old, now) => {
    sorted.set(centroids.subarray(old * d, old * d + d), now * d);
    newNumber[old] = now;
  });
  return { centroids: sorted, newNumber };
}

import type { Points } from "@/lib/types/features";

/** The label of a point near no dense place. */
export const noise = -1;

function neighboursOf({ values, n, d }: Points, i: number, squaredRadius: number): number[] {
  const near: number[] = [];
  for (let other = 0; other < n; other++) {
    let sum = 0;
    for (let j = 0; j < d && sum <= squaredRadius; j++) sum += (values[i * d + j]! - values[other * d + j]!) ** 2; // in range
    if (sum <= squaredRadius) near.push(other);
  }
  return near;
}

/**
 * Density-based clustering: points with enough neighbours, chained through one another; a point on
 * the rim belongs to the cluster that reaches it first, in the order of the points.
 * Variant: Euclidean, a point counts as its own neighbour, as scikit-learn; all pairs, n^2.
 * Source: Ester, Kriegel, Sander & Xu (1996), DBSCAN.
 *
 * @param radius of the neighbourhood, the rim included
 * @param leastNeighbours of a dense point, itself included
 * @returns n labels in 0..k-1 in the order of first appearance; -1 = noise
 */
export function dbscan(points: Points, radius: number, leastNeighbours: number): Int32Array {
  const labels = new Int32Array(points.n).fill(noise);
  const neighbours = Array.from({ length: points.n }, (_, i) => neighboursOf(points, i, radius * radius));
  const isDense = (i: number) => neighbours[i]!.length >= leastNeighbours; // i < n
  let clusters = 0;
  for (let i = 0; i < points.n; i++) {
    if (labels[i] !== noise || !isDense(i)) continue;
    const reached = [i];
    labels[i] = clusters;
    for (let next = reached.pop(); next !== undefined; next = reached.pop()) {
      if (!isDense(next)) continue;
      for (const other of neighbours[next]!) {
        if (labels[other] !== noise) continue;
        labels[other] = clusters;
        reached.push(other);
      }
    }
    clusters++;
  }
  return labels;
}

/**
 * A radius for `dbscan` from the data: the distance of the m-th nearest neighbour at the knee of its
 * ascending curve, where the curve lies farthest under the line between its ends.
 * Source: Ester et al. (1996), section 4.2, whose knee a person picks; here by the farthest point
 * from the chord (Satopaa et al. 2011, Kneedle, without smoothing).
 *
 * @param m neighbours beside the point itself
 */
export function kneeRadius(points: Points, m: number): number {
  const { values, n, d } = points;
  const own = new Float64Array(n);
  const curve = Float64Array.from({ length: n }, (_, i) => {
    for (let other = 0; other < n; other++) {
      let sum = 0;
      for (let j = 0; j < d; j++) sum += (values[i * d + j]! - values[other * d + j]!) ** 2; // in range
      own[other] = sum;
    }
    return Math.sqrt(own.slice().sort()[Math.min(m, n - 1)] ?? 0);
  }).sort();
  const [low, high] = [curve[0] ?? 0, curve.at(-1) ?? 0];
  let knee = 0;
  let farthest = -Infinity;
  curve.forEach((height, i) => {
    const gap = low + ((high - low) * i) / Math.max(1, n - 1) - height;
    if (gap > farthest) [farthest, knee] = [gap, height];
  });
  return knee;
}

import type { Random } from "@/lib/stats/random";
import { randomIndex } from "@/lib/stats/random";
import type { Points } from "@/lib/types/features";

/** Squared distance of every point to one row of the points, or what it has already if less. */
function nearerOf(points: Points, row: number, distances: Float64Array): Float64Array {
  const { values, n, d } = points;
  const nearer = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let distance = 0;
    for (let j = 0; j < d; j++) {
      const gap = values[i * d + j]! - values[row * d + j]!; // i and row are rows of the points
      distance += gap * gap;
    }
    nearer[i] = Math.min(distance, distances[i]!);
  }
  return nearer;
}

function weightedSum(distances: Float64Array, weights: Float64Array | null): number {
  let sum = 0;
  for (let i = 0; i < distances.length; i++)
    sum += (distances[i] ?? 0) * (weights === null ? 1 : (weights[i] ?? 0));
  return sum;
}

/** A row drawn in proportion to its weighted squared distance. */
function drawRow(
  distances: Float64Array,
  weights: Float64Array | null,
  total: number,
  random: Random,
): number {
  const target = random() * total;
  let reached = 0;
  let last = 0;
  for (let i = 0; i < distances.length; i++) {
    const mass = (distances[i] ?? 0) * (weights === null ? 1 : (weights[i] ?? 0));
    if (mass === 0) continue;
    reached += mass;
    last = i;
    if (reached > target) return i;
  }
  return last; // rounding left the target a hair beyond the sum
}

/**
 * Starting centroids by k-means++, greedy variant: each new centroid is the best of
 * 2 + floor(ln k) candidates, each drawn in proportion to its squared distance.
 * Source: Arthur & Vassilvitskii (2007), k-means++, section 3 and its remark on greedy choice.
 *
 * @param points at least k different rows
 * @param weights n weights; null = equal
 * @returns k x d, row-major, k different rows of the points
 */
export function plusPlusCentroids(
  points: Points,
  k: number,
  random: Random,
  weights: Float64Array | null,
): Float64Array {
  const { values, n, d } = points;
  const centroids = new Float64Array(k * d);
  const trials = 2 + Math.floor(Math.log(k));
  const everybody = new Float64Array(n).fill(1);
  const first =
    weights === null
      ? randomIndex(random, n)
      : drawRow(everybody, weights, weightedSum(everybody, weights), random);
  centroids.set(values.subarray(first * d, first * d + d));
  let distances = nearerOf(points, first, new Float64Array(n).fill(Infinity));
  for (let c = 1; c < k; c++) {
    const total = weightedSum(distances, weights);
    let best = { row: 0, distances, sum: Infinity };
    for (let trial = 0; trial < trials; trial++) {
      const row = drawRow(distances, weights, total, random);
      const nearer = nearerOf(points, row, distances);
      const sum = weightedSum(nearer, weights);
      if (sum < best.sum) best = { row, distances: nearer, sum };
    }
    centroids.set(values.subarray(best.row * d, best.row * d + d), c * d);
    distances = best.distances;
  }
  return centroids;
}

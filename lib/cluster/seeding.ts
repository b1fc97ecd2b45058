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

/** Rows whose masses are added first among themselves, then block after block, as in the kernel. */
const blockRows = 2048;

/** Mass of each block of rows: weighted distances. */
function blockMasses(distances: Float64Array, weights: Float64Array | null): Float64Array {
  const masses = new Float64Array(Math.ceil(distances.length / blockRows));
  return masses.map((_, block) => {
    let sum = 0;
    for (let i = block * blockRows; i < Math.min((block + 1) * blockRows, distances.length); i++) {
      sum += (distances[i] ?? 0) * (weights === null ? 1 : (weights[i] ?? 0));
    }
    return sum;
  });
}

function sumOf(masses: Float64Array): number {
  let sum = 0;
  for (const mass of masses) sum += mass;
  return sum;
}

/** The row in which the mass of a block passes the target, if it does; else its last row with mass. */
function drawInBlock(distances: Float64Array, weights: Float64Array | null, block: number, target: number) {
  let reached = 0;
  let last = -1;
  for (let i = block * blockRows; i < Math.min((block + 1) * blockRows, distances.length); i++) {
    const mass = (distances[i] ?? 0) * (weights === null ? 1 : (weights[i] ?? 0));
    if (mass === 0) continue;
    reached += mass;
    last = i;
    if (reached > target) return { row: i, isPassed: true };
  }
  return { row: last, isPassed: false };
}

/** A row drawn in proportion to its weighted squared distance. */
function drawRow(distances: Float64Array, weights: Float64Array | null, masses: Float64Array, random: Random): number {
  const target = random() * sumOf(masses);
  let reached = 0;
  let last = 0;
  for (const [block, mass] of masses.entries()) {
    if (mass === 0) continue;
    if (reached + mass > target) {
      const { row, isPassed } = drawInBlock(distances, weights, block, target - reached);
      if (isPassed) return row;
    }
    reached += mass;
    last = block;
  }
  // rounding left the target a hair beyond the sum
  return Math.max(0, drawInBlock(distances, weights, last, Infinity).row);
}

/** Candidates for each further starting centroid; the kernel has room for 8, reached at k = 404. */
export function seedingTrials(k: number): number {
  return Math.min(8, 2 + Math.floor(Math.log(k)));
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
  const trials = seedingTrials(k);
  const everybody = new Float64Array(n).fill(1);
  const first =
    weights === null
      ? randomIndex(random, n)
      : drawRow(everybody, weights, blockMasses(everybody, weights), random);
  centroids.set(values.subarray(first * d, first * d + d));
  let distances = nearerOf(points, first, new Float64Array(n).fill(Infinity));
  let masses = blockMasses(distances, weights);
  for (let c = 1; c < k; c++) {
    let best = { row: 0, distances, masses, sum: Infinity };
    for (let trial = 0; trial < trials; trial++) {
      const row = drawRow(distances, weights, masses, random);
      const nearer = nearerOf(points, row, distances);
      const left = blockMasses(nearer, weights);
      const sum = sumOf(left);
      if (sum < best.sum) best = { row, distances: nearer, masses: left, sum };
    }
    centroids.set(values.subarray(best.row * d, best.row * d + d), c * d);
    distances = best.distances;
    masses = best.masses;
  }
  return centroids;
}

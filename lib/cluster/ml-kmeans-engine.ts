import { kmeansGenerator } from "ml-kmeans";
import { createRandom } from "@/lib/stats/random";
import type { Points } from "@/lib/types/features";
import { assignNearest, clusterSizes, numberBySize } from "./assign";
import {
  checkKMeansInput,
  defaultMaxIterations,
  defaultTolerance,
  type KMeansEngine,
  type KMeansFit,
  type KMeansInput,
  type KMeansWatch,
} from "./kmeans-engine";
import { plusPlusCentroids } from "./seeding";
import { silhouettes } from "./silhouette";

/** Iterations between two looks at the clock of the caller. */
const iterationsPerReport = 20;
/** How often empty clusters are moved and the start is run on, before the last move is kept. */
const relocations = 10;

type Lloyd = {
  points: Points;
  rows: number[][];
  maxIterations: number;
  shift: number;
  signal: AbortSignal | undefined;
};

function rowsOf(values: Float64Array, d: number): number[][] {
  return Array.from({ length: values.length / d }, (_, i) => Array.from(values.subarray(i * d, i * d + d)));
}

/** Mean variance of the columns, the yardstick of convergence (as scikit-learn's `tol`). */
function meanVariance({ values, n, d }: Points): number {
  let total = 0;
  for (let j = 0; j < d; j++) {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += values[i * d + j] ?? 0;
    const mean = sum / n;
    let squares = 0;
    for (let i = 0; i < n; i++) squares += ((values[i * d + j] ?? 0) - mean) ** 2;
    total += squares / n;
  }
  return d === 0 ? 0 : total / d;
}

/** Moves each centroid nobody is nearest to onto the point that lies farthest from its own. */
function relocateEmpty(points: Points, centroids: Float64Array): boolean {
  const { values, n, d } = points;
  const { labels } = assignNearest(points, centroids);
  const sizes = clusterSizes(labels, centroids.length / d);
  const distances = Float64Array.from({ length: n }, (_, i) => {
    let distance = 0;
    const c = labels[i] ?? 0;
    for (let j = 0; j < d; j++) distance += ((values[i * d + j] ?? 0) - (centroids[c * d + j] ?? 0)) ** 2;
    return distance;
  });
  let hasMoved = false;
  sizes.forEach((size, c) => {
    if (size > 0) return;
    const farthest = distances.reduce(
      (best, distance, i) => (distance > (distances[best] ?? 0) ? i : best),
      0,
    );
    centroids.set(values.subarray(farthest * d, farthest * d + d), c * d);
    distances[farthest] = 0;
    hasMoved = true;
  });
  return hasMoved;
}

async function runLloyd(
  lloyd: Lloyd,
  start: Float64Array,
  report: () => void | Promise<void>,
): Promise<{ centroids: Float64Array; iterations: number }> {
  const d = lloyd.points.d;
  let centroids = start;
  let iterations = 0;
  for (let round = 0; round <= relocations; round++) {
    const initialization = rowsOf(centroids, d);
    const k = initialization.length;
    const options = { initialization, maxIterations: lloyd.maxIterations, tolerance: lloyd.shift / k };
    for (const step of kmeansGenerator(lloyd.rows, k, options)) {
      centroids = Float64Array.from(step.centroids.flat());
      iterations++;
      if (iterations % iterationsPerReport === 0) await report();
      lloyd.signal?.throwIfAborted();
    }
    if (!relocateEmpty(lloyd.points, centroids)) break;
  }
  return { centroids, iterations };
}

/** Labels of ml-kmeans are from before its last centroid update: relabel, then number by size. */
function finish(points: Points, centroids: Float64Array, iterations: number): KMeansFit {
  const k = centroids.length / points.d;
  const assigned = assignNearest(points, centroids);
  const numbered = numberBySize(centroids, clusterSizes(assigned.labels, k));
  return {
    centroids: numbered.centroids,
    labels: assigned.labels.map((label) => numbered.newNumber[label] ?? 0),
    inertia: assigned.inertia,
    iterations,
  };
}

async function fit(input: KMeansInput, watch: KMeansWatch = {}): Promise<KMeansFit> {
  if (input.weights) throw new RangeError("ml-kmeans knows no weights; draw a balanced sample instead");
  checkKMeansInput(input);
  const { points, k, seed, initial } = input;
  const starts = initial ? 1 : input.nInit;
  const random = createRandom(seed);
  const lloyd = {
    points,
    rows: rowsOf(points.values, points.d),
    maxIterations: input.maxIterations ?? defaultMaxIterations,
    shift: (input.tolerance ?? defaultTolerance) * meanVariance(points),
    signal: watch.signal,
  };
  let best: KMeansFit | null = null;
  for (let start = 0; start < starts; start++) {
    const from = initial ?? plusPlusCentroids(points, k, random, null);
    const run = await runLloyd(lloyd, from, () => watch.onProgress?.(start / starts));
    const candidate = finish(points, run.centroids, run.iterations);
    if (best === null || candidate.inertia < best.inertia) best = candidate;
    await watch.onProgress?.((start + 1) / starts);
  }
  if (best === null) throw new RangeError(`nInit is ${input.nInit}; it must be at least 1`);
  return best;
}

async function fitMany(inputs: Iterable<KMeansInput>, watch: KMeansWatch = {}): Promise<KMeansFit[]> {
  const all = [...inputs];
  const fits: KMeansFit[] = [];
  for (const input of all) {
    fits.push(await fit(input, { signal: watch.signal }));
    await watch.onProgress?.(fits.length / all.length);
  }
  return fits;
}

/**
 * K-means through the library ml-kmeans: the portable engine, and the reference for others.
 *
 * It repairs what the library leaves out: seeding by greedy k-means++ from our own generator,
 * several starts, convergence relative to the data, empty clusters, labels that belong to the
 * returned centroids, an inertia that means the sum of squares, and errors that name the numbers.
 * It knows no weights.
 */
export const mlKMeansEngine: KMeansEngine = {
  name: "ml-kmeans",
  knowsWeights: false,
  fit,
  fitMany,
  assign: async (points, centroids) => assignNearest(points, centroids),
  silhouettes: async (points, labels, k) => silhouettes(points, labels, k),
};

import { pickPoints } from "@/lib/stats/points";
import { createRandom, randomIndex, type Random, sampleIndices } from "@/lib/stats/random";
import type { Points } from "@/lib/types/features";
import { assignNearest, inertiaOf } from "./assign";
import { countDistinctRows } from "./kmeans-engine";
import { plusPlusCentroids } from "./seeding";

/** Rows of a step. */
export const batchRows = 4_096;
/** Centroids with less than this share of the heaviest one's weight are moved. */
const reassignmentRatio = 0.01;
/** Points, per centroid, between two looks for starved centroids. */
const pointsPerLook = 10;
/** Passes over the data at most, and steps without a better smoothed inertia before that. */
const mostPasses = 100;
const patience = 10;
/** Starts are compared on so many batches' rows. */
const initialBatches = 3;
const starts = 3;

/** A model that learns in steps. */
export type MiniBatchModel = {
  /** k x d, row-major */
  centroids: Float64Array;
  /** weight each centroid has learnt from, k values: its next point moves it by one part in so many */
  weightSums: Float64Array;
  /** weight since the last look for starved centroids */
  sinceLook: number;
};

/** A step's data: b rows, and their weights (null = equal). */
export type Batch = { points: Points; weights: Float64Array | null };

/** A model that has learnt nothing yet. */
export function newModel(centroids: Float64Array, k: number): MiniBatchModel {
  return { centroids: centroids.slice(), weightSums: new Float64Array(k), sinceLook: 0 };
}

/** The same centroids with their counts forgotten, so that a drift shows: 1 / count would hide it. */
export function forgetCounts(model: MiniBatchModel): MiniBatchModel {
  return { ...model, weightSums: new Float64Array(model.weightSums.length), sinceLook: 0 };
}

/** Adds the batch to each centroid's running mean. */
function learn(model: MiniBatchModel, { points, weights }: Batch, labels: Int32Array): MiniBatchModel {
  const { values, n, d } = points;
  const weightSums = model.weightSums.slice();
  const centroids = model.centroids.map((value, at) => value * (weightSums[Math.floor(at / d)] ?? 0));
  const heard = new Uint8Array(weightSums.length);
  for (let i = 0; i < n; i++) {
    const c = labels[i]!; // all indices of this function lie in 0..n-1, 0..k-1, 0..d-1
    const weight = weights === null ? 1 : weights[i]!;
    weightSums[c]! += weight;
    heard[c] = 1;
    for (let j = 0; j < d; j++) centroids[c * d + j]! += weight * values[i * d + j]!;
  }
  return {
    weightSums,
    sinceLook: model.sinceLook,
    centroids: centroids.map((sum, at) => {
      const c = Math.floor(at / d);
      return heard[c] === 1 && weightSums[c]! > 0 ? sum / weightSums[c]! : model.centroids[at]!;
    }),
  };
}

/** Moves starved centroids onto rows of the batch drawn at random, with the least weight of the fed. */
function reassign(model: MiniBatchModel, { points }: Batch, random: Random): MiniBatchModel {
  const { weightSums } = model;
  const heaviest = weightSums.reduce((most, weight) => Math.max(most, weight), 0);
  const most = Math.floor(points.n / 2);
  const starved = Array.from(weightSums.keys())
    .filter((c) => (weightSums[c] ?? 0) < reassignmentRatio * heaviest)
    .sort((a, b) => (weightSums[a] ?? 0) - (weightSums[b] ?? 0) || a - b)
    .slice(0, most);
  if (starved.length === 0) return model;
  const rows = sampleIndices(points.n, starved.length, random);
  const centroids = model.centroids.slice();
  const isStarved = new Set(starved);
  const least = weightSums.reduce((low, weight, c) => (isStarved.has(c) ? low : Math.min(low, weight)), Infinity);
  const fed = weightSums.map((weight, c) => (isStarved.has(c) ? least : weight));
  starved.forEach((c, i) => {
    const row = rows[i] ?? 0;
    centroids.set(points.values.subarray(row * points.d, (row + 1) * points.d), c * points.d);
  });
  return { ...model, centroids, weightSums: fed };
}

/**
 * One step of learning from new rows; the model given is left as it is.
 *
 * Variant: mini-batch k-means with a learning rate of 1 / count per centroid; every 10 k points, or
 * while some centroid has learnt nothing, those under 1 % of the heaviest one's weight are moved
 * onto rows of the batch, at most half as many as the batch has rows (as scikit-learn).
 * Source: Sculley (2010), Web-scale k-means clustering.
 *
 * @returns the model after the step, and the batch's inertia under the centroids before it
 * @throws RangeError if the batch has no rows, or not the model's width
 */
export function partialFit(model: MiniBatchModel, batch: Batch, random: Random): { model: MiniBatchModel; inertia: number } {
  const { points, weights } = batch;
  const k = model.weightSums.length;
  if (points.n === 0) throw new RangeError("0 rows; a step needs at least 1");
  if (points.d * k !== model.centroids.length) throw new RangeError(`rows have ${points.d} columns; the model has ${model.centroids.length / k}`);
  const { labels } = assignNearest(points, model.centroids);
  const inertia = inertiaOf(points, labels, model.centroids, weights);
  const learnt = learn(model, batch, labels);
  const sinceLook = model.sinceLook + points.n;
  const isHungry = learnt.weightSums.some((weight) => weight === 0) || sinceLook >= pointsPerLook * k;
  if (!isHungry) return { model: { ...learnt, sinceLook }, inertia };
  return { model: { ...reassign(learnt, batch, random), sinceLook: 0 }, inertia };
}

export type MiniBatchInput = {
  points: Points;
  k: number;
  seed: number;
  /** n weights; null = equal */
  weights: Float64Array | null;
};

function pickBatch({ points, weights }: MiniBatchInput, rows: Uint32Array): Batch {
  return { points: pickPoints(points, rows), weights: weights && Float64Array.from(rows, (row) => weights[row] ?? 0) };
}

/** Best of three k-means++ starts, each seeded and judged on three batches' rows. */
function bestStart(input: MiniBatchInput, random: Random): Float64Array {
  const draw = () => pickBatch(input, sampleIndices(input.points.n, Math.min(input.points.n, initialBatches * batchRows), random));
  const judge = draw();
  let best: { centroids: Float64Array; inertia: number } = { centroids: new Float64Array(), inertia: Infinity };
  for (let start = 0; start < starts; start++) {
    const seeded = draw();
    const enough = countDistinctRows(seeded.points, input.k) >= input.k ? seeded : { points: input.points, weights: input.weights };
    const centroids = plusPlusCentroids(enough.points, input.k, random, enough.weights);
    const inertia = inertiaOf(judge.points, assignNearest(judge.points, centroids).labels, centroids, judge.weights);
    if (inertia < best.inertia) best = { centroids, inertia };
  }
  return best.centroids;
}

/**
 * Mini-batch k-means to convergence: batches of 4,096 rows until the smoothed inertia has not
 * fallen for ten steps, at most a hundred passes. The same input gives the same centroids.
 *
 * @param onProgress called between steps; may throw to cancel
 * @returns k x d centroids, row-major, and the steps taken
 * @throws RangeError if k lies outside 1..number of different rows
 */
export async function fitMiniBatch(
  input: MiniBatchInput,
  onProgress?: (fraction: number) => void | Promise<void>,
): Promise<{ centroids: Float64Array; steps: number }> {
  const { points, k, seed } = input;
  const distinct = countDistinctRows(points, k);
  if (!Number.isInteger(k) || k < 1 || distinct < k) throw new RangeError(`k is ${k}; it must lie in 1..${distinct}, the number of different rows`);
  const random = createRandom(seed);
  let model = newModel(bestStart(input, random), k);
  const rows = Math.min(batchRows, points.n);
  const mostSteps = Math.ceil((mostPasses * points.n) / rows);
  const memory = Math.min(1, (2 * rows) / (points.n + 1));
  let smoothed: number | null = null;
  let best = Infinity;
  let worse = 0;
  let steps = 0;
  while (steps < mostSteps && worse < patience) {
    const batch = pickBatch(input, Uint32Array.from({ length: rows }, () => randomIndex(random, points.n)));
    const step = partialFit(model, batch, random);
    model = step.model;
    steps++;
    if (steps === 1) continue; // the first step's inertia is that of the seeding
    const inertia: number = step.inertia / rows;
    smoothed = smoothed === null ? inertia : smoothed * (1 - memory) + inertia * memory;
    worse = smoothed < best ? 0 : worse + 1;
    best = Math.min(best, smoothed);
    await onProgress?.(Math.min(1, steps / mostSteps));
  }
  return { centroids: model.centroids, steps };
}

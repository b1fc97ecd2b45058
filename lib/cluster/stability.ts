import { pickPoints } from "@/lib/stats/points";
import { createRandom } from "@/lib/stats/random";
import type { Points } from "@/lib/types/features";
import type { BootstrapBasis } from "@/lib/types/quality";
import type { RfmRequest } from "@/lib/types/rfm";
import { jaccardsByCluster, judgedRowsOf, resampler, summariseJaccards } from "./bootstrap";
import { effortOf } from "./effort";
import { countDistinctRows, type KMeansEngine, type KMeansInput } from "./kmeans-engine";
import { fitMiniBatch } from "./minibatch";
import type { RfmValues } from "./rfm";
import { groupByRfm } from "./rfm-plan";

/** How surely each segment comes back when the customers are resampled, and on what that rests. */
export type Stability = { meanJaccards: readonly number[]; middle90: readonly (readonly [low: number, high: number])[]; basis: BootstrapBasis };

type Watch = (fraction: number) => void | Promise<void>;

export type StabilityInput = {
  /** all customers */
  points: Points;
  /** n weights of the fit, mean 1; null = equal */
  weights: Float64Array | null;
  /** n labels in 0..k-1 */
  labels: Int32Array;
  k: number;
  seed: number;
  /** what is fitted to each resample */
  method: "kmeans" | "minibatch";
};

async function resampledModels({ points, weights, k, seed, method }: StabilityInput, engine: KMeansEngine, watch: Watch): Promise<Float64Array[]> {
  const effort = effortOf(engine);
  const draw = resampler(points.n, weights, Math.min(effort.resampleRows, points.n), createRandom(seed + 1));
  const next = (b: number): KMeansInput => {
    const resample = pickPoints(points, draw());
    return { points: resample, k: Math.min(k, countDistinctRows(resample, k)), seed: seed + b, nInit: effort.resampleStarts };
  };
  const numbers = Array.from({ length: effort.resamples }, (_, b) => b);
  if (method === "kmeans") {
    const inputs = function* () {
      for (const b of numbers) yield next(b);
    };
    return (await engine.fitMany(inputs(), { onProgress: watch })).map(({ centroids }) => centroids);
  }
  const models: Float64Array[] = [];
  for (const b of numbers) {
    models.push((await fitMiniBatch({ ...next(b), weights: null })).centroids);
    await watch((b + 1) / numbers.length);
  }
  return models;
}

/**
 * Bootstrap stability of the segments of a run of k-means or MiniBatch: 50 resamples in proportion
 * to the weights, a model fitted to each, and every model assigning the same judged customers.
 *
 * @param watch called with 0-1 between fits; may throw to cancel
 */
export async function clusterStability(input: StabilityInput, engine: KMeansEngine, watch: Watch = () => {}): Promise<Stability> {
  const { points, weights, labels, k, seed, method } = input;
  const effort = effortOf(engine);
  const judged = judgedRowsOf(points.n, weights, effort.judgedRows, seed);
  const judgedPoints = pickPoints(points, judged.rows);
  const models = await resampledModels(input, engine, watch);
  const resampled: Int32Array[] = [];
  for (const centroids of models) resampled.push((await engine.assign(judgedPoints, centroids)).labels);
  const base = Int32Array.from(judged.rows, (row) => labels[row] ?? 0);
  return {
    ...summariseJaccards(jaccardsByCluster(base, k, resampled, judged.standsFor)),
    basis: {
      resamples: effort.resamples,
      fittedCustomers: Math.min(effort.resampleRows, points.n),
      ...(method === "kmeans" ? { starts: effort.resampleStarts } : {}),
      assignedCustomers: judgedPoints.n,
      customers: points.n,
    },
  };
}

function pickValues(values: RfmValues, rows: Uint32Array): RfmValues {
  const pick = (column: Float64Array) => Float64Array.from(rows, (row) => column[row] ?? 0);
  return { recencyDays: pick(values.recencyDays), orderCount: pick(values.orderCount), revenueCents: pick(values.revenueCents) };
}

const rfmResamples = 50;
const rfmRows = 10_000;

/**
 * Bootstrap stability of RFM segments: cut points are fitted to each of 50 resamples and score the
 * same judged customers.
 *
 * @param labels n labels in 0..k-1 of the run itself
 */
export function rfmStability(values: RfmValues, request: RfmRequest, { labels, k, seed }: { labels: Int32Array; k: number; seed: number }): Stability {
  const n = labels.length;
  const judged = judgedRowsOf(n, null, rfmRows, seed);
  const judgedValues = pickValues(values, judged.rows);
  const size = Math.min(n, rfmRows);
  const draw = resampler(n, null, size, createRandom(seed + 1));
  const resampled = Array.from({ length: rfmResamples }, () => {
    const { cuts, parameters } = groupByRfm(pickValues(values, draw()), request);
    return groupByRfm(judgedValues, { ...request, scoring: parameters.scoring, cuts }).labels;
  });
  const base = Int32Array.from(judged.rows, (row) => labels[row] ?? 0);
  return {
    ...summariseJaccards(jaccardsByCluster(base, k, resampled, null)),
    basis: { resamples: rfmResamples, fittedCustomers: size, assignedCustomers: judged.rows.length, customers: n },
  };
}


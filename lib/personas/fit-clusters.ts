import { balanceWeights, defaultBalance } from "@/lib/features/balance";
import { featureValues } from "@/lib/features/feature-matrix";
import { applyTransform, fitTransform } from "@/lib/features/transform";
import { transformSpec } from "@/lib/features/transform-spec";
import { clusterSizes, numberBySize, type Assignment } from "@/lib/cluster/assign";
import { countDistinctRows, type KMeansEngine } from "@/lib/cluster/kmeans-engine";
import { fitMiniBatch } from "@/lib/cluster/minibatch";
import { formatNumber } from "@/lib/format/number";
import type { FittedTransform, Points } from "@/lib/types/features";
import type { Balance, ChoiceOfK } from "@/lib/types/segmentation";
import { chooseK } from "./choose-k";
import { type FitSet, fitSetOf } from "./fit-set";
import type { SegmentationInput, WatchSegmentation } from "./segmentation-input";

/** The space of the distances, and the weights of the fit. */
export type Space = {
  balance: Balance;
  transform: FittedTransform;
  points: Points;
  /** n weights, mean 1; null = equal */
  weights: Float64Array | null;
};

/** A finished clustering of all customers. */
export type FittedClusters = Space & {
  k: number;
  /** k x d, row-major; 0 is the cluster with the most customers */
  centroids: Float64Array;
  assigned: Assignment;
  choices: readonly ChoiceOfK[];
  notices: readonly string[];
};

/** Transforms a run's features, weighted as its balance asks. */
export function spaceOf({ matrix, request }: Pick<SegmentationInput, "matrix" | "request">): Space {
  const orderCounts = featureValues(matrix, "orderCount");
  const balance = request.balance ?? defaultBalance(orderCounts);
  const weights = balanceWeights(orderCounts, balance);
  const transform = fitTransform(matrix, transformSpec(request.preset, request.features), weights);
  return { balance, weights, transform, points: applyTransform(matrix, transform) };
}

/** Assigns all customers and numbers the clusters by how many of them each has. */
export async function assignAll(points: Points, centroids: Float64Array, engine: Pick<KMeansEngine, "assign">): Promise<{ centroids: Float64Array; assigned: Assignment }> {
  const k = centroids.length / points.d;
  const assigned = await engine.assign(points, centroids);
  const numbered = numberBySize(centroids, clusterSizes(assigned.labels, k));
  const renumber = (labels: Int32Array) => labels.map((label) => (label < 0 ? -1 : (numbered.newNumber[label] ?? 0)));
  return {
    centroids: numbered.centroids,
    assigned: { ...assigned, labels: renumber(assigned.labels), runnerUp: renumber(assigned.runnerUp) },
  };
}

/** What a reader of the run must know: weights, missing values, a lowered k. */
function noticesOf(input: SegmentationInput, fitSet: FitSet, { transform, balance }: Space, k: number): string[] {
  const n = input.matrix.customerKeys.length;
  const notices: string[] = [];
  if (balance === "repeat") {
    const how = fitSet.isSampled ? ` (fitted on ${formatNumber(fitSet.points.n, input.money.locale)} customers drawn in that proportion)` : "";
    notices.push(`Repeat buyers carry 47% of the weight in the fit${how}; sizes, shares and quality count every customer.`);
  }
  for (const { feature, imputedRows, circle } of transform.columns) {
    if (imputedRows > 0 && circle?.part !== "cosine") notices.push(`${imputedRows} of ${n} customers have no ${feature}; they were given the mean.`);
  }
  const asked = input.request.k;
  if (asked !== "auto" && k < asked) {
    const who = k === 1 ? "No two customers differ" : `Only ${k} kinds of customers differ`;
    notices.push(`${who}: k was lowered from ${asked} to ${k}.`);
  }
  return notices;
}

async function fit(input: SegmentationInput, fitSet: FitSet, k: number, { engine, watch }: { engine: KMeansEngine; watch: WatchSegmentation }): Promise<Float64Array> {
  const { seed, nInit, method } = input.request;
  const onProgress = (fraction: number) => watch("fit", 0.5 + 0.2 * fraction);
  const asked = { points: fitSet.points, weights: fitSet.weights, k, seed };
  const fitted = await (method === "minibatch" ? fitMiniBatch(asked, onProgress) : engine.fit({ ...asked, nInit }, { onProgress }));
  return fitted.centroids;
}

/**
 * Clusters the customers by a request: balance, transform, choice of k, fit by k-means or
 * MiniBatch k-means, assignment of all customers.
 *
 * @throws RangeError for no customers, or a k that is not a whole number from 1
 */
export async function fitClusters(input: SegmentationInput, engine: KMeansEngine, watch: WatchSegmentation): Promise<FittedClusters> {
  const { request } = input;
  const space = spaceOf(input);
  const { points, weights } = space;
  const knowsWeights = engine.knowsWeights || request.method === "minibatch";
  const fitSet = fitSetOf(points, weights, knowsWeights, request.seed);
  await watch("choice of k", 0.1);
  const chosen = await chooseK(input, space, engine, (fraction) => watch("choice of k", 0.1 + 0.4 * fraction));
  const k = Number.isInteger(chosen.k) && chosen.k >= 1 ? Math.min(chosen.k, countDistinctRows(fitSet.points, chosen.k)) : chosen.k;
  await watch("fit", 0.5);
  const centroids = await fit(input, fitSet, k, { engine, watch });
  const notices = noticesOf(input, fitSet, space, k);
  return { k, ...space, ...(await assignAll(points, centroids, engine)), choices: chosen.choices, notices };
}

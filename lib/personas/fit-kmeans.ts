import { balancedSample, balanceWeights, defaultBalance } from "@/lib/features/balance";
import { featureValues } from "@/lib/features/feature-matrix";
import { applyTransform, fitTransform } from "@/lib/features/transform";
import { transformSpec } from "@/lib/features/transform-spec";
import { assignNearest, clusterSizes, numberBySize, type Assignment } from "@/lib/cluster/assign";
import { compareChoicesOfK } from "@/lib/cluster/choice-of-k";
import { countDistinctRows, type KMeansEngine } from "@/lib/cluster/kmeans-engine";
import { pickPoints } from "@/lib/stats/points";
import type { FittedTransform, Points } from "@/lib/types/features";
import type { Balance, ChoiceOfK } from "@/lib/types/segmentation";
import type { SegmentationInput, WatchSegmentation } from "./segmentation-input";

/** A finished k-means of all customers. */
export type FittedKMeans = {
  k: number;
  balance: Balance;
  transform: FittedTransform;
  points: Points;
  /** k x d, row-major; 0 is the cluster with the most customers */
  centroids: Float64Array;
  assigned: Assignment;
  choices: readonly ChoiceOfK[];
  notices: readonly string[];
};

type Decided = Pick<FittedKMeans, "transform" | "balance" | "k">;

/** The points an engine is given: weighted, or sampled where it knows no weights. */
type FitSet = { points: Points; weights: Float64Array | null; isSampled: boolean };

function fitSetOf(points: Points, weights: Float64Array | null, engine: KMeansEngine, seed: number): FitSet {
  if (weights === null || engine.knowsWeights) return { points, weights, isSampled: false };
  return { points: pickPoints(points, balancedSample(weights, seed)), weights: null, isSampled: true };
}

/** Assigns all customers and numbers the clusters by how many of them each has. */
function assignAll(
  points: Points,
  centroids: Float64Array,
): { centroids: Float64Array; assigned: Assignment } {
  const k = centroids.length / points.d;
  const assigned = assignNearest(points, centroids);
  const numbered = numberBySize(centroids, clusterSizes(assigned.labels, k));
  const renumber = (labels: Int32Array) =>
    labels.map((label) => (label < 0 ? -1 : (numbered.newNumber[label] ?? 0)));
  return {
    centroids: numbered.centroids,
    assigned: { ...assigned, labels: renumber(assigned.labels), runnerUp: renumber(assigned.runnerUp) },
  };
}

/** The asked-for k, the recommended one for "auto", and never more than rows that differ. */
function chooseK(asked: number | "auto", choices: readonly ChoiceOfK[], fitted: Points): number {
  const wanted = asked === "auto" ? (choices.find((row) => row.verdict === "recommended")?.k ?? 1) : asked;
  return Number.isInteger(wanted) && wanted >= 1
    ? Math.min(wanted, countDistinctRows(fitted, wanted))
    : wanted;
}

/** What a reader of the run must know: weights, missing values, a lowered k. */
function noticesOf(input: SegmentationInput, fitSet: FitSet, fitted: Decided): string[] {
  const n = input.matrix.customerKeys.length;
  const { transform, balance, k } = fitted;
  const notices: string[] = [];
  if (balance === "repeat") {
    const how = fitSet.isSampled ? ` (fitted on ${fitSet.points.n.toLocaleString("en")} customers drawn in that proportion)` : "";
    notices.push(
      `Repeat buyers carry 47% of the weight in the fit${how}; sizes, shares and quality count every customer.`,
    );
  }
  for (const { feature, imputedRows, circle } of transform.columns) {
    if (imputedRows > 0 && circle?.part !== "cosine") {
      notices.push(`${imputedRows} of ${n} customers have no ${feature}; they were given the mean.`);
    }
  }
  const asked = input.request.k;
  if (asked !== "auto" && k < asked) {
    const who = k === 1 ? "No two customers differ" : `Only ${k} kinds of customers differ`;
    notices.push(`${who}: k was lowered from ${asked} to ${k}.`);
  }
  return notices;
}

/**
 * Fits k-means by a request: balance, transform, choice of k, fit, assignment of all customers.
 *
 * @throws RangeError for no customers, or a k that is not a whole number from 1
 */
export async function fitKMeans(
  input: SegmentationInput,
  engine: KMeansEngine,
  watch: WatchSegmentation,
): Promise<FittedKMeans> {
  const { matrix, request } = input;
  const orderCounts = featureValues(matrix, "orderCount");
  const balance = request.balance ?? defaultBalance(orderCounts);
  const weights = balanceWeights(orderCounts, balance);
  const transform = fitTransform(matrix, transformSpec(request.preset, request.features), weights);
  const points = applyTransform(matrix, transform);
  const fitSet = fitSetOf(points, weights, engine, request.seed);
  await watch("choice of k", 0.1);
  const choices = await compareChoicesOfK(
    { points, fitPoints: fitSet.points, weights: fitSet.weights, seed: request.seed },
    engine,
    (fraction) => watch("choice of k", 0.1 + 0.4 * fraction),
  );
  const k = chooseK(request.k, choices, fitSet.points);
  await watch("fit", 0.5);
  const fit = await engine.fit(
    { points: fitSet.points, weights: fitSet.weights, k, seed: request.seed, nInit: request.nInit },
    { onProgress: (fraction) => watch("fit", 0.5 + 0.3 * fraction) },
  );
  const notices = noticesOf(input, fitSet, { transform, balance, k });
  return { k, balance, transform, points, ...assignAll(points, fit.centroids), choices, notices };
}

import { pickPoints } from "@/lib/stats/points";
import { createRandom, sampleIndices } from "@/lib/stats/random";
import type { Points } from "@/lib/types/features";
import type { ChoiceOfK } from "@/lib/types/segmentation";
import { assignNearest, clusterSizes } from "./assign";
import { countDistinctRows, type KMeansEngine } from "./kmeans-engine";
import { calinskiHarabasz, daviesBouldin } from "./separation";
import { silhouette } from "./silhouette";

/** The numbers of clusters a table compares. */
export const choiceRange = { from: 2, to: 15 } as const;
/** Fewer clusters than this are never recommended where more are possible. */
const leastRecommended = 4;
/** Silhouettes this near are equals; among equals the most granular is recommended. */
const tolerance = 0.05;

/** Sizes that keep fourteen fits within seconds. */
const fitRows = 8_000;
const judgedRows = 50_000;
const silhouetteRows = 2_000;
const starts = 3;

export type ChoiceInput = {
  /** all customers */
  points: Points;
  /** the points the run is fitted on: all of them, or a balanced sample */
  fitPoints: Points;
  /** n weights of the fit points for engines that know them */
  weights: Float64Array | null;
  seed: number;
};

/** A row before it is judged. */
export type Measured = Omit<ChoiceOfK, "verdict" | "reason">;

/** The customers a fit is judged on, out of how many. */
type Judged = { points: Points; customers: number; seed: number };

function uniformRows(n: number, size: number, seed: number): Uint32Array {
  return sampleIndices(n, Math.min(n, size), createRandom(seed));
}

/** Quality of centroids on the judged customers, inertia scaled up to all of them. */
function measure(judged: Judged, centroids: Float64Array): Measured | null {
  const { points, customers, seed } = judged;
  const k = centroids.length / points.d;
  const { labels, inertia } = assignNearest(points, centroids);
  const sizes = clusterSizes(labels, k);
  const { mean, customers: silhouetteCustomers } = silhouette(points, labels, k, { seed, limit: silhouetteRows });
  if (mean === null || k >= points.n) return null;
  return {
    k,
    silhouette: mean,
    inertia: (inertia * customers) / points.n,
    calinskiHarabasz: calinskiHarabasz(points, labels, k),
    daviesBouldin: daviesBouldin(points, labels, k),
    smallestShare: Math.min(...sizes) / points.n,
    weightedInertia: null,
    simplifiedSilhouette: null,
    silhouetteCustomers,
    judgedCustomers: points.n,
    leastStability: null,
    weakSegments: [],
  };
}

/**
 * Which k to recommend: among k >= 4 the most granular whose silhouette is within 0.05 of the
 * best of them; where no k >= 4 is possible, the k of the best silhouette.
 *
 * @param measured in any order
 * @returns null for no rows
 */
export function recommendedK(measured: readonly Pick<Measured, "k" | "silhouette">[]): number | null {
  const granular = measured.filter(({ k }) => k >= leastRecommended);
  const candidates = granular.length > 0 ? granular : measured;
  const best = Math.max(...candidates.map((row) => row.silhouette));
  const slack = granular.length > 0 ? tolerance : 0;
  const nearBest = candidates.filter((row) => row.silhouette >= best - slack).map(({ k }) => k);
  return nearBest.length > 0 ? Math.max(...nearBest) : null;
}

/** Adds to each row why it is, or is not, the recommended one. */
export function judgeChoices(measured: readonly Measured[]): ChoiceOfK[] {
  const recommended = recommendedK(measured) ?? 0;
  const best = Math.max(...measured.filter(({ k }) => k >= leastRecommended).map((row) => row.silhouette));
  const verdictOf = (row: Measured): ChoiceOfK["verdict"] => {
    if (row.k === recommended) return "recommended";
    if (row.k < leastRecommended) return "coarser";
    if (row.silhouette < best - tolerance) return "silhouette too low";
    return row.silhouette === best ? "best silhouette" : "coarser";
  };
  return measured.map((row) => ({ ...row, verdict: verdictOf(row), reason: verdictOf(row) }));
}

/**
 * The table from which k is chosen: k = 2..15, or as many as there are different rows.
 *
 * Each k is fitted with 3 starts on at most 8,000 of the fit points, and judged on at most
 * 50,000 customers (inertia scaled up to all) and a stratified silhouette sample of about 2,000.
 * The rows are comparable with one another; the run's own figures come from its full fit.
 *
 * @param onProgress called with 0-1 between fits; may throw to cancel
 * @returns one row a k, ascending; none when fewer than 2 rows differ
 */
export async function compareChoicesOfK(
  input: ChoiceInput,
  engine: KMeansEngine,
  onProgress?: (fraction: number) => void | Promise<void>,
): Promise<ChoiceOfK[]> {
  const { points, fitPoints, weights, seed } = input;
  const fitRowIds = uniformRows(fitPoints.n, fitRows, seed);
  const fitted = pickPoints(fitPoints, fitRowIds);
  const fitWeights = weights === null ? null : Float64Array.from(fitRowIds, (row) => weights[row] ?? 0);
  const judged = {
    points: pickPoints(points, uniformRows(points.n, judgedRows, seed)),
    customers: points.n,
    seed,
  };
  const highest = Math.min(choiceRange.to, countDistinctRows(fitted, choiceRange.to));
  const measured: Measured[] = [];
  for (let k = choiceRange.from; k <= highest; k++) {
    const fit = await engine.fit({ points: fitted, k, seed, nInit: starts, weights: fitWeights });
    const row = measure(judged, fit.centroids);
    if (row !== null) measured.push(row);
    await onProgress?.((k - 1) / (highest - 1));
  }
  return judgeChoices(measured);
}

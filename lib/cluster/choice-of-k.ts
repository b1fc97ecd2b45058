import { balancedSample } from "@/lib/features/balance";
import { mean } from "@/lib/stats/moments";
import { pickPoints } from "@/lib/stats/points";
import { createRandom, sampleIndices } from "@/lib/stats/random";
import type { Points } from "@/lib/types/features";
import { clusterSizes, inertiaOf, numberBySize } from "./assign";
import { judgedRowsOf, meanJaccards, resampler } from "./bootstrap";
import { effortOf, type Effort } from "./effort";
import { countDistinctRows, type KMeansEngine, type KMeansInput } from "./kmeans-engine";
import type { Measured } from "./recommend-k";
import { calinskiHarabasz, daviesBouldin } from "./separation";
import { silhouetteBy } from "./silhouette";

/** The numbers of clusters a table compares. */
export const choiceRange = { from: 2, to: 15 } as const;

export type ChoiceInput = {
  /** all customers */
  points: Points;
  /** n weights of the fit, mean 1; null = equal */
  weights: Float64Array | null;
  seed: number;
  /** also resample the customers and see which segments come back */
  withStability: boolean;
};

/** One k: its figures, and the partition of the judged customers they were counted on. */
export type MeasuredK = {
  measured: Measured;
  /** k x d, row-major, 0 = the largest cluster of the judged customers */
  centroids: Float64Array;
  /** labels of the judged customers, parallel to `ChoiceTable.judged` */
  labels: Int32Array;
  /** mean Jaccard of each cluster; null where stability was not asked for */
  meanJaccards: readonly number[] | null;
};

/** @property judged rows of the customers all figures but stability are counted on, ascending */
export type ChoiceTable = { judged: Uint32Array; rows: readonly MeasuredK[] };

type Watch = (fraction: number) => void | Promise<void>;
type Scene = { input: ChoiceInput; engine: KMeansEngine; effort: Effort; judged: Uint32Array; judgedPoints: Points };

/** Rows a fit sees, drawn in proportion to the weights. */
function fitRows({ points, weights, seed }: ChoiceInput, most: number): Uint32Array {
  if (weights !== null) return balancedSample(weights, seed, most);
  return sampleIndices(points.n, Math.min(points.n, most), createRandom(seed));
}

/** Sum of squared distances as the weights see it, scaled up to all customers. */
function weightedInertia({ input, judged, judgedPoints }: Scene, labels: Int32Array, centroids: Float64Array): number {
  const { weights, points } = input;
  const own = weights && Float64Array.from(judged, (row) => weights[row] ?? 0);
  return (inertiaOf(judgedPoints, labels, centroids, own) * points.n) / judgedPoints.n;
}

/** Quality of centroids on the judged customers; null where some cluster is not met among them. */
async function measure(scene: Scene, fitted: Float64Array): Promise<MeasuredK | null> {
  const { engine, effort, judgedPoints: points, input } = scene;
  const k = fitted.length / points.d;
  const assigned = await engine.assign(points, fitted);
  const { centroids, newNumber } = numberBySize(fitted, clusterSizes(assigned.labels, k));
  const labels = assigned.labels.map((label) => newNumber[label] ?? 0);
  const sizes = clusterSizes(labels, k);
  const quality = await silhouetteBy(engine, { points, labels, k }, { seed: input.seed, limit: effort.silhouetteRows });
  if (quality.mean === null || sizes.includes(0) || k >= points.n) return null;
  const measured: Measured = {
    k,
    silhouette: quality.mean,
    inertia: (assigned.inertia * input.points.n) / points.n,
    weightedInertia: weightedInertia(scene, labels, centroids),
    calinskiHarabasz: calinskiHarabasz(points, labels, k),
    daviesBouldin: daviesBouldin(points, labels, k),
    smallestShare: Math.min(...sizes) / points.n,
    simplifiedSilhouette: mean(assigned.margin),
    silhouetteCustomers: quality.customers,
    judgedCustomers: points.n,
    leastStability: null,
    weakSegments: [],
  };
  return { measured, centroids, labels, meanJaccards: null };
}

/** Adds to each k how surely its clusters come back: every resample is fitted with every k. */
async function withStability({ input, engine, effort }: Scene, table: readonly MeasuredK[], watch: Watch): Promise<MeasuredK[]> {
  const { points, weights, seed } = input;
  const counted = judgedRowsOf(points.n, weights, effort.judgedRows, seed);
  const countedPoints = pickPoints(points, counted.rows);
  const labelsBy = async (centroids: Float64Array) => (await engine.assign(countedPoints, centroids)).labels;
  const draw = resampler(points.n, weights, Math.min(effort.resampleRows, points.n), createRandom(seed + 1));
  function* fits(): Generator<KMeansInput> {
    for (let b = 0; b < effort.resamples; b++) {
      const resample = pickPoints(points, draw());
      const distinct = countDistinctRows(resample, choiceRange.to);
      for (const { measured } of table) yield { points: resample, k: Math.min(measured.k, distinct), seed: seed + b, nInit: effort.resampleStarts };
    }
  }
  const fitted = await engine.fitMany(fits(), { onProgress: (fraction) => watch(0.8 * fraction) });
  const rows: MeasuredK[] = [];
  for (const [at, row] of table.entries()) {
    const resampled: Int32Array[] = [];
    for (let i = at; i < fitted.length; i += table.length) resampled.push(await labelsBy(fitted[i]?.centroids ?? row.centroids));
    rows.push({ ...row, meanJaccards: meanJaccards(await labelsBy(row.centroids), row.measured.k, resampled, counted.standsFor) });
    await watch(0.8 + (0.2 * (at + 1)) / table.length);
  }
  return rows;
}

/**
 * The table from which k is chosen: k = 2..15, or as many as there are different rows.
 *
 * Each k is fitted on a seeded sample drawn in proportion to the weights, and judged on a uniform
 * one (all customers in a small shop). Stability is that of `meanJaccards` over 50 resamples. The sizes are those of
 * `effortOf(engine)` and stored with each row. The rows are comparable with one another; the run's
 * own figures come from its full fit.
 *
 * @param watch called with 0-1 between fits; may throw to cancel
 * @returns one row a k, ascending; none when fewer than 2 rows differ
 */
export async function compareChoicesOfK(input: ChoiceInput, engine: KMeansEngine, watch: Watch = () => {}): Promise<ChoiceTable> {
  const { points, seed } = input;
  const effort = effortOf(engine);
  const judged = judgedRowsOf(points.n, null, effort.judgedRows, seed).rows;
  const scene = { input, engine, effort, judged, judgedPoints: pickPoints(points, judged) };
  const fitted = pickPoints(points, fitRows(input, effort.choiceRows));
  const highest = Math.min(choiceRange.to, countDistinctRows(fitted, choiceRange.to));
  const ks = Array.from({ length: Math.max(0, highest - choiceRange.from + 1) }, (_, i) => choiceRange.from + i);
  const share = input.withStability ? 0.3 : 1;
  const fits = await engine.fitMany(
    ks.map((k) => ({ points: fitted, k, seed, nInit: effort.choiceStarts })),
    { onProgress: (fraction) => watch(0.6 * share * fraction) },
  );
  const rows: MeasuredK[] = [];
  for (const [i, fit] of fits.entries()) {
    const row = await measure(scene, fit.centroids);
    if (row !== null) rows.push(row);
    await watch(share * (0.6 + (0.4 * (i + 1)) / fits.length));
  }
  if (!input.withStability || rows.length === 0) return { judged, rows };
  return { judged, rows: await withStability(scene, rows, (fraction) => watch(share + (1 - share) * fraction)) };
}

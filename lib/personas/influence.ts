import { featureValues } from "@/lib/features/feature-matrix";
import { clusterSizes } from "@/lib/cluster/assign";
import { clusterMeans } from "@/lib/cluster/separation";
import { growTree, leafOf, type Tree } from "@/lib/cluster/tree";
import { createRandom, permutation, sampleIndices } from "@/lib/stats/random";
import type { FeatureMatrix, FeatureName, FittedTransform, Points } from "@/lib/types/features";
import type { InfluenceReport, SurrogateFit } from "@/lib/types/quality";

/** Customers the surrogate is grown on, and as many others it is judged on. */
const surrogateRows = 10_000;
const surrogateDepth = 6;
const leastLeafShare = 0.001;

type Variance = { between: number; total: number };

/** Variance of every column: in all, and between the segments' means. */
function variances({ values, n, d }: Points, labels: Int32Array, k: number): Variance[] {
  const means = clusterMeans({ values, n, d }, labels, k);
  const sizes = clusterSizes(labels, k);
  const centre = clusterMeans({ values, n, d }, new Int32Array(n), 1);
  return Array.from({ length: d }, (_, j) => {
    let total = 0;
    for (let i = 0; i < n; i++) total += (values[i * d + j]! - centre[j]!) ** 2; // i < n, j < d
    let between = 0;
    for (let c = 0; c < k; c++) between += (sizes[c] ?? 0) * (means[c * d + j]! - centre[j]!) ** 2; // c < k
    return { total: total / n, between: between / n };
  });
}

/** Columns of one feature together: a month is a sine and a cosine. */
function byFeature(each: readonly Variance[], { columns }: FittedTransform): Map<FeatureName, Variance> {
  const sums = new Map<FeatureName, Variance>();
  columns.forEach(({ feature }, j) => {
    const before = sums.get(feature) ?? { between: 0, total: 0 };
    const one = each[j] ?? { between: 0, total: 0 };
    sums.set(feature, { between: before.between + one.between, total: before.total + one.total });
  });
  return sums;
}

type Surrogate = { tree: Tree; columns: Float64Array[]; labels: Int32Array; fit: SurrogateFit };

function accuracy(tree: Tree, columns: readonly Float64Array[], labels: Int32Array): number {
  let right = 0;
  for (let row = 0; row < labels.length; row++) if (leafOf(tree, columns, row).label === labels[row]) right++;
  return labels.length === 0 ? 0 : right / labels.length;
}

function growSurrogate(matrix: FeatureMatrix, features: readonly FeatureName[], labels: Int32Array, { k, seed }: { k: number; seed: number }): Surrogate {
  const n = labels.length;
  const size = Math.min(n, 2 * surrogateRows);
  const drawn = sampleIndices(n, size, createRandom(seed));
  // every other of the drawn is judged on, so that the tree meets customers it has not seen
  const [grown, judged] = [drawn.filter((_, i) => i % 2 === 0), drawn.filter((_, i) => i % 2 === 1)];
  const pick = (rows: Uint32Array) => features.map((feature) => {
    const values = featureValues(matrix, feature);
    return Float64Array.from(rows, (row) => values[row] ?? NaN);
  });
  const labelsOf = (rows: Uint32Array) => Int32Array.from(rows, (row) => labels[row] ?? 0);
  const leastLeaf = Math.max(1, leastLeafShare * grown.length);
  const tree = growTree({ columns: pick(grown), labels: labelsOf(grown), classes: k, weights: null, maxDepth: surrogateDepth, leastLeaf });
  const columns = pick(judged);
  const judgedLabels = labelsOf(judged);
  const fit = { accuracy: accuracy(tree, columns, judgedLabels), fittedCustomers: grown.length, judgedCustomers: judged.length };
  return { tree, columns, labels: judgedLabels, fit };
}

/** Accuracy lost when one column is put in another order. */
function accuracyLoss({ tree, columns, labels, fit }: Surrogate, column: number, seed: number): number {
  const order = permutation(labels.length, createRandom(seed + column));
  const mixed = columns.map((values, j) => (j === column ? Float64Array.from(order, (row) => values[row] ?? NaN) : values));
  return fit.accuracy - accuracy(tree, mixed, labels);
}

export type InfluenceInput = {
  matrix: FeatureMatrix;
  transform: FittedTransform;
  points: Points;
  /** n labels in 0..k-1 */
  labels: Int32Array;
  k: number;
  seed: number;
};

/**
 * What each feature does for the partition: its share of variance between segments in the space of
 * the distances, its part of all of that, and the accuracy a surrogate (one decision tree of depth 6
 * on raw units, judged on customers it was not grown on) loses when the feature is permuted.
 * Source of the permutation measure: Breiman (2001), Random forests.
 *
 * @returns features in the order of the transform; null for a lone segment
 */
export function featureInfluence({ matrix, transform, points, labels, k, seed }: InfluenceInput): InfluenceReport | null {
  if (k < 2 || points.n < 4) return null;
  const sums = byFeature(variances(points, labels, k), transform);
  const features = [...sums.keys()];
  const all = [...sums.values()].reduce((sum, { between }) => sum + between, 0);
  const surrogate = growSurrogate(matrix, features, labels, { k, seed });
  return {
    surrogate: surrogate.fit,
    features: features.map((feature, column) => {
      const { between, total } = sums.get(feature) ?? { between: 0, total: 0 };
      return {
        feature,
        betweenShare: total > 0 ? between / total : 0,
        partOfSeparation: all > 0 ? between / all : 0,
        accuracyLoss: accuracyLoss(surrogate, column, seed),
      };
    }),
  };
}

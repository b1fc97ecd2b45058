import type { KMeansEngine, KMeansInput } from "@/lib/cluster/kmeans-engine";
import { countDistinctRows } from "@/lib/cluster/kmeans-engine";
import { rfmCuts, rfmScores, type RfmValues } from "@/lib/cluster/rfm";
import { balancedSample, balanceWeights } from "@/lib/features/balance";
import { featureValues } from "@/lib/features/feature-matrix";
import { applyTransform, fitTransform } from "@/lib/features/transform";
import type { ColumnSpec } from "@/lib/features/transform-spec";
import { pickPoints } from "@/lib/stats/points";
import type { FeatureMatrix, FittedTransform } from "@/lib/types/features";
import type { Balance, RfmCuts } from "@/lib/types/segmentation";
import type { RfmRuleTable } from "@/lib/types/rfm";

/** A way of grouping that can be fitted at one date and applied at another. */
export type TimeMethod<Fitted> = {
  /** groups at most, numbered from 0 */
  k: number;
  /** labelings a fit gives: independent starts, or one where nothing is random */
  starts: number;
  fit(matrix: FeatureMatrix): Promise<Fitted>;
  /** one labelling a start */
  label(fitted: Fitted, matrix: FeatureMatrix): Promise<ArrayLike<number>[]>;
};

export type KMeansPlan = { specs: readonly ColumnSpec[]; balance: Balance; k: number; starts: number; nInit: number; seed: number };
export type FittedStarts = { transform: FittedTransform; centroids: readonly Float64Array[] };

/**
 * K-means by the parameters of a run. Start i has the seed `seed + i` at every date, so each is one
 * person's habit of refitting; an engine without weights gets the balanced sample of that seed.
 */
export function kmeansInTime({ specs, balance, k, starts, nInit, seed }: KMeansPlan, engine: KMeansEngine): TimeMethod<FittedStarts> {
  return {
    k,
    starts,
    fit: async (matrix) => {
      const weights = balanceWeights(featureValues(matrix, "orderCount"), balance);
      const transform = fitTransform(matrix, specs, weights);
      const points = applyTransform(matrix, transform);
      const groups = Math.min(k, countDistinctRows(points, k));
      const inputs = Array.from({ length: starts }, (_, i): KMeansInput => {
        const common = { k: groups, nInit, seed: seed + i };
        if (weights === null || engine.knowsWeights) return { ...common, points, weights };
        return { ...common, points: pickPoints(points, balancedSample(weights, seed + i)) };
      });
      const fits = await engine.fitMany(inputs);
      return { transform, centroids: fits.map((fit) => fit.centroids) };
    },
    label: async ({ transform, centroids }, matrix) => {
      const points = applyTransform(matrix, transform);
      const labels: ArrayLike<number>[] = [];
      for (const one of centroids) labels.push((await engine.assign(points, one)).labels);
      return labels;
    },
  };
}

function valuesOf(matrix: FeatureMatrix): RfmValues {
  return {
    recencyDays: featureValues(matrix, "recencyDays"),
    orderCount: featureValues(matrix, "orderCount"),
    revenueCents: featureValues(matrix, "revenueCents"),
  };
}

/** RFM by quartiles and a rule table on recency and frequency: the cut points are what ages. */
export function rfmInTime(table: RfmRuleTable): TimeMethod<RfmCuts> {
  const ruleOfCell = new Uint8Array(100);
  table.rules.forEach(({ cells }, rule) => cells.forEach((cell) => (ruleOfCell[Number(cell)] = rule)));
  return {
    k: table.rules.length,
    starts: 1,
    fit: (matrix) => Promise.resolve(rfmCuts(valuesOf(matrix))),
    label: (cuts, matrix) => {
      const { recency, frequency } = rfmScores(valuesOf(matrix), cuts);
      return Promise.resolve([Int32Array.from(recency, (r, i) => ruleOfCell[r * 10 + (frequency[i] ?? 1)] ?? 0)]);
    },
  };
}

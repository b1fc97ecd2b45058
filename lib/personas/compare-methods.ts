import { adjustedRandIndexOfCounts, crossCounts } from "@/lib/cluster/agreement";
import { recommendedK } from "@/lib/cluster/recommend-k";
import { formatNumber } from "@/lib/format/number";
import type { KMeansEngine } from "@/lib/cluster/kmeans-engine";
import { countDistinctRows } from "@/lib/cluster/kmeans-engine";
import { silhouetteBy } from "@/lib/cluster/silhouette";
import { pickPoints } from "@/lib/stats/points";
import { createRandom, sampleIndices } from "@/lib/stats/random";
import { type ComparedKey, comparedKeys, type ComparedMethod, type ComparedPair } from "@/lib/types/comparison";
import { chooseK } from "./choose-k";
import {
  dbscanGrouping, kmeansGrouping, miniBatchGrouping, rfmGrouping, tiersGrouping, wardGrouping, type ComparisonScene, type Grouping,
} from "./comparison-groupings";
import { spaceOf, type Space } from "./fit-clusters";
import type { SegmentationInput } from "./segmentation-input";

/** Customers that Ward and DBSCAN, which need all distances, are run on. */
const sampledRows = 1_500;

const names: Record<ComparedKey, string> = {
  rfm7: "RFM, 7 segments", rfm11: "RFM, 11 segments", kmeans: "K-means", minibatch: "MiniBatch k-means", tiers: "Tiers", ward: "Ward, hierarchical", dbscan: "DBSCAN",
};

const makers: Record<ComparedKey, (scene: ComparisonScene) => Promise<Grouping>> = {
  rfm7: (scene) => rfmGrouping(scene, "seven"),
  rfm11: (scene) => rfmGrouping(scene, "eleven"),
  kmeans: kmeansGrouping,
  minibatch: miniBatchGrouping,
  tiers: tiersGrouping,
  ward: wardGrouping,
  dbscan: dbscanGrouping,
};

/** Effective number of segments: exp of the entropy of their shares. */
export function granularityOf(shares: readonly number[]): number {
  return Math.exp(-shares.reduce((sum, share) => sum + (share > 0 ? share * Math.log(share) : 0), 0));
}

/** Everybody the grouping puts into a segment, and where they belong. */
function placed({ rows, labels }: Grouping): { rows: Uint32Array; labels: Int32Array } {
  const all = rows ?? Uint32Array.from(labels.keys());
  return { rows: all.filter((_, i) => (labels[i] ?? -1) >= 0), labels: labels.filter((label) => label >= 0) };
}

async function measured(grouping: Grouping, { space, engine, input }: ComparisonScene): Promise<ComparedMethod> {
  const { key, settings, labels, stability, tookMs } = grouping;
  const members = placed(grouping);
  const k = grouping.names.length;
  const sizes = grouping.names.map((_, c) => members.labels.filter((label) => label === c).length);
  const shares = sizes.map((size) => size / Math.max(1, members.labels.length));
  const points = members.rows.length === space.points.n ? space.points : pickPoints(space.points, members.rows);
  const quality = k < 2 ? null : await silhouetteBy(engine, { points, labels: members.labels, k }, { seed: input.request.seed });
  const jaccards = stability?.meanJaccards ?? [];
  return {
    key,
    name: names[key],
    settings,
    segments: grouping.names.map((name, c) => ({ name, customers: sizes[c] ?? 0, share: shares[c] ?? 0 })),
    unassigned: labels.length - members.labels.length,
    customers: labels.length,
    silhouette: quality?.mean ?? null,
    silhouetteCustomers: quality?.customers ?? 0,
    stability: stability && { mean: jaccards.reduce((sum, one) => sum + one, 0) / jaccards.length, least: Math.min(...jaccards), basis: stability.basis },
    smallestShare: shares.length === 0 ? 0 : Math.min(...shares),
    granularity: granularityOf(shares),
    tookMs,
  };
}

/** A grouping's label of each of n customers; -1 for who is in none of its segments. */
function labelsOfAll({ rows, labels }: Grouping, n: number): Int32Array {
  if (rows === null) return labels;
  const all = new Int32Array(n).fill(-1);
  rows.forEach((row, i) => (all[row] = labels[i] ?? -1));
  return all;
}

/** Cross table of two groupings on the customers both put into a segment. */
function pairOf(a: Grouping, b: Grouping, n: number): ComparedPair {
  const counts = crossCounts(labelsOfAll(a, n), labelsOfAll(b, n), a.names.length, b.names.length);
  const customers = counts.flat().reduce((sum, count) => sum + count, 0);
  return { a: a.key, b: b.key, adjustedRandIndex: adjustedRandIndexOfCounts(counts), customers, counts };
}

async function kOf(input: SegmentationInput, space: Space, engine: KMeansEngine, asked: number | null): Promise<number> {
  if (asked !== null) return Math.min(asked, countDistinctRows(space.points, asked));
  const { choices } = await chooseK({ ...input, request: { ...input.request, k: "auto", assess: "full" } }, space, engine, () => {});
  return recommendedK(choices) ?? 1;
}

export type ComparedMethods = { methods: ComparedMethod[]; pairs: ComparedPair[]; k: number; notices: string[] };

function noticesOf({ input, sample, space, k }: ComparisonScene): string[] {
  const { n } = space.points;
  const { locale } = input.money;
  const notices = [`All silhouettes are measured in one space, that of k-means (recency, orders and spend by the default preset), which k-means is made for and rules are not.`];
  if (sample.length < n) {
    notices.push(`Ward and DBSCAN need every distance: they run on ${formatNumber(sample.length, locale)} of ${formatNumber(n, locale)} customers, and are compared on those.`);
  }
  return k === 1 ? ["No two customers differ; there is nothing to compare.", ...notices] : notices;
}

/**
 * RFM with seven and eleven segments, k-means, MiniBatch, tiers, Ward and DBSCAN on the same
 * customers: sizes, silhouette in one space, bootstrap stability, granularity and time of each, and
 * the agreement of any two.
 *
 * @param input a k-means request by the default preset
 * @param options `k` null = recommended; `now` in milliseconds, since the core reads no clock
 * @param watch called with 0-1 between methods; may throw to cancel
 */
export async function compareMethods(
  input: SegmentationInput,
  engine: KMeansEngine,
  options: { k: number | null; now: () => number },
  watch: (fraction: number) => void | Promise<void> = () => {},
): Promise<ComparedMethods> {
  const space = spaceOf(input);
  const { n } = space.points;
  const { seed } = input.request;
  const k = await kOf(input, space, engine, options.k);
  const sample = sampleIndices(n, Math.min(n, sampledRows), createRandom(seed));
  const scene: ComparisonScene = { input, space, engine, k, sample, now: options.now };
  const keys: readonly ComparedKey[] = k === 1 ? ["rfm7", "rfm11"] : comparedKeys;
  const groupings: Grouping[] = [];
  const methods: ComparedMethod[] = [];
  for (const [i, key] of keys.entries()) {
    await watch((i + 1) / (keys.length + 1));
    const grouping = await makers[key](scene);
    groupings.push(grouping);
    methods.push(await measured(grouping, scene));
  }
  const pairs = groupings.flatMap((a, i) => groupings.slice(i + 1).map((b) => pairOf(a, b, n)));
  return { methods, pairs, k, notices: noticesOf(scene) };
}

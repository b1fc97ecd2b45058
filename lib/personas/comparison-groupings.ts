import { dbscan, kneeRadius } from "@/lib/cluster/dbscan";
import type { KMeansEngine } from "@/lib/cluster/kmeans-engine";
import { fitMiniBatch } from "@/lib/cluster/minibatch";
import { groupByRfm, rfmRequestOf } from "@/lib/cluster/rfm-plan";
import { sampledStability } from "@/lib/cluster/sampled-stability";
import { clusterStability, rfmStability } from "@/lib/cluster/stability";
import { wardClusters } from "@/lib/cluster/ward";
import { pickPoints } from "@/lib/stats/points";
import type { ComparedKey } from "@/lib/types/comparison";
import type { BootstrapBasis } from "@/lib/types/quality";
import { assignAll, spaceOf, type Space } from "./fit-clusters";
import { fitSetOf } from "./fit-set";
import { nameSegments } from "./name-segments";
import { pickCustomers } from "./pick-customers";
import { rfmValuesOf } from "./run-parts";
import { plannedRequest, type SegmentationInput } from "./segmentation-input";
import { summariseSegments } from "./segment-summaries";
import { spreadOf, tierNamesOf } from "./tiers";

/** One way of grouping, before it is measured. */
export type Grouping = {
  key: ComparedKey;
  settings: string;
  /** customers it labels: all (null), or rows of a sample */
  rows: Uint32Array | null;
  /** labels in 0..names.length - 1, parallel to the rows; -1 = in no segment */
  labels: Int32Array;
  names: readonly string[];
  tookMs: number;
  stability: { meanJaccards: readonly number[]; basis: BootstrapBasis } | null;
};

/** Everything the groupings share. */
export type ComparisonScene = {
  input: SegmentationInput;
  space: Space;
  engine: KMeansEngine;
  /** segments of k-means, MiniBatch and Ward */
  k: number;
  /** rows of the sample for Ward and DBSCAN */
  sample: Uint32Array;
  /** milliseconds; injected, since the core reads no clock */
  now: () => number;
};

export async function rfmGrouping(scene: ComparisonScene, table: "seven" | "eleven"): Promise<Grouping> {
  const { input, now } = scene;
  const begin = now();
  const values = rfmValuesOf(input);
  const request = rfmRequestOf(table);
  const { names, labels, parameters } = groupByRfm(values, request);
  const tookMs = now() - begin;
  const stability = rfmStability(values, request, { labels, k: names.length, seed: input.request.seed });
  const scores = `${parameters.scoring} scores 1 to ${parameters.table.bins}`;
  return { key: table === "seven" ? "rfm7" : "rfm11", settings: `Rules over ${scores}`, rows: null, labels, names, tookMs, stability };
}

/** Centroids of one of the clusterings, in its space. */
type Fit = { key: "kmeans" | "minibatch" | "tiers"; settings: string; space: Space; k: number };

async function clusterGrouping(scene: ComparisonScene, { key, settings, space, k }: Fit): Promise<Grouping> {
  const { input, engine, now } = scene;
  const { seed, nInit } = input.request;
  const { points, weights } = space;
  const begin = now();
  const { centroids } = await (key === "minibatch"
    ? fitMiniBatch({ points, weights, k, seed })
    : engine.fit({ ...fitSetOf(points, weights, engine.knowsWeights, seed), k, seed, nInit }));
  const { assigned } = await assignAll(points, centroids, engine);
  const tookMs = now() - begin;
  const { labels } = assigned;
  const method = key === "minibatch" ? "minibatch" : "kmeans";
  const stability = await clusterStability({ points, weights, labels, k, seed, method }, engine);
  const names = key === "tiers" ? tierNames(input, labels, k) : nameSegments(input.matrix, labels, k);
  return { key, settings, rows: null, labels, names, tookMs, stability };
}

function tierNames({ matrix }: SegmentationInput, labels: Int32Array, k: number): string[] {
  return tierNamesOf(summariseSegments(matrix, labels, k).map(({ means }) => means), spreadOf(matrix));
}

const weightWords = (space: Space): string => (space.balance === "repeat" ? "repeat buyers weighted" : "equal weights");

export function kmeansGrouping(scene: ComparisonScene): Promise<Grouping> {
  const { space, k, engine, input } = scene;
  return clusterGrouping(scene, { key: "kmeans", settings: `k = ${k}, ${input.request.nInit} starts, ${engine.name}, ${weightWords(space)}`, space, k });
}

export function miniBatchGrouping(scene: ComparisonScene): Promise<Grouping> {
  const { space, k } = scene;
  return clusterGrouping(scene, { key: "minibatch", settings: `k = ${k}, batches of 4,096, ${weightWords(space)}`, space, k });
}

export function tiersGrouping(scene: ComparisonScene): Promise<Grouping> {
  const request = plannedRequest({ ...scene.input.request, method: "tiers" as const, balance: null });
  const space = spaceOf({ matrix: scene.input.matrix, request });
  return clusterGrouping(scene, { key: "tiers", settings: "k = 3 on recency, log orders and log spend, min-max scaled", space, k: Math.min(3, scene.k) });
}

export async function wardGrouping({ input, space, k, sample, now }: ComparisonScene): Promise<Grouping> {
  const points = pickPoints(space.points, sample);
  const begin = now();
  const labels = wardClusters(points, k);
  const tookMs = now() - begin;
  const { meanJaccards, basis } = sampledStability(points, { labels, k, seed: input.request.seed }, (resample) => wardClusters(resample, k));
  return {
    key: "ward", settings: `Hierarchical, cut at ${k} segments`, rows: sample, labels, tookMs,
    names: nameSegments(pickCustomers(input.matrix, sample), labels, k),
    stability: { meanJaccards, basis: { ...basis, customers: space.points.n } },
  };
}

export async function dbscanGrouping({ input, space, sample, now }: ComparisonScene): Promise<Grouping> {
  const points = pickPoints(space.points, sample);
  const least = 2 * points.d;
  const begin = now();
  const radius = kneeRadius(points, least);
  const labels = dbscan(points, radius, least);
  const tookMs = now() - begin;
  const k = labels.reduce((most, label) => Math.max(most, label + 1), 0);
  const members = sample.filter((_, i) => (labels[i] ?? -1) >= 0);
  const { meanJaccards, basis } = sampledStability(points, { labels, k, seed: input.request.seed }, (resample) => dbscan(resample, radius, least));
  return {
    key: "dbscan", settings: `Density, radius ${radius.toFixed(2)} at the knee, ${least} neighbours`, rows: sample, labels, tookMs,
    names: k === 0 ? [] : nameSegments(pickCustomers(input.matrix, members), labels.filter((label) => label >= 0), k),
    stability: k === 0 ? null : { meanJaccards, basis: { ...basis, customers: space.points.n } },
  };
}

import { writeFileSync } from "node:fs";
import { openAnalytics } from "@/lib/analytics/engine";
import { mlKMeansEngine } from "@/lib/cluster/ml-kmeans-engine";
import { balancedSample, balanceWeights } from "@/lib/features/balance";
import { featureValues, toFeatureMatrix } from "@/lib/features/feature-matrix";
import { featuresSql } from "@/lib/features/feature-sql";
import { applyTransform, fitTransform } from "@/lib/features/transform";
import { transformSpec } from "@/lib/features/transform-spec";
import { pickPoints } from "@/lib/stats/points";
import { closeStore } from "@/lib/store/client";
import { migrateStore } from "@/lib/store/migrate";
import { defaultShop } from "@/lib/types/shop";
import { sql } from "@/lib/types/sql";
import { importOrders } from "@/lib/workflows/import-orders";
import { rebuildSnapshot } from "@/lib/workflows/undo-import";
import { createJobEngines } from "@/lib/jobs/kernel-engine";
import { measureBareQueries } from "./bare-queries";
import { median } from "./figures";
import type { KMeansEngine, KMeansInput } from "@/lib/cluster/kmeans-engine";
import type { AnalyticsEngine } from "@/lib/analytics/engine";
import type { FeatureMatrix, FeatureName, Points } from "@/lib/types/features";
import type { Stage } from "./stage-answers";

const k = 11;
const nInit = 10;
const seed = 42;
const queryRepeats = 5;

/** The columns of the peer's points, as near as ours have them. */
const peerFeatures: readonly FeatureName[] = [
  "recencyDays",
  "orderCount",
  "revenueCents",
  "itemCount",
  "sellerRows",
  "averageFreightCents",
  "averageOrderCents",
];

/** Features of the default segmentation and of the profiles it shows. */
const profileFeatures: readonly FeatureName[] = [
  ...peerFeatures,
  "meanReviewScore",
  "meanLateDays",
  "averageItemPriceCents",
];

/**
 * Measures one stage in this process.
 * @throws RangeError for a stage that is not known
 */
export async function createStageAnswer(stage: string, folder: string): Promise<Omit<Stage, "peakMb">> {
  if (stage === "import") return measureImport(folder);
  if (stage === "publish") return measurePublish();
  if (stage === "features") return withEngine(measureFeatures);
  if (stage === "bare") return withEngine(measureBare);
  if (stage === "fit") return withEngine(measureFit);
  if (stage === "points") return withEngine((engine) => writePoints(engine, folder));
  throw new RangeError(`stage is ${stage}; it must be import, publish, features, bare, fit or points`);
}

async function measureImport(folder: string): Promise<Omit<Stage, "peakMb">> {
  const began = performance.now();
  const laps: Record<string, number> = {};
  let longestSliceMs = 0;
  let last = { stage: "Start", at: began };
  const lap = (stage: string) => {
    const now = performance.now();
    laps[last.stage] = (laps[last.stage] ?? 0) + (now - last.at) / 1000;
    last = { stage, at: now };
  };
  migrateStore(process.env.CLIENTELE_ROOT);
  const result = await importOrders({
    paths: [folder],
    actor: "cli:bench",
    onSlice: (ms) => (longestSliceMs = Math.max(longestSliceMs, ms)),
    onProgress: ({ stage }) => lap(stage),
  });
  lap("End");
  await closeStore();
  const rows = result.files.reduce(
    (sum, file) => sum + file.accepted + file.updated + file.duplicate + file.rejected + file.pending,
    0,
  );
  laps.longestSlice = longestSliceMs / 1000;
  return { seconds: (performance.now() - began) / 1000, laps, rows, customers: result.customers };
}

/** The store's rows to a published snapshot, as a rebuild does it; an import publishes from the rows it has at hand. */
async function measurePublish(): Promise<Omit<Stage, "peakMb">> {
  const began = performance.now();
  const { orders, customers } = await rebuildSnapshot("cli:bench");
  const seconds = (performance.now() - began) / 1000;
  await closeStore();
  return { seconds, laps: {}, rows: orders, customers };
}

async function measureFeatures(engine: AnalyticsEngine): Promise<Omit<Stage, "peakMb">> {
  const began = performance.now();
  let matrix = await readMatrix(engine, profileFeatures);
  const cold = (performance.now() - began) / 1000;
  const warm: number[] = [];
  for (let i = 0; i < queryRepeats; i++) {
    const start = performance.now();
    matrix = await readMatrix(engine, profileFeatures);
    warm.push((performance.now() - start) / 1000);
  }
  return {
    seconds: cold,
    laps: { warm: median(warm) },
    rows: matrix.customerKeys.length,
    customers: matrix.customerKeys.length,
  };
}

async function measureBare(engine: AnalyticsEngine): Promise<Omit<Stage, "peakMb">> {
  const began = performance.now();
  const laps = await measureBareQueries(engine);
  return { seconds: (performance.now() - began) / 1000, laps, rows: 0, customers: 0 };
}

async function measureFit(engine: AnalyticsEngine): Promise<Omit<Stage, "peakMb">> {
  const matrix = await readMatrix(engine, peerFeatures);
  const orderCounts = featureValues(matrix, "orderCount");
  const weights = balanceWeights(orderCounts, "repeat");
  const points = pointsOf(matrix, null, weights);
  const balanced = weights === null ? points : pickPoints(points, balancedSample(weights, seed));
  const all = pointsOf(matrix, peerFeatures, null);
  const engines = createJobEngines();
  const kernel = await engines.engineOf("simd");
  const laps = {
    defaultPreset: await secondsToFit(kernel, { points, weights, nInit }),
    oneStart: await secondsToFit(kernel, { points: all, weights: null, nInit: 1 }),
    library: await secondsToFit(mlKMeansEngine, { points: balanced, weights: null, nInit }),
  };
  await engines.close();
  return { seconds: laps.defaultPreset, laps, rows: all.n, customers: matrix.customerKeys.length };
}

/** The default preset's points as n x d doubles, for contenders that work on the same file. */
async function writePoints(engine: AnalyticsEngine, file: string): Promise<Omit<Stage, "peakMb">> {
  const began = performance.now();
  const points = pointsOf(await readMatrix(engine, profileFeatures), null, null);
  writeFileSync(file, points.values);
  return { seconds: (performance.now() - began) / 1000, laps: {}, rows: points.values.length, customers: points.n };
}

function pointsOf(
  matrix: FeatureMatrix,
  features: readonly FeatureName[] | null,
  weights: Float64Array | null,
): Points {
  return applyTransform(matrix, fitTransform(matrix, transformSpec("default", features), weights));
}

async function secondsToFit(engine: KMeansEngine, problem: Pick<KMeansInput, "points" | "weights" | "nInit">): Promise<number> {
  const began = performance.now();
  await engine.fit({ ...problem, k, seed });
  return (performance.now() - began) / 1000;
}

async function readMatrix(engine: AnalyticsEngine, features: readonly FeatureName[]): Promise<FeatureMatrix> {
  const [last] = await engine.query<{ day: number }>(
    sql`select max(day) as day from orders where status = 'delivered'`,
  );
  const scope = {
    asOf: last?.day ?? 0,
    windowDays: null,
    status: "delivered" as const,
    saleStatuses: defaultShop.saleStatuses,
  };
  return toFeatureMatrix(await engine.columns(featuresSql(scope, features)), features);
}

async function withEngine<T>(work: (engine: AnalyticsEngine) => Promise<T>): Promise<T> {
  const engine = openAnalytics();
  try {
    return await work(engine);
  } finally {
    engine.close();
  }
}

import { transformSpec } from "@/lib/features/transform-spec";
import { recommendedK } from "@/lib/cluster/recommend-k";
import type { KMeansEngine } from "@/lib/cluster/kmeans-engine";
import { silhouetteBy } from "@/lib/cluster/silhouette";
import type { RfmCuts } from "@/lib/types/rfm";
import type { Segment } from "@/lib/types/segmentation";
import type { Assessed } from "./assess";
import { fitClusters, type FittedClusters } from "./fit-clusters";
import { profileSegments } from "./profile-segments";
import { commonRun, membershipsOf, profileInput, quartileScores } from "./run-parts";
import type { ComputedRun, ComputedSegmentation, SegmentationInput, WatchSegmentation } from "./segmentation-input";
import { namedTiers, spreadOf } from "./tiers";

type Fields = Omit<ComputedRun, "silhouette" | "silhouetteCustomers" | "segments" | "quality">;

function runOf(input: SegmentationInput, engine: KMeansEngine, fitted: FittedClusters, cuts: RfmCuts): Fields {
  const { k, balance, transform, centroids, choices, notices, points } = fitted;
  const { request } = input;
  return {
    ...commonRun(input, cuts),
    rfm: null,
    balance,
    engine: request.method === "minibatch" ? null : engine.name,
    features: transformSpec(request.preset, request.features).map(({ feature }) => feature),
    k,
    kRecommended: recommendedK(choices) === k,
    choices,
    transform,
    centroids: Array.from({ length: k }, (_, c) => [...centroids.subarray(c * points.d, (c + 1) * points.d)]),
    inertia: fitted.assigned.inertia,
    notices,
  };
}

function named(input: SegmentationInput, segments: Segment[]): Segment[] {
  return input.request.method === "tiers" ? namedTiers(segments, spreadOf(input.matrix)) : segments;
}

/** Assessing brings a library for matrices, which takes a while to load. */
async function assessIfAsked(input: SegmentationInput, fitted: FittedClusters, engine: KMeansEngine, watch: WatchSegmentation): Promise<Assessed> {
  if (input.request.assess === "none") return { quality: null, stability: [], rules: [], projection: null };
  const { assess } = await import("./assess");
  return assess(input, fitted, engine, watch);
}

/**
 * One run of k-means, MiniBatch k-means or tiers: fit, quality, profiles.
 *
 * @throws RangeError for a k that is not a whole number from 1
 */
export async function computeClusters(input: SegmentationInput, engine: KMeansEngine, watch: WatchSegmentation): Promise<ComputedSegmentation> {
  const fitted = await fitClusters(input, engine, watch);
  const { k, points, assigned } = fitted;
  await watch("quality", 0.7);
  const quality = await silhouetteBy(engine, { points, labels: assigned.labels, k }, { seed: input.request.seed });
  const assessed = await assessIfAsked(input, fitted, engine, watch);
  await watch("personas", 0.9);
  const { cuts, scores } = quartileScores(input);
  const margin = k > 1 ? assigned.margin : null;
  const runnerUp = k > 1 ? assigned.runnerUp : null;
  const profiled = profileSegments({ ...profileInput(input), labels: assigned.labels, k, margin, runnerUp, silhouettes: quality.byCluster });
  const run: ComputedRun = {
    ...runOf(input, engine, fitted, cuts),
    quality: assessed.quality,
    silhouette: quality.mean,
    silhouetteCustomers: quality.customers,
    segments: named(input, profiled).map((segment, i) => ({ ...segment, stability: assessed.stability[i] ?? null, rule: assessed.rules[i] ?? null })),
  };
  const details = assessed.projection === null ? {} : { projection: assessed.projection };
  return { run, memberships: membershipsOf(input, scores, { segments: assigned.labels, runnerUp, margin }), details };
}

import { stabilityWord } from "@/lib/cluster/bootstrap";
import { inertiaOf } from "@/lib/cluster/assign";
import { effortOf } from "@/lib/cluster/effort";
import { testSeparation } from "@/lib/cluster/islands";
import type { KMeansEngine } from "@/lib/cluster/kmeans-engine";
import { calinskiHarabasz, daviesBouldin } from "@/lib/cluster/separation";
import { clusterStability, type Stability } from "@/lib/cluster/stability";
import { mean } from "@/lib/stats/moments";
import type { PartitionIndices, PersonaRule, Projection, RunQuality, SegmentStability } from "@/lib/types/quality";
import type { FittedClusters } from "./fit-clusters";
import { featureInfluence } from "./influence";
import { projectionOf } from "./projection";
import { personaRules } from "./rules";
import type { SegmentationInput, WatchSegmentation } from "./segmentation-input";

/** What an assessment adds to a run; lists in the order of the segments. */
export type Assessed = {
  quality: RunQuality | null;
  stability: readonly (SegmentStability | null)[];
  rules: readonly (PersonaRule | null)[];
  projection: Projection | null;
};

/** Each segment's figure with its word. */
export function segmentStabilities({ meanJaccards, middle90 }: Stability): SegmentStability[] {
  return meanJaccards.map((meanJaccard, i) => ({ meanJaccard, word: stabilityWord(meanJaccard), middle90: middle90[i] ?? [meanJaccard, meanJaccard] }));
}

/** Indices over all customers. */
function indicesOf({ points, weights, assigned, centroids, k }: FittedClusters): PartitionIndices {
  const { labels, margin, inertia } = assigned;
  const canSeparate = k > 1 && k < points.n;
  const sizes = new Int32Array(k);
  for (const label of labels) sizes[label]! += 1; // labels are 0..k-1
  return {
    // nearest over next centroid is the margin of the membership
    simplifiedSilhouette: k > 1 ? mean(margin) : null,
    weightedInertia: inertiaOf(points, labels, centroids, weights),
    inertia,
    calinskiHarabasz: canSeparate ? calinskiHarabasz(points, labels, k) : null,
    daviesBouldin: canSeparate ? daviesBouldin(points, labels, k) : null,
    smallestShare: Math.min(...sizes) / points.n,
  };
}

/**
 * How far a clustering can be trusted: indices, bootstrap stability per segment, the test of
 * separation, influence of the features, a short rule per persona and a view in two dimensions.
 *
 * @param watch reports "quality" and "stability"; may throw to cancel
 */
export async function assess(input: SegmentationInput, fitted: FittedClusters, engine: KMeansEngine, watch: WatchSegmentation): Promise<Assessed> {
  const { request, matrix, money } = input;
  const { k, points, weights, assigned, transform, centroids } = fitted;
  const { seed } = request;
  const { labels } = assigned;
  const method = request.method === "minibatch" ? "minibatch" : "kmeans";
  await watch("stability", 0.75);
  const stability = k < 2 ? null : await clusterStability({ points, weights, labels, k, seed, method }, engine, (fraction) => watch("stability", 0.75 + 0.08 * fraction));
  await watch("stability", 0.83);
  const separation = await testSeparation({ points, weights, k, seed, limit: effortOf(engine).separationRows }, engine);
  await watch("stability", 0.86);
  const features = [...new Set(transform.columns.map(({ feature }) => feature))];
  const quality: RunQuality = {
    indices: indicesOf(fitted),
    bootstrap: stability?.basis ?? null,
    leastStability: stability === null ? null : Math.min(...stability.meanJaccards),
    separation,
    influence: featureInfluence({ matrix, transform, points, labels, k, seed }),
  };
  return {
    quality,
    stability: stability === null ? [] : segmentStabilities(stability),
    rules: personaRules({ matrix, labels, k, features }, { seed, money }),
    projection: projectionOf(points, transform, { labels, centroids, seed }),
  };
}

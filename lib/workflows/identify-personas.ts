import { openAnalytics } from "@/lib/analytics/engine";
import { crossCounts } from "@/lib/cluster/agreement";
import { toFeatureMatrix } from "@/lib/features/feature-matrix";
import { featuresSql } from "@/lib/features/feature-sql";
import { applyTransform } from "@/lib/features/transform";
import { assignedFeatures, assignMembers } from "@/lib/personas/assign-members";
import { centroidsIn, distancesBetween, identifyPersonas } from "@/lib/personas/identity";
import type { ComputedSegmentation } from "@/lib/personas/segmentation-input";
import { findLiveSegmentation, findSegmentation } from "@/lib/store/segmentations";
import { listSegmentationHeads } from "@/lib/store/segmentation-heads";
import type { FeatureMatrix, FeatureScope } from "@/lib/types/features";
import type { Lineage } from "@/lib/types/lineage";
import type { Method, Segment, Segmentation } from "@/lib/types/segmentation";

/** The run a new one continues: the live one, or else the newest, of the same method. */
async function findEarlier(method: Method): Promise<Segmentation | null> {
  const live = await findLiveSegmentation();
  if (live?.method === method) return live;
  const head = (await listSegmentationHeads(100)).filter((one) => one.method === method).sort((a, b) => b.id - a.id)[0];
  return head === undefined ? null : findSegmentation(head.id);
}

/** The same customers with what the earlier model reads: usually all of it is there already. */
async function matrixFor(earlier: Segmentation, matrix: FeatureMatrix, scope: FeatureScope, snapshotId: number): Promise<FeatureMatrix> {
  const features = assignedFeatures(earlier);
  if (features.every((feature) => matrix.featureNames.includes(feature))) return matrix;
  const engine = openAnalytics();
  try {
    return toFeatureMatrix(await engine.columns(featuresSql(scope, features), { snapshotId }), features);
  } finally {
    engine.close();
  }
}

export type IdentifyInput = { computed: ComputedSegmentation; matrix: FeatureMatrix; scope: FeatureScope; snapshotId: number };

/**
 * Which groups of a new run are personas of the run before it. Both models are put to the same
 * customers on the same day, so that nobody's growing older looks like another model.
 *
 * @returns the segments with the identity they continue, and the comparison; null for a first run
 */
export async function identifySegments({ computed, matrix, scope, snapshotId }: IdentifyInput): Promise<{ segments: readonly Segment[]; lineage: Lineage | null }> {
  const { run, memberships } = computed;
  const earlier = await findEarlier(run.method);
  if (earlier === null || (earlier.centroids === null && earlier.cuts === null)) return { segments: run.segments, lineage: null };
  const inItsTerms = await matrixFor(earlier, matrix, scope, snapshotId);
  const before = assignMembers(earlier, inItsTerms);
  const lineage = identifyPersonas({
    earlierId: earlier.id,
    earlier: earlier.segments.map(({ persona, ...segment }) => ({ ...segment, persona: persona ?? `${earlier.id}.${segment.index}` })),
    later: run.segments,
    overlap: crossCounts(before.segments, memberships.segments, earlier.segments.length, run.segments.length),
    distances: earlier.transform === null || earlier.centroids === null ? null
      : distancesBetween(earlier.centroids, centroidsIn(applyTransform(inItsTerms, earlier.transform), memberships.segments, run.k)),
  });
  const origin = new Map(lineage.matches.map(({ index, from }) => [index, earlier.segments[from]?.persona]));
  const segments = run.segments.map((segment) => {
    const persona = origin.get(segment.index);
    return persona === undefined ? segment : { ...segment, persona };
  });
  return { segments, lineage };
}

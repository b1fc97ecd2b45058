import { openAnalytics } from "@/lib/analytics/engine";
import { crossCounts } from "@/lib/cluster/agreement";
import { toFeatureMatrix } from "@/lib/features/feature-matrix";
import { featuresSql } from "@/lib/features/feature-sql";
import { applyTransform } from "@/lib/features/transform";
import { assignedFeatures, assignMembers } from "@/lib/personas/assign-members";
import { centroidsIn, distancesBetween, identifyPersonas, type OlderPersona, withReturns } from "@/lib/personas/identity";
import type { ComputedSegmentation } from "@/lib/personas/segmentation-input";
import { listNotedPersonas } from "@/lib/store/persona-notes";
import { findLiveSegmentation, findSegmentation } from "@/lib/store/segmentations";
import { listSegmentationHeads } from "@/lib/store/segmentation-heads";
import type { FeatureMatrix, FeatureScope } from "@/lib/types/features";
import type { Lineage } from "@/lib/types/lineage";
import type { Method, Segment, Segmentation } from "@/lib/types/segmentation";

/** Methods whose groups are personas of one kind: both kinds of k-means end in centroids that are named alike. */
const kin: Record<Method, readonly Method[]> = { kmeans: ["kmeans", "minibatch"], minibatch: ["minibatch", "kmeans"], rfm: ["rfm"], tiers: ["tiers"] };

/** The run a new one continues: the live one, or else the newest, of a method of its kind. */
async function findEarlier(method: Method): Promise<Segmentation | null> {
  const live = await findLiveSegmentation();
  if (live !== null && kin[method].includes(live.method)) return live;
  const head = (await listSegmentationHeads(100)).filter((one) => kin[method].includes(one.method)).sort((a, b) => b.id - a.id)[0];
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

/** Older runs looked into for personas that are back: the newest of them. */
const mostOlderRuns = 5;

/** Noted personas that the run before no longer had, with where their customers are in the new run. */
async function olderPersonas({ computed: { run, memberships }, matrix, scope, snapshotId }: IdentifyInput, earlier: Segmentation): Promise<OlderPersona[]> {
  const isJudged = new Set(earlier.segments.map(({ persona }) => persona));
  const noted = (await listNotedPersonas(kin[run.method])).filter(({ persona }) => !isJudged.has(persona));
  const found: OlderPersona[] = [];
  for (const [id, personas] of [...Map.groupBy(noted, ({ segmentationId }) => segmentationId)].slice(0, mostOlderRuns)) {
    const older = await findSegmentation(id);
    if (older === null || (older.centroids === null && older.cuts === null)) continue;
    const then = assignMembers(older, await matrixFor(older, matrix, scope, snapshotId));
    const overlap = crossCounts(then.segments, memberships.segments, older.segments.length, run.segments.length);
    for (const { persona, name, index } of personas) {
      const inLater = overlap[index] ?? [];
      found.push({ run: id, persona, name, size: inLater.reduce((sum, count) => sum + count, 0), inLater });
    }
  }
  return found;
}

/**
 * Which groups of a new run are personas of the run before it, or, where a person has named or noted
 * them, of older runs. Both models are put to the same
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
  const beside = identifyPersonas({
    earlierId: earlier.id,
    earlier: earlier.segments.map(({ persona, ...segment }) => ({ ...segment, persona: persona ?? `${earlier.id}.${segment.index}` })),
    later: run.segments,
    overlap: crossCounts(before.segments, memberships.segments, earlier.segments.length, run.segments.length),
    distances: earlier.transform === null || earlier.centroids === null ? null
      : distancesBetween(earlier.centroids, centroidsIn(applyTransform(inItsTerms, earlier.transform), memberships.segments, run.k)),
  });
  const older = beside.born.length === 0 ? [] : await olderPersonas({ computed, matrix, scope, snapshotId }, earlier);
  const lineage = withReturns(beside, older, run.segments.map(({ customers }) => customers));
  const origin = new Map([
    ...lineage.matches.map(({ index, from }) => [index, earlier.segments[from]?.persona] as const),
    ...(lineage.returned ?? []).map(({ index, persona }) => [index, persona] as const),
  ]);
  const segments = run.segments.map((segment) => {
    const persona = origin.get(segment.index);
    return persona === undefined ? segment : { ...segment, persona };
  });
  return { segments, lineage };
}

import { assignNearest } from "@/lib/cluster/assign";
import { rfmScores, secondScores, type RfmScores } from "@/lib/cluster/rfm";
import { seedRuleTable } from "@/lib/cluster/rfm-rules";
import { featureValues } from "@/lib/features/feature-matrix";
import { applyTransform } from "@/lib/features/transform";
import type { FeatureMatrix, FeatureName } from "@/lib/types/features";
import type { RfmRuleTable } from "@/lib/types/rfm";
import type { Segmentation } from "@/lib/types/segmentation";
import type { Memberships } from "./segmentation-input";

/** The parts of a run that decide where a customer belongs. */
export type MemberModel = Pick<Segmentation, "method" | "transform" | "centroids" | "cuts"> & {
  segments: readonly { index: number; name: string; ownName?: string }[];
  /** absent or null = the seven segments */
  rfm?: Segmentation["rfm"];
};

const scoredFeatures = ["recencyDays", "orderCount", "revenueCents"] as const;

/** Features that assigning with a run reads. */
export function assignedFeatures({ transform }: Pick<MemberModel, "transform">): FeatureName[] {
  return [...new Set([...(transform?.columns ?? []).map(({ feature }) => feature), ...scoredFeatures])];
}

/**
 * Members of a run at another time: its stored transform and centroids, or its frozen cut points and
 * rules, applied to customers as they are now. Nothing is fitted.
 *
 * @param matrix n customers with all of `assignedFeatures(model)`
 * @throws RangeError if the run stored neither centroids nor cut points
 */
export function assignMembers(model: MemberModel, matrix: FeatureMatrix): Memberships {
  const [recencyDays, orderCount, revenueCents] = scoredFeatures.map((feature) => featureValues(matrix, feature));
  const scores = rfmScores(
    { recencyDays: recencyDays!, orderCount: orderCount!, revenueCents: revenueCents! }, // three names, three columns
    model.cuts ?? { recencyDays: [], orderCount: [], revenueCents: [] },
  );
  return {
    customerKeys: matrix.customerKeys,
    ...(model.transform !== null && model.centroids !== null ? byCentroid(model, matrix) : byRule(model, scores, orderCount!)),
    recencyScores: scores.recency,
    frequencyScores: scores.frequency,
    monetaryScores: scores.monetary,
  };
}

type Placed = Pick<Memberships, "segments" | "runnerUp" | "margin">;

function byCentroid({ transform, centroids }: MemberModel, matrix: FeatureMatrix): Placed {
  if (transform === null || centroids === null) throw new RangeError("the run stored no centroids");
  const assigned = assignNearest(applyTransform(matrix, transform), Float64Array.from(centroids.flat()));
  const hasRunnerUp = centroids.length > 1;
  return {
    segments: assigned.labels,
    runnerUp: hasRunnerUp ? assigned.runnerUp : null,
    margin: hasRunnerUp ? assigned.margin : null,
  };
}

/** Frozen cut points can put a customer into a cell nobody was in when the run was made: the nearest met cell's segment takes them. */
function byRule({ cuts, segments, rfm }: MemberModel, scores: RfmScores, orderCount: Float64Array): Placed {
  if (cuts === null) throw new RangeError("the run stored neither centroids nor cut points");
  const table = rfm?.table ?? seedRuleTable;
  const homes = segmentOfCell(segments, table);
  const second = secondScores(scores, table.axis, orderCount);
  const labels = Int32Array.from(scores.recency, (r, i) => homes(r, second[i] ?? 1));
  return { segments: labels, runnerUp: null, margin: null };
}

function segmentOfCell(segments: MemberModel["segments"], table: RfmRuleTable): (r: number, f: number) => number {
  const cells = segments.flatMap(({ index, name, ownName }) =>
    (table.rules.find((rule) => rule.name === (ownName ?? name))?.cells ?? []).map((cell) => ({ index, r: Number(cell[0]), f: Number(cell[1]) })));
  const known = new Map<number, number>();
  return (r, f) => {
    const key = r * 16 + f;
    const found = known.get(key);
    if (found !== undefined) return found;
    const distance = (cell: { r: number; f: number }) => Math.abs(cell.r - r) + Math.abs(cell.f - f);
    const home = cells.reduce((best, cell) => (distance(cell) < distance(best) ? cell : best), cells[0] ?? { index: 0, r: 0, f: 0 });
    known.set(key, home.index);
    return home.index;
  };
}


import { assignNearest, nearestCentroids } from "@/lib/cluster/assign";
import { rfmScores, secondScores, type RfmScores } from "@/lib/cluster/rfm";
import { seedRuleTable } from "@/lib/cluster/rfm-rules";
import { columnOf, featureValues } from "@/lib/features/feature-matrix";
import { columnTransformer } from "@/lib/features/transform";
import type { FeatureColumns, FeatureMatrix, FeatureName, Points } from "@/lib/types/features";
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
  const columns = Object.fromEntries(assignedFeatures(model).map((feature) => [feature, featureValues(matrix, feature)]));
  return createAssigner(model).members({ customerKeys: matrix.customerKeys, columns });
}

/** Takes customers with all of `assignedFeatures` of its model. */
export type Assigner = {
  members(customers: FeatureColumns): Memberships;
  /** the segments of `members` alone, in less than half its time */
  segments(customers: FeatureColumns): Int32Array;
};

/**
 * `assignMembers` of customers whose features lie in columns. Each is placed alone, so that a list may be
 * cut anywhere and assigned part by part.
 *
 * @throws RangeError if the run stored neither centroids nor cut points
 */
export function createAssigner(model: MemberModel): Assigner {
  const space = spaceOf(model);
  const rules = space === null ? rulesOf(model) : null;
  const place = (scores: RfmScores, customers: FeatureColumns): Placed =>
    (space === null ? rules!(scores, columnOf(customers, "orderCount")) : nearest(space, customers)); // without a space there are rules
  return {
    members(customers) {
      const scores = scoresOf(model, customers);
      return {
        customerKeys: customers.customerKeys,
        ...place(scores, customers),
        recencyScores: scores.recency,
        frequencyScores: scores.frequency,
        monetaryScores: scores.monetary,
      };
    },
    segments: (customers) => (space === null ? place(scoresOf(model, customers), customers).segments : nearestCentroids(space.pointsOf(customers), space.centroids)),
  };
}

function scoresOf({ cuts }: MemberModel, customers: FeatureColumns): RfmScores {
  const [recencyDays, orderCount, revenueCents] = scoredFeatures.map((feature) => columnOf(customers, feature));
  return rfmScores(
    { recencyDays: recencyDays!, orderCount: orderCount!, revenueCents: revenueCents! }, // three names, three columns
    cuts ?? { recencyDays: [], orderCount: [], revenueCents: [] },
  );
}

type Placed = Pick<Memberships, "segments" | "runnerUp" | "margin">;

type Space = { pointsOf: (customers: FeatureColumns) => Points; centroids: Float64Array; k: number };

/** Where the model's distances are measured; null for a run by rules. */
function spaceOf({ transform, centroids }: MemberModel): Space | null {
  return transform === null || centroids === null ? null : { pointsOf: columnTransformer(transform), centroids: Float64Array.from(centroids.flat()), k: centroids.length };
}

function nearest({ pointsOf, centroids, k }: Space, customers: FeatureColumns): Placed {
  const { labels, runnerUp, margin } = assignNearest(pointsOf(customers), centroids);
  return k > 1 ? { segments: labels, runnerUp, margin } : { segments: labels, runnerUp: null, margin: null };
}

/** Frozen cut points can put a customer into a cell nobody was in when the run was made: the nearest met cell's segment takes them. */
function rulesOf({ cuts, segments, rfm }: MemberModel): (scores: RfmScores, orderCount: Float64Array) => Placed {
  if (cuts === null) throw new RangeError("the run stored neither centroids nor cut points");
  const table = rfm?.table ?? seedRuleTable;
  const homes = segmentOfCell(segments, table);
  return (scores, orderCount) => {
    const second = secondScores(scores, table.axis, orderCount);
    const labels = new Int32Array(orderCount.length);
    for (let i = 0; i < labels.length; i++) labels[i] = homes(scores.recency[i] ?? 1, second[i] ?? 1);
    return { segments: labels, runnerUp: null, margin: null };
  };
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


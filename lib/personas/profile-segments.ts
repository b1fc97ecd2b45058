import { featureValues } from "@/lib/features/feature-matrix";
import type { FeatureMatrix, FeatureName } from "@/lib/types/features";
import type { Lifecycle, Segment } from "@/lib/types/segmentation";
import type { Hemisphere } from "@/lib/types/shop";
import { personaAdvice } from "./advice";
import { describeSegments, noTraits, traitFeatures } from "./name-segments";
import { valueWordOf } from "./naming";
import { timingClaims } from "./order-timing";
import { personaReason } from "./reason";
import { lifetimeMonths, splitByLabel, type OrderDays } from "./segment-summaries";

/** Margin under which a customer is borderline. */
export const borderlineMargin = 0.1;

/** Features a profile needs beside those of the fit. */
export const profileFeatures: readonly FeatureName[] = [
  ...Object.values(traitFeatures),
  "revenueCents",
  "itemCount",
  "freightShare",
  "meanLateDays",
  "lateShare",
  "ageDays",
];

/** What the profiles are made from: n customers in k segments. */
export type ProfileInput = {
  /** with all of `profileFeatures` */
  matrix: FeatureMatrix;
  /** n labels in 0..k-1, 0 = the largest */
  labels: Int32Array;
  k: number;
  /** n margins and runners-up; null for RFM and for a single segment */
  margin: Float64Array | null;
  runnerUp: Int32Array | null;
  /** mean silhouette of each segment */
  silhouettes: readonly (number | null)[];
  orderDays: OrderDays;
  asOf: number;
  hemisphere: Hemisphere;
};

/** Share of members whose margin is under the borderline. */
function borderlineShares({ margin, labels, k }: ProfileInput): (number | null)[] {
  if (margin === null) return new Array<number | null>(k).fill(null);
  return splitByLabel(margin, labels, k).map((margins) =>
    margins.length === 0 ? null : margins.filter((value) => value < borderlineMargin).length / margins.length,
  );
}

/** The segment most members would belong to otherwise; of equals the larger. */
function nearestSegments({ runnerUp, labels, k }: ProfileInput): (number | null)[] {
  if (runnerUp === null) return new Array<number | null>(k).fill(null);
  return splitByLabel(runnerUp, labels, k).map((others) => {
    const votes = new Int32Array(k);
    for (const other of others) if (other >= 0) votes[other]! += 1; // runners-up are 0..k-1
    const most = Math.max(...votes);
    return most > 0 ? votes.indexOf(most) : null;
  });
}

function firstOrderDays({ matrix, asOf }: ProfileInput): Float64Array {
  return featureValues(matrix, "ageDays").map((days) => asOf - days);
}

/**
 * Profiles, names and explains every segment.
 *
 * Names follow the grammar value word + lifecycle (`personaName`), told apart by `distinctNames`;
 * a lone segment is called "All customers". Levels compare the segment's median with all
 * customers, shares and sizes count all customers.
 *
 * @returns k segments in the order of the labels
 * @throws RangeError if the matrix lacks one of `profileFeatures`
 */
export function profileSegments(input: ProfileInput): Segment[] {
  const { matrix, labels, k } = input;
  const { summaries, levels, traits, names } = describeSegments(matrix, labels, k);
  const lifecycles: Lifecycle[] = traits.map(({ lifecycle }) => lifecycle);
  const timing = timingClaims(
    { days: firstOrderDays(input), labels, asOf: input.asOf, hemisphere: input.hemisphere },
    lifecycles,
  );
  const lifetimes = lifetimeMonths(input.orderDays, matrix.customerKeys, labels, k);
  const borderline = borderlineShares(input);
  const nearest = nearestSegments(input);
  const revenue = summaries.reduce((sum, summary) => sum + summary.revenueCents, 0);
  return summaries.map((summary, i) => {
    const own = traits[i] ?? noTraits;
    const ownLevels = levels[i]!; // one entry a segment
    const valueWord = k === 1 ? null : valueWordOf(own);
    return {
      index: i,
      name: names[i] ?? "",
      valueWord,
      lifecycle: k === 1 ? null : own.lifecycle,
      customers: summary.customers,
      customerShare: summary.customers / labels.length,
      revenueCents: summary.revenueCents,
      revenueShare: revenue === 0 ? 0 : summary.revenueCents / revenue,
      centroid: summary.means,
      medians: summary.medians,
      levels: ownLevels,
      season: timing[i]?.season ?? null,
      monthPeriod: timing[i]?.monthPeriod ?? null,
      silhouette: input.silhouettes[i] ?? null,
      borderlineShare: borderline[i] ?? null,
      nearest: nearest[i] ?? null,
      reason: personaReason({
        meanOrders: summary.means.orderCount ?? 1,
        payment: ownLevels.averagePayment,
        medianRecencyDays: summary.medians.recencyDays ?? 0,
        lifecycle: own.lifecycle,
      }),
      advice: personaAdvice(valueWord, own.lifecycle),
      lifetimeMonths: lifetimes[i] ?? null,
      stability: null,
      rule: null,
    };
  });
}

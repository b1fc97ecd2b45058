import { featureValues } from "@/lib/features/feature-matrix";
import { fewReorderShare, reorderShare } from "@/lib/features/balance";
import { sortedFinite } from "@/lib/stats/quantile";
import type { FeatureMatrix, FeatureName } from "@/lib/types/features";
import type { Level, Lifecycle, Segment, TraitName } from "@/lib/types/segmentation";
import type { Hemisphere } from "@/lib/types/shop";
import { personaAdvice } from "./advice";
import { distinctNames } from "./distinct-names";
import { frequencyByMean, levelOfMedian, lifecycleOfMedian } from "./levels";
import { personaName, valueWordOf, type NamingTraits } from "./naming";
import { timingClaims } from "./order-timing";
import { personaReason } from "./reason";
import {
  lifetimeMonths,
  splitByLabel,
  summariseSegments,
  type OrderDays,
  type SegmentSummary,
} from "./segment-summaries";

/** Margin under which a customer is borderline. */
export const borderlineMargin = 0.1;

/** The feature whose median a trait stands for. */
const traitFeatures: Record<TraitName, FeatureName> = {
  orderFrequency: "orderCount",
  averagePayment: "averageOrderCents",
  averagePrice: "averageItemPriceCents",
  averageFreight: "averageFreightCents",
  recency: "recencyDays",
  reviewScore: "meanReviewScore",
};
const traitEntries = Object.entries(traitFeatures) as [TraitName, FeatureName][]; // its own keys

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

/** The ascending values of all customers, per feature of a trait. */
type Population = { sorted: ReadonlyMap<FeatureName, Float64Array>; reorderShare: number };

function populationOf(matrix: FeatureMatrix): Population {
  const sorted = new Map(
    traitEntries.map(([, feature]) => [feature, sortedFinite(featureValues(matrix, feature))]),
  );
  return { sorted, reorderShare: reorderShare(featureValues(matrix, "orderCount")) };
}

/** Frequency by the mean where too few reorder for percentiles to tell; else like every trait. */
function frequencyLevel(population: Population, summary: SegmentSummary, byPercentile: Level): Level {
  if (population.reorderShare >= fewReorderShare && byPercentile.name !== null) return byPercentile;
  const name = frequencyByMean(summary.means.orderCount ?? 1);
  return { name, display: name, percentile: null, median: byPercentile.median };
}

function levelsOf(population: Population, summary: SegmentSummary): Record<TraitName, Level> {
  const levelOf = (feature: FeatureName) =>
    levelOfMedian(population.sorted.get(feature) ?? new Float64Array(), summary.medians[feature] ?? NaN);
  const entries = traitEntries.map(([trait, feature]) => [trait, levelOf(feature)] as const);
  const levels = Object.fromEntries(entries) as Record<TraitName, Level>; // one entry a trait
  return { ...levels, orderFrequency: frequencyLevel(population, summary, levels.orderFrequency) };
}

function traitsOf(
  population: Population,
  summary: SegmentSummary,
  levels: Record<TraitName, Level>,
): NamingTraits {
  const recency = population.sorted.get("recencyDays") ?? new Float64Array();
  return {
    frequency: levels.orderFrequency.name,
    payment: levels.averagePayment.name,
    lifecycle: lifecycleOfMedian(recency, summary.medians.recencyDays ?? NaN),
  };
}

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

/** Two segments at least; a lone one has nothing to be named against. */
function namesOf(summaries: readonly SegmentSummary[], traits: readonly NamingTraits[]): string[] {
  if (summaries.length === 1) return ["All customers"];
  return distinctNames(
    summaries.map(({ standardised }, i) => ({ name: personaName(traits[i] ?? noTraits), standardised })),
  );
}

const noTraits: NamingTraits = { frequency: null, payment: null, lifecycle: null };

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
  const population = populationOf(matrix);
  const summaries = summariseSegments(matrix, labels, k);
  const levels = summaries.map((summary) => levelsOf(population, summary));
  const traits = summaries.map((summary, i) =>
    traitsOf(population, summary, levels[i] ?? levelsOf(population, summary)),
  );
  const names = namesOf(summaries, traits);
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
    const ownLevels = levels[i] ?? levelsOf(population, summary);
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

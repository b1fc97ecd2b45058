import { featureValues } from "@/lib/features/feature-matrix";
import { fewReorderShare, reorderShare } from "@/lib/features/balance";
import { sortedFinite } from "@/lib/stats/quantile";
import type { FeatureMatrix, FeatureName } from "@/lib/types/features";
import type { Level, TraitName } from "@/lib/types/segmentation";
import { distinctNames } from "./distinct-names";
import { frequencyByMean, levelOfMedian, lifecycleOfMedian } from "./levels";
import { personaName, type NamingTraits } from "./naming";
import { summariseSegments, type SegmentSummary } from "./segment-summaries";

/** The feature whose median a trait stands for. */
export const traitFeatures: Record<TraitName, FeatureName> = {
  orderFrequency: "orderCount",
  averagePayment: "averageOrderCents",
  averagePrice: "averageItemPriceCents",
  averageFreight: "averageFreightCents",
  recency: "recencyDays",
  reviewScore: "meanReviewScore",
};
const traitEntries = Object.entries(traitFeatures) as [TraitName, FeatureName][]; // its own keys

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

/** Two segments at least; a lone one has nothing to be named against. */
function namesOf(summaries: readonly SegmentSummary[], traits: readonly NamingTraits[]): string[] {
  if (summaries.length === 1) return ["All customers"];
  return distinctNames(
    summaries.map(({ standardised }, i) => ({ name: personaName(traits[i] ?? noTraits), standardised })),
  );
}

export const noTraits: NamingTraits = { frequency: null, payment: null, lifecycle: null };

/** Figures, levels, naming traits and names of k segments, in the order of the labels. */
export type DescribedSegments = {
  summaries: SegmentSummary[];
  levels: Record<TraitName, Level>[];
  traits: NamingTraits[];
  names: string[];
};

/**
 * Describes segments as their names need it: levels compare the segment's median with all
 * customers of the matrix, names follow the grammar and are told apart by `distinctNames`.
 *
 * @param labels n labels in 0..k-1
 */
export function describeSegments(matrix: FeatureMatrix, labels: Int32Array, k: number): DescribedSegments {
  const population = populationOf(matrix);
  const summaries = summariseSegments(matrix, labels, k);
  const levels = summaries.map((summary) => levelsOf(population, summary));
  const traits = summaries.map((summary, i) => traitsOf(population, summary, levels[i]!)); // one entry a segment
  return { summaries, levels, traits, names: namesOf(summaries, traits) };
}

/** The names alone. */
export function nameSegments(matrix: FeatureMatrix, labels: Int32Array, k: number): string[] {
  return describeSegments(matrix, labels, k).names;
}

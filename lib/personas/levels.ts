import { midRankPercentile, quantileOfSorted } from "@/lib/stats/quantile";
import type { Level, LevelName, Lifecycle } from "@/lib/types/segmentation";

/** A level that may name something. */
export type NamingLevel = Exclude<LevelName, "medium">;

/** Values of a population that part the levels, ascending, raw units. */
export type LevelCuts = { low: number; high: number; veryHigh: number };

/** Days since the last order that part New and Lost from the rest. */
export type LifecycleCuts = { newUnder: number; lostFrom: number };

/** Percentiles of the population at which the levels part. */
const percentileCuts: LevelCuts = { low: 0.25, high: 0.5, veryHigh: 0.85 };
const newestQuarter = 0.25;
const oldestQuarter = 0.75;

/**
 * Level of a value by explicit cut points: very low under the first, low under the second, high up
 * to and including the third, else very high.
 */
export function levelByCuts(value: number, cuts: LevelCuts): NamingLevel {
  if (value < cuts.low) return "very low";
  if (value < cuts.high) return "low";
  return value <= cuts.veryHigh ? "high" : "very high";
}

/** New under the first cut, Lost from the second on, else neither. */
export function lifecycleByCuts(recencyDays: number, cuts: LifecycleCuts): Lifecycle {
  if (recencyDays < cuts.newUnder) return "New";
  return recencyDays >= cuts.lostFrom ? "Lost" : null;
}

/** Five steps for a screen: the middle fifth of percentiles reads "medium". */
function displayOf(percentile: number): LevelName {
  if (percentile >= 0.4 && percentile <= 0.6) return "medium";
  return levelByPercentile(percentile);
}

function levelByPercentile(percentile: number): NamingLevel {
  return percentile >= percentileCuts.veryHigh ? "very high" : levelByCuts(percentile, percentileCuts);
}

/**
 * Level of a segment's median among all customers, by its mid-rank percentile: very low under
 * 0.25, low under 0.50, high under 0.85, else very high.
 *
 * @param population ascending values of all customers who have one
 * @param median the segment's median; NaN where no member has a value
 * @returns no level where the population's Q25 equals its Q85: a difference would be decoration
 */
export function levelOfMedian(population: Float64Array, median: number): Level {
  const hasSpread =
    population.length > 0 && quantileOfSorted(population, 0.25) < quantileOfSorted(population, 0.85);
  if (!hasSpread || Number.isNaN(median)) return { name: null, display: null, percentile: null, median };
  const percentile = midRankPercentile(population, median);
  return { name: levelByPercentile(percentile), display: displayOf(percentile), percentile, median };
}

/**
 * Level of order frequency where percentiles cannot tell, because almost everybody ordered once:
 * low under a mean of 1.5 orders, very high from 3, else high.
 */
export function frequencyByMean(meanOrders: number): NamingLevel {
  if (meanOrders < 1.5) return "low";
  return meanOrders >= 3 ? "very high" : "high";
}

/**
 * Lifecycle of a segment: New when its median customer is in the most recent quarter of all
 * customers, Lost when in the oldest, by mid-rank percentile.
 *
 * @param recencyDays ascending, of all customers
 */
export function lifecycleOfMedian(recencyDays: Float64Array, median: number): Lifecycle {
  const percentile = midRankPercentile(recencyDays, median);
  if (percentile < newestQuarter) return "New";
  return percentile > oldestQuarter ? "Lost" : null;
}

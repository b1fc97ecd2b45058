import { quantileOfSorted, sortedFinite } from "@/lib/stats/quantile";
import type { RfmCuts } from "@/lib/types/segmentation";
import type { RfmRuleTable } from "@/lib/types/rfm";
import { ruleOf } from "./rfm-rules";

/** Recency, frequency and monetary value of n customers. */
export type RfmValues = { recencyDays: Float64Array; orderCount: Float64Array; revenueCents: Float64Array };

/** Scores 1-4 of n customers, 4 = most recent, most orders, most revenue. */
export type RfmScores = { recency: Uint8Array; frequency: Uint8Array; monetary: Uint8Array };

function quartiles(values: Float64Array): number[] {
  const sorted = sortedFinite(values);
  return [0.25, 0.5, 0.75].map((p) => quantileOfSorted(sorted, p));
}

/**
 * Quartile cut points of recency, frequency and monetary value.
 * Variant: type 7 quantiles of Hyndman & Fan, as pandas.
 *
 * @throws RangeError for no customers
 */
export function rfmCuts(values: RfmValues): RfmCuts {
  if (values.recencyDays.length === 0) throw new RangeError("0 customers; RFM needs at least 1");
  return {
    recencyDays: quartiles(values.recencyDays),
    orderCount: quartiles(values.orderCount),
    revenueCents: quartiles(values.revenueCents),
  };
}

/**
 * Score of a value against ascending cut points: 1 up to and including the first cut, and one
 * more for every cut it exceeds. Equal values get equal scores: ties are never split, so in a
 * shop of one-time buyers frequency is 1 or 4.
 */
export function scoreOf(value: number, cuts: readonly number[]): number {
  return 1 + cuts.filter((cut) => value > cut).length;
}

/**
 * RFM scores by cut points; recency is reversed, so that 4 is always good.
 */
export function rfmScores(values: RfmValues, cuts: RfmCuts): RfmScores {
  const highest = cuts.recencyDays.length + 1;
  return {
    recency: Uint8Array.from(values.recencyDays, (days) => highest + 1 - scoreOf(days, cuts.recencyDays)),
    frequency: Uint8Array.from(values.orderCount, (count) => scoreOf(count, cuts.orderCount)),
    monetary: Uint8Array.from(values.revenueCents, (cents) => scoreOf(cents, cuts.revenueCents)),
  };
}

/** Customers grouped by a rule table on recency and frequency. */
export type RfmSegments = {
  /** names of the rules that were met, largest segment first */
  names: readonly string[];
  /** n indices into `names` */
  labels: Int32Array;
};

/**
 * Segments by a rule table; rules nobody meets are left out.
 * Equal sizes keep the order of the table.
 *
 * @param table complete and disjoint
 */
export function rfmSegments(scores: RfmScores, table: RfmRuleTable): RfmSegments {
  const rules = Int32Array.from(scores.recency, (r, i) => ruleOf(table, r, scores.frequency[i] ?? 0));
  const sizes = new Int32Array(table.rules.length);
  for (const rule of rules) sizes[rule] = (sizes[rule] ?? 0) + 1;
  const met = Array.from(sizes.keys())
    .filter((rule) => (sizes[rule] ?? 0) > 0)
    .sort((a, b) => (sizes[b] ?? 0) - (sizes[a] ?? 0) || a - b);
  return {
    names: met.map((rule) => table.rules[rule]?.name ?? ""),
    labels: rules.map((rule) => met.indexOf(rule)),
  };
}

import { quantiles } from "@/lib/stats/quantile";
import type { RfmAxis, RfmCuts, RfmRuleTable } from "@/lib/types/rfm";
import { cellsOf, ruleOf } from "./rfm-rules";

/** Recency, frequency and monetary value of n customers. */
export type RfmValues = { recencyDays: Float64Array; orderCount: Float64Array; revenueCents: Float64Array };

/** Scores of n customers from 1 to the number of bins, high = most recent, most orders, most revenue. */
export type RfmScores = { recency: Uint8Array; frequency: Uint8Array; monetary: Uint8Array };

/** Scores of the seed studies. */
const quartileBins = 4;

/** Frequency by 1, 2, 3, 4 and more orders, as far as there are bins. */
const orderCuts = [1, 2, 3];

function quantileCuts(values: Float64Array, bins: number): number[] {
  return quantiles(values, Array.from({ length: bins - 1 }, (_, i) => (i + 1) / bins));
}

/**
 * Cut points of recency, frequency and monetary value that part the customers into `bins`.
 * Variant: type 7 quantiles of Hyndman & Fan, as pandas; with `hybrid`, frequency is cut at 1, 2
 * and 3 orders instead.
 *
 * @throws RangeError for no customers
 */
export function rfmCuts(values: RfmValues, bins = quartileBins, frequency: "quantile" | "hybrid" = "quantile"): RfmCuts {
  if (values.recencyDays.length === 0) throw new RangeError("0 customers; RFM needs at least 1");
  return {
    recencyDays: quantileCuts(values.recencyDays, bins),
    orderCount: frequency === "hybrid" ? orderCuts.slice(0, bins - 1) : quantileCuts(values.orderCount, bins),
    revenueCents: quantileCuts(values.revenueCents, bins),
  };
}

/**
 * Refuses cut points that do not fit a table.
 *
 * @throws RangeError unless each list ascends and holds bins - 1 numbers (frequency may hold fewer)
 */
export function checkCuts(cuts: RfmCuts, bins: number): void {
  for (const [name, list] of Object.entries(cuts)) {
    const isShort = name === "orderCount" && list.length > 0 && list.length < bins - 1;
    if (list.length !== bins - 1 && !isShort) throw new RangeError(`${name} has ${list.length} cut points; ${bins} scores need ${bins - 1}`);
    const falls = list.findIndex((cut, i) => !Number.isFinite(cut) || cut < (list[i - 1] ?? -Infinity));
    if (falls >= 0) throw new RangeError(`cut points of ${name} must ascend; ${list[falls]} follows ${list[falls - 1] ?? "nothing"}`);
  }
}

/**
 * Score of a value against ascending cut points: 1 up to and including the first cut, and one
 * more for every cut it exceeds. Equal values get equal scores: ties are never split, so in a
 * shop of one-time buyers frequency is 1 or 4.
 */
export function scoreOf(value: number, cuts: readonly number[]): number {
  let score = 1;
  for (const cut of cuts) if (value > cut) score++;
  return score;
}

function scoresOf(values: Float64Array, cuts: readonly number[]): Uint8Array {
  const scores = new Uint8Array(values.length).fill(1);
  // cut by cut: a million customers are scored in loops of numbers
  for (const cut of cuts) for (let i = 0; i < values.length; i++) if (values[i]! > cut) scores[i]!++; // one score a value
  return scores;
}

/**
 * RFM scores by cut points; recency is reversed, so that the highest is always good.
 */
export function rfmScores(values: RfmValues, cuts: RfmCuts): RfmScores {
  const highest = cuts.recencyDays.length + 1;
  const recency = scoresOf(values.recencyDays, cuts.recencyDays);
  for (let i = 0; i < recency.length; i++) recency[i] = highest + 1 - recency[i]!; // the same array
  return {
    recency,
    frequency: scoresOf(values.orderCount, cuts.orderCount),
    monetary: scoresOf(values.revenueCents, cuts.revenueCents),
  };
}

/** The most a customer with one order can score on frequency and money together. */
const mostForOneOrder = 2;

/**
 * The second score of a cell, n values.
 *
 * Frequency alone, or the mean of frequency and money rounded half up and at most 2 for a customer
 * with one order: a big first purchase is not loyalty.
 *
 * @param orderCount n order counts, in the order of the scores
 */
export function secondScores({ frequency, monetary }: RfmScores, axis: RfmAxis, orderCount: Float64Array): Uint8Array {
  if (axis === "frequency") return frequency;
  return frequency.map((score, i) => {
    const mean = Math.floor((score + (monetary[i] ?? 0) + 1) / 2);
    return (orderCount[i] ?? 0) <= 1 ? Math.min(mostForOneOrder, mean) : mean;
  });
}

/** Customers grouped by a rule table. */
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
 * @param recency n recency scores
 * @param second n scores of the table's second axis
 * @param table complete and disjoint
 */
export function rfmSegments(recency: Uint8Array, second: Uint8Array, table: RfmRuleTable): RfmSegments {
  const byCell = new Map(cellsOf(table.bins).map((cell) => [Number(cell), ruleOf(table, Number(cell[0]), Number(cell[1]))]));
  const rules = Int32Array.from(recency, (r, i) => byCell.get(10 * r + (second[i] ?? 0)) ?? ruleOf(table, r, second[i] ?? 0));
  const sizes = new Int32Array(table.rules.length);
  for (const rule of rules) sizes[rule] = (sizes[rule] ?? 0) + 1;
  const met = Array.from(sizes.keys())
    .filter((rule) => (sizes[rule] ?? 0) > 0)
    .sort((a, b) => (sizes[b] ?? 0) - (sizes[a] ?? 0) || a - b);
  const place = new Map(met.map((rule, i) => [rule, i]));
  return { names: met.map((rule) => table.rules[rule]?.name ?? ""), labels: rules.map((rule) => place.get(rule) ?? 0) };
}

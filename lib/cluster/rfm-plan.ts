import type { RfmBins, RfmCuts, RfmParameters, RfmRequest, RfmRuleTable, RfmScoring } from "@/lib/types/rfm";
import { checkCuts, rfmCuts, rfmScores, rfmSegments, secondScores, type RfmScores, type RfmSegments, type RfmValues } from "./rfm";
import { checkRuleTable, elevenRuleTable, seedRuleTable } from "./rfm-rules";

/** Above this share of one-time buyers a quantile of orders tells nothing. */
export const fewRepeatShare = 0.6;

/** Customers scored and grouped by rules, with all that was decided on the way. */
export type RfmGrouping = { parameters: RfmParameters; cuts: RfmCuts; scores: RfmScores } & RfmSegments;

/** Share of customers with one order, 0-1. */
export function oneOrderShareOf(orderCount: Float64Array): number {
  let once = 0;
  for (const count of orderCount) if (count <= 1) once++;
  return orderCount.length === 0 ? 0 : once / orderCount.length;
}

function tableOf({ table, custom, bins }: RfmRequest): RfmRuleTable {
  if (table === "custom") {
    if (custom === null) throw new RangeError("a custom table has no rules");
    checkRuleTable(custom);
  }
  const chosen = table === "custom" && custom !== null ? custom : table === "eleven" ? elevenRuleTable : seedRuleTable;
  if (bins !== null && bins !== chosen.bins) {
    throw new RangeError(`bins is ${bins}; the table ${table} has ${chosen.bins}`);
  }
  if (![3, 4, 5].includes(chosen.bins)) throw new RangeError(`a table has ${chosen.bins} scores; it must have 3, 4 or 5`);
  return chosen;
}

/** The seven are quartiles with ties together whatever the shop: that is their definition. */
function scoringOf({ table, scoring, cuts }: RfmRequest, oneOrderShare: number): RfmScoring {
  if (table === "seven" && scoring === "hybrid") throw new RangeError("scoring is hybrid; the seven segments are cut at quantiles");
  if (scoring === "fixed" && cuts === null) throw new RangeError("scoring is fixed; it needs cut points");
  if (scoring !== null) return scoring;
  return table !== "seven" && oneOrderShare > fewRepeatShare ? "hybrid" : "quantile";
}

/**
 * Scores customers and groups them by a rule table, deciding what the request leaves open.
 *
 * Variants: quantile scores (ties never split), fixed cut points, or the hybrid with frequency at
 * 1, 2, 3, 4+ orders, which tables other than the seven take by themselves where more than 60 % of
 * customers have one order. Given cut points are kept as they are, whatever the scoring.
 *
 * @throws RangeError for no customers, a table with a gap or overlap, bins or cut points that do not fit it
 */
export function groupByRfm(values: RfmValues, request: RfmRequest): RfmGrouping {
  const oneOrderShare = oneOrderShareOf(values.orderCount);
  const table = tableOf(request);
  const scoring = scoringOf(request, oneOrderShare);
  if (request.cuts !== null) checkCuts(request.cuts, table.bins);
  const cuts = request.cuts ?? rfmCuts(values, table.bins, scoring === "hybrid" ? "hybrid" : "quantile");
  const scores = rfmScores(values, cuts);
  const segments = rfmSegments(scores.recency, secondScores(scores, table.axis, values.orderCount), table);
  const cutPoints = request.cuts === null ? "fitted" : "given";
  return { parameters: { tableName: request.table, table, scoring, cutPoints, oneOrderShare }, cuts, scores, ...segments };
}

/** The request of a table with everything else left open. */
export function rfmRequestOf(table: "seven" | "eleven", bins: RfmBins | null = null): RfmRequest {
  return { table, scoring: null, bins, custom: null, cuts: null };
}

import type { RfmRuleTable } from "@/lib/types/rfm";
import type { Level, Lifecycle } from "@/lib/types/segmentation";

/** What a name rests on. */
export type ReasonFacts = {
  meanOrders: number;
  payment: Level;
  medianRecencyDays: number;
  lifecycle: Lifecycle;
};

function ordersPhrase(meanOrders: number): string {
  if (meanOrders < 1.05) return "Ordered once";
  const mean = meanOrders.toFixed(1);
  return meanOrders < 1.5 ? `Mostly ordered once (${mean} on average)` : `Ordered ${mean} times on average`;
}

function paymentPhrase({ name, percentile }: Level): string {
  if (name === null || percentile === null) return "pays what everybody pays";
  const percent = Math.round(Math.max(percentile, 1 - percentile) * 100);
  return percentile >= 0.5
    ? `pays more per order than ${percent}% of customers`
    : `pays less per order than ${percent}% of customers`;
}

function recencyPhrase(days: number, lifecycle: Lifecycle): string {
  const rounded = Math.round(days);
  const ago = `${rounded} ${rounded === 1 ? "day" : "days"}`;
  if (lifecycle === "New") return `last ordered ${ago} ago, among the most recent quarter`;
  if (lifecycle === "Lost") return `silent for ${ago}, among the oldest quarter`;
  return `last ordered ${ago} ago`;
}

/**
 * Why a persona has its name, in one sentence about its median member.
 */
export function personaReason(facts: ReasonFacts): string {
  const phrases = [
    ordersPhrase(facts.meanOrders),
    paymentPhrase(facts.payment),
    recencyPhrase(facts.medianRecencyDays, facts.lifecycle),
  ];
  return `${phrases.join("; ")}.`;
}

/**
 * Why an RFM segment has its name: the cells of its rule, recency score then the second score.
 *
 * @param cells e.g. ["14", "24"]
 */
export function ruleReason(cells: readonly string[], { bins, axis }: Pick<RfmRuleTable, "bins" | "axis">): string {
  const second = axis === "frequency" ? "frequency" : "frequency and money";
  const scores = cells.map((cell) => `recency ${cell.slice(0, 1)} with ${second} ${cell.slice(1)}`);
  return `By rule, scores 1 to ${bins} with ${bins} the best: ${scores.join(", or ")}.`;
}

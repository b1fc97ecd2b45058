import { createRandom, sampleByWeight } from "@/lib/stats/random";
import type { Balance } from "@/lib/types/segmentation";

/** Weight that repeat buyers carry together, as in the second seed study. */
export const repeatWeight = 0.47;

/** Under this share of repeat buyers k-means would spend its clusters on slices of one-time buyers. */
export const fewReorderShare = 0.1;

/** Rows of a balanced sample: enough to place a centroid to a hundredth of a deviation. */
const balancedRows = 20_000;

/**
 * Share of customers with two or more orders, 0-1; 0 for no customers.
 */
export function reorderShare(orderCounts: Float64Array): number {
  let repeaters = 0;
  for (const count of orderCounts) if (count >= 2) repeaters++;
  return orderCounts.length === 0 ? 0 : repeaters / orderCounts.length;
}

/** The balance a run takes when nobody chose: `repeat` where some but fewer than 10 % reorder. */
export function defaultBalance(orderCounts: Float64Array): Balance {
  const share = reorderShare(orderCounts);
  return share > 0 && share < fewReorderShare ? "repeat" : "none";
}

/**
 * One weight a customer, mean 1: repeat buyers together carry 47 % of all weight.
 *
 * @returns null, equal weights, when balance is `none`, when there is nobody to lift, or when
 *   repeat buyers are 47 % or more already
 */
export function balanceWeights(orderCounts: Float64Array, balance: Balance): Float64Array | null {
  const share = reorderShare(orderCounts);
  if (balance === "none" || share === 0 || share >= repeatWeight) return null;
  return orderCounts.map((count) => (count >= 2 ? repeatWeight / share : (1 - repeatWeight) / (1 - share)));
}

/**
 * Rows that stand in for weights where an engine knows none: seeded, ascending, each row about
 * as often as its weight says. A small shop gets every customer at least once; a large one is
 * cut to `most` rows.
 *
 * @param weights as `balanceWeights` returns them, mean 1
 */
export function balancedSample(weights: Float64Array, seed: number, most = balancedRows): Uint32Array {
  const lightest = weights.reduce((least, weight) => Math.min(least, weight), Infinity);
  const everybodyOnce = Math.ceil(weights.length / lightest);
  return sampleByWeight(weights, Math.min(most, everybodyOnce), createRandom(seed));
}

import { formatNumber, formatPercent } from "@/lib/format/number";
import type { ComparedKey, ComparedMethod, ComparedPair } from "@/lib/types/comparison";
import { silhouetteTolerance } from "./run-findings";
import { stabilityLimits } from "./stability-findings";

/** Whether resamples bring all segments of a method back: the weakest at least doubtful. */
export function holds({ stability }: Pick<ComparedMethod, "stability">): boolean {
  return stability !== null && stability.least >= stabilityLimits.doubtful;
}

/**
 * The method to take, by the rule of the choice of k: of those that label everybody, leave nobody
 * out and hold, the most granular whose silhouette is within 0.05 of the best of them.
 *
 * @returns null where none holds
 */
export function finestThatHolds(methods: readonly ComparedMethod[]): ComparedMethod | null {
  const everybody = Math.max(0, ...methods.map(({ customers }) => customers));
  const sound = methods.filter((one) => one.customers === everybody && one.unassigned === 0 && one.silhouette !== null && holds(one));
  const best = Math.max(...sound.map(({ silhouette }) => silhouette ?? -1));
  return sound.filter(({ silhouette }) => (silhouette ?? -1) >= best - silhouetteTolerance).sort((a, b) => b.granularity - a.granularity)[0] ?? null;
}

/** What the comparison shows. */
export function comparisonFinding(methods: readonly ComparedMethod[]): string {
  const finest = finestThatHolds(methods);
  if (finest === null) return "No method's segments all come back in resamples";
  const others = methods.filter((one) => one !== finest && holds(one)).length;
  return others === 0 ? `${finest.name} is the only grouping that holds in resamples` : `${finest.name} is the finest grouping that still holds`;
}

const transposed = (counts: readonly (readonly number[])[]): number[][] => (counts[0] ?? []).map((_, j) => counts.map((row) => row[j] ?? 0));

/** Two methods on the customers both label, rows those of `a`; null where they were not compared. */
export function pairOf(pairs: readonly ComparedPair[], a: ComparedKey, b: ComparedKey): ComparedPair | null {
  const found = pairs.find((pair) => pair.a === a && pair.b === b);
  if (found !== undefined) return found;
  const turned = pairs.find((pair) => pair.a === b && pair.b === a);
  return turned === undefined ? null : { ...turned, a, b, counts: transposed(turned.counts) };
}

/**
 * The adjusted Rand index of any two methods, as a square.
 *
 * @returns one row a method in the order given; 1 with itself, null where the two were not compared
 */
export function agreementSquare(methods: readonly Pick<ComparedMethod, "key" | "name">[], pairs: readonly ComparedPair[]): { key: ComparedKey; name: string; values: (number | null)[] }[] {
  return methods.map(({ key, name }) => ({ key, name, values: methods.map((other) => (other.key === key ? 1 : (pairOf(pairs, key, other.key)?.adjustedRandIndex ?? null))) }));
}

/** Which two methods agree most, and how far. */
export function squareFinding(pairs: readonly ComparedPair[], nameOf: (key: ComparedKey) => string, locale: string): string {
  const [most] = [...pairs].sort((x, y) => y.adjustedRandIndex - x.adjustedRandIndex);
  if (most === undefined) return "Nothing was compared";
  return `${nameOf(most.a)} and ${nameOf(most.b)} agree most: ${formatNumber(most.adjustedRandIndex, locale, 2)} of 1`;
}

/** "5, 12% left out": segments, and who belongs to none. */
export function segmentCount({ segments, unassigned, customers }: ComparedMethod, locale: string): string {
  return unassigned === 0 ? String(segments.length) : `${segments.length}, ${formatPercent(unassigned / Math.max(1, customers), locale, 0)} left out`;
}

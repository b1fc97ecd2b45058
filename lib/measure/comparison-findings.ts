import { formatPercent } from "@/lib/format/number";
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

/** How alike the two are said to be, with the pair that agrees most and least for scale. */
export function pairScale(pairs: readonly ComparedPair[], nameOf: (key: ComparedKey) => string): { most: string; least: string } | null {
  const ranked = [...pairs].sort((x, y) => y.adjustedRandIndex - x.adjustedRandIndex);
  const [most] = ranked;
  const least = ranked.at(-1);
  if (most === undefined || least === undefined || ranked.length < 2) return null;
  const words = ({ a, b }: ComparedPair): string => `${nameOf(a)} and ${nameOf(b)}`;
  return { most: words(most), least: words(least) };
}

/** "5, 12% left out": segments, and who belongs to none. */
export function segmentCount({ segments, unassigned, customers }: ComparedMethod, locale: string): string {
  return unassigned === 0 ? String(segments.length) : `${segments.length}, ${formatPercent(unassigned / Math.max(1, customers), locale, 0)} left out`;
}

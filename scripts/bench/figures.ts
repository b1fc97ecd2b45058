/** Measures of one thing: ours, and the peer's where it does the same; one value per run. */
export type Measure = {
  name: string;
  unit: "s" | "ms" | "MB" | "rows/s" | "requests/s";
  ours: readonly number[];
  /** the notebook way on the same files, in the same minutes; empty where there is nothing to compare */
  peer: readonly number[];
  /** highest ratio, or highest value of ours, that the project promises itself; null = none */
  bar: { of: "ratio" | "ours"; most: number } | null;
};

/** Middle value; the mean of the two middle ones for an even count. NaN for none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)] ?? NaN;
  return Number.isInteger(middle) ? ((sorted[middle - 1] ?? NaN) + upper) / 2 : upper;
}

/** Smallest value with at least that share of the values at or below it. NaN for none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? NaN;
}

/** Median of ours over median of the peer's; null without a peer. */
export function ratio(measure: Measure): number | null {
  return measure.peer.length === 0 ? null : median(measure.ours) / median(measure.peer);
}

/** Whether the bar is held; null where there is no bar, or nothing to hold it against. */
export function holdsBar(measure: Measure): boolean | null {
  if (measure.bar === null) return null;
  const value = measure.bar.of === "ours" ? median(measure.ours) : ratio(measure);
  return value === null ? null : value <= measure.bar.most;
}

/**
 * Runs contenders in turn, and in the opposite order every second round, so that a
 * machine that warms up or slows down favours none of them.
 *
 * @returns the results of each contender, one per round
 */
export async function interleave<K extends string, T>(
  contenders: Readonly<Record<K, () => Promise<T>>>,
  rounds: number,
): Promise<Record<K, T[]>> {
  const names = Object.keys(contenders) as K[]; // the keys of a record are its K
  const results = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<K, T[]>; // one list per name
  for (let round = 0; round < rounds; round++) {
    for (const name of round % 2 === 0 ? names : names.toReversed())
      results[name].push(await contenders[name]());
  }
  return results;
}

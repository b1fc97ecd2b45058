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
 * Runs two contenders in turn, the other one first every second round, so that a
 * machine that warms up or slows down favours neither.
 *
 * @param peer null where there is none to run
 * @returns the results of each, one per round
 */
export async function interleave<A, B>(
  ours: () => Promise<A>,
  peer: (() => Promise<B>) | null,
  rounds: number,
): Promise<{ ours: A[]; peer: B[] }> {
  const results: { ours: A[]; peer: B[] } = { ours: [], peer: [] };
  const turns = [
    async () => results.ours.push(await ours()),
    async () => peer && results.peer.push(await peer()),
  ];
  for (let round = 0; round < rounds; round++) {
    for (const turn of round % 2 === 0 ? turns : turns.toReversed()) await turn();
  }
  return results;
}

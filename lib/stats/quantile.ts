import { selectRank } from "./select";

/** The finite values in their order, in a new array. */
function finite(values: ArrayLike<number>): Float64Array {
  const kept = new Float64Array(values.length);
  let count = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? NaN;
    if (Number.isFinite(value)) kept[count++] = value;
  }
  return kept.subarray(0, count);
}

/** The finite values, ascending, in a new array; NaN (missing) is left out. */
export function sortedFinite(values: ArrayLike<number>): Float64Array {
  return finite(values).slice().sort();
}

/**
 * Quantile of ascending values.
 * Variant: linear interpolation between order statistics, type 7 of Hyndman & Fan (1996),
 * the default of R, NumPy and pandas.
 *
 * @param sorted ascending, no NaN
 * @param p fraction 0-1
 * @returns NaN for no values
 * @throws RangeError if p lies outside 0..1
 */
export function quantileOfSorted(sorted: ArrayLike<number>, p: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`quantile ${p} must lie in 0..1`);
  if (sorted.length === 0) return NaN;
  const position = (sorted.length - 1) * p;
  const below = Math.floor(position);
  const low = sorted[below] ?? NaN;
  const high = sorted[Math.min(below + 1, sorted.length - 1)] ?? NaN;
  return low + (high - low) * (position - below);
}

/** The least of the values behind a rank. */
function leastBehind(values: Float64Array, rank: number): number {
  let least = Infinity;
  for (let i = rank + 1; i < values.length; i++) least = Math.min(least, values[i] ?? Infinity);
  return least;
}

/**
 * Quantiles of values in any order; NaN is left out. Found by selection, several times faster than
 * by sorting where few are asked for. Variant and errors as `quantileOfSorted`.
 */
export function quantiles(values: ArrayLike<number>, ps: readonly number[]): number[] {
  const kept = finite(values);
  return ps.map((p) => {
    if (!(p >= 0 && p <= 1)) throw new RangeError(`quantile ${p} must lie in 0..1`);
    if (kept.length === 0) return NaN;
    const position = (kept.length - 1) * p;
    const below = Math.floor(position);
    const low = selectRank(kept, below);
    const high = below < kept.length - 1 ? leastBehind(kept, below) : low;
    return low + (high - low) * (position - below);
  });
}

/** Quantile of values in any order; NaN is left out. Variant and errors as `quantileOfSorted`. */
export function quantile(values: ArrayLike<number>, p: number): number {
  return quantiles(values, [p])[0] ?? NaN;
}

/** Median of values in any order, NaN left out; NaN for none. */
export function median(values: ArrayLike<number>): number {
  return quantile(values, 0.5);
}

/** How many of the ascending values are below `value` (`strict`) or at most `value`. */
function countBelow(sorted: ArrayLike<number>, value: number, strict: boolean): number {
  let from = 0;
  let to = sorted.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    const there = sorted[middle] ?? NaN;
    if (strict ? there < value : there <= value) from = middle + 1;
    else to = middle;
  }
  return from;
}

/**
 * Where a value stands among others, 0-1: the share below it plus half the share equal to it.
 * Variant: mid-rank percentile, so a value shared by everybody stands at 0.5.
 *
 * @param sorted ascending, no NaN
 * @returns NaN for no values
 */
export function midRankPercentile(sorted: ArrayLike<number>, value: number): number {
  if (sorted.length === 0) return NaN;
  return (countBelow(sorted, value, true) + countBelow(sorted, value, false)) / (2 * sorted.length);
}

/**
 * Median of values that occur several times each.
 * Variant: as `quantileOfSorted` with p = 0.5, the mean of the two middle ones of an even number.
 *
 * @param counted in any order, each with how often it occurs, a whole number
 * @returns NaN for no values
 */
export function medianOfCounted(counted: readonly { value: number; count: number }[]): number {
  const sorted = [...counted].sort((a, b) => a.value - b.value);
  const cases = sorted.reduce((sum, { count }) => sum + count, 0);
  const at = (rank: number): number => {
    let passed = 0;
    return sorted.find(({ count }) => (passed += count) > rank)?.value ?? NaN;
  };
  return (at(Math.floor((cases - 1) / 2)) + at(Math.ceil((cases - 1) / 2))) / 2;
}

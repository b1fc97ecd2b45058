/** The middle one of three values: a pivot that sorted and reversed input cannot spoil. */
function middleOf(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}

/**
 * Orders values just so far that the one of the given rank stands in its place, no greater one
 * before it and no lesser one behind it; in time proportional to their number.
 * Source: Hoare (1961), Algorithm 65: Find; pivot by the median of three.
 *
 * @param values reordered in place; no NaN
 * @param rank 0..n-1
 * @returns the value of that rank
 * @throws RangeError for a rank outside 0..n-1
 */
export function selectRank(values: Float64Array, rank: number): number {
  if (!(rank >= 0 && rank < values.length)) throw new RangeError(`rank is ${rank}; it must lie in 0..${values.length - 1}`);
  let from = 0;
  let to = values.length - 1;
  while (from < to) {
    // all indices stay in from..to, since the pivot itself stops both runs
    const pivot = middleOf(values[from]!, values[(from + to) >>> 1]!, values[to]!);
    let low = from;
    let high = to;
    while (low <= high) {
      while (values[low]! < pivot) low++;
      while (values[high]! > pivot) high--;
      if (low > high) break;
      const value = values[low]!;
      values[low++] = values[high]!;
      values[high--] = value;
    }
    if (rank <= high) to = high;
    else if (rank >= low) from = low;
    else break;
  }
  return values[rank]!;
}

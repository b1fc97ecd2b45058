/**
 * Cross table of two labelings of the same customers.
 *
 * @param a n labels; those outside 0..rows-1 belong to no row
 * @param b n labels; those outside 0..columns-1 belong to no column
 * @returns rows x columns counts of the customers who have both
 * @throws RangeError if the lengths differ
 */
export function crossCounts(a: ArrayLike<number>, b: ArrayLike<number>, rows: number, columns: number): number[][] {
  if (a.length !== b.length) throw new RangeError(`labelings differ in length: ${a.length} and ${b.length}`);
  const counts = Array.from({ length: rows }, () => new Array<number>(columns).fill(0));
  for (let i = 0; i < a.length; i++) {
    const row = counts[a[i] ?? -1];
    const column = b[i] ?? -1;
    if (row !== undefined && column >= 0 && column < columns) row[column]! += 1; // within the row
  }
  return counts;
}

/** One more than the largest label. */
function groupsIn(labels: ArrayLike<number>): number {
  let most = -1;
  for (let i = 0; i < labels.length; i++) most = Math.max(most, labels[i] ?? -1);
  return most + 1;
}

function pairs(n: number): number {
  return (n * (n - 1)) / 2;
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

/**
 * Adjusted Rand index: agreement of two labelings, corrected for chance.
 * 1 is the same partition, 0 is what chance gives, -0.5 is the floor.
 * Source: Hubert & Arabie (1985), Comparing Partitions.
 *
 * @param a n cluster labels from 0
 * @param b n cluster labels from 0 of the same customers, in the same order
 * @throws RangeError if the lengths differ
 */
export function adjustedRandIndex(a: ArrayLike<number>, b: ArrayLike<number>): number {
  return adjustedRandIndexOfCounts(crossCounts(a, b, groupsIn(a), groupsIn(b)));
}

/**
 * The same from the cross table of the two labelings.
 *
 * @param counts rows x columns customers; 1 for none or one
 */
export function adjustedRandIndexOfCounts(counts: readonly (readonly number[])[]): number {
  const columns = counts[0] ?? [];
  const together = sumOf(counts.map((row) => sumOf(row.map(pairs))));
  const inA = sumOf(counts.map((row) => pairs(sumOf(row))));
  const inB = sumOf(columns.map((_, j) => pairs(sumOf(counts.map((row) => row[j] ?? 0)))));
  if (together === inA && together === inB) return 1; // same partition, also for n < 2
  const expected = (inA * inB) / pairs(sumOf(counts.map(sumOf)));
  return (together - expected) / ((inA + inB) / 2 - expected);
}

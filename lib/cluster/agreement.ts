/** Counts of customers by their label in two labelings of the same customers. */
export type Confusion = {
  /** labels that occur in the first, ascending: the rows */
  rows: readonly number[];
  /** labels that occur in the second, ascending: the columns */
  columns: readonly number[];
  counts: readonly (readonly number[])[];
};

function distinctSorted(labels: ArrayLike<number>): number[] {
  return [...new Set(Array.from(labels))].sort((a, b) => a - b);
}

/**
 * Cross table of two labelings.
 *
 * @throws RangeError if the lengths differ
 */
export function confusion(a: ArrayLike<number>, b: ArrayLike<number>): Confusion {
  if (a.length !== b.length) throw new RangeError(`labelings differ in length: ${a.length} and ${b.length}`);
  const rows = distinctSorted(a);
  const columns = distinctSorted(b);
  const rowOf = new Map(rows.map((label, i) => [label, i]));
  const columnOf = new Map(columns.map((label, j) => [label, j]));
  const counts = rows.map(() => new Array<number>(columns.length).fill(0));
  for (let i = 0; i < a.length; i++) {
    const row = counts[rowOf.get(a[i] ?? NaN) ?? -1];
    const j = columnOf.get(b[i] ?? NaN);
    if (row && j !== undefined) row[j] = (row[j] ?? 0) + 1;
  }
  return { rows, columns, counts };
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
 * @param a n cluster labels
 * @param b n cluster labels of the same customers, in the same order
 * @throws RangeError if the lengths differ
 */
export function adjustedRandIndex(a: ArrayLike<number>, b: ArrayLike<number>): number {
  return adjustedRandIndexOfCounts(confusion(a, b).counts);
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

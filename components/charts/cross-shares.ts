/** A part of a row of a cross table: the column it lies in, what it counts, and its share of the row, 0-1. */
export type CrossShare = { column: number; count: number; share: number };

/**
 * Where the counts of a row lie, largest first, ties in the order of the columns. Parts below `least` of the row are
 * `others`, except the largest, which is always told. An empty row has no parts.
 */
export function crossShares(counts: readonly number[], least: number): { told: CrossShare[]; others: CrossShare[] } {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const parts = counts
    .map((count, column) => ({ column, count, share: total > 0 ? count / total : 0 }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count || a.column - b.column);
  return { told: parts.filter(({ share }, i) => i === 0 || share >= least), others: parts.filter(({ share }, i) => i > 0 && share < least) };
}

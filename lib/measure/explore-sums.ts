/** Sum over rows. */
export const total = <Row>(rows: readonly Row[], of: (row: Row) => number): number => rows.reduce((sum, row) => sum + of(row), 0);

/** A share of nothing is unknown, not zero. */
export const shareOf = (part: number, whole: number): number | null => (whole > 0 ? part / whole : null);

/** Count, sum and sum of squares of one measure. */
export type Moments = { n: number; sum: number; squares: number };

/** Moments of two groups together. */
export function joined(a: Moments, b: Moments): Moments {
  return { n: a.n + b.n, sum: a.sum + b.sum, squares: a.squares + b.squares };
}

/**
 * How many standard errors lie between two means.
 * Variant: Welch's, with the variances of the samples.
 *
 * @returns 0 where either group has fewer than two cases or nothing varies
 */
export function meansZ(a: Moments, b: Moments): number {
  if (a.n < 2 || b.n < 2) return 0;
  const errorOf = ({ n, sum, squares }: Moments): number => Math.max(0, squares - (sum * sum) / n) / (n - 1) / n;
  const error = Math.sqrt(errorOf(a) + errorOf(b));
  return error > 0 ? (a.sum / a.n - b.sum / b.n) / error : 0;
}

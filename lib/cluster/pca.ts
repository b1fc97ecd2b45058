import { EigenvalueDecomposition, Matrix } from "ml-matrix";
import { pickPoints } from "@/lib/stats/points";
import { createRandom, sampleIndices } from "@/lib/stats/random";
import type { Points } from "@/lib/types/features";

/** Principal axes of some points, the widest first. */
export type PrincipalAxes = {
  /** column means, d values */
  centre: Float64Array;
  /** unit vectors of length d; of each the entry farthest from 0 is positive */
  axes: readonly Float64Array[];
  /** share of the whole variance on each axis, 0-1; zeros where nothing varies */
  varianceShares: readonly number[];
};

function covariance({ values, n, d }: Points, centre: Float64Array): number[][] {
  const sums = Array.from({ length: d }, () => new Array<number>(d).fill(0));
  for (let i = 0; i < n; i++) {
    for (let a = 0; a < d; a++) {
      const gap = values[i * d + a]! - centre[a]!; // all indices lie in 0..n-1, 0..d-1
      for (let b = 0; b <= a; b++) sums[a]![b]! += gap * (values[i * d + b]! - centre[b]!);
    }
  }
  return sums.map((row, a) => row.map((_, b) => (a >= b ? sums[a]![b]! : sums[b]![a]!) / Math.max(1, n - 1)));
}

/** An eigenvector has no sign of its own: the entry farthest from 0 is made positive. */
function oriented(axis: Float64Array): Float64Array {
  const largest = axis.reduce((most, entry) => (Math.abs(entry) > Math.abs(most) + 1e-12 ? entry : most), 0);
  return largest < 0 ? axis.map((entry) => -entry) : axis;
}

/**
 * Principal component analysis by the eigenvectors of the covariance.
 * Source: Pearson (1901); shares as scikit-learn's `explained_variance_ratio_`.
 *
 * @param points finite, at least one row
 * @param count axes wanted, at most d
 * @throws RangeError for no rows
 */
export function principalAxes(points: Points, count: number): PrincipalAxes {
  const { values, n, d } = points;
  if (n === 0) throw new RangeError("0 rows; principal axes need at least 1");
  const centre = new Float64Array(d);
  for (let i = 0; i < n; i++) for (let j = 0; j < d; j++) centre[j]! += values[i * d + j]! / n; // in range
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(new Matrix(covariance(points, centre)), { assumeSymmetric: true });
  const total = realEigenvalues.reduce((sum, value) => sum + Math.max(0, value), 0);
  const widest = realEigenvalues.map((value, i) => ({ value, i })).sort((a, b) => b.value - a.value || a.i - b.i).slice(0, count);
  return {
    centre,
    axes: widest.map(({ i }) => oriented(Float64Array.from(eigenvectorMatrix.getColumn(i)))),
    varianceShares: widest.map(({ value }) => (total > 0 ? Math.max(0, value) / total : 0)),
  };
}

/** Points seen along the axes, n x number of axes, row-major. */
export function project({ values, n, d }: Points, { centre, axes }: PrincipalAxes): Float64Array {
  const seen = new Float64Array(n * axes.length);
  for (let i = 0; i < n; i++) {
    axes.forEach((axis, a) => {
      let along = 0;
      for (let j = 0; j < d; j++) along += (values[i * d + j]! - centre[j]!) * axis[j]!; // in range
      seen[i * axes.length + a] = along;
    });
  }
  return seen;
}

/** A seeded sample of the points seen along the axes, with the rows it took. */
export function projectSample(points: Points, axes: PrincipalAxes, limit: number, seed: number): { rows: Uint32Array; seen: Float64Array } {
  const rows = sampleIndices(points.n, Math.min(points.n, limit), createRandom(seed));
  return { rows, seen: project(pickPoints(points, rows), axes) };
}

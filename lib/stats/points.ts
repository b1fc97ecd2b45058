import type { Points } from "@/lib/types/features";

/** The chosen rows of a set of points, in the order of `rows`; repeats allowed. */
export function pickPoints(points: Points, rows: Uint32Array): Points {
  const { d } = points;
  const values = new Float64Array(rows.length * d);
  rows.forEach((row, i) => values.set(points.values.subarray(row * d, row * d + d), i * d));
  return { values, n: rows.length, d };
}

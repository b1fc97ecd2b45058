import { createRandom } from "@/lib/stats/random";
import type { Points } from "@/lib/types/features";

/** Points from written-down rows. */
export function pointsOf(rows: readonly (readonly number[])[]): Points {
  return { values: Float64Array.from(rows.flat()), n: rows.length, d: rows[0]?.length ?? 0 };
}

/** Round groups far apart on a grid, and the true group of each point; members interleaved. */
export function plantedGroups(
  groups: number,
  members: number,
  seed: number,
): { points: Points; truth: Int32Array } {
  const random = createRandom(seed);
  const rows = Array.from({ length: groups * members }, (_, i) => {
    const group = i % groups;
    return [10 * (group % 3) + random(), 10 * Math.floor(group / 3) + random(), 5 * (group % 2) + random()];
  });
  return { points: pointsOf(rows), truth: Int32Array.from(rows, (_, i) => i % groups) };
}

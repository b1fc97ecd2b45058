import type { Points } from "@/lib/types/features";
import type { Arena } from "./arena";

/** Rows in a block; `blockRows` of assembly/shapes.ts. */
export const blockRows = 2048;

export function blocksOf(n: number): number {
  return Math.ceil(n / blockRows);
}

/** Bytes of a thread's own scratch; the offsets are those of assembly/tile.ts. */
export function scratchBytesOf(d: number): number {
  return 9216 + 4 * 64 + strideOf(d) * 64;
}

function strideOf(d: number): number {
  return Math.ceil(d / 4) * 4;
}

/** Writes a `Team` record. */
export function placeTeam(arena: Arena, threads: number, number: number): number {
  return arena.record([threads, 0, 0, 0, number]);
}

/** Writes a `Points` record and the points; `prepare` then makes the copy. */
export function placePoints(arena: Arena, { values, n, d }: Points, team: number): number {
  const stride = strideOf(d);
  return arena.record([
    arena.place(values),
    arena.take(n * stride * 4),
    arena.take(n * 4),
    arena.take(d * 8),
    arena.take(2 * 8),
    arena.take(blocksOf(n) * (2 * d + 1) * 8),
    n,
    d,
    stride,
    team,
  ]);
}

/** The largest problem a workspace must hold. */
export type WorkspaceSize = { n: number; k: number; d: number };

/** Writes a `Workspace` record. */
export function placeWorkspace(arena: Arena, { n, k, d }: WorkspaceSize): number {
  const blocks = blocksOf(n);
  return arena.record([
    arena.take(n * 4),
    arena.take(n * 4),
    arena.take(n * 8),
    arena.take(blocks * k * (d + 2) * 8),
    arena.take(blocks * 8 * 8),
    arena.take((k + 1) * strideOf(d) * 4),
    arena.take((k + 1) * 4),
    arena.take(k * (d + 2) * 8),
    arena.take(3 * 8),
    arena.take(2 * d * 4 * 8),
    arena.take(8 * 4),
  ]);
}

export type StartFields = {
  points: number;
  weights: number;
  k: number;
  maxIterations: number;
  trials: number;
  randoms: number;
  centroids: number;
  result: number;
  labels: number;
};

/** Writes a `Start` record. */
export function placeStart(arena: Arena, start: StartFields): number {
  const { points, weights, k, maxIterations, trials, randoms, centroids, result, labels } = start;
  return arena.record([points, weights, k, maxIterations, trials, randoms, centroids, result, labels]);
}

/** Places of `done` and `cancel` among the 32-bit fields of a `Fits` record. */
export const fitsField = { done: 3, cancel: 4 } as const;

/** Writes a `Fits` record: `together` on one workspace, or one workspace for each team of one. */
export function placeFits(
  arena: Arena,
  fits: { starts: readonly number[]; together: boolean; workspaces: readonly number[]; teams: readonly number[] },
): number {
  const { starts, together, workspaces, teams } = fits;
  const list = (pointers: readonly number[]) => arena.record(pointers);
  return arena.record([list(starts), starts.length, 0, 0, 0, 0, Number(together), list(workspaces), list(teams)]);
}

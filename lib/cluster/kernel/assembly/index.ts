/** Entry points: every thread calls the same one with its own number and scratch. */
import { assignAll, Assignment } from "./assign";
import { lloyd } from "./lloyd";
import { preparePoints } from "./prepare";
import { seed } from "./seeding";
import { Fits, Points, Start, Team, Workspace } from "./shapes";
import { distanceSums, Silhouette } from "./silhouette";

function pointerAt(list: usize, index: i32): usize {
  return load<usize>(list + (<usize>index << 2));
}

/** Makes the single-precision copy of points, all threads together. */
export function prepare(job: usize, thread: i32, _scratch: usize): void {
  preparePoints(changetype<Points>(job), thread);
}

function runStart(fits: Fits, number: i32, team: Team, thread: i32, scratch: usize): bool {
  const mine = fits.together ? 0 : team.number;
  const start = changetype<Start>(pointerAt(fits.starts, number));
  const space = changetype<Workspace>(pointerAt(fits.workspaces, mine));
  if (start.randoms) seed(start, space, team, thread);
  if (!lloyd(start, space, fits, team, thread, scratch)) return false;
  if (thread == 0) atomic.add<i32>(changetype<usize>(fits), 1, offsetof<Fits>("done"));
  return true;
}

function takeStart(fits: Fits): i32 {
  return atomic.add<i32>(changetype<usize>(fits), 1, offsetof<Fits>("next"));
}

/** Computes starts: all threads together on each, or each thread on the next nobody has taken. */
export function fit(job: usize, thread: i32, scratch: usize): void {
  const fits = changetype<Fits>(job);
  if (fits.together) {
    const all = changetype<Team>(pointerAt(fits.teams, 0));
    for (let s = 0; s < fits.count; s++) if (!runStart(fits, s, all, thread, scratch)) return;
    return;
  }
  const alone = changetype<Team>(pointerAt(fits.teams, thread));
  for (let s = takeStart(fits); s < fits.count; s = takeStart(fits)) if (!runStart(fits, s, alone, 0, scratch)) return;
}

/** Nearest and second nearest centroid of every row, all threads together. */
export function assign(job: usize, thread: i32, scratch: usize): void {
  assignAll(changetype<Assignment>(job), thread, scratch);
}

/** Distance sums of a silhouette, all threads together. */
export function silhouette(job: usize, thread: i32, _scratch: usize): void {
  distanceSums(changetype<Silhouette>(job), thread);
}

import { squaredDistance } from "./distance";
import { blockRows, Fits, Start, Team, Workspace } from "./shapes";
import { blockInertia, moveRow, stepBlock } from "./step";
import { meet, meetAndRewind, takeBlock } from "./team";

/** States of a start, kept where all threads of the team read it. */
const running: f64 = 0;
const converged: f64 = 1;
const cancelled: f64 = 2;

export function blocksOf(start: Start): i32 {
  return (start.points.n + blockRows - 1) / blockRows;
}

/** What the single-precision scores need of the centroids, with one out of reach to make them even. */
function publishCentroids(start: Start, space: Workspace): void {
  const points = start.points;
  const d = points.d;
  const stride = points.stride;
  const scale = load<f64>(points.measures);
  memory.fill(space.negative, 0, <usize>((start.k + 1) * stride) << 2);
  store<f32>(space.halves + (<usize>start.k << 2), f32.MAX_VALUE);
  let longest = 0.0;
  for (let c = 0; c < start.k; c++) {
    let length = 0.0;
    for (let j = 0; j < d; j++) {
      const value = (load<f64>(start.centroids + (<usize>(c * d + j) << 3)) - load<f64>(points.centre + (<usize>j << 3))) * scale;
      store<f32>(space.negative + (<usize>(c * stride + j) << 2), <f32>-value);
      length += value * value;
    }
    store<f32>(space.halves + (<usize>c << 2), <f32>(length / 2));
    longest = max(longest, length);
  }
  store<f64>(space.cells, sqrt(longest), 8);
}

/** Nobody has a label yet and everybody must be looked at. */
function beginBlock(start: Start, space: Workspace, block: i32): void {
  const first = block * blockRows;
  const rows = min(start.points.n - first, blockRows);
  const width = <usize>(start.k * (start.points.d + 2)) << 3;
  memory.fill(space.labels + (<usize>first << 2), 0xff, <usize>rows << 2);
  for (let i = 0; i < rows; i++) store<f32>(space.safeUntil + (<usize>(first + i) << 2), -1);
  memory.fill(space.blockSums + <usize>block * width, 0, width);
}

/** Adds the sums of the blocks in their order; returns the rows that changed. */
function gatherSums(start: Start, space: Workspace): f64 {
  const width = <usize>(start.k * (start.points.d + 2)) << 3;
  memory.fill(space.sums, 0, width);
  let changed = 0.0;
  for (let b = 0; b < blocksOf(start); b++) {
    const from = space.blockSums + <usize>b * width;
    for (let at: usize = 0; at < width; at += 8) store<f64>(space.sums + at, load<f64>(space.sums + at) + load<f64>(from + at));
    changed += load<f64>(space.blockCells + (<usize>b << 6));
  }
  return changed;
}

/** The row of positive weight that lies farthest from its own centroid; the first of equals. */
function farthestRow(start: Start, space: Workspace): i32 {
  const points = start.points;
  const d = points.d;
  let farthest = -1;
  let longest = 0.0;
  for (let i = 0; i < points.n; i++) {
    if (start.weights && load<f64>(start.weights + (<usize>i << 3)) == 0) continue;
    // a row moved a moment ago stands on its new centroid
    if (load<f32>(space.safeUntil + (<usize>i << 2)) == -2) continue;
    const label = load<i32>(space.labels + (<usize>i << 2));
    const distance = squaredDistance(points.values + ((<usize>i * <usize>d) << 3), start.centroids + (<usize>(label * d) << 3), d);
    if (distance > longest) {
      longest = distance;
      farthest = i;
    }
  }
  return farthest;
}

/** Gives each cluster without members the row farthest from its centroid, as scikit-learn does. */
function relocateEmpty(start: Start, space: Workspace): bool {
  const width = <usize>(start.points.d + 2) << 3;
  let hasMoved = false;
  for (let c = 0; c < start.k; c++) {
    if (load<f64>(space.sums + <usize>(c + 1) * width - 8) > 0) continue;
    const i = farthestRow(start, space);
    if (i < 0) break;
    const at = space.labels + (<usize>i << 2);
    const block = i / blockRows;
    moveRow(start, space.blockSums + (<usize>block * <usize>start.k) * width, i, load<i32>(at), c);
    store<i32>(at, c);
    store<f32>(space.safeUntil + (<usize>i << 2), -2);
    hasMoved = true;
  }
  return hasMoved;
}

/** Moves the centroids to the means of their members; returns the sum of squared shifts. */
function moveCentroids(start: Start, space: Workspace): f64 {
  const d = start.points.d;
  let total = 0.0;
  let longest = 0.0;
  for (let c = 0; c < start.k; c++) {
    const sums = space.sums + (<usize>(c * (d + 2)) << 3);
    if (load<f64>(sums + (<usize>(d + 1) << 3)) == 0) continue;
    const weight = load<f64>(sums + (<usize>d << 3));
    let shift = 0.0;
    for (let j = 0; j < d; j++) {
      const at = start.centroids + (<usize>(c * d + j) << 3);
      const mean = load<f64>(sums + (<usize>j << 3)) / weight;
      const gap = mean - load<f64>(at);
      store<f64>(at, mean);
      shift += gap * gap;
    }
    total += shift;
    longest = max(longest, shift);
  }
  // own centroid and another may come nearer by as much each
  store<f64>(space.cells, load<f64>(space.cells) + 2 * sqrt(longest) * load<f64>(start.points.measures));
  return total;
}

/** Between two steps, by one thread: sums, centroids, and whether this was the last step. */
function advance(start: Start, space: Workspace, fits: Fits): void {
  let changed = gatherSums(start, space);
  if (relocateEmpty(start, space)) {
    gatherSums(start, space);
    changed++;
  }
  const shift = moveCentroids(start, space);
  publishCentroids(start, space);
  const iterations = load<f64>(start.result, 16) + 1;
  store<f64>(start.result, iterations, 16);
  atomic.add<i32>(changetype<usize>(fits), 1, offsetof<Fits>("iterations"));
  const allowed = load<f64>(start.result) * load<f64>(start.points.measures, 8);
  const isDone = changed == 0 || shift <= allowed || iterations >= <f64>start.maxIterations;
  const isCancelled = atomic.load<i32>(changetype<usize>(fits), offsetof<Fits>("cancel")) != 0;
  store<f64>(space.cells, isCancelled ? cancelled : isDone ? converged : running, 16);
}

function sumInertia(start: Start, space: Workspace): void {
  let inertia = 0.0;
  for (let b = 0; b < blocksOf(start); b++) inertia += load<f64>(space.blockCells + (<usize>b << 6), 8);
  store<f64>(start.result, inertia, 8);
}

/** Labels that belong to the final centroids, and their inertia. */
function settle(start: Start, space: Workspace, team: Team, thread: i32, scratch: usize): void {
  const blocks = blocksOf(start);
  for (let b = takeBlock(team); b < blocks; b = takeBlock(team)) {
    stepBlock(start, space, b, scratch);
    store<f64>(space.blockCells + (<usize>b << 6), blockInertia(start, space, b), 8);
  }
  meetAndRewind(team, thread == 0);
  if (thread != 0) return;
  sumInertia(start, space);
  if (start.labels) memory.copy(start.labels, space.labels, <usize>start.points.n << 2);
}

/**
 * Lloyd's algorithm from the start's centroids to convergence: no row changes, or centroids shift
 * by no more than the tolerance, as scikit-learn. Sums are kept per block of rows and corrected by
 * the rows that change, so that the result does not depend on who computes which block.
 *
 * @returns false if cancelled
 */
export function lloyd(start: Start, space: Workspace, fits: Fits, team: Team, thread: i32, scratch: usize): bool {
  const blocks = blocksOf(start);
  const isLeader = thread == 0;
  for (let b = takeBlock(team); b < blocks; b = takeBlock(team)) beginBlock(start, space, b);
  if (isLeader) {
    store<f64>(space.cells, 0);
    store<f64>(space.cells, start.maxIterations > 0 ? running : converged, 16);
    store<f64>(start.result, 0, 16);
    publishCentroids(start, space);
  }
  meetAndRewind(team, isLeader);
  while (load<f64>(space.cells, 16) == running) {
    for (let b = takeBlock(team); b < blocks; b = takeBlock(team)) {
      store<f64>(space.blockCells + (<usize>b << 6), <f64>stepBlock(start, space, b, scratch));
    }
    meetAndRewind(team, isLeader);
    if (isLeader) advance(start, space, fits);
    meet(team);
  }
  // read before the last meeting: after it the leader may begin another start
  const isDone = load<f64>(space.cells, 16) == converged;
  if (isDone) settle(start, space, team, thread, scratch);
  meet(team);
  return isDone;
}

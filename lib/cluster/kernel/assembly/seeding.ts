import { squaredDistance } from "./distance";
import { blocksOf } from "./lloyd";
import { blockRows, Start, Team, Workspace } from "./shapes";
import { meet, meetAndRewind, takeBlock } from "./team";

function weightOf(start: Start, i: i32): f64 {
  return start.weights ? load<f64>(start.weights + (<usize>i << 3)) : 1;
}

function rowAt(start: Start, i: i32): usize {
  return start.points.values + ((<usize>i * <usize>start.points.d) << 3);
}

/** Cell of a block: sum for a candidate. */
function cellOf(space: Workspace, block: i32, trial: i32): usize {
  return space.blockCells + (<usize>(block * 8 + trial) << 3);
}

function candidateAt(start: Start, space: Workspace, trial: i32): usize {
  return space.candidates + ((<usize>trial * <usize>start.points.d) << 3);
}

function copyRow(start: Start, from: usize, to: usize): void {
  memory.copy(to, from, <usize>start.points.d << 3);
}

/** Weights of a block, for the draw of the first centroid. */
function weighBlock(start: Start, space: Workspace, block: i32): void {
  const last = min((block + 1) * blockRows, start.points.n);
  let sum = 0.0;
  for (let i = block * blockRows; i < last; i++) {
    store<f64>(space.nearest + (<usize>i << 3), Infinity);
    sum += weightOf(start, i);
  }
  store<f64>(cellOf(space, block, 0), sum);
}

/**
 * Takes the newest centroid into the nearest distances of a block and measures what each of the
 * candidates would leave. A candidate farther from a row's own centroid than twice the row's
 * distance cannot be nearer, but the test costs more than it saves at these widths.
 */
function measureBlock(start: Start, space: Workspace, block: i32, trials: i32): void {
  const d = start.points.d;
  const last = min((block + 1) * blockRows, start.points.n);
  memory.fill(cellOf(space, block, 0), 0, 64);
  for (let i = block * blockRows; i < last; i++) {
    const row = rowAt(start, i);
    const nearest = load<f64>(space.nearest + (<usize>i << 3));
    const weight = weightOf(start, i);
    for (let t = 0; t < trials; t++) {
      const left = min(nearest, squaredDistance(row, candidateAt(start, space, t), d));
      const cell = cellOf(space, block, t);
      store<f64>(cell, load<f64>(cell) + left * weight);
    }
  }
}

/** Takes the chosen centroid into the nearest distances of a block. */
function settleBlock(start: Start, space: Workspace, block: i32, chosen: usize): void {
  const d = start.points.d;
  const last = min((block + 1) * blockRows, start.points.n);
  for (let i = block * blockRows; i < last; i++) {
    const at = space.nearest + (<usize>i << 3);
    store<f64>(at, min(load<f64>(at), squaredDistance(rowAt(start, i), chosen, d)));
  }
}

function sumCells(start: Start, space: Workspace, trial: i32): f64 {
  let sum = 0.0;
  for (let b = 0; b < blocksOf(start); b++) sum += load<f64>(cellOf(space, b, trial));
  return sum;
}

/** Mass of a row in a draw: its weight, times its squared distance once there is one. */
function massOf(start: Start, space: Workspace, i: i32): f64 {
  const nearest = load<f64>(space.nearest + (<usize>i << 3));
  return (nearest == Infinity ? 1 : nearest) * weightOf(start, i);
}

/** The row in which the mass of a block passes the target; if it does not, -1 - its last row with mass. */
function drawInBlock(start: Start, space: Workspace, block: i32, target: f64): i32 {
  const end = min((block + 1) * blockRows, start.points.n);
  let reached = 0.0;
  let last = -1;
  for (let i = block * blockRows; i < end; i++) {
    const mass = massOf(start, space, i);
    if (mass == 0) continue;
    reached += mass;
    last = i;
    if (reached > target) return i;
  }
  return -1 - last;
}

/** A row drawn in proportion to its mass; the cells of `trial` hold the mass of each block. */
function drawRow(start: Start, space: Workspace, trial: i32, uniform: f64): i32 {
  const target = uniform * sumCells(start, space, trial);
  let reached = 0.0;
  let last = 0;
  for (let b = 0; b < blocksOf(start); b++) {
    const mass = load<f64>(cellOf(space, b, trial));
    if (mass == 0) continue;
    if (reached + mass > target) {
      const row = drawInBlock(start, space, b, target - reached);
      if (row >= 0) return row;
    }
    reached += mass;
    last = b;
  }
  // rounding left the target a hair beyond the sum
  return max(0, -1 - drawInBlock(start, space, last, Infinity));
}

/** Draws the candidates for centroid c; `trial` is the one whose cells hold the masses. */
function drawCandidates(start: Start, space: Workspace, c: i32, trial: i32): void {
  for (let t = 0; t < start.trials; t++) {
    const uniform = load<f64>(start.randoms + (<usize>(1 + (c - 1) * start.trials + t) << 3));
    copyRow(start, rowAt(start, drawRow(start, space, trial, uniform)), candidateAt(start, space, t));
  }
}

function firstRow(start: Start, space: Workspace): i32 {
  const uniform = load<f64>(start.randoms);
  return start.weights ? drawRow(start, space, 0, uniform) : <i32>floor(uniform * <f64>start.points.n);
}

/** Keeps the candidate that leaves least; the first of equals. */
function choose(start: Start, space: Workspace, c: i32): i32 {
  let best = 0;
  let least = Infinity;
  for (let t = 0; t < start.trials; t++) {
    const sum = sumCells(start, space, t);
    if (sum < least) {
      least = sum;
      best = t;
    }
  }
  const width = start.points.d << 3;
  copyRow(start, candidateAt(start, space, best), start.centroids + <usize>(c * width));
  return best;
}

/**
 * Greedy k-means++ from given uniform numbers: the same rows as `plusPlusCentroids`, whatever the
 * number of threads, since sums are per block and added in block order.
 */
export function seed(start: Start, space: Workspace, team: Team, thread: i32): void {
  const blocks = blocksOf(start);
  const isLeader = thread == 0;
  for (let b = takeBlock(team); b < blocks; b = takeBlock(team)) weighBlock(start, space, b);
  meetAndRewind(team, isLeader);
  if (isLeader) {
    const row = rowAt(start, firstRow(start, space));
    copyRow(start, row, start.centroids);
    copyRow(start, row, candidateAt(start, space, 0));
  }
  meet(team);
  for (let b = takeBlock(team); b < blocks; b = takeBlock(team)) measureBlock(start, space, b, 1);
  meetAndRewind(team, isLeader);
  let best = 0;
  const width = start.points.d << 3;
  for (let c = 1; c < start.k; c++) {
    const newest = start.centroids + <usize>((c - 1) * width);
    for (let b = takeBlock(team); b < blocks; b = takeBlock(team)) settleBlock(start, space, b, newest);
    meetAndRewind(team, isLeader);
    if (isLeader) drawCandidates(start, space, c, best);
    meet(team);
    for (let b = takeBlock(team); b < blocks; b = takeBlock(team)) measureBlock(start, space, b, start.trials);
    meetAndRewind(team, isLeader);
    if (isLeader) best = choose(start, space, c);
    meet(team);
  }
}

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

/** Candidates lie in groups of four, column after column: where column 0 of one is. */
function candidateAt(start: Start, space: Workspace, trial: i32): usize {
  return space.candidates + <usize>(trial >> 2) * (<usize>start.points.d << 5) + (<usize>(trial & 3) << 3);
}

function placeCandidate(start: Start, space: Workspace, trial: i32, row: usize): void {
  let to = candidateAt(start, space, trial);
  for (let j = 0; j < start.points.d; j++, row += 8, to += 32) store<f64>(to, load<f64>(row));
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
 * What each of four candidates would leave of a block, from `group` on: weighted distances to the
 * nearest of the centroids so far and the candidate. Two candidates share a register, and every sum
 * runs over columns and rows in their order, as the reference's.
 */
function measureFour(start: Start, space: Workspace, block: i32, group: i32): void {
  const width = <usize>start.points.d << 3;
  const columns = candidateAt(start, space, group);
  const last = min((block + 1) * blockRows, start.points.n);
  let sums0 = f64x2.splat(0);
  let sums1 = sums0;
  let row = rowAt(start, block * blockRows);
  for (let i = block * blockRows; i < last; i++) {
    let near0 = f64x2.splat(0);
    let near1 = near0;
    let column = columns;
    for (const end = row + width; row < end; row += 8, column += 32) {
      const value = v128.load64_splat(row);
      const gap0 = f64x2.sub(value, v128.load(column));
      const gap1 = f64x2.sub(value, v128.load(column, 16));
      near0 = f64x2.add(near0, f64x2.mul(gap0, gap0));
      near1 = f64x2.add(near1, f64x2.mul(gap1, gap1));
    }
    const nearest = v128.load64_splat(space.nearest + (<usize>i << 3));
    const weight = f64x2.splat(weightOf(start, i));
    sums0 = f64x2.add(sums0, f64x2.mul(f64x2.pmin(near0, nearest), weight));
    sums1 = f64x2.add(sums1, f64x2.mul(f64x2.pmin(near1, nearest), weight));
  }
  v128.store(cellOf(space, block, group), sums0);
  v128.store(cellOf(space, block, group), sums1, 16);
}

/** Takes a centroid into the nearest distances of a block, and adds up its mass in the next draw. */
function nearBlock(start: Start, space: Workspace, block: i32, newest: usize): void {
  const d = start.points.d;
  const width = <usize>d << 3;
  const last = min((block + 1) * blockRows, start.points.n);
  let row = rowAt(start, block * blockRows);
  let sum = 0.0;
  for (let i = block * blockRows; i < last; i++, row += width) {
    const at = space.nearest + (<usize>i << 3);
    const nearest = min(load<f64>(at), squaredDistance(row, newest, d));
    store<f64>(at, nearest);
    sum += nearest * weightOf(start, i);
  }
  store<f64>(cellOf(space, block, 0), sum);
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

/** A row drawn in proportion to its mass; the first cells hold the mass of each block. */
function drawRow(start: Start, space: Workspace, uniform: f64): i32 {
  const target = uniform * sumCells(start, space, 0);
  let reached = 0.0;
  let last = 0;
  for (let b = 0; b < blocksOf(start); b++) {
    const mass = load<f64>(cellOf(space, b, 0));
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

/** Draws the candidates for centroid c by the masses in the first cells. */
function drawCandidates(start: Start, space: Workspace, c: i32): void {
  for (let t = 0; t < start.trials; t++) {
    const uniform = load<f64>(start.randoms + (<usize>(1 + (c - 1) * start.trials + t) << 3));
    const row = drawRow(start, space, uniform);
    store<i32>(space.drawn + (<usize>t << 2), row);
    placeCandidate(start, space, t, rowAt(start, row));
  }
}

function firstRow(start: Start, space: Workspace): i32 {
  const uniform = load<f64>(start.randoms);
  return start.weights ? drawRow(start, space, uniform) : <i32>floor(uniform * <f64>start.points.n);
}

/** Keeps the candidate that leaves least; the first of equals. */
function choose(start: Start, space: Workspace, c: i32): void {
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
  copyRow(start, rowAt(start, load<i32>(space.drawn + (<usize>best << 2))), start.centroids + <usize>(c * width));
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
  if (isLeader) copyRow(start, rowAt(start, firstRow(start, space)), start.centroids);
  meet(team);
  const width = start.points.d << 3;
  for (let c = 1; c < start.k; c++) {
    const newest = start.centroids + <usize>((c - 1) * width);
    for (let b = takeBlock(team); b < blocks; b = takeBlock(team)) nearBlock(start, space, b, newest);
    meetAndRewind(team, isLeader);
    if (isLeader) drawCandidates(start, space, c);
    meet(team);
    for (let b = takeBlock(team); b < blocks; b = takeBlock(team)) {
      for (let group = 0; group < start.trials; group += 4) measureFour(start, space, b, group);
    }
    meetAndRewind(team, isLeader);
    if (isLeader) choose(start, space, c);
    meet(team);
  }
}

import { exactNearest, squaredDistance } from "./distance";
import { blockRows, Start, tileRows, Workspace } from "./shapes";
import { bestAt, gatherTile, idsAt, labelAt, lengthAt, padTile, scoreTile, secondAt } from "./tile";

/** Half a unit in the last place of single precision. */
const unit: f32 = 5.9604644775390625e-8;

/** Adds a row to the sums of a cluster, or takes it away by a negative weight. */
export function addRow(sums: usize, row: usize, d: i32, weight: f64): void {
  const width = <usize>d << 3;
  const end = row + width;
  const factor = f64x2.splat(weight);
  for (const even = row + (width & ~15); row < even; row += 16, sums += 16) {
    v128.store(sums, f64x2.add(v128.load(sums), f64x2.mul(factor, v128.load(row))));
  }
  if (row < end) {
    store<f64>(sums, load<f64>(sums) + weight * load<f64>(row));
    sums += 8;
  }
  store<f64>(sums, load<f64>(sums) + weight);
  store<f64>(sums, load<f64>(sums, 8) + (weight > 0 ? 1 : -1), 8);
}

/** Moves a row between the clusters of its block; without weight it moves nothing. */
export function moveRow(start: Start, sums: usize, i: u32, from: i32, to: i32): void {
  const d = start.points.d;
  const weight = start.weights ? load<f64>(start.weights + (<usize>i << 3)) : 1;
  if (weight == 0) return;
  const row = start.points.values + ((<usize>i * <usize>d) << 3);
  const width = <usize>(d + 2) << 3;
  addRow(sums + <usize>to * width, row, d, weight);
  if (from < 0) return;
  const old = sums + <usize>from * width;
  addRow(old, row, d, -weight);
  // nobody is left, so what is left is rounding
  if (load<f64>(old + width - 8) == 0) memory.fill(old, 0, width);
}

/** Numbers of the rows of a block whose nearest centroid may have changed. */
function listActive(space: Workspace, first: i32, last: i32, ids: usize): i32 {
  const travelled = f32x4.splat(<f32>load<f64>(space.cells));
  let to = ids;
  let i = first;
  // every number is written and only kept when its row is active: no branch to guess wrong
  for (; i + 4 <= last; i += 4) {
    const safe = v128.load(space.safeUntil + (<usize>i << 2));
    const active: usize = ~i32x4.bitmask(f32x4.gt(safe, travelled));
    store<i32>(to, i);
    to += (active & 1) << 2;
    store<i32>(to, i + 1);
    to += (active & 2) << 1;
    store<i32>(to, i + 2);
    to += active & 4;
    store<i32>(to, i + 3);
    to += (active & 8) >> 1;
  }
  for (; i < last; i++) {
    const isSafe = load<f32>(space.safeUntil + (<usize>i << 2)) > f32x4.extract_lane(travelled, 0);
    store<i32>(to, i);
    to += isSafe ? 0 : 4;
  }
  const count = (to - ids) >> 2;
  return <i32>count;
}

/**
 * From scores to how far centroids may travel before the row can change hands, in place of the
 * second scores; negative where the call is too near for single precision.
 *
 * With X and C the lengths of row and longest centroid, d + 6 roundings of at most
 * (X + C)^2 / 2 each bound the error of a score. Two centroids that travel less than the
 * difference of the distances between them cannot change places.
 */
function boundTravel(space: Workspace, d: i32, scratch: usize): void {
  const longest = f32x4.splat(<f32>load<f64>(space.cells, 8));
  const travelled = f32x4.splat(<f32>load<f64>(space.cells));
  const roundings = f32x4.splat(<f32>(d + 6) * unit * 0.5);
  const zero = f32x4.splat(0);
  for (let at = scratch, end = scratch + 64; at < end; at += 16) {
    const best = v128.load(at, bestAt);
    const second = v128.load(at, secondAt);
    const length = v128.load(at, lengthAt);
    const reach = f32x4.add(f32x4.sqrt(length), longest);
    const error = f32x4.add(f32x4.mul(roundings, f32x4.mul(reach, reach)), f32x4.splat(1e-36));
    const isClear = f32x4.gt(f32x4.sub(second, best), f32x4.add(error, error));
    const slack = f32x4.mul(error, f32x4.splat(4));
    const nearer = f32x4.add(f32x4.pmax(f32x4.add(length, f32x4.add(best, best)), zero), slack);
    const further = f32x4.pmax(f32x4.sub(f32x4.add(length, f32x4.add(second, second)), slack), zero);
    const margin = f32x4.sub(f32x4.sqrt(further), f32x4.sqrt(nearer));
    // 1e-6 is more than all roundings from here to the comparison
    const until = f32x4.mul(f32x4.add(travelled, margin), f32x4.splat(1 - 1e-6));
    v128.store(at, v128.bitselect(until, f32x4.splat(-1), isClear), secondAt);
  }
}

/**
 * One step of Lloyd's algorithm on one block: rows that may have changed are assigned afresh, and
 * those that changed are moved between the sums of the block.
 *
 * @returns rows that changed
 */
export function stepBlock(start: Start, space: Workspace, block: i32, scratch: usize): i32 {
  const points = start.points;
  const d = points.d;
  const k = start.k;
  const first = block * blockRows;
  const ids = scratch + idsAt;
  const sums = space.blockSums + ((<usize>block * <usize>(k * (d + 2))) << 3);
  const count = listActive(space, first, min(first + blockRows, points.n), ids);
  if (count == 0) return 0;
  padTile(ids, count);
  let changed = 0;
  for (let tile = 0; tile < count; tile += tileRows) {
    const tileIds = ids + (<usize>tile << 2);
    gatherTile(points, tileIds, scratch);
    scoreTile(space, k, points.stride, scratch);
    boundTravel(space, d, scratch);
    const filled = min(count - tile, tileRows);
    for (let r: usize = 0; r < <usize>filled; r++) {
      const i = load<u32>(tileIds + (r << 2));
      const until = load<f32>(scratch + (r << 2), secondAt);
      let label = load<i32>(scratch + (r << 2), labelAt);
      store<f32>(space.safeUntil + (<usize>i << 2), until);
      if (until < 0) label = exactNearest(points.values + ((<usize>i * <usize>d) << 3), start.centroids, k, d);
      const at = space.labels + (<usize>i << 2);
      const old = load<i32>(at);
      if (label == old) continue;
      store<i32>(at, label);
      moveRow(start, sums, i, old, label);
      changed++;
    }
  }
  return changed;
}

/** Weighted squared distances of the rows of a block to the centroids they carry. */
export function blockInertia(start: Start, space: Workspace, block: i32): f64 {
  const points = start.points;
  const d = points.d;
  const last = min((block + 1) * blockRows, points.n);
  let inertia = 0.0;
  for (let i = block * blockRows; i < last; i++) {
    const label = load<i32>(space.labels + (<usize>i << 2));
    const row = points.values + ((<usize>i * <usize>d) << 3);
    const distance = squaredDistance(row, start.centroids + (<usize>(label * d) << 3), d);
    inertia += start.weights ? distance * load<f64>(start.weights + (<usize>i << 3)) : distance;
  }
  return inertia;
}

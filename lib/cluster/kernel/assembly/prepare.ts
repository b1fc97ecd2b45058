import { blockRows, Points } from "./shapes";
import { meet, meetAndRewind, takeBlock } from "./team";

function blocksOf(points: Points): i32 {
  return (points.n + blockRows - 1) / blockRows;
}

/** Rows whose mean is taken for the middle of the points. */
const sampledRows: i32 = 1024;

/** A point near the mean; how near only decides how many calls single precision can settle. */
function findMiddle(points: Points): void {
  const step = max(1, points.n / sampledRows);
  const width = <usize>points.d << 3;
  memory.fill(points.centre, 0, width);
  let rows = 0.0;
  for (let i = 0; i < points.n; i += step, rows++) {
    const row = points.values + <usize>i * width;
    for (let j: usize = 0; j < width; j += 8) store<f64>(points.centre + j, load<f64>(points.centre + j) + load<f64>(row + j));
  }
  for (let j: usize = 0; j < width; j += 8) store<f64>(points.centre + j, load<f64>(points.centre + j) / rows);
}

/** Of the deviations of one block from the middle: sum, sum of squares and the largest, a column each. */
function spreadBlock(points: Points, block: i32): void {
  const d = points.d;
  const width = <usize>d << 3;
  const first = points.values + <usize>(block * blockRows) * width;
  const end = points.values + <usize>min((block + 1) * blockRows, points.n) * width;
  let largest = 0.0;
  let out = points.partial + <usize>(block * (2 * d + 1)) * 8;
  for (let j: usize = 0; j < width; j += 8, out += 16) {
    const middle = load<f64>(points.centre + j);
    let sum = 0.0;
    let squares = 0.0;
    for (let at = first + j; at < end; at += width) {
      const gap = load<f64>(at) - middle;
      sum += gap;
      squares += gap * gap;
      largest = max(largest, abs(gap));
    }
    store<f64>(out, sum);
    store<f64>(out, squares, 8);
  }
  store<f64>(out, largest);
}

/** The single-precision copy of one block. */
function copyBlock(points: Points, block: i32): void {
  const scale = load<f64>(points.measures);
  const d = points.d;
  const last = min((block + 1) * blockRows, points.n);
  for (let i = block * blockRows; i < last; i++) {
    const from = points.values + <usize>i * <usize>d * 8;
    const to = points.rows + <usize>i * <usize>points.stride * 4;
    let length: f32 = 0;
    for (let j = 0; j < points.stride; j++) {
      const value: f32 = j < d ? <f32>((load<f64>(from + <usize>j * 8) - load<f64>(points.centre + <usize>j * 8)) * scale) : 0;
      store<f32>(to + <usize>j * 4, value);
      length += value * value;
    }
    store<f32>(points.lengths + <usize>i * 4, length);
  }
}

/** A power of two, so that scaling rounds nothing. */
function scaleTo(largest: f64): f64 {
  if (!(largest > 0)) return 1;
  let scale = 1.0;
  while (largest * scale > 1) scale *= 0.5;
  while (largest * scale <= 0.5) scale *= 2;
  return scale;
}

/** Scale, and mean variance of the columns: mean square of the deviations less square of their mean. */
function measureBlocks(points: Points): void {
  const n = <f64>points.n;
  const width = 2 * points.d + 1;
  let largest = 0.0;
  let variance = 0.0;
  for (let j = 0; j < points.d; j++) {
    let sum = 0.0;
    let squares = 0.0;
    for (let b = 0; b < blocksOf(points); b++) {
      const at = points.partial + <usize>(b * width + 2 * j) * 8;
      sum += load<f64>(at);
      squares += load<f64>(at, 8);
    }
    variance += max(0, squares / n - (sum / n) * (sum / n));
  }
  for (let b = 0; b < blocksOf(points); b++) largest = max(largest, load<f64>(points.partial + <usize>((b + 1) * width - 1) * 8));
  store<f64>(points.measures, scaleTo(largest));
  store<f64>(points.measures, variance / <f64>points.d, 8);
}

/** Makes the single-precision copy and measures the spread of the points. */
export function preparePoints(points: Points, thread: i32): void {
  const team = points.team;
  const blocks = blocksOf(points);
  const isLeader = thread == 0;
  if (isLeader) findMiddle(points);
  meet(team);
  for (let b = takeBlock(team); b < blocks; b = takeBlock(team)) spreadBlock(points, b);
  meetAndRewind(team, isLeader);
  if (isLeader) measureBlocks(points);
  meet(team);
  for (let b = takeBlock(team); b < blocks; b = takeBlock(team)) copyBlock(points, b);
  meetAndRewind(team, isLeader);
}

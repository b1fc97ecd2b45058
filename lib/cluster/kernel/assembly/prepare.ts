import { blockRows, Points } from "./shapes";
import { meet, meetAndRewind, takeBlock } from "./team";

function blocksOf(points: Points): i32 {
  return (points.n + blockRows - 1) / blockRows;
}

/** Sums of the columns of one block. */
function sumBlock(points: Points, block: i32): void {
  const d = points.d;
  const out = points.partial + <usize>(block * (d + 1)) * 8;
  memory.fill(out, 0, <usize>(d + 1) * 8);
  const last = min((block + 1) * blockRows, points.n);
  let at = points.values + <usize>(block * blockRows) * <usize>d * 8;
  for (let i = block * blockRows; i < last; i++) {
    for (let j: usize = 0; j < <usize>d * 8; j += 8, at += 8) store<f64>(out + j, load<f64>(out + j) + load<f64>(at));
  }
}

/** Squared deviations of one block from the means, and the largest deviation. */
function spreadBlock(points: Points, block: i32): void {
  const d = points.d;
  const out = points.partial + <usize>(block * (d + 1)) * 8;
  const last = min((block + 1) * blockRows, points.n);
  let at = points.values + <usize>(block * blockRows) * <usize>d * 8;
  let squares = 0.0;
  let largest = 0.0;
  for (let i = block * blockRows; i < last; i++) {
    for (let j: usize = 0; j < <usize>d * 8; j += 8, at += 8) {
      const gap = load<f64>(at) - load<f64>(points.centre + j);
      squares += gap * gap;
      largest = max(largest, abs(gap));
    }
  }
  store<f64>(out, squares);
  store<f64>(out, largest, 8);
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

function meanOfBlocks(points: Points): void {
  const d = points.d;
  for (let j = 0; j < d; j++) {
    let sum = 0.0;
    for (let b = 0; b < blocksOf(points); b++) sum += load<f64>(points.partial + <usize>(b * (d + 1) + j) * 8);
    store<f64>(points.centre + <usize>j * 8, sum / <f64>points.n);
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

function measureBlocks(points: Points): void {
  let squares = 0.0;
  let largest = 0.0;
  for (let b = 0; b < blocksOf(points); b++) {
    const at = points.partial + <usize>(b * (points.d + 1)) * 8;
    squares += load<f64>(at);
    largest = max(largest, load<f64>(at, 8));
  }
  store<f64>(points.measures, scaleTo(largest));
  store<f64>(points.measures, squares / <f64>points.n / <f64>points.d, 8);
}

/** Makes the single-precision copy and measures the spread of the points. */
export function preparePoints(points: Points, thread: i32): void {
  const team = points.team;
  const blocks = blocksOf(points);
  const isLeader = thread == 0;
  for (let b = takeBlock(team); b < blocks; b = takeBlock(team)) sumBlock(points, b);
  meetAndRewind(team, isLeader);
  if (isLeader) meanOfBlocks(points);
  meet(team);
  for (let b = takeBlock(team); b < blocks; b = takeBlock(team)) spreadBlock(points, b);
  meetAndRewind(team, isLeader);
  if (isLeader) measureBlocks(points);
  meet(team);
  for (let b = takeBlock(team); b < blocks; b = takeBlock(team)) copyBlock(points, b);
  meetAndRewind(team, isLeader);
}

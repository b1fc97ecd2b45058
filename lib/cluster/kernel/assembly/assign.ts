import { blockRows, Team } from "./shapes";
import { meetAndRewind, takeBlock } from "./team";

/** Every row with its nearest and second nearest centroid. */
@unmanaged
export class Assignment {
  /** n x d f64 */
  values: usize;
  /** k x d f64 */
  centroids: usize;
  n: i32;
  d: i32;
  k: i32;
  /** n i32 each */
  labels: usize;
  runnerUps: usize;
  /** n f64 */
  margins: usize;
  /** blocks f64, and in the first cell at the end their sum */
  inertias: usize;
  team: Team;
}

function marginOf(nearest: f64, second: f64): f64 {
  if (second == Infinity) return 1;
  return second > 0 ? 1 - sqrt(nearest / second) : 0;
}

/** Two rows as column after column of pairs. */
function placePair(a: usize, b: usize, width: usize, to: usize): void {
  for (const end = a + width; a < end; a += 8, b += 8, to += 16) {
    store<f64>(to, load<f64>(a));
    store<f64>(to, load<f64>(b), 8);
  }
}

function storeRow(job: Assignment, i: i32, label: i32, runnerUp: i32, margin: f64): void {
  store<i32>(job.labels + (<usize>i << 2), label);
  store<i32>(job.runnerUps + (<usize>i << 2), runnerUp);
  store<f64>(job.margins + (<usize>i << 3), margin);
}

/** Two rows at once, each in the reference's order; returns their squared distances. */
function assignPair(job: Assignment, i: i32, j: i32, scratch: usize): v128 {
  const width = <usize>job.d << 3;
  placePair(job.values + <usize>i * width, job.values + <usize>j * width, width, scratch);
  let nearest = f64x2.splat(Infinity);
  let second = nearest;
  let label = i64x2.splat(-1);
  let runnerUp = label;
  let centroid = job.centroids;
  for (let c = 0; c < job.k; c++) {
    let distance = f64x2.splat(0);
    let pair = scratch;
    for (const end = centroid + width; centroid < end; centroid += 8, pair += 16) {
      const gap = f64x2.sub(v128.load(pair), v128.load64_splat(centroid));
      distance = f64x2.add(distance, f64x2.mul(gap, gap));
    }
    const number = i64x2.splat(c);
    const isNearest = f64x2.lt(distance, nearest);
    const isSecond = f64x2.lt(distance, second);
    runnerUp = v128.bitselect(label, v128.bitselect(number, runnerUp, isSecond), isNearest);
    second = v128.bitselect(nearest, v128.bitselect(distance, second, isSecond), isNearest);
    nearest = v128.bitselect(distance, nearest, isNearest);
    label = v128.bitselect(number, label, isNearest);
  }
  const near0 = f64x2.extract_lane(nearest, 0);
  const near1 = f64x2.extract_lane(nearest, 1);
  storeRow(job, i, <i32>i64x2.extract_lane(label, 0), <i32>i64x2.extract_lane(runnerUp, 0), marginOf(near0, f64x2.extract_lane(second, 0)));
  storeRow(job, j, <i32>i64x2.extract_lane(label, 1), <i32>i64x2.extract_lane(runnerUp, 1), marginOf(near1, f64x2.extract_lane(second, 1)));
  return nearest;
}

function assignBlock(job: Assignment, block: i32, scratch: usize): void {
  const last = min((block + 1) * blockRows, job.n);
  let inertia = 0.0;
  for (let i = block * blockRows; i < last; i += 2) {
    // an odd last row is its own partner
    const partner = min(i + 1, last - 1);
    const nearest = assignPair(job, i, partner, scratch);
    inertia += f64x2.extract_lane(nearest, 0);
    if (partner > i) inertia += f64x2.extract_lane(nearest, 1);
  }
  store<f64>(job.inertias + (<usize>block << 3), inertia);
}

/** Labels, runner-ups and margins bit for bit as the TypeScript reference. */
export function assignAll(job: Assignment, thread: i32, scratch: usize): void {
  const blocks = (job.n + blockRows - 1) / blockRows;
  for (let b = takeBlock(job.team); b < blocks; b = takeBlock(job.team)) assignBlock(job, b, scratch);
  meetAndRewind(job.team, thread == 0);
}

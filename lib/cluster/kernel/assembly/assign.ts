import { squaredDistance } from "./distance";
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

function assignBlock(job: Assignment, block: i32): void {
  const d = job.d;
  const width = <usize>d << 3;
  const last = min((block + 1) * blockRows, job.n);
  let inertia = 0.0;
  for (let i = block * blockRows; i < last; i++) {
    const row = job.values + <usize>i * width;
    let nearest = Infinity;
    let second = Infinity;
    let label = -1;
    let runnerUp = -1;
    for (let c = 0; c < job.k; c++) {
      const distance = squaredDistance(row, job.centroids + <usize>c * width, d);
      if (distance < nearest) {
        second = nearest;
        runnerUp = label;
        nearest = distance;
        label = c;
      } else if (distance < second) {
        second = distance;
        runnerUp = c;
      }
    }
    store<i32>(job.labels + (<usize>i << 2), label);
    store<i32>(job.runnerUps + (<usize>i << 2), runnerUp);
    store<f64>(job.margins + (<usize>i << 3), marginOf(nearest, second));
    inertia += nearest;
  }
  store<f64>(job.inertias + (<usize>block << 3), inertia);
}

/** Labels, runner-ups and margins bit for bit as the TypeScript reference. */
export function assignAll(job: Assignment, thread: i32): void {
  const blocks = (job.n + blockRows - 1) / blockRows;
  for (let b = takeBlock(job.team); b < blocks; b = takeBlock(job.team)) assignBlock(job, b);
  meetAndRewind(job.team, thread == 0);
}

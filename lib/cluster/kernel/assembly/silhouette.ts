import { Team } from "./shapes";
import { meetAndRewind, takeBlock } from "./team";

/** Sums of plain distances from every row to every cluster. */
@unmanaged
export class Silhouette {
  /** d x padded f64: column after column, rows ordered by cluster, padded with zeros */
  columns: usize;
  /** k + 1 i32: where each cluster begins */
  begins: usize;
  n: i32;
  d: i32;
  k: i32;
  /** n rounded up to a multiple of 4 */
  padded: i32;
  /** padded x k f64 */
  sums: usize;
  team: Team;
}

/** Rows a thread takes at once. */
const taken: i32 = 64;

/**
 * Sums of the distances of four neighbouring rows to the rows first..last-1. A multiply-add may
 * round once or twice, as the machine has it; the difference is in the last place.
 */
function sumOfFour(job: Silhouette, four: usize, first: i32, last: i32, out: usize, step: usize): void {
  const width = <usize>job.padded << 3;
  const bottom = job.columns + width * <usize>job.d;
  let sum0 = f64x2.splat(0);
  let sum1 = sum0;
  for (let other = first; other < last; other++) {
    let squares0 = f64x2.splat(0);
    let squares1 = squares0;
    let to = job.columns + (<usize>other << 3);
    for (let at = four; at < bottom; at += width, to += width) {
      const value = v128.load64_splat(to);
      const gap0 = f64x2.sub(v128.load(at), value);
      const gap1 = f64x2.sub(v128.load(at, 16), value);
      squares0 = f64x2.relaxed_madd(gap0, gap0, squares0);
      squares1 = f64x2.relaxed_madd(gap1, gap1, squares1);
    }
    sum0 = f64x2.add(sum0, f64x2.sqrt(squares0));
    sum1 = f64x2.add(sum1, f64x2.sqrt(squares1));
  }
  store<f64>(out, f64x2.extract_lane(sum0, 0));
  store<f64>(out + step, f64x2.extract_lane(sum0, 1));
  store<f64>(out + 2 * step, f64x2.extract_lane(sum1, 0));
  store<f64>(out + 3 * step, f64x2.extract_lane(sum1, 1));
}

function sumRows(job: Silhouette, first: i32, last: i32): void {
  const step = <usize>job.k << 3;
  for (let i = first; i < last; i += 4) {
    for (let c = 0; c < job.k; c++) {
      const at = job.begins + (<usize>c << 2);
      const out = job.sums + <usize>i * step + (<usize>c << 3);
      sumOfFour(job, job.columns + (<usize>i << 3), load<i32>(at), load<i32>(at, 4), out, step);
    }
  }
}

/** Each row is summed by one thread in one order, so threads do not show in the result. */
export function distanceSums(job: Silhouette, thread: i32): void {
  const parts = (job.n + taken - 1) / taken;
  for (let part = takeBlock(job.team); part < parts; part = takeBlock(job.team)) {
    sumRows(job, part * taken, min((part + 1) * taken, job.n));
  }
  meetAndRewind(job.team, thread == 0);
}

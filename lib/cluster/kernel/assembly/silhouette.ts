import { Team } from "./shapes";
import { meetAndRewind, takeBlock } from "./team";

/** Sums of plain distances from every row to every cluster. */
@unmanaged
export class Silhouette {
  /** d x padded f64: column after column, rows ordered by cluster, padded to an even number */
  columns: usize;
  /** k + 1 i32: where each cluster begins */
  begins: usize;
  n: i32;
  d: i32;
  k: i32;
  /** n rounded up to a multiple of 2 */
  padded: i32;
  /** n x k f64 */
  sums: usize;
  team: Team;
}

/** Rows a thread takes at once. */
const taken: i32 = 64;

/** Sum of the distances of two neighbouring rows to the rows first..last-1. */
function sumOfPair(job: Silhouette, pair: usize, first: i32, last: i32): v128 {
  const width = <usize>job.padded << 3;
  const bottom = job.columns + width * <usize>job.d;
  let sum = f64x2.splat(0);
  for (let other = first; other < last; other++) {
    let squares = f64x2.splat(0);
    let to = job.columns + (<usize>other << 3);
    for (let at = pair; at < bottom; at += width, to += width) {
      const gap = f64x2.sub(v128.load(at), v128.load64_splat(to));
      squares = f64x2.add(squares, f64x2.mul(gap, gap));
    }
    sum = f64x2.add(sum, f64x2.sqrt(squares));
  }
  return sum;
}

function sumRows(job: Silhouette, first: i32, last: i32): void {
  for (let i = first; i < last; i += 2) {
    const pair = job.columns + (<usize>i << 3);
    for (let c = 0; c < job.k; c++) {
      const at = job.begins + (<usize>c << 2);
      const sum = sumOfPair(job, pair, load<i32>(at), load<i32>(at, 4));
      store<f64>(job.sums + (<usize>(i * job.k + c) << 3), f64x2.extract_lane(sum, 0));
      if (i + 1 < job.n) store<f64>(job.sums + (<usize>((i + 1) * job.k + c) << 3), f64x2.extract_lane(sum, 1));
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

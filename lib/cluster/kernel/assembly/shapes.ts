/**
 * What the host writes into shared memory: records of 32-bit fields, in the order of
 * `../records.ts`. Pointers are byte offsets; 0 is "none". Letters: n rows, d columns, k clusters.
 */

/** Rows in a block: sums are kept per block and added in block order, whoever computed them. */
export const blockRows: i32 = 2048;

/** Rows scored at once. */
export const tileRows: i32 = 16;

/** Points and their single-precision copy, by which most comparisons are settled. */
@unmanaged
export class Points {
  /** n x d f64, row-major */
  values: usize;
  /** n x stride f32: moved to the mean, scaled by a power of two into -1..1, padded with 0 */
  rows: usize;
  /** n f32, squared lengths of `rows` */
  lengths: usize;
  /** d f64, what was taken off: a point near the mean */
  centre: usize;
  /** 2 f64: scale of `rows`, mean variance of the columns */
  measures: usize;
  /** blocks x (2 d + 1) f64 while the copy is made: sum and squares of each column, the largest value */
  partial: usize;
  n: i32;
  d: i32;
  /** d rounded up to a multiple of 4 */
  stride: i32;
  /** who makes the copy */
  team: Team;
}

/** Threads that compute one thing together. */
@unmanaged
export class Team {
  threads: i32;
  arrived: i32;
  generation: i32;
  nextBlock: i32;
  /** which workspace is theirs */
  number: i32;
}

/** Arrays one fit works on; a later fit may use them again. */
@unmanaged
export class Workspace {
  /** n i32 */
  labels: usize;
  /** n f32: how far centroids may travel before the row must be looked at again */
  safeUntil: usize;
  /** n f64: squared distance to the nearest starting centroid */
  nearest: usize;
  /** blocks x k x (d + 2) f64: sums, weight, members of positive weight */
  blockSums: usize;
  /** blocks x 8 f64: candidate sums while seeding, else rows that changed and inertia */
  blockCells: usize;
  /** (k + 1) x stride f32, negative scaled centroids; k + 1 f32, half their squared lengths */
  negative: usize;
  halves: usize;
  /** k x (d + 2) f64, all blocks together */
  sums: usize;
  /** 3 f64: distance travelled by centroids, longest scaled centroid, state */
  cells: usize;
  /** two groups of d x 4 f64: candidates while seeding, and 8 i32: their row numbers */
  candidates: usize;
  drawn: usize;
}

/** One start of a fit. */
@unmanaged
export class Start {
  points: Points;
  /** n f64, or 0 for equal weights */
  weights: usize;
  k: i32;
  maxIterations: i32;
  /** candidates for each further starting centroid */
  trials: i32;
  /** 1 + (k - 1) x trials f64 in [0, 1), or 0: `centroids` already holds the start */
  randoms: usize;
  /** k x d f64, in and out */
  centroids: usize;
  /** 3 f64: tolerance in, inertia and iterations out */
  result: usize;
  /** n i32 out, or 0 where nobody asks for labels */
  labels: usize;
}

/** Starts to be computed by all threads together, or each by one thread. */
@unmanaged
export class Fits {
  /** `count` pointers to starts */
  starts: usize;
  count: i32;
  next: i32;
  /** finished starts, read by the host */
  done: i32;
  /** set by the host to stop */
  cancel: i32;
  /** iterations begun, read by the host as a sign of life */
  iterations: i32;
  /** 1: all threads work on one start */
  together: i32;
  /** pointers to one workspace and team (together), or one each a thread */
  workspaces: usize;
  teams: usize;
}

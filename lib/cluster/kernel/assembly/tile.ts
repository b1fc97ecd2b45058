import { Points, tileRows, Workspace } from "./shapes";

/** Byte offsets of a thread's own scratch. */
export const idsAt: usize = 0; // blockRows + 16 row numbers
export const bestAt: usize = 9216; // 16 f32 each
export const secondAt: usize = bestAt + 64;
export const labelAt: usize = secondAt + 64;
export const lengthAt: usize = labelAt + 64;
export const tileAt: usize = lengthAt + 64; // stride x 16 f32

/** Copies 16 rows, given by number, side by side: column after column of 16. */
export function gatherTile(points: Points, ids: usize, scratch: usize): void {
  const width = <usize>points.stride << 2;
  for (let group: usize = 0; group < 4; group++) {
    const at = ids + (group << 4);
    let a = points.rows + <usize>load<u32>(at) * width;
    let b = points.rows + <usize>load<u32>(at, 4) * width;
    let c = points.rows + <usize>load<u32>(at, 8) * width;
    let e = points.rows + <usize>load<u32>(at, 12) * width;
    let to = scratch + tileAt + (group << 4);
    for (const end = a + width; a < end; a += 16, b += 16, c += 16, e += 16, to += 256) {
      const ra = v128.load(a);
      const rb = v128.load(b);
      const rc = v128.load(c);
      const re = v128.load(e);
      const ab = v128.shuffle<f32>(ra, rb, 0, 4, 1, 5);
      const ce = v128.shuffle<f32>(rc, re, 0, 4, 1, 5);
      const ab2 = v128.shuffle<f32>(ra, rb, 2, 6, 3, 7);
      const ce2 = v128.shuffle<f32>(rc, re, 2, 6, 3, 7);
      v128.store(to, v128.shuffle<f32>(ab, ce, 0, 1, 4, 5));
      v128.store(to, v128.shuffle<f32>(ab, ce, 2, 3, 6, 7), 64);
      v128.store(to, v128.shuffle<f32>(ab2, ce2, 0, 1, 4, 5), 128);
      v128.store(to, v128.shuffle<f32>(ab2, ce2, 2, 3, 6, 7), 192);
    }
    const lengths = points.lengths;
    for (let r: usize = 0; r < 16; r += 4) {
      store<f32>(scratch + (group << 4) + r, load<f32>(lengths + (<usize>load<u32>(at + r) << 2)), lengthAt);
    }
  }
}

/**
 * Scores |c|^2 / 2 - x.c of 8 rows of a tile for all centroids, kept as the least, the second least
 * and the number of the least. Half the squared distance less half the row's squared length: the
 * same order as distances, one multiply-add a column. How a machine rounds it does not matter, since
 * near calls are settled in double precision.
 */
function scoreEight(space: Workspace, k: i32, d: i32, tile: usize, out: usize): void {
  let best0 = f32x4.splat(f32.MAX_VALUE);
  let best1 = best0;
  let second0 = f32x4.splat(Infinity);
  let second1 = second0;
  let label0 = i32x4.splat(0);
  let label1 = label0;
  let centroid = space.negative;
  const width = <usize>d << 2;
  for (let c = 0; c < k; c++) {
    let score0 = v128.load32_splat(space.halves + (<usize>c << 2));
    let score1 = score0;
    let column = tile;
    for (const end = centroid + width; centroid < end; centroid += 4, column += 64) {
      const weight = v128.load32_splat(centroid);
      score0 = f32x4.relaxed_madd(v128.load(column), weight, score0);
      score1 = f32x4.relaxed_madd(v128.load(column, 16), weight, score1);
    }
    const number = i32x4.splat(c);
    const less0 = f32x4.lt(score0, best0);
    const less1 = f32x4.lt(score1, best1);
    second0 = f32x4.pmin(second0, f32x4.pmax(best0, score0));
    second1 = f32x4.pmin(second1, f32x4.pmax(best1, score1));
    best0 = f32x4.pmin(best0, score0);
    best1 = f32x4.pmin(best1, score1);
    label0 = v128.bitselect(number, label0, less0);
    label1 = v128.bitselect(number, label1, less1);
  }
  v128.store(out, best0, bestAt);
  v128.store(out, best1, bestAt + 16);
  v128.store(out, second0, secondAt);
  v128.store(out, second1, secondAt + 16);
  v128.store(out, label0, labelAt);
  v128.store(out, label1, labelAt + 16);
}

export function scoreTile(space: Workspace, k: i32, d: i32, scratch: usize): void {
  scoreEight(space, k, d, scratch + tileAt, scratch);
  scoreEight(space, k, d, scratch + tileAt + 32, scratch + 32);
}

/** Fills the last tile of a list with its last row. */
export function padTile(ids: usize, count: i32): void {
  const last = load<u32>(ids + (<usize>(count - 1) << 2));
  for (let i = count; i % tileRows != 0; i++) store<u32>(ids + (<usize>i << 2), last);
}

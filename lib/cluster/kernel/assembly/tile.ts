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
 * near calls are settled in double precision. Two centroids by eight rows by four columns is what
 * the registers hold; centroids are padded to an even number, columns to a multiple of four.
 */
function scoreEight(space: Workspace, pairs: i32, stride: i32, tile: usize, out: usize): void {
  let best0 = f32x4.splat(f32.MAX_VALUE);
  let best1 = best0;
  let second0 = best0;
  let second1 = best0;
  let label0 = i32x4.splat(0);
  let label1 = label0;
  const width = <usize>stride << 2;
  let a = space.negative;
  let b = a + width;
  let halves = space.halves;
  let number = i32x4.splat(0);
  const one = i32x4.splat(1);
  for (let pair = 0; pair < pairs; pair++) {
    let a0 = v128.load32_splat(halves);
    let a1 = a0;
    let b0 = v128.load32_splat(halves, 4);
    let b1 = b0;
    let column = tile;
    for (const end = a + width; a < end; a += 16, b += 16, column += 256) {
      let x0 = v128.load(column);
      let x1 = v128.load(column, 16);
      let ca = v128.load32_splat(a);
      let cb = v128.load32_splat(b);
      a0 = f32x4.relaxed_madd(x0, ca, a0);
      a1 = f32x4.relaxed_madd(x1, ca, a1);
      b0 = f32x4.relaxed_madd(x0, cb, b0);
      b1 = f32x4.relaxed_madd(x1, cb, b1);
      x0 = v128.load(column, 64);
      x1 = v128.load(column, 80);
      ca = v128.load32_splat(a, 4);
      cb = v128.load32_splat(b, 4);
      a0 = f32x4.relaxed_madd(x0, ca, a0);
      a1 = f32x4.relaxed_madd(x1, ca, a1);
      b0 = f32x4.relaxed_madd(x0, cb, b0);
      b1 = f32x4.relaxed_madd(x1, cb, b1);
      x0 = v128.load(column, 128);
      x1 = v128.load(column, 144);
      ca = v128.load32_splat(a, 8);
      cb = v128.load32_splat(b, 8);
      a0 = f32x4.relaxed_madd(x0, ca, a0);
      a1 = f32x4.relaxed_madd(x1, ca, a1);
      b0 = f32x4.relaxed_madd(x0, cb, b0);
      b1 = f32x4.relaxed_madd(x1, cb, b1);
      x0 = v128.load(column, 192);
      x1 = v128.load(column, 208);
      ca = v128.load32_splat(a, 12);
      cb = v128.load32_splat(b, 12);
      a0 = f32x4.relaxed_madd(x0, ca, a0);
      a1 = f32x4.relaxed_madd(x1, ca, a1);
      b0 = f32x4.relaxed_madd(x0, cb, b0);
      b1 = f32x4.relaxed_madd(x1, cb, b1);
    }
    second0 = f32x4.pmin(second0, f32x4.pmax(best0, a0));
    second1 = f32x4.pmin(second1, f32x4.pmax(best1, a1));
    label0 = v128.bitselect(number, label0, f32x4.lt(a0, best0));
    label1 = v128.bitselect(number, label1, f32x4.lt(a1, best1));
    best0 = f32x4.pmin(best0, a0);
    best1 = f32x4.pmin(best1, a1);
    number = i32x4.add(number, one);
    second0 = f32x4.pmin(second0, f32x4.pmax(best0, b0));
    second1 = f32x4.pmin(second1, f32x4.pmax(best1, b1));
    label0 = v128.bitselect(number, label0, f32x4.lt(b0, best0));
    label1 = v128.bitselect(number, label1, f32x4.lt(b1, best1));
    best0 = f32x4.pmin(best0, b0);
    best1 = f32x4.pmin(best1, b1);
    number = i32x4.add(number, one);
    a += width;
    b += width;
    halves += 8;
  }
  v128.store(out, best0, bestAt);
  v128.store(out, best1, bestAt + 16);
  v128.store(out, second0, secondAt);
  v128.store(out, second1, secondAt + 16);
  v128.store(out, label0, labelAt);
  v128.store(out, label1, labelAt + 16);
}

export function scoreTile(space: Workspace, k: i32, stride: i32, scratch: usize): void {
  const pairs = (k + 1) >> 1;
  scoreEight(space, pairs, stride, scratch + tileAt, scratch);
  scoreEight(space, pairs, stride, scratch + tileAt + 32, scratch + 32);
}

/** Fills the last tile of a list with its last row. */
export function padTile(ids: usize, count: i32): void {
  const last = load<u32>(ids + (<usize>(count - 1) << 2));
  for (let i = count; i % tileRows != 0; i++) store<u32>(ids + (<usize>i << 2), last);
}

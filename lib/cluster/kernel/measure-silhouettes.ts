import type { Points } from "@/lib/types/features";
import { clusterSizes } from "../assign";
import { rowsByCluster, silhouetteOf } from "../silhouette";
import type { Arena } from "./arena";
import type { KernelThreads } from "./kernel-threads";
import { placeTeam } from "./records";

/** Points and the n labels in 0..k-1 they carry. */
type Clustering = { points: Points; labels: Int32Array; k: number };

/** The kernel takes four rows at once. */
function paddedTo(n: number): number {
  return Math.ceil(n / 4) * 4;
}

/** Rows in the given order, column after column, padded with zeros to whole fours. */
function placeColumns(arena: Arena, { values, n, d }: Points, order: Uint32Array): number {
  const padded = paddedTo(n);
  const at = arena.place(new Float64Array(padded * d));
  const columns = arena.floats(at, padded * d);
  for (let j = 0; j < d; j++) order.forEach((row, i) => (columns[j * padded + i] = values[row * d + j] ?? 0));
  return at;
}

function beginsOf(sizes: Int32Array): number[] {
  const begins = [0];
  sizes.forEach((size, c) => begins.push((begins[c] ?? 0) + size));
  return begins;
}

/** Silhouette of every point, as `silhouettes`; distances are added in the order of clusters. */
export async function measureSilhouettes(threads: KernelThreads, arena: Arena, { points, labels, k }: Clustering): Promise<Float64Array> {
  const { n, d } = points;
  const order = rowsByCluster(labels);
  const sizes = clusterSizes(labels, k);
  const sumsAt = arena.take(paddedTo(n) * k * 8);
  const record = arena.record([
    placeColumns(arena, points, order), arena.record(beginsOf(sizes)), n, d, k, paddedTo(n), sumsAt, placeTeam(arena, threads.count, 0),
  ]);
  await threads.run({ entry: "silhouette", record, scratch: 0, scratchBytes: 0 });
  const sums = arena.floats(sumsAt, n * k);
  const each = new Float64Array(n);
  order.forEach((row, i) => {
    each[row] = silhouetteOf(labels[row] ?? 0, sizes, (c) => sums[i * k + c] ?? 0);
  });
  return each;
}

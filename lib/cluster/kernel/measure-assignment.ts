import type { Points } from "@/lib/types/features";
import type { Assignment } from "../assign";
import type { Arena } from "./arena";
import type { KernelThreads } from "./kernel-threads";
import { blocksOf, placeTeam, scratchBytesOf } from "./records";

/**
 * Assigns each point to its nearest centroid; labels, runner-ups and margins bit for bit as
 * `assignNearest`, inertia added up per block of rows.
 *
 * @param centroids k x d, row-major, k >= 1
 * @throws RangeError if the centroids do not have the points' width
 */
export async function measureAssignment(threads: KernelThreads, arena: Arena, points: Points, centroids: Float64Array): Promise<Assignment> {
  const { values, n, d } = points;
  if (centroids.length === 0 || centroids.length % d !== 0) {
    throw new RangeError(`centroids hold ${centroids.length} numbers; they must be k x ${d}`);
  }
  const labels = arena.take(n * 4);
  const runnerUps = arena.take(n * 4);
  const margins = arena.take(n * 8);
  const inertias = arena.take(blocksOf(n) * 8);
  const record = arena.record([
    arena.place(values), arena.place(centroids), n, d, centroids.length / d,
    labels, runnerUps, margins, inertias, placeTeam(arena, threads.count, 0),
  ]);
  const scratchBytes = scratchBytesOf(d);
  await threads.run({ entry: "assign", record, scratch: arena.take(scratchBytes * threads.count), scratchBytes });
  return {
    labels: arena.integers(labels, n).slice(),
    runnerUp: arena.integers(runnerUps, n).slice(),
    margin: arena.floats(margins, n).slice(),
    inertia: arena.floats(inertias, blocksOf(n)).reduce((sum, inertia) => sum + inertia, 0),
  };
}

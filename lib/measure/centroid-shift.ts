import { assignNearest } from "@/lib/cluster/assign";
import { batchRows, forgetCounts, type MiniBatchModel, newModel, partialFit } from "@/lib/cluster/minibatch";
import { pickPoints } from "@/lib/stats/points";
import { createRandom, permutation, type Random } from "@/lib/stats/random";
import type { Day } from "@/lib/types/day";
import type { Points } from "@/lib/types/features";
import type { ShiftStep } from "@/lib/types/maintenance";

export type ShiftDate = { asOf: Day; points: Points; weights: Float64Array | null };

/** Centroids of a step learn from that step alone, and none is thrown at a random customer: that jump would be no drift. */
function fresh(model: MiniBatchModel): MiniBatchModel {
  return { ...forgetCounts(model), sinceLook: -Infinity };
}

function learnStep(model: MiniBatchModel, { points, weights }: ShiftDate, random: Random): MiniBatchModel {
  const order = permutation(points.n, random);
  let learnt = fresh(model);
  for (let from = 0; from < points.n; from += batchRows) {
    const rows = order.subarray(from, from + batchRows);
    const batch = { points: pickPoints(points, rows), weights: weights && Float64Array.from(rows, (row) => weights[row] ?? 0) };
    learnt = partialFit(learnt, batch, random).model;
  }
  return learnt;
}

/**
 * How far the centroids of a base model move when MiniBatch k-means goes on learning from the
 * customers of each later date, counts reset at every step, and how well they still fit.
 *
 * @param centroids k x d, row-major, of the base
 * @param dates ascending, in the base's space
 */
export function centroidShift(centroids: Float64Array, k: number, dates: readonly ShiftDate[], seed: number): ShiftStep[] {
  const d = centroids.length / k;
  const random = createRandom(seed);
  let model = newModel(centroids, k);
  return dates.map((date) => {
    const before = model.centroids;
    model = learnStep(model, date, random);
    const moves = Array.from({ length: k }, (_, c) => {
      let sum = 0;
      for (let j = 0; j < d; j++) sum += ((model.centroids[c * d + j] ?? 0) - (before[c * d + j] ?? 0)) ** 2;
      return Math.sqrt(sum);
    });
    return {
      asOf: date.asOf,
      customers: date.points.n,
      meanShift: moves.reduce((sum, move) => sum + move, 0) / k,
      largestShift: Math.max(...moves),
      inertiaPerCustomer: assignNearest(date.points, model.centroids).inertia / Math.max(1, date.points.n),
    };
  });
}

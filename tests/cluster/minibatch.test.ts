import { expect, test } from "vitest";
import golden from "../golden/minibatch.json";
import { plantedGroups, pointsOf } from "../support/points";
import { adjustedRandIndex } from "@/lib/cluster/agreement";
import { assignNearest } from "@/lib/cluster/assign";
import { fitMiniBatch, forgetCounts, newModel, partialFit } from "@/lib/cluster/minibatch";
import { createRandom } from "@/lib/stats/random";
import type { Points } from "@/lib/types/features";

/** The points of tests/golden/minibatch.py. */
function goldenPoints(): Points {
  const { n, d } = golden;
  let state = 12345;
  const uniform = Float64Array.from({ length: n * d }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  });
  const values = uniform.map((u, at) => {
    const group = Math.floor(at / d) % 7;
    const offset = [group % 3, Math.floor(group / 3), ((group * 2) % 5) / 2][at % d] ?? 0;
    return Math.round((u + offset * 1.5) * 1e9) / 1e9;
  });
  return { values, n, d };
}

test("inertia is within 2 % of scikit-learn's MiniBatchKMeans at k = 7 and 12", async () => {
  const points = goldenPoints();
  expect(points.values.reduce((sum, value) => sum + value, 0)).toBeCloseTo(golden.sum, 3);
  for (const [k, { miniBatch }] of [[7, golden.k7], [12, golden.k12]] as const) {
    const inertias = [];
    for (let seed = 0; seed < 3; seed++) {
      const { centroids } = await fitMiniBatch({ points, k, seed, weights: null });
      inertias.push(assignNearest(points, centroids).inertia);
    }
    const median = inertias.sort((a, b) => a - b)[1] ?? Infinity;
    expect(median / miniBatch).toBeLessThan(1.02);
  }
});

test("planted groups are found, and the same seed gives the same centroids to the bit", async () => {
  const { points, truth } = plantedGroups(5, 400, 1);
  const first = await fitMiniBatch({ points, k: 5, seed: 3, weights: null });
  expect(adjustedRandIndex(assignNearest(points, first.centroids).labels, truth)).toBe(1);
  expect(await fitMiniBatch({ points, k: 5, seed: 3, weights: null })).toEqual(first);
});

test("by hand: a centroid is the running mean of all it has seen", () => {
  const random = createRandom(1);
  let model = newModel(Float64Array.from([0, 10]), 2);
  model = partialFit(model, { points: pointsOf([[1], [3], [12]]), weights: null }, random).model;
  expect([...model.centroids]).toEqual([2, 12]);
  const second = partialFit(model, { points: pointsOf([[5], [14]]), weights: null }, random);
  expect([...second.model.centroids]).toEqual([3, 13]);
  expect(second.inertia).toBe(9 + 4);
  expect([...second.model.weightSums]).toEqual([3, 2]);
});

test("with its counts forgotten a model goes all the way to the new rows", () => {
  const random = createRandom(1);
  const old = { centroids: Float64Array.from([0]), weightSums: Float64Array.from([1000]), sinceLook: 0 };
  const batch = { points: pointsOf([[1], [1]]), weights: null };
  expect(partialFit(old, batch, random).model.centroids[0]).toBeCloseTo(2 / 1002, 12);
  expect(partialFit(forgetCounts(old), batch, random).model.centroids[0]).toBe(1);
});

test("a weight counts as so many rows", () => {
  const step = (rows: number[][], weights: number[] | null) =>
    partialFit(newModel(Float64Array.from([0, 9]), 2), { points: pointsOf(rows), weights: weights && Float64Array.from(weights) }, createRandom(2)).model.centroids;
  expect([...step([[1], [2], [8]], [3, 1, 2])]).toEqual([...step([[1], [1], [1], [2], [8], [8]], null)]);
});

test("a starved centroid moves onto a row of the batch", () => {
  const model = newModel(Float64Array.from([0, 1000]), 2);
  const moved = partialFit(model, { points: pointsOf([[1], [2], [3], [4]]), weights: null }, createRandom(4)).model;
  expect([1, 2, 3, 4]).toContain(moved.centroids[1]);
});

test("the model given is left as it is; no rows and another width are refused with the numbers", () => {
  const model = newModel(Float64Array.from([0, 10]), 2);
  partialFit(model, { points: pointsOf([[1]]), weights: null }, createRandom(1));
  expect([...model.centroids]).toEqual([0, 10]);
  expect(() => partialFit(model, { points: pointsOf([]), weights: null }, createRandom(1))).toThrow("0 rows");
  expect(() => partialFit(model, { points: pointsOf([[1, 2]]), weights: null }, createRandom(1))).toThrow("rows have 2 columns; the model has 1");
});

test("k beyond the rows that differ is refused", async () => {
  await expect(fitMiniBatch({ points: pointsOf([[1], [1], [2]]), k: 3, seed: 1, weights: null })).rejects.toThrow("k is 3; it must lie in 1..2");
});

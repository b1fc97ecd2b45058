import fc from "fast-check";
import { describe, expect, test } from "vitest";
import golden from "../golden/stability.json";
import { plantedGroups, pointsOf } from "../support/points";
import { assignNearest } from "@/lib/cluster/assign";
import { jaccardMaxima, jaccardsByCluster, judgedRowsOf, meanJaccards, resampler, stabilityWord, summariseJaccards } from "@/lib/cluster/bootstrap";
import { effortOf } from "@/lib/cluster/effort";
import { mlKMeansEngine } from "@/lib/cluster/ml-kmeans-engine";
import { rfmRequestOf } from "@/lib/cluster/rfm-plan";
import { clusterStability, rfmStability } from "@/lib/cluster/stability";
import { pickPoints } from "@/lib/stats/points";
import { createRandom } from "@/lib/stats/random";
import { defaultRequest } from "@/lib/types/segmentation";

const labels = (...list: number[]) => Int32Array.from(list);

describe("Jaccard", () => {
  test("by hand: shared members over members of either, the largest for each cluster", () => {
    expect([...jaccardMaxima(labels(0, 0, 0, 1, 1), 2, labels(0, 0, 1, 1, 1), null)]).toEqual([2 / 3, 2 / 3]);
    expect([...jaccardMaxima(labels(0, 0, 0, 1), 2, labels(0, 0, 1, 1), null)]).toEqual([2 / 3, 1 / 2]);
  });

  test("a customer who stands for two counts as two", () => {
    const once = jaccardMaxima(labels(0, 0, 0, 1, 1, 1), 2, labels(0, 0, 1, 1, 1, 1), null);
    const standing = jaccardMaxima(labels(0, 0, 1, 1), 2, labels(0, 1, 1, 1), Float64Array.from([2, 1, 2, 1]));
    expect([...standing]).toEqual([...once]);
  });

  test("the same partition under other names is 1, and nothing leaves 0..1", () => {
    const partition = fc.array(fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 4 })), { minLength: 4, maxLength: 40 });
    fc.assert(
      fc.property(partition, (pairs) => {
        const base = Int32Array.from(pairs, ([a]) => a);
        const renamed = base.map((label) => (label + 2) % 4);
        for (const value of jaccardMaxima(base, 4, renamed, null)) expect(Number.isNaN(value) || value === 1).toBe(true);
        for (const value of jaccardMaxima(base, 4, Int32Array.from(pairs, ([, b]) => b), null)) expect(Number.isNaN(value) || (value > 0 && value <= 1)).toBe(true);
      }),
    );
  });

  test("noise belongs to no cluster; other lengths are refused", () => {
    expect([...jaccardMaxima(labels(0, 0, 1), 2, labels(0, -1, -1), null)]).toEqual([1 / 2, 0]);
    expect(() => jaccardMaxima(labels(0), 1, labels(0, 0), null)).toThrow("differ in length: 1 and 2");
    expect(meanJaccards(labels(0, 0), 1, [], null)).toEqual([0]);
  });

  test("the middle 90 % of resamples lies around the mean, from the 5 % to the 95 % quantile", () => {
    const base = labels(0, 0, 1, 1);
    const byCluster = jaccardsByCluster(base, 2, [base, labels(0, 1, 1, 1)], null);
    expect(byCluster).toEqual([[1, 1 / 2], [1, 2 / 3]]);
    const { meanJaccards: means, middle90 } = summariseJaccards(byCluster);
    expect(means.map((mean) => Number(mean.toFixed(12)))).toEqual([0.75, 0.833333333333]);
    expect(middle90[0]?.map((end) => Number(end.toFixed(12)))).toEqual([0.525, 0.975]);
  });

  test("Hennig's words part at 0.85, 0.75 and 0.6", () => {
    expect([0.85, 0.849, 0.75, 0.749, 0.6, 0.599].map(stabilityWord)).toEqual(["highly stable", "valid", "valid", "doubtful", "doubtful", "not to be trusted"]);
  });
});

describe("samples", () => {
  test("a resample draws in proportion to the weights, with replacement", () => {
    const rows = resampler(3, Float64Array.from([1, 0, 3]), 8_000, createRandom(1))();
    expect(rows.filter((row) => row === 1)).toHaveLength(0);
    expect(rows.filter((row) => row === 2).length / 8_000).toBeCloseTo(0.75, 1);
    expect(new Set(resampler(50, null, 50, createRandom(2))()).size).toBeLessThan(50);
  });

  test("judged customers stand for all: their weights add up to everybody", () => {
    const weights = Float64Array.from({ length: 5_000 }, (_, i) => (i % 50 === 0 ? 25 : 0.5));
    const mean = weights.reduce((sum, weight) => sum + weight, 0) / weights.length;
    const scaled = weights.map((weight) => weight / mean);
    const { rows, standsFor } = judgedRowsOf(5_000, scaled, 1_000, 7);
    expect(new Set(rows).size).toBe(rows.length);
    expect(standsFor?.reduce((sum, one) => sum + one, 0)).toBeCloseTo(5_000, -2);
    expect(judgedRowsOf(10, scaled, 1_000, 7)).toMatchObject({ standsFor: null });
  });
});

describe("stability of a clustering", () => {
  const settings = { weights: null, seed: 4, method: "kmeans" } as const;

  test("planted groups come back for k-means and MiniBatch; half a group does not", async () => {
    const { points, truth } = plantedGroups(4, 50, 2);
    for (const method of ["kmeans", "minibatch"] as const) {
      const { meanJaccards: means, basis } = await clusterStability({ ...settings, points, labels: truth, k: 4, method }, mlKMeansEngine);
      expect(Math.min(...means)).toBeGreaterThan(0.9);
      expect(basis).toEqual({ resamples: 50, fittedCustomers: 200, ...(method === "kmeans" ? { starts: 3 } : {}), assignedCustomers: 200, customers: 200 });
    }
    const halved = truth.map((group, i) => (group === 0 && i % 8 === 0 ? 4 : group));
    const { meanJaccards: means } = await clusterStability({ ...settings, points, labels: halved, k: 5 }, mlKMeansEngine);
    expect(means[4]).toBeLessThan(0.75);
  });

  test("RFM segments of quartiles come back, and are counted on their customers", () => {
    const random = createRandom(5);
    const n = 400;
    const values = {
      recencyDays: Float64Array.from({ length: n }, () => Math.floor(random() * 600)),
      orderCount: Float64Array.from({ length: n }, () => (random() < 0.05 ? 2 : 1)),
      revenueCents: Float64Array.from({ length: n }, () => 1000 + random() * 9000),
    };
    const four = values.recencyDays.map((days) => Math.min(3, Math.floor(days / 150)));
    const { meanJaccards: means, basis } = rfmStability(values, rfmRequestOf("seven"), { labels: Int32Array.from(four), k: 4, seed: 1 });
    expect(Math.min(...means)).toBeGreaterThan(0.7);
    expect(basis).toMatchObject({ resamples: 50, assignedCustomers: n });
  });

  test("a lone point set far from all weights the same: figures lie in 0..1", async () => {
    const points = pointsOf([[0], [0], [1], [1], [50]]);
    const { meanJaccards: means } = await clusterStability({ ...settings, points, labels: labels(0, 0, 1, 1, 2), k: 3 }, mlKMeansEngine);
    expect(means.every((value) => value >= 0 && value <= 1)).toBe(true);
  });
});

test("the kernel tries each resample as often as a run tries its fit", () => {
  expect(effortOf({ name: "simd" })).toMatchObject({ resamples: 50, resampleStarts: defaultRequest.nInit, choiceStarts: defaultRequest.nInit });
});

test("means are those of R's clusterboot within 0.05, on groups that overlap", async () => {
  const points = pointsOf(golden.points);
  for (const run of golden.runs) {
    const draw = resampler(points.n, null, points.n, createRandom(23));
    const inputs = Array.from({ length: 200 }, (_, b) => ({ points: pickPoints(points, draw()), k: run.k, seed: b, nInit: 5 }));
    const resampled = (await mlKMeansEngine.fitMany(inputs)).map(({ centroids }) => assignNearest(points, centroids).labels);
    const base = Int32Array.from(run.labels, (label) => label - 1);
    meanJaccards(base, run.k, resampled, null).forEach((mean, c) => expect(Math.abs(mean - (run.means[c] ?? NaN)), `k ${run.k}, cluster ${c}: ${mean}, ${run.means[c]}`).toBeLessThan(0.05));
  }
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import golden from "../golden/clustering.json";
import { kernelHere } from "../support/kernel";
import { pointsOf } from "../support/points";
import { adjustedRandIndex } from "@/lib/cluster/agreement";
import { assignNearest } from "@/lib/cluster/assign";
import { countDistinctRows } from "@/lib/cluster/kmeans-engine";
import { mlKMeansEngine } from "@/lib/cluster/ml-kmeans-engine";
import { clusterMeans } from "@/lib/cluster/separation";
import { silhouettes } from "@/lib/cluster/silhouette";
import { createRandom } from "@/lib/stats/random";
import type { Points } from "@/lib/types/features";

const kernel = kernelHere();

/** Rows with many exact ties: the hard case for labels settled in single precision. */
const tiedProblems = fc
  .record({
    d: fc.integer({ min: 1, max: 9 }),
    n: fc.integer({ min: 1, max: 120 }),
    levels: fc.constantFrom(2, 4, 1_000_003),
    stretch: fc.constantFrom(1, 1e-9, 1e12),
    offset: fc.constantFrom(0, 1e6),
    wanted: fc.integer({ min: 1, max: 7 }),
    seed: fc.integer(),
  })
  .map(({ d, n, levels, stretch, offset, wanted, seed }) => {
    const random = createRandom(seed);
    const values = Float64Array.from({ length: n * d }, () => offset + stretch * Math.floor(random() * levels));
    const points: Points = { values, n, d };
    return { points, seed, k: Math.min(wanted, countDistinctRows(points, wanted)) };
  });

/** Groups that run into each other, so that many rows change hands. */
function cloud(n: number, d: number, seed: number): Points {
  const random = createRandom(seed);
  const values = Float64Array.from({ length: n * d }, () => random() + random() + random() + 2 * Math.floor(random() * 3));
  return { values, n, d };
}

/** Squared distance of a row to a centroid. */
function distanceTo({ values, d }: Points, row: number, centroids: Float64Array, c: number): number {
  let sum = 0;
  for (let j = 0; j < d; j++) sum += ((values[row * d + j] ?? 0) - (centroids[c * d + j] ?? 0)) ** 2;
  return sum;
}

describe("the kernel beside ml-kmeans", () => {
  test("the same seed draws the same starts, takes the same steps and ends in the same partition", async () => {
    for (const [n, d, k] of [[60, 2, 3], [900, 3, 5], [5_000, 8, 11]] as const) {
      const input = { points: cloud(n, d, n), k, seed: 7, nInit: 2, tolerance: 0 };
      const [ours, theirs] = [await kernel.fit(input), await mlKMeansEngine.fit(input)];
      expect(ours.labels).toEqual(theirs.labels);
      expect(ours.iterations).toBe(theirs.iterations);
      expect(ours.inertia / theirs.inertia).toBeCloseTo(1, 12);
      ours.centroids.forEach((value, at) => expect(value).toBeCloseTo(theirs.centroids[at] ?? NaN, 9));
    }
  });

  test("nearest, runner-up and margin agree to the bit", async () => {
    await fc.assert(
      fc.asyncProperty(tiedProblems, async ({ points, k, seed }) => {
        const { centroids } = await kernel.fit({ points, k, seed, nInit: 1 });
        const [ours, plain] = [await kernel.assign(points, centroids), assignNearest(points, centroids)];
        expect({ ...ours, inertia: 0 }).toEqual({ ...plain, inertia: 0 });
        expect(ours.inertia).toBeCloseTo(plain.inertia, -Math.log10(1e-12 * (plain.inertia + 1)));
      }),
      { numRuns: 80 },
    );
  });
});

describe("laws of the kernel where rows tie, are huge, tiny or far from zero", () => {
  test("labels are those of double precision for the returned centroids", async () => {
    await fc.assert(
      fc.asyncProperty(tiedProblems, async ({ points, k, seed }) => {
        const fit = await kernel.fit({ points, k, seed, nInit: 2, tolerance: 0 });
        const nearest = assignNearest(points, fit.centroids).labels;
        // of equally near centroids the lowest before they were numbered by size
        fit.labels.forEach((label, i) => expect(distanceTo(points, i, fit.centroids, label)).toBe(distanceTo(points, i, fit.centroids, nearest[i] ?? NaN)));
      }),
      { numRuns: 150 },
    );
  });

  test("more iterations never leave more inertia", async () => {
    const points = cloud(3_000, 3, 11);
    let before = Infinity;
    for (let maxIterations = 1; maxIterations <= 12; maxIterations++) {
      const { inertia } = await kernel.fit({ points, k: 6, seed: 3, nInit: 1, tolerance: 0, maxIterations });
      expect(inertia).toBeLessThanOrEqual(before);
      before = inertia;
    }
  });

  test("a constant column changes nothing", async () => {
    const points = cloud(500, 2, 12);
    const rows = Array.from({ length: points.n }, (_, i) => [...points.values.subarray(2 * i, 2 * i + 2), 41]);
    const input = { k: 4, seed: 3, nInit: 2 };
    const [plain, widened] = [await kernel.fit({ ...input, points }), await kernel.fit({ ...input, points: pointsOf(rows), tolerance: 1e-4 * 1.5 })];
    expect(widened.labels).toEqual(plain.labels);
  });
});

describe("weights", () => {
  const points = cloud(400, 3, 13);
  const counts = Array.from({ length: 400 }, (_, i) => [0, 1, 2, 3][i % 4] ?? 0);
  const initial = points.values.slice(3, 3 + 5 * 3);

  test("from the same start the weighted fit is scikit-learn's", async () => {
    const weights = Float64Array.from(golden.weights);
    const fit = await kernel.fit({ points: pointsOf(golden.points), weights, k: 5, seed: 1, nInit: 1, initial: Float64Array.from(golden.init.flat()), tolerance: 0 });
    expect(adjustedRandIndex(fit.labels, golden.weightedLabels)).toBe(1);
    expect(fit.inertia / golden.weightedInertia).toBeCloseTo(1, 12);
    const byFirst = (rows: number[][]) => rows.sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0)).flat();
    const ours = byFirst(Array.from({ length: 5 }, (_, c) => [...fit.centroids.subarray(3 * c, 3 * c + 3)]));
    byFirst(golden.weightedCentroids).forEach((value, at) => expect(ours[at]).toBeCloseTo(value, 9));
  });

  test("a weight of two is the row twice, a weight of none is no row", async () => {
    const rows = counts.flatMap((count, i) => Array.from({ length: count }, () => [...points.values.subarray(3 * i, 3 * i + 3)]));
    const shared = { k: 5, seed: 1, nInit: 1, initial, tolerance: 0 };
    const repeated = await kernel.fit({ ...shared, points: pointsOf(rows) });
    const weighted = await kernel.fit({ ...shared, points, weights: Float64Array.from(counts) });
    expect(weighted.inertia / repeated.inertia).toBeCloseTo(1, 12);
    const sorted = (centroids: Float64Array) => Array.from({ length: 5 }, (_, c) => [...centroids.subarray(3 * c, 3 * c + 3)]).sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0)).flat();
    sorted(weighted.centroids).forEach((value, at) => expect(value).toBeCloseTo(sorted(repeated.centroids)[at] ?? NaN, 9));
  });

  test("the scale of the weights does not matter, rows without weight still get a label", async () => {
    const weights = Float64Array.from(counts);
    const input = { points, k: 5, seed: 4, nInit: 2, tolerance: 0 };
    const [plain, scaled] = [await kernel.fit({ ...input, weights }), await kernel.fit({ ...input, weights: weights.map((w) => w * 8) })];
    expect(scaled.labels).toEqual(plain.labels);
    expect(scaled.inertia).toBe(8 * plain.inertia);
    expect(assignNearest(points, plain.centroids).labels).toEqual(plain.labels);
  });

  test("equal weights are no weights", async () => {
    const input = { points, k: 5, seed: 4, nInit: 2 };
    const even = await kernel.fit({ ...input, weights: new Float64Array(400).fill(1) });
    expect(even.inertia).toBeCloseTo((await kernel.fit(input)).inertia, 9);
  });
});

describe("silhouettes", () => {
  test("equal the direct double-precision reference to 1e-12 and scikit-learn to 1e-9", async () => {
    const ours = await kernel.silhouettes(pointsOf(golden.points), Int32Array.from(golden.labels), 5);
    const plain = silhouettes(pointsOf(golden.points), Int32Array.from(golden.labels), 5);
    ours.forEach((value, i) => {
      expect(value).toBeCloseTo(plain[i] ?? NaN, 12);
      expect(value).toBeCloseTo(golden.silhouettes[i] ?? NaN, 9);
    });
  });

  test("an odd number of rows, an empty cluster and a single member are no exception", async () => {
    const points = pointsOf([[0, 0], [0, 1], [5, 5], [6, 5], [20, 0]]);
    const labels = Int32Array.of(0, 0, 1, 1, 3);
    const plain = silhouettes(points, labels, 4);
    (await kernel.silhouettes(points, labels, 4)).forEach((value, i) => expect(value).toBeCloseTo(plain[i] ?? NaN, 12));
    expect(plain[4]).toBe(0);
  });
});

test("calls made at once take turns", async () => {
  const points = cloud(300, 2, 14);
  const input = { points, k: 3, seed: 1, nInit: 2 };
  const [first, assigned, second] = await Promise.all([kernel.fit(input), kernel.assign(points, Float64Array.of(0, 0, 9, 9)), kernel.fit(input)]);
  expect(second).toEqual(first);
  expect(assigned.labels).toEqual(assignNearest(points, Float64Array.of(0, 0, 9, 9)).labels);
});

test("weighted means are the centroids at the end", async () => {
  const points = cloud(800, 4, 15);
  const fit = await kernel.fit({ points, k: 6, seed: 2, nInit: 1, tolerance: 0 });
  clusterMeans(points, fit.labels, 6).forEach((mean, at) => expect(fit.centroids[at]).toBeCloseTo(mean, 9));
});

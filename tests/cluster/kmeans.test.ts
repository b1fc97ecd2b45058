import fc from "fast-check";
import { describe, expect, test } from "vitest";
import golden from "../golden/clustering.json";
import { kernelHere } from "../support/kernel";
import { plantedGroups, pointsOf } from "../support/points";
import { adjustedRandIndex } from "@/lib/cluster/agreement";
import { assignNearest, clusterSizes, inertiaOf } from "@/lib/cluster/assign";
import { countDistinctRows } from "@/lib/cluster/kmeans-engine";
import { mlKMeansEngine } from "@/lib/cluster/ml-kmeans-engine";
import { plusPlusCentroids } from "@/lib/cluster/seeding";
import { clusterMeans } from "@/lib/cluster/separation";
import { silhouette, silhouetteBy } from "@/lib/cluster/silhouette";
import { createRandom } from "@/lib/stats/random";
import type { Points } from "@/lib/types/features";

const goldenPoints = pointsOf(golden.points);
const goldenInit = Float64Array.from(golden.init.flat());

/** Points on a small grid, so that ties and repeats happen, and a k they can carry. */
const gridProblems = fc
  .record({
    rows: fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 })), {
      minLength: 1,
      maxLength: 40,
    }),
    wanted: fc.integer({ min: 1, max: 6 }),
    seed: fc.integer(),
  })
  .map(({ rows, wanted, seed }) => {
    const points = pointsOf(rows);
    return { rows, points, seed, k: Math.min(wanted, countDistinctRows(points, wanted)) };
  });

function mapRows(points: Points, change: (row: number[]) => number[]): Points {
  const rows = Array.from({ length: points.n }, (_, i) =>
    change([...points.values.subarray(i * points.d, (i + 1) * points.d)]),
  );
  return pointsOf(rows);
}

describe.each([mlKMeansEngine, kernelHere()])("$name", (engine) => {
  describe("against scikit-learn, same start, run to the fixed point", () => {
    test("the partition is equal and centroids and inertia agree to nine digits", async () => {
      const fit = await engine.fit({
        points: goldenPoints,
        k: 5,
        seed: 1,
        nInit: 1,
        initial: goldenInit,
        tolerance: 0,
      });
      expect(adjustedRandIndex(fit.labels, golden.labels)).toBe(1);
      expect(fit.inertia / golden.inertia).toBeCloseTo(1, 12);
      const sortRows = (rows: number[][]) => rows.sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0));
      const ours = sortRows(Array.from({ length: 5 }, (_, c) => [...fit.centroids.subarray(c * 3, c * 3 + 3)]));
      sortRows(golden.centroids).forEach((row, c) => {
        row.forEach((value, j) => expect(ours[c]?.[j]).toBeCloseTo(value, 9));
      });
    });
  });

  describe("laws of a fit", () => {
    test("run to the end, each point is nearest its centroid and each centroid is its members' mean", async () => {
      await fc.assert(
        fc.asyncProperty(gridProblems, async ({ points, k, seed }) => {
          const fit = await engine.fit({ points, k, seed, nInit: 2, tolerance: 0 });
          expect(assignNearest(points, fit.centroids).labels).toEqual(fit.labels);
          clusterMeans(points, fit.labels, k).forEach((mean, at) =>
            expect(fit.centroids[at]).toBeCloseTo(mean, 9),
          );
          expect(fit.inertia).toBeCloseTo(inertiaOf(points, fit.labels, fit.centroids, null), 9);
        }),
        { numRuns: 60 },
      );
    });

    test("every cluster has members, the largest is number 0, sizes add up", async () => {
      await fc.assert(
        fc.asyncProperty(gridProblems, async ({ points, k, seed }) => {
          const { labels } = await engine.fit({ points, k, seed, nInit: 1 });
          const sizes = [...clusterSizes(labels, k)];
          expect(Math.min(...sizes)).toBeGreaterThan(0);
          expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
          expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(points.n);
        }),
        { numRuns: 60 },
      );
    });

    test("the same seed gives the same fit to the bit, more starts never a worse one", async () => {
      const { points } = plantedGroups(6, 30, 4);
      const fit = (nInit: number) => engine.fit({ points, k: 5, seed: 9, nInit });
      expect(await fit(4)).toEqual(await fit(4));
      expect((await fit(8)).inertia).toBeLessThanOrEqual((await fit(1)).inertia);
    });

    test("Lloyd never raises the inertia of its start", async () => {
      const { points } = plantedGroups(6, 30, 5);
      for (let seed = 0; seed < 10; seed++) {
        const initial = plusPlusCentroids(points, 4, createRandom(seed), null);
        const fit = await engine.fit({ points, k: 4, seed, nInit: 1, initial });
        expect(fit.inertia).toBeLessThanOrEqual(assignNearest(points, initial).inertia);
      }
    });

    test("k = 1 is the mean, k = number of different points leaves no inertia", async () => {
      const points = pointsOf([
        [0, 0],
        [4, 0],
        [0, 8],
        [4, 8],
      ]);
      const one = await engine.fit({ points, k: 1, seed: 1, nInit: 1 });
      expect([...one.centroids]).toEqual([2, 4]);
      expect((await engine.fit({ points, k: 4, seed: 1, nInit: 1 })).inertia).toBe(0);
    });

    test("an empty cluster is moved to the farthest point", async () => {
      const points = pointsOf([[0], [0.1], [0.2], [9]]);
      const initial = Float64Array.from([0.1, -500]);
      const fit = await engine.fit({ points, k: 2, seed: 1, nInit: 1, initial });
      expect([...fit.labels]).toEqual([0, 0, 0, 1]);
    });
  });

  describe("metamorphic relations, from fixed starting centroids", () => {
    const base = { points: goldenPoints, k: 5, seed: 1, nInit: 1, initial: goldenInit, tolerance: 0 };

    test("order of rows and of features does not change the partition", async () => {
      const fit = await engine.fit(base);
      const backwards = pointsOf([...golden.points].reverse());
      const reversed = await engine.fit({ ...base, points: backwards });
      expect(adjustedRandIndex([...reversed.labels].reverse(), fit.labels)).toBe(1);
      const swapped = mapRows(goldenPoints, ([x = 0, y = 0, z = 0]) => [z, x, y]);
      const initial = mapRows(pointsOf(golden.init), ([x = 0, y = 0, z = 0]) => [z, x, y]).values;
      expect(
        adjustedRandIndex((await engine.fit({ ...base, points: swapped, initial })).labels, fit.labels),
      ).toBe(1);
    });

    test("moving and stretching the plane keeps labels and multiplies inertia by the square", async () => {
      const fit = await engine.fit(base);
      const stretch = (row: number[]) => row.map((x) => 4 * x - 8);
      const initial = mapRows(pointsOf(golden.init), stretch).values;
      const moved = await engine.fit({ ...base, points: mapRows(goldenPoints, stretch), initial });
      expect(moved.labels).toEqual(fit.labels);
      expect(moved.inertia / (16 * fit.inertia)).toBeCloseTo(1, 9);
    });

    test("doubling every row keeps centroids and doubles inertia", async () => {
      const fit = await engine.fit(base);
      const doubled = await engine.fit({ ...base, points: pointsOf([...golden.points, ...golden.points]) });
      doubled.centroids.forEach((value, at) => expect(value).toBeCloseTo(fit.centroids[at] ?? NaN, 9));
      expect(doubled.inertia / (2 * fit.inertia)).toBeCloseTo(1, 9);
    });

    test("a point added on a centroid leaves the centroids where they are", async () => {
      const fit = await engine.fit(base);
      const centre = [...fit.centroids.subarray(0, 3)];
      const added = await engine.fit({ ...base, points: pointsOf([...golden.points, centre]) });
      added.centroids.forEach((value, at) => expect(value).toBeCloseTo(fit.centroids[at] ?? NaN, 9));
    });

    test("planted groups are found whatever the order of the rows", async () => {
      const { points, truth } = plantedGroups(6, 50, 1);
      const fit = await engine.fit({ points, k: 6, seed: 3, nInit: 5 });
      expect(adjustedRandIndex(fit.labels, truth)).toBe(1);
    });
  });

  describe("what cannot be clustered is refused with the numbers", () => {
    const fit = (rows: number[][], k: number, nInit = 1) =>
      engine.fit({ points: pointsOf(rows), k, seed: 1, nInit });

    test("k above the different rows, k under 1, k no whole number", async () => {
      await expect(fit([[1], [1], [2]], 3)).rejects.toThrow("k is 3; it must lie in 1..2");
      await expect(fit([[1], [2]], 0)).rejects.toThrow("k is 0; it must lie in 1..2");
      await expect(fit([[1], [2]], 1.5)).rejects.toThrow(RangeError);
    });

    test("NaN and infinity, with their place", async () => {
      await expect(
        fit(
          [
            [1, 2],
            [3, NaN],
          ],
          1,
        ),
      ).rejects.toThrow("points hold NaN in row 1, column 1");
      await expect(fit([[Infinity, 2]], 1)).rejects.toThrow("points hold Infinity in row 0, column 0");
    });

    test("no starts, weights, and starting centroids of another size", async () => {
      const points = pointsOf([[1], [2]]);
      await expect(fit([[1], [2]], 1, 0)).rejects.toThrow("nInit is 0");
      await expect(
        engine.fit({ points, k: 1, seed: 1, nInit: 1, weights: new Float64Array(3) }),
      ).rejects.toThrow("weights");
      await expect(
        engine.fit({ points, k: 2, seed: 1, nInit: 1, initial: new Float64Array(3) }),
      ).rejects.toThrow("k x d is 2");
    });

    test("all rows equal carry one cluster", async () => {
      const only = await fit(
        [
          [5, 5],
          [5, 5],
          [5, 5],
        ],
        1,
      );
      expect(only.inertia).toBe(0);
      await expect(
        fit(
          [
            [5, 5],
            [5, 5],
          ],
          2,
        ),
      ).rejects.toThrow("it must lie in 1..1");
    });
  });

  test("a watcher hears of the beginning, never of a step back, of the end, and can cancel by throwing or by signal", async () => {
    const { points } = plantedGroups(3, 20, 2);
    const heard: number[] = [];
    await engine.fit(
      { points, k: 3, seed: 1, nInit: 4 },
      { onProgress: (fraction) => void heard.push(fraction) },
    );
    expect(heard.at(-1)).toBe(1);
    expect(heard.length).toBeGreaterThanOrEqual(2);
    expect(heard).toEqual([...heard].sort((a, b) => a - b));
    const refuse = () => {
      throw new Error("cancelled");
    };
    await expect(engine.fit({ points, k: 3, seed: 1, nInit: 4 }, { onProgress: refuse })).rejects.toThrow(
      "cancelled",
    );
    const signal = AbortSignal.abort(new Error("lease lost"));
    await expect(engine.fit({ points, k: 3, seed: 1, nInit: 4 }, { signal })).rejects.toThrow("lease lost");
  });

  describe("the other answers of an engine", () => {
    test("many fits are each fit alone, in the order asked", async () => {
      const { points } = plantedGroups(4, 20, 7);
      const inputs = [2, 3, 4].map((k) => ({ points, k, seed: k, nInit: 2 }));
      const alone = await Promise.all(inputs.map((input) => engine.fit(input)));
      expect(await engine.fitMany(inputs)).toEqual(alone);
      expect(await engine.fitMany([])).toEqual([]);
    });

    test("the silhouette measured by an engine is the plain one, sampled or not", async () => {
      const { points, truth } = plantedGroups(3, 400, 8);
      const labels = Int32Array.from(truth);
      for (const limit of [2_000, 700]) {
        expect(await silhouetteBy(engine, { points, labels, k: 3 }, { seed: 4, limit })).toEqual(
          silhouette(points, labels, 3, { seed: 4, limit }),
        );
      }
      const alike = new Int32Array(points.n);
      expect(await silhouetteBy(engine, { points, labels: alike, k: 1 }, { seed: 4 })).toMatchObject({ mean: null });
    });
  });
});

describe("seeding", () => {
  test("starts are k different rows of the points", () => {
    fc.assert(
      fc.property(gridProblems, ({ rows, points, k, seed }) => {
        const centroids = plusPlusCentroids(points, k, createRandom(seed), null);
        const starts = Array.from({ length: k }, (_, c) => [...centroids.subarray(c * 2, c * 2 + 2)].join());
        expect(new Set(starts).size).toBe(k);
        expect(starts.every((start) => rows.some((row) => row.join() === start))).toBe(true);
      }),
    );
  });

  test("a point without weight is never drawn", () => {
    const points = pointsOf([[0], [1], [100]]);
    for (let seed = 0; seed < 20; seed++) {
      const starts = plusPlusCentroids(points, 2, createRandom(seed), Float64Array.from([1, 1, 0]));
      expect([...starts].sort()).toEqual([0, 1]);
    }
  });
});

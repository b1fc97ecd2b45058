import fc from "fast-check";
import { describe, expect, test } from "vitest";
import golden from "../golden/clustering.json";
import { plantedGroups, pointsOf } from "../support/points";
import { adjustedRandIndex, crossCounts } from "@/lib/cluster/agreement";
import { calinskiHarabasz, daviesBouldin } from "@/lib/cluster/separation";
import { silhouette, silhouettes } from "@/lib/cluster/silhouette";

const points = pointsOf(golden.points);
const labels = Int32Array.from(golden.labels);
const labelings = fc.integer({ min: 1, max: 30 }).chain((n) => {
  const labeling = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: n, maxLength: n });
  return fc.tuple(labeling, labeling);
});

describe("silhouette", () => {
  test("equals scikit-learn, point by point and in the mean", () => {
    silhouettes(points, labels, 5).forEach((value, i) =>
      expect(value).toBeCloseTo(golden.silhouettes[i] ?? NaN, 12),
    );
    expect(silhouette(points, labels, 5, { seed: 1 }).mean).toBeCloseTo(golden.silhouette, 12);
  });

  test("by hand: 0 and 1 against 10 give 8/9, 9/10 and, for the single member, 0", () => {
    const values = silhouettes(pointsOf([[0], [1], [10]]), Int32Array.from([0, 0, 1]), 2);
    expect([...values]).toEqual([0.9, expect.closeTo(8 / 9, 12), 0]);
  });

  test("lies in -1..1 whatever the labels, and ignores how clusters are numbered", () => {
    const rows = fc.array(fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 3 })), {
      minLength: 2,
      maxLength: 30,
    });
    fc.assert(
      fc.property(rows, (list) => {
        const plane = pointsOf(list.map(([x]) => [x]));
        const given = Int32Array.from(list, ([, label]) => label);
        const values = silhouettes(plane, given, 4);
        fc.pre(new Set(given).size > 1);
        expect(values.every((value) => value >= -1 && value <= 1)).toBe(true);
        const renamed = silhouettes(
          plane,
          given.map((label) => 3 - label),
          4,
        );
        renamed.forEach((value, i) => expect(value).toBeCloseTo(values[i] ?? NaN, 12));
      }),
    );
  });

  test("a sample holds 200 of a small cluster, counts clusters by full size and comes close", () => {
    const { points: many, truth } = plantedGroups(4, 1_500, 8);
    const uneven = truth.map((label, i) => (label === 3 && i % 40 !== 3 ? 0 : label));
    const exact = silhouette(many, uneven, 4, { seed: 1 });
    const sampled = silhouette(many, uneven, 4, { seed: 1, limit: 1_200 });
    expect(exact.customers).toBe(6_000);
    expect(sampled.customers).toBe(570 + 300 + 300 + 150); // a fifth of each, but all 150 of the small one
    expect(Math.abs((sampled.mean ?? 0) - (exact.mean ?? 1))).toBeLessThan(0.02);
    expect(silhouette(many, uneven, 4, { seed: 1, limit: 1_200 })).toEqual(sampled);
  });

  test("one cluster has none", () => {
    expect(silhouette(pointsOf([[1], [2]]), new Int32Array(2), 1, { seed: 1 })).toEqual({
      mean: null,
      byCluster: [null],
      customers: 2,
    });
  });

  test("equal points in two clusters have silhouette 0, not NaN", () => {
    expect([...silhouettes(pointsOf([[1], [1], [1], [1]]), Int32Array.from([0, 0, 1, 1]), 2)]).toEqual([
      0, 0, 0, 0,
    ]);
  });
});

describe("separation", () => {
  test("Calinski-Harabasz and Davies-Bouldin equal scikit-learn", () => {
    expect(calinskiHarabasz(points, labels, 5) / golden.calinskiHarabasz).toBeCloseTo(1, 12);
    expect(daviesBouldin(points, labels, 5)).toBeCloseTo(golden.daviesBouldin, 12);
  });

  test("by hand: 0, 2 against 10, 12 give 50 and 0.2", () => {
    const line = pointsOf([[0], [2], [10], [12]]);
    const two = Int32Array.from([0, 0, 1, 1]);
    expect(calinskiHarabasz(line, two, 2)).toBe(50);
    expect(daviesBouldin(line, two, 2)).toBe(0.2);
  });

  test("one cluster, or as many as points, is refused", () => {
    const line = pointsOf([[0], [2]]);
    expect(() => calinskiHarabasz(line, new Int32Array(2), 1)).toThrow("1 clusters of 2 points");
    expect(() => daviesBouldin(line, Int32Array.from([0, 1]), 2)).toThrow(RangeError);
  });
});

describe("agreement", () => {
  test("adjusted Rand index equals scikit-learn", () => {
    expect(adjustedRandIndex(golden.labels, golden.otherLabels)).toBeCloseTo(golden.adjustedRandIndex, 12);
  });

  test("is symmetric, 1 with itself, and ignores how clusters are numbered", () => {
    fc.assert(
      fc.property(labelings, ([a, b]) => {
        const ari = adjustedRandIndex(a, b);
        expect(adjustedRandIndex(b, a)).toBeCloseTo(ari, 12);
        expect(adjustedRandIndex(a, a)).toBe(1);
        expect(
          adjustedRandIndex(
            a.map((label) => (label * 7 + 3) % 11),
            b,
          ),
        ).toBeCloseTo(ari, 12);
        expect(ari).toBeGreaterThanOrEqual(-0.5 - 1e-12);
        expect(ari).toBeLessThanOrEqual(1);
      }),
    );
  });

  test("labelings of different customers are refused; nobody agrees with nobody", () => {
    expect(() => adjustedRandIndex([0], [0, 1])).toThrow("labelings differ in length: 1 and 2");
    expect(adjustedRandIndex([], [])).toBe(1);
  });

  test("a cross table counts each customer who has a row and a column once", () => {
    expect(crossCounts([0, 0, 2, -1], [1, 0, 1, 1], 3, 2)).toEqual([[1, 1], [0, 0], [0, 1]]);
    fc.assert(
      fc.property(labelings, ([a, b]) => {
        expect(crossCounts(a, b, 11, 11).flat().reduce((sum, count) => sum + count, 0)).toBe(a.length);
      }),
    );
  });
});

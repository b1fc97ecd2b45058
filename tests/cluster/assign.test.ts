import fc from "fast-check";
import { expect, test } from "vitest";
import { pointsOf } from "../support/points";
import { assignNearest, nearestCentroids, numberBySize } from "@/lib/cluster/assign";

test("margin is 1 - d1/d2 on plain distances: 1 from one centroid, 3 from the other is two thirds", () => {
  const { labels, runnerUp, margin, inertia } = assignNearest(
    pointsOf([[1], [2], [4]]),
    Float64Array.from([0, 4]),
  );
  expect([...labels]).toEqual([0, 0, 1]);
  expect([...runnerUp]).toEqual([1, 1, 0]);
  expect([...margin]).toEqual([expect.closeTo(2 / 3, 12), 0, 1]);
  expect(inertia).toBe(5);
});

test("the runner-up is the second nearest, wherever it stands in the list", () => {
  const { labels, runnerUp } = assignNearest(pointsOf([[0]]), Float64Array.from([5, 1, 2]));
  expect([labels[0], runnerUp[0]]).toEqual([1, 2]);
});

test("a single centroid has no runner-up; two on one spot leave no margin", () => {
  const one = assignNearest(pointsOf([[3]]), Float64Array.from([0]));
  expect([one.runnerUp[0], one.margin[0]]).toEqual([-1, 1]);
  expect(assignNearest(pointsOf([[0]]), Float64Array.from([0, 0])).margin[0]).toBe(0);
});

test("margins lie in 0..1 and the inertia is the sum of least squares", () => {
  const plane = fc.array(fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: -9, max: 9 })), {
    minLength: 1,
    maxLength: 12,
  });
  fc.assert(
    fc.property(plane, plane, (rows, centres) => {
      const result = assignNearest(pointsOf(rows), Float64Array.from(centres.flat()));
      const least = rows.map(([x, y]) => Math.min(...centres.map(([a, b]) => (x - a) ** 2 + (y - b) ** 2)));
      expect(result.inertia).toBe(least.reduce((sum, value) => sum + value, 0));
      expect(nearestCentroids(pointsOf(rows), Float64Array.from(centres.flat()))).toEqual(result.labels);
      expect(result.margin.every((margin) => margin >= 0 && margin <= 1)).toBe(true);
    }),
  );
});

test("centroids of another width are refused", () => {
  for (const place of [assignNearest, nearestCentroids]) expect(() => place(pointsOf([[1, 2]]), new Float64Array(3))).toThrow("k x 2");
});

test("the largest cluster becomes 0, equal ones go by their centroids", () => {
  const { centroids, newNumber } = numberBySize(Float64Array.from([9, 1, 5]), Int32Array.from([2, 2, 7]));
  expect([...centroids]).toEqual([5, 1, 9]);
  expect([...newNumber]).toEqual([2, 1, 0]);
});

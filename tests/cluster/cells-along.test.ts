import fc from "fast-check";
import { expect, test } from "vitest";
import { nearestCentroids } from "@/lib/cluster/assign";
import { createCellWalk } from "@/lib/cluster/cells-along";

type Case = { centroids: number[][]; point: number[]; column: number; coordinates: number[] };

/** The label of every step, from the changes that are told. */
function walked({ centroids, point, column, coordinates }: Case): { labels: number[]; told: number } {
  const walk = createCellWalk({ centroids: Float64Array.from(centroids.flat()), d: point.length, column, coordinates: Float64Array.from(coordinates) });
  const labels: number[] = [];
  let told = 0;
  walk(Float64Array.from(point), 0, coordinates.length - 1, (step, label) => {
    told++;
    for (let i = step; i < coordinates.length; i++) labels[i] = label;
  });
  return { labels, told };
}

function stepByStep({ centroids, point, column, coordinates }: Case): number[] {
  const values = coordinates.flatMap((coordinate) => point.map((value, j) => (j === column ? coordinate : value)));
  return [...nearestCentroids({ values: Float64Array.from(values), n: coordinates.length, d: point.length }, Float64Array.from(centroids.flat()))];
}

test("a point that runs from 0 to 9 leaves the centroid at 1 for the one at 4 beyond 2.5, and that for the one at 9 beyond 6.5", () => {
  expect(walked({ centroids: [[9], [1], [4]], point: [NaN], column: 0, coordinates: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] })).toEqual({ labels: [1, 1, 1, 2, 2, 2, 2, 0, 0, 0], told: 3 });
});

test("at the same distance the first centroid is the nearest, also where two lie on one spot", () => {
  expect(walked({ centroids: [[0], [4], [4], [0]], point: [0], column: 0, coordinates: [1, 2, 3] })).toEqual({ labels: [0, 0, 1], told: 2 });
  expect(walked({ centroids: [[4], [0]], point: [0], column: 0, coordinates: [2, 2, 2] }).labels).toEqual([0, 0, 0]);
});

test("a centroid far away in the other columns is passed over", () => {
  expect(walked({ centroids: [[0, 0], [5, 100], [10, 0]], point: [0, 1], column: 0, coordinates: [0, 4, 5, 6, 10] }).labels).toEqual([0, 0, 0, 2, 2]);
});

test("the labels are those of every step by itself, whatever the centroids, ties and near ties among them", () => {
  // quarters tie exactly, tenths almost
  const coordinate = fc.oneof(fc.double({ min: -3, max: 3, noNaN: true }), fc.integer({ min: -6, max: 6 }).map((n) => n / 4), fc.integer({ min: -9, max: 9 }).map((n) => n / 10));
  const cases = fc.integer({ min: 1, max: 3 }).chain((d) => {
    const row = fc.array(coordinate, { minLength: d, maxLength: d });
    return fc.record({
      centroids: fc.array(row, { minLength: 1, maxLength: 8 }), point: row, column: fc.integer({ min: 0, max: d - 1 }),
      coordinates: fc.array(coordinate, { minLength: 1, maxLength: 40 }).map((values) => values.sort((a, b) => a - b)),
    });
  });
  fc.assert(fc.property(cases, (one) => { expect(walked(one).labels).toEqual(stepByStep(one)); }), { numRuns: 1000 });
});

test("centroids of another width are refused", () => {
  expect(() => createCellWalk({ centroids: new Float64Array(3), d: 2, column: 0, coordinates: new Float64Array(1) })).toThrow("k x 2");
});

import fc from "fast-check";
import { expect, test } from "vitest";
import { cheapestAssignment } from "@/lib/stats/cheapest-assignment";

const total = (costs: readonly (readonly number[])[], columns: readonly number[]) =>
  columns.reduce((sum, column, row) => sum + (column < 0 ? 0 : (costs[row]?.[column] ?? NaN)), 0);

/** Every way to pair the rows of the shorter side, tried out. */
function leastTotal(costs: readonly (readonly number[])[], row = 0, used = 0, skips = costs.length - (costs[0]?.length ?? 0)): number {
  if (row === costs.length) return 0;
  let least = skips > 0 ? leastTotal(costs, row + 1, used, skips - 1) : Infinity;
  costs[row]?.forEach((cost, column) => {
    if ((used & (1 << column)) === 0) least = Math.min(least, cost + leastTotal(costs, row + 1, used | (1 << column), skips));
  });
  return least;
}

test("the cheapest pairs of a table one can check by hand", () => {
  // 1 + 2 + 2 beats every other way; the greedy one takes 1 + 2 + 9
  expect(cheapestAssignment([[1, 4, 5], [5, 7, 2], [9, 2, 9]])).toEqual([0, 2, 1]);
});

test("a cheap pair is given up where it would cost the others more", () => {
  expect(cheapestAssignment([[1, 2], [1, 10]])).toEqual([1, 0]);
});

test("with more rows than columns the dearest row is left out", () => {
  expect(cheapestAssignment([[5], [1], [3]])).toEqual([-1, 0, -1]);
});

test("with more columns than rows every row is paired", () => {
  expect(cheapestAssignment([[5, 1, 3]])).toEqual([1]);
});

test("no rows, no pairs; no columns, nobody is paired", () => {
  expect(cheapestAssignment([])).toEqual([]);
  expect(cheapestAssignment([[], []])).toEqual([-1, -1]);
});

test("no pairing of any small table is cheaper, and no column is used twice", () => {
  const tables = fc.tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 })).chain(([rows, columns]) =>
    fc.array(fc.array(fc.integer({ min: -20, max: 20 }), { minLength: columns, maxLength: columns }), { minLength: rows, maxLength: rows }));
  fc.assert(fc.property(tables, (costs) => {
    const columns = cheapestAssignment(costs);
    const paired = columns.filter((column) => column >= 0);
    expect(new Set(paired).size).toBe(paired.length);
    expect(paired).toHaveLength(Math.min(costs.length, costs[0]?.length ?? 0));
    expect(total(costs, columns)).toBe(leastTotal(costs));
  }), { numRuns: 200 });
});

test("ragged tables and costs that are no numbers are refused", () => {
  expect(() => cheapestAssignment([[1, 2], [1]])).toThrow(RangeError);
  expect(() => cheapestAssignment([[NaN]])).toThrow(RangeError);
});

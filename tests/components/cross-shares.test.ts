import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { crossShares } from "@/components/charts/cross-shares";

const columnsOf = (parts: readonly { column: number }[]): number[] => parts.map(({ column }) => column);

describe("where the customers of a row are", () => {
  test("the largest share comes first, ties in the order of the columns, and empty columns are not told", () => {
    const { told, others } = crossShares([10, 0, 60, 10, 20], 0);
    expect(told.map(({ column, count, share }) => [column, count, share])).toEqual([[2, 60, 0.6], [4, 20, 0.2], [0, 10, 0.1], [3, 10, 0.1]]);
    expect(others).toEqual([]);
  });

  test("small shares are told together, but never the largest", () => {
    expect(columnsOf(crossShares([97, 1, 2], 0.02).told)).toEqual([0, 2]);
    expect(columnsOf(crossShares([97, 1, 2], 0.02).others)).toEqual([1]);
    const spread = crossShares(Array.from({ length: 100 }, () => 1), 0.02);
    expect([columnsOf(spread.told), spread.others.length]).toEqual([[0], 99]);
  });

  test("an empty row has no parts", () => {
    expect(crossShares([0, 0], 0.02)).toEqual({ told: [], others: [] });
    expect(crossShares([], 0.02)).toEqual({ told: [], others: [] });
  });

  test("every customer of the row is in one part", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(10_000), { maxLength: 20 }), fc.double({ min: 0, max: 1, noNaN: true }), (counts, least) => {
        const { told, others } = crossShares(counts, least);
        const all = [...told, ...others];
        expect(all.reduce((sum, { count }) => sum + count, 0)).toBe(counts.reduce((sum, count) => sum + count, 0));
        expect(new Set(columnsOf(all)).size).toBe(all.length);
        if (all.length > 0) expect(all.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
      }),
    );
  });
});

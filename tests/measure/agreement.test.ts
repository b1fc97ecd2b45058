import fc from "fast-check";
import { expect, test } from "vitest";
import { adjustedRandIndex, adjustedRandIndexOfCounts } from "@/lib/cluster/agreement";
import { agreementFinding, agreementWord, crossTable, mainPlaces } from "@/lib/measure/agreement";

test("customers of both runs are crossed, those of one are counted apart", () => {
  const table = crossTable({ keys: [1, 2, 3, 5], segments: [0, 0, 1, 1] }, { keys: [2, 3, 4, 5], segments: [1, 0, 0, 0] }, 2, 2);
  expect(table).toEqual({ counts: [[0, 1], [2, 0]], customers: 3, onlyFirst: 1, onlySecond: 1 });
  expect(crossTable({ keys: [], segments: [] }, { keys: [], segments: [] }, 2, 1)).toEqual({ counts: [[0], [0]], customers: 0, onlyFirst: 0, onlySecond: 0 });
});

test("the index of a cross table is the index of the labelings", () => {
  const labels = fc.array(fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 2 })), { maxLength: 40 });
  fc.assert(fc.property(labels, (both) => {
    const a = both.map(([x]) => x);
    const b = both.map(([, y]) => y);
    const keys = both.map((_, i) => i);
    const { counts } = crossTable({ keys, segments: a }, { keys, segments: b }, 4, 3);
    expect(adjustedRandIndexOfCounts(counts)).toBeCloseTo(adjustedRandIndex(a, b), 12);
  }));
});

test("the same partition scores 1, also of nobody", () => {
  expect(adjustedRandIndexOfCounts([[3, 0], [0, 4]])).toBe(1);
  expect(adjustedRandIndexOfCounts([[0]])).toBe(1);
  expect(adjustedRandIndexOfCounts([])).toBe(1);
});

test("a row lies mostly where most of it is; empty rows lie nowhere", () => {
  expect(mainPlaces([[1, 3], [0, 0], [2, 2]])).toEqual([{ row: 0, column: 1, share: 0.75 }, { row: 2, column: 0, share: 0.5 }]);
});

test("the heading says how alike, and which segment is torn apart", () => {
  const percent = (share: number): string => `${Math.round(share * 100)}%`;
  const names = [{ name: "Best" }, { name: "Cheap" }];
  expect([1, 0.9, 0.8, 0.65, 0.64].map(agreementWord)).toEqual(["nearly the same", "nearly the same", "alike", "somewhat alike", "different"]);
  expect(agreementFinding([[9, 0], [0, 9]], names, percent)).toBe("The two groupings are nearly the same");
  expect(agreementFinding([[9, 0], [5, 5]], names, percent)).toBe("The two groupings are different: only 50% of Cheap stay together");
});

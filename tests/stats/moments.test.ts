import fc from "fast-check";
import { expect, test } from "vitest";
import { mean, weightedDeviation, weightedMean } from "@/lib/stats/moments";

test("a weight of 3 is three copies of the value", () => {
  expect(weightedMean([1, 5], [3, 1])).toBe(2);
  expect(weightedDeviation([1, 5], [3, 1])).toBe(weightedDeviation([1, 1, 1, 5], null));
});

test("integer weights equal repetition", () => {
  const pairs = fc.array(fc.tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: 1, max: 4 })), {
    minLength: 1,
  });
  fc.assert(
    fc.property(pairs, (list) => {
      const repeated = list.flatMap(([value, times]) => new Array<number>(times).fill(value));
      const values = list.map(([value]) => value);
      const weights = list.map(([, times]) => times);
      expect(weightedMean(values, weights)).toBeCloseTo(mean(repeated), 9);
      expect(weightedDeviation(values, weights)).toBeCloseTo(weightedDeviation(repeated, null), 9);
    }),
  );
});

test("a large mean costs the deviation no digits", () => {
  expect(weightedDeviation([1e9 + 1, 1e9 + 2, 1e9 + 3], null)).toBeCloseTo(Math.sqrt(2 / 3), 9);
});

test("missing values are left out; nothing at all is NaN; lengths must agree", () => {
  expect(mean([NaN, 4])).toBe(4);
  expect(mean([])).toBeNaN();
  expect(weightedDeviation([NaN], [1])).toBeNaN();
  expect(() => weightedMean([1, 2], [1])).toThrow("2 values but 1 weights");
});

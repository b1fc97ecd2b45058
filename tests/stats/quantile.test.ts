import fc from "fast-check";
import { describe, expect, test } from "vitest";
import golden from "../golden/clustering.json";
import { median, medianOfCounted, midRankPercentile, quantile, quantileOfSorted, sortedFinite } from "@/lib/stats/quantile";

describe("quantiles (type 7)", () => {
  test("interpolate between neighbours: a quarter of 1, 2, 3, 4 is 1.75", () => {
    expect(quantile([4, 2, 1, 3], 0.25)).toBe(1.75);
    expect(median([4, 2, 1, 3])).toBe(2.5);
  });

  test("equal pandas on 57 log-normal values", () => {
    for (const [p, value] of Object.entries(golden.quantiles)) {
      expect(quantile(golden.values, Number(p))).toBeCloseTo(value, 10);
    }
  });

  test("lie between least and greatest and rise with p", () => {
    const values = fc.array(fc.double({ noNaN: true, min: -1e9, max: 1e9 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(
        values,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (list, a, b) => {
          const low = quantile(list, Math.min(a, b));
          const high = quantile(list, Math.max(a, b));
          expect(low).toBeLessThanOrEqual(high + 1e-6);
          expect(low).toBeGreaterThanOrEqual(Math.min(...list));
          expect(high).toBeLessThanOrEqual(Math.max(...list));
        },
      ),
    );
  });

  test("missing values are left out, none gives NaN, p outside 0..1 is refused", () => {
    expect(quantile([NaN, 2, NaN, 4], 0.5)).toBe(3);
    expect(quantile([NaN], 0.5)).toBeNaN();
    expect(quantileOfSorted([5], 0.9)).toBe(5);
    expect(() => quantileOfSorted([1], 1.5)).toThrow("quantile 1.5 must lie in 0..1");
  });
});

describe("mid-rank percentile", () => {
  test("counts those below and half of the equal", () => {
    expect(midRankPercentile([1, 2, 2, 2, 9], 2)).toBe(0.5);
    expect(midRankPercentile([1, 2, 3, 4], 2.5)).toBe(0.5);
    expect(midRankPercentile([1, 2, 3, 4], 0)).toBe(0);
    expect(midRankPercentile([1, 2, 3, 4], 9)).toBe(1);
    expect(midRankPercentile([], 1)).toBeNaN();
  });

  test("turning the scale over turns the percentile over", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1 }),
        fc.integer({ min: 0, max: 9 }),
        (list, x) => {
          const up = midRankPercentile(sortedFinite(list), x);
          const down = midRankPercentile(sortedFinite(list.map((value) => -value)), -x);
          expect(up + down).toBeCloseTo(1, 12);
        },
      ),
    );
  });
});

test("the median of counted values is that of the values written out, and of none there is none", () => {
  fc.assert(fc.property(fc.array(fc.record({ value: fc.integer({ min: -9, max: 9 }), count: fc.integer({ min: 1, max: 5 }) }), { minLength: 1 }), (counted) => {
    expect(medianOfCounted(counted)).toBe(median(counted.flatMap(({ value, count }) => Array.from({ length: count }, () => value))));
  }));
  expect(medianOfCounted([])).toBeNaN();
});

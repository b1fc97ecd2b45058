import fc from "fast-check";
import { expect, test } from "vitest";
import { quantile, quantileOfSorted, quantiles, sortedFinite } from "@/lib/stats/quantile";
import { selectRank } from "@/lib/stats/select";

/** Few different values, so that ties abound, beside any double. */
const lists = fc.array(fc.oneof(fc.integer({ min: 0, max: 4 }), fc.double({ noNaN: true, noDefaultInfinity: true })), { minLength: 1, maxLength: 60 });

test("the value of a rank is the one sorting would put there, with lesser before and greater behind it", () => {
  fc.assert(
    fc.property(lists, fc.nat(), (list, place) => {
      const rank = place % list.length;
      const values = Float64Array.from(list);
      const found = selectRank(values, rank);
      // -0 and 0 are equal, and which of them stands first says nothing
      expect(found + 0).toBe((Float64Array.from(list).sort()[rank] ?? NaN) + 0);
      expect(values.every((value, i) => (i <= rank ? value <= found : value >= found))).toBe(true);
    }),
  );
});

test("ascending, descending and equal values are no trap", () => {
  const ascending = Float64Array.from({ length: 100_000 }, (_, i) => i);
  expect(selectRank(ascending.slice(), 77_777)).toBe(77_777);
  expect(selectRank(ascending.slice().reverse(), 77_777)).toBe(77_777);
  expect(selectRank(new Float64Array(100_000).fill(3), 500)).toBe(3);
});

test("a rank outside the values is refused", () => {
  expect(() => selectRank(new Float64Array(0), 0)).toThrow(RangeError);
  expect(() => selectRank(Float64Array.of(1, 2), 2)).toThrow("rank is 2; it must lie in 0..1");
});

test("quantiles by selection are those of the sorted values, missing ones left out", () => {
  fc.assert(
    fc.property(lists, fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 4 }), (list, ps) => {
      const values = Float64Array.from([NaN, ...list, NaN]);
      const sorted = sortedFinite(values);
      quantiles(values, ps).forEach((value, i) => expect(value + 0).toBe(quantileOfSorted(sorted, ps[i] ?? NaN) + 0));
    }),
  );
  expect(quantile([], 0.5)).toBeNaN();
  expect(() => quantiles([1], [1.5])).toThrow(RangeError);
});

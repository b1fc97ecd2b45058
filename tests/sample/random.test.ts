import fc from "fast-check";
import { expect, test } from "vitest";
import { identifierList, identifierMaker } from "@/lib/sample/identifiers";
import { centsText } from "@/lib/sample/money";
import { normalQuantile } from "@/lib/sample/normal-quantile";
import { mix32, normal, randomStream, scatter, weightedIndex } from "@/lib/sample/random";
import { timestampText } from "@/lib/sample/timestamps";
import { normalTail } from "@/lib/stats/proportions";

test("one seed and stream always give the same numbers, another stream gives others", () => {
  const take = (seed: number, stream: number) => {
    const random = randomStream(seed, stream);
    return [random(), random(), random()];
  };
  expect(take(7, 1)).toEqual(take(7, 1));
  expect(take(7, 1)).not.toEqual(take(7, 2));
  expect(take(7, 1)).not.toEqual(take(8, 1));
});

test("uniform numbers lie in [0, 1) with mean one half and variance one twelfth", () => {
  const random = randomStream(3, 0);
  const values = Array.from({ length: 50_000 }, random);
  const average = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - average) ** 2, 0) / values.length;
  expect(values.every((value) => value >= 0 && value < 1)).toBe(true);
  expect(average).toBeCloseTo(0.5, 2);
  expect(variance).toBeCloseTo(1 / 12, 2);
});

test("normal deviates have mean 0 and deviation 1, and 2.5 % of them pass 1.96", () => {
  const random = randomStream(5, 0);
  const values = Array.from({ length: 50_000 }, () => normal(random));
  const average = values.reduce((sum, value) => sum + value, 0) / values.length;
  expect(Math.abs(average)).toBeLessThan(0.02);
  expect(values.filter((value) => value > 1.96).length / values.length).toBeCloseTo(0.025, 2);
});

test("an index is drawn in proportion to its weight, one of weight zero never", () => {
  const draw = weightedIndex([1, 0, 3, 4]);
  const random = randomStream(1, 1);
  const counts = [0, 0, 0, 0];
  for (let i = 0; i < 40_000; i++) {
    const index = draw(random);
    counts[index] = (counts[index] ?? 0) + 1;
  }
  expect(counts[1]).toBe(0);
  [1 / 8, 0, 3 / 8, 1 / 2].forEach((share, i) => expect((counts[i] ?? 0) / 40_000).toBeCloseTo(share, 1.9));
});

test("weights without any positive one are refused with their sum", () => {
  expect(() => weightedIndex([0, 0])).toThrow("weights sum to 0; the sum must be positive");
});

test("scatter is a permutation, also of a single place", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2000 }), fc.integer(), (n, seed) => {
      const place = scatter(n, seed);
      expect(new Set(Array.from({ length: n }, (_, i) => place(i))).size).toBe(n);
      expect(place(0)).toBeLessThan(n);
    }),
  );
});

test("identifiers are 32 hexadecimal digits, all different, and kinds share none", () => {
  const ids = (["order", "person"] as const).flatMap((kind) =>
    Array.from({ length: 20_000 }, (_, i) => i).map(identifierMaker(9, kind)),
  );
  expect(ids.every((id) => /^[0-9a-f]{32}$/.test(id))).toBe(true);
  expect(new Set(ids).size).toBe(40_000);
});

test("a list of identifiers holds what the maker gives", () => {
  expect(identifierList(9, "product", 3)).toEqual([0, 1, 2].map(identifierMaker(9, "product")));
});

test("the 32-bit mixer never sends two numbers to one", () => {
  expect(new Set(Array.from({ length: 100_000 }, (_, i) => mix32(i))).size).toBe(100_000);
});

test("the normal quantile undoes the normal distribution function", () => {
  expect(normalQuantile(0.0811)).toBeCloseTo(-1.398, 2);
  expect(normalQuantile(0)).toBe(-6);
  fc.assert(
    fc.property(fc.double({ min: 0.001, max: 0.999, noNaN: true }), (p) => {
      expect(1 - normalTail(normalQuantile(p))).toBeCloseTo(p, 3);
    }),
  );
});

test("money is written with two decimals", () => {
  expect([0, 5, 85, 5890, 673500].map(centsText)).toEqual(["0.00", "0.05", "0.85", "58.90", "6735.00"]);
});

test("times are written as the Olist files write them", () => {
  expect(timestampText(Date.UTC(2017, 9, 2, 10, 56, 33) / 1000)).toBe("2017-10-02 10:56:33");
  expect(timestampText(Date.UTC(2018, 11, 31, 23, 59, 59) / 1000)).toBe("2018-12-31 23:59:59");
  expect(() => timestampText(0)).toThrow(RangeError);
});

import fc from "fast-check";
import { expect, test } from "vitest";
import golden from "../golden/clustering.json";
import { holm, normalTail, twoProportionZ } from "@/lib/stats/proportions";

test("normal tails equal SciPy to nine digits, also far out", () => {
  for (const [z, tail] of Object.entries(golden.normalTails)) {
    expect(Math.abs(normalTail(Number(z)) / tail - 1)).toBeLessThan(1e-9);
  }
});

test("tails of z and -z make one, and fall as z grows", () => {
  fc.assert(
    fc.property(fc.double({ min: -6, max: 6, noNaN: true }), (z) => {
      expect(normalTail(z) + normalTail(-z)).toBeCloseTo(1, 12);
      expect(normalTail(z + 0.01)).toBeLessThan(normalTail(z));
    }),
  );
});

test("60 of 100 against 45 of 100 is z = 2.12", () => {
  expect(twoProportionZ(60, 100, 45, 100)).toBeCloseTo(2.124, 4);
  expect(twoProportionZ(45, 100, 60, 100)).toBeCloseTo(-2.124, 4);
});

test("an empty group or a share of 0 or 1 on both sides proves nothing", () => {
  expect(twoProportionZ(0, 0, 5, 10)).toBe(0);
  expect(twoProportionZ(0, 10, 0, 10)).toBe(0);
  expect(twoProportionZ(10, 10, 10, 10)).toBe(0);
});

test("Holm's step-down equals the recorded one and never lowers a p-value", () => {
  expect(holm(golden.pValues)).toEqual(golden.holm.map((p) => expect.closeTo(p, 12)));
  expect(holm([])).toEqual([]);
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true })), (pValues) => {
      holm(pValues).forEach((adjusted, i) => {
        expect(adjusted).toBeGreaterThanOrEqual(pValues[i] ?? 0);
        expect(adjusted).toBeLessThanOrEqual(1);
      });
    }),
  );
});

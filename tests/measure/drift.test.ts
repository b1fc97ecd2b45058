import fc from "fast-check";
import { expect, test } from "vitest";
import { classBins, decileBins, driftWord, flowDrift, largestMove, stabilityIndex } from "@/lib/measure/drift";

test("the index of 50/50 against 60/40 is 0.1 ln 1.2 - 0.1 ln 0.8", () => {
  expect(stabilityIndex([50, 50], [600, 400])).toBeCloseTo(0.1 * Math.log(1.2) - 0.1 * Math.log(0.8), 12);
});

test("the same shares have index 0, whatever the counts; an empty bin is floored at 1e-4", () => {
  expect(stabilityIndex([1, 2, 3], [10, 20, 30])).toBeCloseTo(0, 12);
  expect(stabilityIndex([100, 0], [50, 50])).toBeCloseTo((0.5 - 1) * Math.log(0.5) + (0.5 - 1e-4) * Math.log(0.5 / 1e-4), 12);
});

test("the index is never negative and does not ask which side is the base", () => {
  const bins = fc.array(fc.tuple(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 1, max: 500 })), { minLength: 1, maxLength: 10 });
  fc.assert(fc.property(bins, (pairs) => {
    const [base, now] = [pairs.map(([a]) => a), pairs.map(([, b]) => b)];
    expect(stabilityIndex(base, now)).toBeGreaterThanOrEqual(-1e-12);
    expect(stabilityIndex(base, now)).toBeCloseTo(stabilityIndex(now, base), 9);
  }));
});

test("0.1 is moderate, 0.25 major, and what is not known is no drift", () => {
  expect([0.099, 0.1, 0.249, 0.25, null].map(driftWord)).toEqual(["none", "moderate", "moderate", "major", "none"]);
});

const rows = (month: number, counts: Record<string, number>) => Object.entries(counts).map(([bin, orders]) => ({ month, bin, orders }));

test("classes under 1% of the base and new ones are counted as others", () => {
  const bins = classBins([...rows(1, { card: 900, boleto: 95, cheque: 5 }), ...rows(2, { card: 500, pix: 500 })], 1);
  expect(bins.labels).toEqual(["boleto", "card", "other"]);
  expect(bins.base).toEqual([95, 900, 5]);
  expect(bins.months.get(2)).toEqual([0, 500, 500]);
  expect(largestMove(bins, [0, 500, 500])).toEqual({ label: "other", was: 0.005, is: 0.5 });
});

test("deciles of the base hold a tenth each; equal deciles are one bin", () => {
  const values = Array.from({ length: 100 }, (_, i) => i + 1);
  expect(decileBins(values.map(() => 1), values, 1).base).toEqual(Array.from({ length: 10 }, () => 10));
  expect(decileBins([1, 1, 1, 2], [5, 5, 5, 9], 1)).toMatchObject({ labels: ["at most 5", "above"], base: [3, 0] });
});

test("a month whose deliveries are mostly not known yet says nothing", () => {
  const months = [...new Array<number>(1000).fill(1), ...new Array<number>(1000).fill(2), ...new Array<number>(1000).fill(3)];
  const late = months.map((month, i) => (month === 3 && i % 2 === 0 ? NaN : i % 20));
  const drift = flowDrift("lateness", decileBins(months, late, 1), [2, 3], () => "");
  expect(drift.psi[0]).toBeLessThan(0.1);
  expect(drift.psi[1]).toBeNull();
  expect(drift.now).toBe("none");
});

test("drift is dated from the first month of the unbroken run up to the last known one", () => {
  const calm = { a: 5000, b: 5000 };
  const moved = { a: 9000, b: 1000 };
  const bins = classBins([...rows(1, calm), ...rows(2, moved), ...rows(3, calm), ...rows(4, moved), ...rows(5, moved), ...rows(6, { a: 2, b: 1 })], 1);
  const drift = flowDrift("state", bins, [2, 3, 4, 5, 6], () => "a grew");
  expect(drift.psi[4]).toBeNull(); // three orders say nothing
  expect(drift).toMatchObject({ now: "major", since: 4, change: "a grew" });
});

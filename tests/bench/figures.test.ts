import fc from "fast-check";
import { expect, test } from "vitest";
import { holdsBar, interleave, median, percentile, ratio } from "@/scripts/bench/figures";
import { amount, sectionOf, withSection } from "@/scripts/bench/report";
import type { Measure } from "@/scripts/bench/figures";
import type { BenchReport } from "@/scripts/bench/report";

const measure = (over: Partial<Measure> = {}): Measure => ({
  name: "import",
  unit: "s",
  ours: [3, 1, 2],
  peer: [4, 4, 10],
  bar: null,
  ...over,
});

const report = (customers: number, measures: readonly Measure[] = [measure()]): BenchReport => ({
  customers,
  rounds: 3,
  machine: {
    cpu: "Test CPU",
    cores: 2,
    memoryGb: 8,
    system: "Linux 6.1",
    node: "24.1.0",
    python: null,
    pandas: null,
    scikit: null,
  },
  measures,
});

test("the median is the middle value, or the mean of the two in the middle", () => {
  expect(median([9, 1, 5])).toBe(5);
  expect(median([4, 1, 3, 2])).toBe(2.5);
  expect(median([7])).toBe(7);
  expect(median([])).toBeNaN();
});

test("the median does not depend on the order and has half of the values on each side", () => {
  fc.assert(
    fc.property(fc.array(fc.integer(), { minLength: 1, maxLength: 30 }), (values) => {
      const middle = median(values);
      expect(median(values.toReversed())).toBe(middle);
      expect(values.filter((value) => value < middle).length).toBeLessThanOrEqual(values.length / 2);
      expect(values.filter((value) => value > middle).length).toBeLessThanOrEqual(values.length / 2);
    }),
  );
});

test("the 95th percentile of 1 to 100 is 95, of one value that value", () => {
  expect(
    percentile(
      Array.from({ length: 100 }, (_, i) => 100 - i),
      0.95,
    ),
  ).toBe(95);
  expect(percentile([8], 0.95)).toBe(8);
  expect(percentile([], 0.95)).toBeNaN();
});

test("a ratio compares medians, and without a peer there is none", () => {
  expect(ratio(measure())).toBe(0.5);
  expect(ratio(measure({ peer: [] }))).toBeNull();
});

test("a bar on the ratio or on our own value is held up to and including its limit", () => {
  expect(holdsBar(measure({ bar: { of: "ratio", most: 0.5 } }))).toBe(true);
  expect(holdsBar(measure({ bar: { of: "ratio", most: 0.49 } }))).toBe(false);
  expect(holdsBar(measure({ bar: { of: "ours", most: 2 } }))).toBe(true);
  expect(holdsBar(measure({ bar: { of: "ratio", most: 1 }, peer: [] }))).toBeNull();
  expect(holdsBar(measure())).toBeNull();
});

test("contenders take turns, the order turned every second round", async () => {
  const order: string[] = [];
  const contender = (name: string) => async () => order.push(name);
  const results = await interleave(contender("a"), contender("b"), 3);
  expect(order).toEqual(["a", "b", "b", "a", "a", "b"]);
  expect(results).toEqual({ ours: [1, 4, 5], peer: [2, 3, 6] });
});

test("without a peer only ours runs", async () => {
  expect(await interleave(async () => 1, null, 2)).toEqual({ ours: [1, 1], peer: [] });
});

test("amounts carry their unit, and a missing one is a dash", () => {
  expect([amount(0.01234, "s"), amount(12345.6, "rows/s"), amount(NaN, "s")]).toEqual([
    "0.0123 s",
    "12,346 rows/s",
    "–",
  ]);
});

test("a section names size, machine, ratio and whether the bar is held", () => {
  const text = sectionOf(report(100_000, [measure({ bar: { of: "ratio", most: 1 } })]));
  expect(text).toContain("## 100,000 customers");
  expect(text).toContain(
    "2 cores (Test CPU), 8 GB, Linux 6.1; Node 24.1.0; the peer could not run here. Rounds: 3.",
  );
  expect(text).toContain("| import | 2.00 s | 4.00 s | 0.50 | ratio ≤ 1: held |");
});

test("a new report replaces the section of its size and leaves the others, smallest first", () => {
  const first = withSection("", report(1_000_000));
  const both = withSection(first, report(100_000));
  expect(both.indexOf("## 100,000 customers")).toBeLessThan(both.indexOf("## 1,000,000 customers"));
  expect(withSection(both, report(100_000))).toBe(both);
  expect(withSection(both, report(100_000, [measure({ name: "fit" })]))).toContain("| fit |");
  expect(both.match(/^# /gm)).toHaveLength(1);
});

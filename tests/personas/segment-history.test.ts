import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { seedRuleTable } from "@/lib/cluster/rfm-rules";
import { createAssigner } from "@/lib/personas/assign-members";
import { createDayHistory, createSegmentHistory, type SegmentHistory, segmentsOnDay } from "@/lib/personas/segment-history";
import { movesByRecencyAlone } from "@/lib/personas/segments-along-recency";
import type { FeatureName, FittedColumn } from "@/lib/types/features";

type Sale = { key: number; day: number; cents: number };
type Model = Parameters<typeof movesByRecencyAlone>[0];

const column = (feature: FeatureName, log: boolean, over: Partial<FittedColumn> = {}): FittedColumn =>
  ({ feature, log, circle: null, imputedWith: null, imputedRows: 0, low: log ? 0 : null, high: null, scale: { kind: "none" }, ...over });

const named = (count: number) => Array.from({ length: count }, (_, index) => ({ index, name: `S${index}` }));

const byCentroids = (columns: FittedColumn[], centroids: number[][]): Model =>
  ({ method: "kmeans", windowDays: null, transform: { columns }, centroids, cuts: null, segments: named(centroids.length) });

function historyOf(model: Model, sales: readonly Sale[], lastDay: number) {
  const sorted = [...sales].sort((a, b) => a.key - b.key || a.day - b.day);
  const writer = createSegmentHistory(model, lastDay);
  // in two parts, cut anywhere
  for (const part of [sorted.slice(0, sorted.length >> 1), sorted.slice(sorted.length >> 1)]) writer.add(columnsOf(part));
  return writer.finish();
}

const columnsOf = (sales: readonly Sale[]) => ({
  customerKeys: Float64Array.from(sales, ({ key }) => key), days: Float64Array.from(sales, ({ day }) => day), revenueCents: Float64Array.from(sales, ({ cents }) => cents),
});

/** Segment + 1 by customer, 0 for nobody. */
function segmentsAt(history: SegmentHistory, day: number, customers: number): number[] {
  const segments = new Array<number>(customers).fill(0);
  for (const part of segmentsOnDay(history, day, 3)) part.segments.forEach((segment, i) => (segments[part.customerKeys[i]!] = segment + 1)); // one a customer
  return segments;
}

/** The same the plain way: the sales up to the day added up, and their buyers assigned. */
function assignedOn(model: Model, sales: readonly Sale[], day: number, customers: number): number[] {
  const totals = new Map<number, { last: number; orders: number; cents: number }>();
  for (const sale of sales.filter((one) => one.day <= day)) {
    const { last, orders, cents } = totals.get(sale.key) ?? { last: -Infinity, orders: 0, cents: 0 };
    totals.set(sale.key, { last: Math.max(last, sale.day), orders: orders + 1, cents: cents + sale.cents });
  }
  const buyers = [...totals.values()];
  const columns = { recencyDays: Float64Array.from(buyers, ({ last }) => day - last), orderCount: Float64Array.from(buyers, ({ orders }) => orders), revenueCents: Float64Array.from(buyers, ({ cents }) => cents) };
  const assigned = createAssigner(model).segments({ customerKeys: Float64Array.from(totals.keys()), columns });
  const segments = new Array<number>(customers).fill(0);
  [...totals.keys()].forEach((key, i) => (segments[key] = assigned[i]! + 1)); // one a buyer
  return segments;
}

test("a customer is new, falls silent, comes back and falls silent again; one who never bought is nobody; two sales of a day are one step", () => {
  // new up to 30 days, gone beyond; a second order makes loyal up to 60
  const model = byCentroids([column("recencyDays", false), column("orderCount", false, { scale: { kind: "minMax", min: 0, max: 0.01 } })], [[0, 100], [60.5, 100], [0, 200], [120.5, 200]]);
  const sales = [{ key: 1, day: 100, cents: 5 }, { key: 1, day: 150, cents: 5 }, { key: 1, day: 155, cents: 5 }, { key: 3, day: 140, cents: 5 }, { key: 3, day: 140, cents: 5 }];
  const history = historyOf(model, sales, 300);
  const on = (day: number) => segmentsAt(history, day, 5);
  expect(on(99)).toEqual([0, 0, 0, 0, 0]);
  expect(on(130)).toEqual([0, 1, 0, 0, 0]);
  expect(on(131)).toEqual([0, 2, 0, 0, 0]);
  expect(on(140)).toEqual([0, 2, 0, 3, 0]);
  expect(on(150)).toEqual([0, 3, 0, 3, 0]);
  expect(on(201)).toEqual([0, 3, 0, 4, 0]);
  expect(on(215)).toEqual([0, 3, 0, 4, 0]);
  expect(on(300)).toEqual([0, 4, 0, 4, 0]);
  // the sale that left the segment as it was is no change
  expect(history.changes.length).toBe(6);
});

test("a shop without sales has no history, and nobody is anywhere", () => {
  const history = historyOf(byCentroids([column("recencyDays", false)], [[0]]), [], 10);
  expect(segmentsAt(history, 10, 2)).toEqual([0, 0]);
  expect(() => segmentsAt(history, 11, 2)).toThrow("day is 11");
});

const scale = fc.oneof(
  fc.record({ kind: fc.constant("zScore" as const), mean: fc.integer({ min: 0, max: 60 }), deviation: fc.integer({ min: 1, max: 40 }) }),
  fc.record({ kind: fc.constant("minMax" as const), min: fc.integer({ min: 0, max: 20 }), max: fc.integer({ min: 0, max: 90 }) }),
  fc.constant({ kind: "none" as const }),
);
const number = fc.oneof(fc.integer({ min: -4, max: 4 }), fc.double({ min: -3, max: 3, noNaN: true }), fc.integer({ min: 0, max: 60 }));
const fitted = (feature: FeatureName) => fc.tuple(scale, fc.boolean(), fc.boolean()).map(([scale, log, isPulledIn]) => column(feature, log, { scale, ...(isPulledIn ? { low: 3, high: 45 } : {}) }));
const centroidModel = fc.subarray(["recencyDays", "orderCount", "revenueCents"] as const, { minLength: 1 }).chain((features) => fc.record({
  columns: fc.tuple(...features.map(fitted)),
  centroids: fc.array(fc.array(number, { minLength: features.length, maxLength: features.length }), { minLength: 1, maxLength: 7 }),
})).map(({ columns, centroids }) => byCentroids(columns, centroids));

const cuts = (max: number) => fc.array(fc.oneof(fc.integer({ min: -1, max }), fc.double({ min: -1, max, noNaN: true })), { minLength: 3, maxLength: 3 }).map((list) => list.sort((a, b) => a - b));
const cutModel = fc.record({ recencyDays: cuts(80), orderCount: cuts(4), revenueCents: cuts(60) })
  .map((cuts): Model => ({ method: "rfm", windowDays: null, transform: null, centroids: null, cuts, segments: seedRuleTable.rules.map(({ name }, index) => ({ index, name })) }));

// refunds beyond what was paid among them
const shop = fc.array(fc.record({ key: fc.integer({ min: 0, max: 5 }), day: fc.integer({ min: -20, max: 80 }), cents: fc.integer({ min: -30, max: 60 }) }), { maxLength: 14 });

describe.each([["centroids", centroidModel], ["cut points", cutModel]] as const)("a model of %s", (_, models) => {
  test("says of every day what assigning that day by itself says", () => {
    fc.assert(fc.property(models, shop, (model, sales) => {
      expect(movesByRecencyAlone(model)).toBe(true);
      const history = historyOf(model, sales, 90);
      const days = Array.from({ length: 112 }, (_, i) => i - 21);
      const said = (segmentsOn: (day: number) => Iterable<number>): string[] => days.map((day) => `${day}: ${[...segmentsOn(day)].join(" ")}`);
      expect(said((day) => segmentsAt(history, day, 7))).toEqual(said((day) => assignedOn(model, sales, day, 7)));
    }), { numRuns: 150 });
  });
});

test("more customers than are followed at once are followed all, also those silent for longer than all before", () => {
  const sales = Array.from({ length: 5000 }, (_, i): Sale => {
    const key = (i * 7) % 4801;
    return { key, day: key < 2100 ? 410 + (i % 9) : (i * 37) % 400, cents: (i * 91) % 3000 };
  });
  const model = byCentroids([column("recencyDays", true), column("revenueCents", true)], [[0, 2], [2, 7], [5, 3], [6, 8]]);
  const history = historyOf(model, sales, 420);
  for (const day of [0, 13, 250, 420]) expect(segmentsAt(history, day, 4801)).toEqual(assignedOn(model, sales, day, 4801));
});

test("members of one day are a history of that day", () => {
  const history = createDayHistory(7);
  history.add({ customerKeys: Float64Array.of(1, 4), segments: Int32Array.of(2, 0) });
  history.add({ customerKeys: Float64Array.of(5), segments: Int32Array.of(0) });
  const known = history.finish();
  expect(segmentsAt(known, 7, 6)).toEqual([0, 3, 0, 0, 1, 1]);
  expect(segmentsAt(known, 6, 6)).toEqual([0, 0, 0, 0, 0, 0]);
});

test("a model with a window, with what a review brings later, with a circle or with nothing stored has no such history", () => {
  const plain = byCentroids([column("recencyDays", true)], [[0]]);
  expect(movesByRecencyAlone(plain)).toBe(true);
  expect(movesByRecencyAlone({ ...plain, windowDays: 365 })).toBe(false);
  expect(movesByRecencyAlone(byCentroids([column("meanReviewScore", false)], [[0]]))).toBe(false);
  expect(movesByRecencyAlone(byCentroids([column("recencyDays", false, { circle: { period: 12, part: "sine" } })], [[0]]))).toBe(false);
  expect(movesByRecencyAlone({ ...plain, transform: null })).toBe(false);
  expect(movesByRecencyAlone({ ...plain, segments: named(256) })).toBe(false);
});

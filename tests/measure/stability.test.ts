import { expect, test } from "vitest";
import { mlKMeansEngine } from "@/lib/cluster/ml-kmeans-engine";
import { seedRuleTable } from "@/lib/cluster/rfm-rules";
import { transformSpec } from "@/lib/features/transform-spec";
import { centroidShift } from "@/lib/measure/centroid-shift";
import { ageingScale, commonRows, onScale, sampleKeys, withAgeingHeld } from "@/lib/measure/dated-matrix";
import { labelAgreement } from "@/lib/measure/label-agreement";
import { decayCurve, decayRuns, spreadOf } from "@/lib/measure/stability";
import { kmeansInTime, rfmInTime } from "@/lib/measure/time-models";
import { createRandom } from "@/lib/stats/random";
import { matrixOf } from "../support/shops";

const features = ["recencyDays", "orderCount", "revenueCents"] as const;

/**
 * A shop of four kinds of customers that gains some every month; from `changedFrom` on newcomers
 * are five times as many and spend ten times as much.
 */
function shopInTime(months: number, changedFrom = Infinity) {
  const random = createRandom(5);
  const arrivals = Array.from({ length: 12 + months }, (_, month) => Array.from({ length: month >= changedFrom ? 300 : 60 }, () => ({
    month, day: Math.floor(30 * random()), repeats: random() < 0.5, cents: (random() < 0.5 ? 3_000 : 60_000) * (0.8 + 0.4 * random()) * (month >= changedFrom ? 10 : 1),
  }))).flat();
  return Array.from({ length: months }, (_, step) => {
    const now = 12 + step;
    const known = arrivals.filter((one) => one.month < now);
    const shoppers = known.map((one) => ({ recencyDays: 30 * (now - one.month) - one.day, orderCount: one.repeats ? 5 : 1, averageOrderCents: one.cents }));
    return { asOf: now * 30, matrix: matrixOf(shoppers, features) };
  });
}

const plan = { specs: transformSpec("default", ["orderCount", "revenueCents"]), balance: "none", k: 4, starts: 2, nInit: 3, seed: 1 } as const;
const options = { mostCompared: 10_000, seed: 1, watch: () => {} };
const rule = { stepMonths: 1, confidence: 0.9, threshold: 0.8 };

test("a shop whose customers only grow older keeps its groups with ageing held; a planted change does not", async () => {
  const calm = decayCurve("kmeans", await decayRuns(kmeansInTime(plan, mlKMeansEngine), { dates: shopInTime(6), ...options }), rule);
  const changed = decayCurve("kmeans", await decayRuns(kmeansInTime(plan, mlKMeansEngine), { dates: shopInTime(6, 13), ...options }), rule);
  expect(calm.points.map((point) => point.lag)).toEqual([0, 1, 2, 3, 4, 5]);
  expect(Math.min(...calm.points.map((point) => point.held.low))).toBeGreaterThan(0.9);
  expect(Math.min(...changed.points.map((point) => point.held.low))).toBeLessThan(0.8);
  expect(calm.points.map((point) => point.bases)).toEqual([5, 5, 4, 3, 2, 1]);
  expect(calm.points.map((point) => point.held.runs)).toEqual([10, 10, 8, 6, 4, 2]);
});

test("cut points age with the calendar as it is, and not with ageing held", async () => {
  const { points } = decayCurve("rfm", await decayRuns(rfmInTime(seedRuleTable), { dates: shopInTime(5), ...options }), rule);
  expect(points.map((point) => point.lag)).toEqual([1, 2, 3, 4]);
  expect(points.at(-1)?.plain.median).toBeLessThan(0.8);
  expect(points.at(-1)?.held.median).toBeGreaterThan(0.95);
});

test("a base beside itself with one start says nothing; fewer than two dates compare nothing", async () => {
  const single = kmeansInTime({ ...plan, starts: 1 }, mlKMeansEngine);
  expect((await decayRuns(single, { dates: shopInTime(2), ...options })).map(({ base, refit }) => [base, refit])).toEqual([[0, 1]]);
  expect(await decayRuns(single, { dates: shopInTime(1), ...options })).toEqual([]);
});

test("putting recency on another date's scale keeps ranks and ties and takes over the spread", () => {
  const base = matrixOf([10, 20, 30, 40].map((recencyDays) => ({ recencyDays, orderCount: 1, averageOrderCents: 100 })), features);
  const later = matrixOf([100, 300, 200, 200].map((recencyDays) => ({ recencyDays, orderCount: 1, averageOrderCents: 100 })), features);
  const scaled = onScale(later, ageingScale(base));
  const recency = [0, 1, 2, 3].map((i) => scaled.values[i * 3] ?? NaN);
  expect(recency[2]).toBe(recency[3]);
  expect(recency[0]!).toBeLessThan(recency[2]!); // four customers
  expect(recency[1]!).toBeGreaterThan(recency[2]!);
  expect(Math.min(...recency)).toBeGreaterThanOrEqual(10);
  expect(Math.max(...recency)).toBeLessThanOrEqual(40);
  const same = onScale(base, ageingScale(base));
  expect([0, 1, 2, 3].map((i) => same.values[i * 3])).toEqual([13.75, 21.25, 28.75, 36.25]); // mid-ranks 1/8, 3/8 ...
});

test("with ageing held, customers are as they are later but as old as before", () => {
  const before = matrixOf([{ recencyDays: 5, orderCount: 1, averageOrderCents: 100 }, { recencyDays: 9, orderCount: 1, averageOrderCents: 100 }], features);
  const after = matrixOf([{ recencyDays: 35, orderCount: 1, averageOrderCents: 100 }, { recencyDays: 2, orderCount: 3, averageOrderCents: 400 }, { recencyDays: 1, orderCount: 1, averageOrderCents: 1 }], features);
  const held = withAgeingHeld(before, after, commonRows(before.customerKeys, after.customerKeys));
  expect([...held.values]).toEqual([5, 1, 100, 9, 3, 1200]);
});

test("agreement ignores how groups are numbered; one customer of four in another group is a quarter misplaced", () => {
  expect(labelAgreement([0, 0, 1, 1], [1, 1, 0, 0], 2)).toEqual({ ari: 1, misplaced: 0 });
  expect(labelAgreement([0, 0, 1, 1], [1, 1, 0, 1], 2).misplaced).toBe(0.25);
});

test("a sample holds about as many as asked, the same ones whoever else is there", () => {
  const keys = Array.from({ length: 10_000 }, (_, i) => i + 1);
  const isSampled = sampleKeys(keys, 2_000, 3);
  const sampled = keys.filter(isSampled);
  expect(sampled.length).toBeGreaterThan(1_800);
  expect(sampled.length).toBeLessThan(2_200);
  expect(sampleKeys(keys, 10_000, 3)(7)).toBe(true);
  expect(keys.filter(sampleKeys(keys, 2_000, 4))).not.toEqual(sampled);
});

test("the low end of a spread is the value one run in ten stays under", () => {
  expect(spreadOf([1, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1, 0], 0.9)).toMatchObject({ low: expect.closeTo(0.1, 12), median: 0.5, high: 0.9, least: 0, runs: 11 });
});

test("centroids stay where the data stay, and follow them where they go", () => {
  const cloud = (shift: number) => {
    const random = createRandom(9);
    const values = Float64Array.from({ length: 4_000 }, (_, i) => (i % 4 < 2 ? 0 : 10) + random() + shift);
    return { values, n: 2_000, d: 2 };
  };
  const dates = [0, 0, 1].map((shift, i) => ({ asOf: i, points: cloud(shift), weights: null }));
  const steps = centroidShift(Float64Array.of(0.5, 0.5, 10.5, 10.5), 2, dates, 1);
  expect(steps[1]?.largestShift).toBeLessThan(0.05);
  expect(steps[2]?.meanShift).toBeCloseTo(Math.SQRT2, 1);
  expect(steps[2]?.inertiaPerCustomer).toBeCloseTo(steps[0]!.inertiaPerCustomer, 1); // three dates
});

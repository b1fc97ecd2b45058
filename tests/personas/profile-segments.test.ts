import { describe, expect, test } from "vitest";
import { inputOf, type Shopper } from "../support/shops";
import { elevenRuleTable, seedRuleTable } from "@/lib/cluster/rfm-rules";
import { personaAdvice, ruleAdvice } from "@/lib/personas/advice";
import { personaTable } from "@/lib/personas/persona-table";
import { profileSegments } from "@/lib/personas/profile-segments";
import { personaReason, ruleReason } from "@/lib/personas/reason";
import { lifetimeMonths } from "@/lib/personas/segment-summaries";
import { valueWords, type Lifecycle } from "@/lib/types/segmentation";

const buyer = (recencyDays: number, orderCount: number, averageOrderCents: number): Shopper => ({
  recencyDays,
  orderCount,
  averageOrderCents,
});

/** Ten cheap new ones, ten dear silent ones, and one who came three times. */
const shoppers = [
  ...Array.from({ length: 10 }, (_, i) => buyer(i, 1, 1_000 + i)),
  ...Array.from({ length: 10 }, (_, i) => buyer(300 + i, 1, 50_000 + i)),
  buyer(100, 3, 10_000),
];
const labels = Int32Array.from(shoppers, (_, i) => Math.floor(i / 10));

function profiles() {
  const { matrix, orderDays, request, hemisphere } = inputOf(shoppers);
  const runnerUp = labels.map((label) => (label === 2 ? 0 : 2));
  const margin = Float64Array.from(labels, (_, i) => [0.05, 0.1, 0.15][i] ?? 0.5);
  const silhouettes = [0.5, 0.4, 0];
  return profileSegments({
    matrix,
    labels,
    k: 3,
    margin,
    runnerUp,
    silhouettes,
    orderDays,
    asOf: request.asOf,
    hemisphere,
  });
}

describe("profiles", () => {
  test("carry sizes, shares, means and medians of their members", () => {
    const [cheap, dear, loyal] = profiles();
    expect(cheap).toMatchObject({ customers: 10, customerShare: 10 / 21, revenueCents: 10_045 });
    expect(cheap?.medians.averageOrderCents).toBe(1_004.5);
    expect(dear?.centroid.recencyDays).toBe(304.5);
    expect(loyal?.centroid).toMatchObject({ orderCount: 3, revenueCents: 30_000 });
    const shares = profiles().reduce((sum, { revenueShare }) => sum + revenueShare, 0);
    expect(shares).toBeCloseTo(1, 12);
  });

  test("are named by the grammar and say why", () => {
    expect(profiles().map(({ name }) => name)).toEqual(["Cheap New", "Impulse Lost", "Loyal"]);
    expect(profiles()[0]?.reason).toBe(
      "Ordered once; pays less per order than 76% of customers; last ordered 5 days ago, among the most recent quarter.",
    );
  });

  test("count members with a margin under 0.1 as borderline and find the usual runner-up", () => {
    expect(profiles().map(({ borderlineShare }) => borderlineShare)).toEqual([0.1, 0, 0]);
    expect(profiles().map(({ nearest }) => nearest)).toEqual([2, 2, 0]);
  });

  test("levels of one-time buyers go by the mean of orders, payments by percentiles", () => {
    const [cheap, dear, loyal] = profiles();
    expect(cheap?.levels.orderFrequency).toMatchObject({ name: "low", percentile: null, median: 1 });
    expect(loyal?.levels.orderFrequency?.name).toBe("very high");
    expect(cheap?.levels.averagePayment?.name).toBe("very low");
    expect(dear?.levels.recency?.display).toBe("high");
    expect(cheap?.levels.reviewScore).toMatchObject({ name: null, percentile: null, median: 4 });
  });

  test("fill the table of the study", () => {
    expect(personaTable(profiles())[1]).toMatchObject({
      persona: "Impulse Lost",
      orderFrequency: { level: "low", mean: 1 },
      averagePayment: { mean: 50_004.5 },
      recency: { mean: 304.5 },
      meanSpendCents: 50_004.5,
      season: null,
      lifetimeBand: "short",
    });
  });
});

describe("lifetime", () => {
  test("is the months between the outer 2.5 % of order days; strangers do not count", () => {
    const days = Float64Array.from({ length: 401 }, (_, i) => i);
    const orders = {
      customerKeys: new Float64Array(402).fill(7),
      days: Float64Array.from([...days, 99_999]),
    };
    orders.customerKeys[401] = 8;
    const [months, none] = lifetimeMonths(orders, Float64Array.from([7]), Int32Array.from([0]), 2);
    expect(months).toBeCloseTo(380 / (365.2425 / 12), 12);
    expect(none).toBeNull();
  });
});

describe("reasons", () => {
  const payment = { name: "high", display: "high", percentile: 0.7, median: 1 } as const;

  test("put orders, payment and silence into one sentence", () => {
    expect(personaReason({ meanOrders: 2.04, payment, medianRecencyDays: 412, lifecycle: "Lost" })).toBe(
      "Ordered 2.0 times on average; pays more per order than 70% of customers; silent for 412 days, among the oldest quarter.",
    );
    const alike = { name: null, display: null, percentile: null, median: 1 };
    expect(personaReason({ meanOrders: 1.2, payment: alike, medianRecencyDays: 1, lifecycle: null })).toBe(
      "Mostly ordered once (1.2 on average); pays what everybody pays; last ordered 1 day ago.",
    );
  });

  test("of a rule name its cells", () => {
    expect(ruleReason(["14", "24"], { bins: 4, axis: "frequency" })).toBe(
      "By rule, scores 1 to 4 with 4 the best: recency 1 with frequency 4, or recency 2 with frequency 4.",
    );
  });
});

describe("advice", () => {
  test("differs for each of the 18 personas and is whole", () => {
    const lifecycles: Lifecycle[] = ["New", null, "Lost"];
    const all = valueWords.flatMap((word) => lifecycles.map((lifecycle) => personaAdvice(word, lifecycle)));
    expect(new Set(all.map(({ goal }) => goal)).size).toBe(18);
    expect(new Set(all.map(({ action }) => action)).size).toBe(18);
    expect(all.every(({ avoid }) => avoid.startsWith("Don't"))).toBe(true);
  });

  test("exists for every rule of the table, and for a name of one's own", () => {
    const goals = seedRuleTable.rules.map(({ name }) => ruleAdvice(name).goal);
    expect(new Set(goals).size).toBeGreaterThanOrEqual(9);
    expect(goals).not.toContain(ruleAdvice("no such rule").goal);
    expect(personaAdvice(null, "New").goal).not.toBe(ruleAdvice("no such rule").goal);
    const eleven = elevenRuleTable.rules.map(({ name }) => ruleAdvice(name).goal);
    expect(eleven).not.toContain(ruleAdvice("no such rule").goal);
  });
});

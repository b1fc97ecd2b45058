import { describe, expect, test } from "vitest";
import { inputOf, olistLike, type Shopper } from "../support/shops";
import { adjustedRandIndex } from "@/lib/cluster/agreement";
import { mlKMeansEngine as engine } from "@/lib/cluster/ml-kmeans-engine";
import { applyTransform } from "@/lib/features/transform";
import { assignNearest } from "@/lib/cluster/assign";
import { computeSegmentation } from "@/lib/personas/compute-segmentation";
import { createRandom } from "@/lib/stats/random";
import type { ResolvedRequest } from "@/lib/personas/segmentation-input";

const run = (shoppers: readonly Shopper[], changes: Partial<ResolvedRequest> = {}) =>
  computeSegmentation(inputOf(shoppers, changes), engine);
const buyer = (recencyDays: number, orderCount = 1, averageOrderCents = 10_000): Shopper => ({
  recencyDays,
  orderCount,
  averageOrderCents,
});
const olist = olistLike(600, 5);

describe("a shop of one-time buyers", () => {
  test("gets eleven segments of different names that count every customer once", async () => {
    const { run: result, memberships } = await run(olist);
    expect(result).toMatchObject({ k: 11, balance: "repeat", customers: 600, engine: "ml-kmeans" });
    expect(new Set(result.segments.map(({ name }) => name)).size).toBe(11);
    const sizes = result.segments.map(({ customers }) => customers);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(600);
    expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
    result.segments.forEach(({ index, customers }) =>
      expect(memberships.segments.filter((segment) => segment === index)).toHaveLength(customers),
    );
    const shares = result.segments.reduce((sum, { revenueShare }) => sum + revenueShare, 0);
    expect(shares).toBeCloseTo(1, 9);
  });

  test("balance lifts repeat buyers into segments of their own", async () => {
    const { run: result } = await run(olist, { k: 6 });
    const repeaters = result.segments.filter(({ centroid }) => (centroid.orderCount ?? 0) > 1.5);
    expect(repeaters.length).toBeGreaterThanOrEqual(1);
    expect(result.notices.some((notice) => notice.startsWith("Repeat buyers carry 47%"))).toBe(true);
    const { run: unbalanced } = await run(olist, { k: 6, balance: "none" });
    expect(unbalanced.notices).toEqual([]);
  });

  test("balance weighs the scaling too: mean orders are those of a shop where 47 % repeat", async () => {
    const repeaters = olist.filter(({ orderCount }) => orderCount > 1);
    const logs =
      repeaters.reduce((sum, { orderCount }) => sum + Math.log1p(orderCount), 0) / repeaters.length;
    const { run: result } = await run(olist, { k: 3 });
    const scale = result.transform?.columns.find(({ feature }) => feature === "orderCount")?.scale;
    expect(scale).toMatchObject({
      kind: "zScore",
      mean: expect.closeTo(0.53 * Math.log1p(1) + 0.47 * logs, 9),
    });
  });

  test("the stored transform and centroids assign everybody where the run did", async () => {
    const input = inputOf(olist, { k: 7 });
    const { run: result, memberships } = await computeSegmentation(input, engine);
    if (result.transform === null || result.centroids === null) throw new Error("k-means stores both");
    const points = applyTransform(input.matrix, result.transform);
    const { labels, runnerUp, margin, inertia } = assignNearest(
      points,
      Float64Array.from(result.centroids.flat()),
    );
    expect(labels).toEqual(memberships.segments);
    expect(runnerUp).toEqual(memberships.runnerUp);
    expect(margin).toEqual(memberships.margin);
    expect(inertia).toBeCloseTo(result.inertia ?? NaN, 6);
  });

  test("the same seed gives the same run to the bit", async () => {
    expect(await run(olist, { k: 5 })).toEqual(await run(olist, { k: 5 }));
  });

  test("auto takes the recommended k, and says so", async () => {
    const { run: result } = await run(olist, { k: "auto" });
    const recommended = result.choices.find(({ verdict }) => verdict === "recommended");
    expect(result.k).toBe(recommended?.k);
    expect(result.kRecommended).toBe(true);
    expect(result.choices.map(({ k }) => k)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]);
  });

  test.each(["seed1", "seed2"] as const)("preset %s runs on its own features", async (preset) => {
    const { run: result } = await run(olist, { preset, k: 5 });
    expect(result.features).toHaveLength(preset === "seed1" ? 3 : 7);
    expect(result.segments).toHaveLength(5);
  });

  test("chosen features replace the preset's", async () => {
    const { run: result } = await run(olist, { features: ["averageOrderCents"], k: 3 });
    expect(result.features).toEqual(["averageOrderCents"]);
    expect(result.centroids?.[0]).toHaveLength(1);
  });
});

test("planted groups are found: ARI 1 to the truth", async () => {
  const random = createRandom(2);
  const groups = [buyer(10, 1, 2_000), buyer(300, 1, 40_000), buyer(150, 4, 9_000), buyer(320, 6, 3_000)];
  const shoppers = Array.from({ length: 400 }, (_, i) => {
    const group = groups[i % 4] ?? buyer(0);
    return { ...group, recencyDays: group.recencyDays + Math.floor(random() * 10) };
  });
  const { memberships } = await run(shoppers, { k: 4 });
  expect(
    adjustedRandIndex(
      memberships.segments,
      shoppers.map((_, i) => i % 4),
    ),
  ).toBe(1);
});

describe("RFM", () => {
  test("a shop of one-time buyers meets the quartiles of recency, named by the table", async () => {
    const { run: result, memberships } = await run(olist, { method: "rfm" });
    expect(result).toMatchObject({
      engine: null,
      transform: null,
      centroids: null,
      inertia: null,
      choices: [],
    });
    expect(
      result.segments
        .slice(0, 4)
        .map(({ name }) => name)
        .sort(),
    ).toEqual(["About to churn", "Churned", "New", "Rising"]);
    expect(
      result.segments.every(({ valueWord, lifecycle }) => valueWord === null && lifecycle === null),
    ).toBe(true);
    expect(memberships.margin).toBeNull();
    expect(new Set(memberships.frequencyScores)).toEqual(new Set([1, 4]));
  });
});

describe("degenerate shops", () => {
  test("nobody cannot be segmented", async () => {
    await expect(run([])).rejects.toThrow("0 customers; a segmentation needs at least 1");
  });

  test("a single customer is one segment without a persona", async () => {
    const { run: result, memberships } = await run([buyer(3)]);
    expect(result).toMatchObject({ k: 1, silhouette: null, choices: [] });
    expect(result.segments[0]).toMatchObject({
      name: "All customers",
      valueWord: null,
      customers: 1,
      nearest: null,
    });
    expect(result.notices).toEqual(["No two customers differ: k was lowered from 11 to 1."]);
    expect(memberships.runnerUp).toBeNull();
  });

  test("customers who are all alike are one segment", async () => {
    const alike = Array.from({ length: 50 }, () => buyer(30));
    const { run: result } = await run(alike, { k: "auto" });
    expect(result.segments.map(({ name, customers }) => [name, customers])).toEqual([["All customers", 50]]);
    expect((await run(alike, { method: "rfm" })).run.segments).toHaveLength(1);
  });

  test("k is lowered to the customers that differ, and that is said", async () => {
    const three = [buyer(10), buyer(10), buyer(100), buyer(200, 1, 90_000)];
    const { run: result } = await run(three, { k: 9 });
    expect(result.k).toBe(3);
    expect(result.inertia).toBeCloseTo(0, 12);
    expect(result.notices).toEqual(["Only 3 kinds of customers differ: k was lowered from 9 to 3."]);
  });

  test("a k that is no whole number from 1 is refused with the number", async () => {
    await expect(run([buyer(1), buyer(2)], { k: 0 })).rejects.toThrow("k is 0; it must lie in 1..2");
    await expect(run([buyer(1), buyer(2)], { k: 1.5 })).rejects.toThrow(RangeError);
  });

  test("a shop that only ever refunded has no negative shares", async () => {
    const { run: result } = await run([buyer(1, 1, -500), buyer(9, 1, -700), buyer(50, 1, 0)], { k: 2 });
    expect(result.segments.every(({ revenueShare }) => Number.isFinite(revenueShare))).toBe(true);
  });
});

test("the watcher sees the stages in order and can cancel", async () => {
  const heard: [string, number][] = [];
  await computeSegmentation(
    inputOf(olist.slice(0, 300), { k: 3 }),
    engine,
    (stage, fraction) => void heard.push([stage, fraction]),
  );
  expect([...new Set(heard.map(([stage]) => stage))]).toEqual([
    "features",
    "choice of k",
    "fit",
    "quality",
    "personas",
  ]);
  const fractions = heard.map(([, fraction]) => fraction);
  expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
  const cancel = () => Promise.reject(new Error("cancelled"));
  await expect(computeSegmentation(inputOf(olist.slice(0, 300)), engine, cancel)).rejects.toThrow(
    "cancelled",
  );
});

import { beforeAll, describe, expect, test } from "vitest";
import { inputOf, olistLike } from "../support/shops";
import { mlKMeansEngine } from "@/lib/cluster/ml-kmeans-engine";
import { pointsOf } from "../support/points";
import { sampledStability } from "@/lib/cluster/sampled-stability";
import { compareMethods, granularityOf, type ComparedMethods } from "@/lib/personas/compare-methods";
import { comparedKeys } from "@/lib/types/comparison";

const n = 260;
let compared: ComparedMethods;
let ticks = 0;

beforeAll(async () => {
  compared = await compareMethods(inputOf(olistLike(n, 8)), mlKMeansEngine, { k: 5, now: () => ticks++ });
}, 60_000);

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

describe("methods side by side", () => {
  test("are all seven, in their order, each counting every customer once", () => {
    expect(compared.methods.map(({ key }) => key)).toEqual([...comparedKeys]);
    for (const { segments, unassigned, customers } of compared.methods) expect(sum(segments.map((segment) => segment.customers)) + unassigned).toBe(customers);
    expect(compared.methods.filter(({ key }) => key !== "dbscan").every(({ unassigned }) => unassigned === 0)).toBe(true);
  });

  test("tiers are Bronze, Silver and Gold; k-means, MiniBatch and Ward have the k asked for", () => {
    const byKey = new Map(compared.methods.map((method) => [method.key, method]));
    expect(byKey.get("tiers")?.segments.map(({ name }) => name).sort()).toEqual(["Bronze", "Gold", "Silver"]);
    for (const key of ["kmeans", "minibatch", "ward"] as const) expect(byKey.get(key)?.segments).toHaveLength(5);
  });

  test("any two have one cross table whose cells add up to the customers both group", () => {
    expect(compared.pairs).toHaveLength((7 * 6) / 2);
    for (const { counts, customers, adjustedRandIndex, a, b } of compared.pairs) {
      expect(sum(counts.map(sum))).toBe(customers);
      expect(adjustedRandIndex).toBeLessThanOrEqual(1);
      if (a !== "dbscan" && b !== "dbscan") expect(customers).toBe(n);
    }
  });

  test("rows of a cross table are the sizes of the first, columns those of the second", () => {
    const pair = compared.pairs.find(({ a, b }) => a === "rfm7" && b === "kmeans");
    const sizes = (key: string) => compared.methods.find((method) => method.key === key)?.segments.map(({ customers }) => customers);
    expect(pair?.counts.map(sum)).toEqual(sizes("rfm7"));
    expect(pair?.counts[0]?.map((_, j) => sum(pair.counts.map((row) => row[j] ?? 0)))).toEqual(sizes("kmeans"));
  });

  test("stability and silhouette name what they rest on", () => {
    for (const { stability, silhouette, silhouetteCustomers } of compared.methods) {
      if (stability !== null) expect(stability.basis).toMatchObject({ customers: n });
      if (silhouette !== null) expect(silhouetteCustomers).toBeGreaterThan(0);
    }
  });
});

test("granularity of equal shares is their number, of one lone segment 1", () => {
  expect(granularityOf([0.25, 0.25, 0.25, 0.25])).toBeCloseTo(4, 12);
  expect(granularityOf([1])).toBe(1);
  expect(granularityOf([0.9, 0.1])).toBeLessThan(2);
});

test("customers who are all alike leave nothing to compare but rules", async () => {
  const alike = Array.from({ length: 20 }, () => ({ recencyDays: 5, orderCount: 1, averageOrderCents: 900 }));
  const { methods, notices } = await compareMethods(inputOf(alike), mlKMeansEngine, { k: null, now: () => 0 });
  expect(methods.map(({ key, segments }) => [key, segments.length])).toEqual([["rfm7", 1], ["rfm11", 1]]);
  expect(notices[0]).toContain("No two customers differ");
});

test("a method that always finds its groups again has a stability of 1; noise is no group", () => {
  const points = pointsOf(Array.from({ length: 60 }, (_, i) => [i < 30 ? 0 : 9]));
  const cluster = (of: { values: Float64Array; n: number }) => Int32Array.from({ length: of.n }, (_, i) => ((of.values[i] ?? 0) > 5 ? 1 : 0));
  const labels = Int32Array.from({ length: 60 }, (_, i) => (i === 0 ? -1 : i < 30 ? 0 : 1));
  const { meanJaccards, basis } = sampledStability(points, { labels, k: 2, seed: 1 }, cluster);
  expect(meanJaccards[1]).toBe(1);
  expect(meanJaccards[0]).toBeGreaterThan(0.9);
  expect(basis).toEqual({ resamples: 25, fittedCustomers: 60, assignedCustomers: 60 });
});

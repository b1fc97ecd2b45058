import { beforeAll, describe, expect, test } from "vitest";
import { inputOf, olistLike } from "../support/shops";
import { mlKMeansEngine } from "@/lib/cluster/ml-kmeans-engine";
import { computeSegmentation } from "@/lib/personas/compute-segmentation";
import type { ComputedSegmentation } from "@/lib/personas/segmentation-input";

const shop = olistLike(240, 6);
let assessed: ComputedSegmentation;

beforeAll(async () => {
  assessed = await computeSegmentation(inputOf(shop, { k: 5, assess: "full" }), mlKMeansEngine);
}, 60_000);

describe("a full assessment", () => {
  test("judges all k and names the segments that do not come back", () => {
    const { choices } = assessed.run;
    expect(choices.map(({ k }) => k)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]);
    expect(choices.every(({ leastStability }) => leastStability !== null && leastStability >= 0 && leastStability <= 1)).toBe(true);
    for (const { weakSegments, leastStability, reason } of choices) {
      expect(weakSegments.length > 0).toBe((leastStability ?? 1) < 0.75);
      if (weakSegments[0]) expect(reason).toContain(weakSegments[0].name);
    }
    expect(assessed.run.k).toBe(5);
  });

  test("says of each segment how stable it is, and gives a rule or says there is none", () => {
    for (const { stability, rule } of assessed.run.segments) {
      expect(stability?.meanJaccard).toBeGreaterThan(0);
      expect(rule?.words.length).toBeGreaterThan(10);
      expect(rule?.fidelity?.judgedCustomers).toBe(240);
    }
    const least = Math.min(...assessed.run.segments.map(({ stability }) => stability?.meanJaccard ?? 0));
    expect(assessed.run.quality?.leastStability).toBe(least);
  });

  test("every sampled figure carries its customers", () => {
    expect(assessed.run.quality?.bootstrap).toEqual({ resamples: 50, fittedCustomers: 240, starts: 3, assignedCustomers: 240, customers: 240 });
    expect(assessed.run.quality?.separation).toMatchObject({ customers: 240 });
    expect(assessed.run.quality?.influence?.surrogate).toMatchObject({ fittedCustomers: 120, judgedCustomers: 120 });
    expect(assessed.details.projection).toMatchObject({ shownCustomers: 240, customers: 240 });
  });

  test("parts of the separation add up to 1, shares of variance lie in 0..1", () => {
    const features = assessed.run.quality?.influence?.features ?? [];
    expect(features.map(({ feature }) => feature)).toEqual(["recencyDays", "orderCount", "revenueCents"]);
    expect(features.reduce((sum, { partOfSeparation }) => sum + partOfSeparation, 0)).toBeCloseTo(1, 9);
    expect(features.every(({ betweenShare }) => betweenShare >= 0 && betweenShare <= 1)).toBe(true);
  });

  test("indices count everybody; the weighted inertia is what the fit saw", () => {
    const indices = assessed.run.quality?.indices;
    expect(indices?.inertia).toBe(assessed.run.inertia);
    expect(indices?.weightedInertia).not.toBeCloseTo(indices?.inertia ?? NaN, 3);
    expect(indices?.smallestShare).toBe(Math.min(...assessed.run.segments.map(({ customerShare }) => customerShare)));
  });
});

test("a lone segment is assessed without anything to compare", async () => {
  const alike = Array.from({ length: 40 }, () => ({ recencyDays: 5, orderCount: 1, averageOrderCents: 900 }));
  const { run } = await computeSegmentation(inputOf(alike, { k: 3, assess: "full" }), mlKMeansEngine);
  expect(run.quality).toMatchObject({ bootstrap: null, separation: null, influence: null });
  expect(run.segments).toMatchObject([{ stability: null, rule: null }]);
});

test("RFM segments carry their stability", async () => {
  const { run } = await computeSegmentation(inputOf(shop, { method: "rfm", assess: "full" }), mlKMeansEngine);
  expect(run.segments.every(({ stability }) => (stability?.meanJaccard ?? 0) > 0)).toBe(true);
  expect(run.quality?.bootstrap?.resamples).toBe(50);
});

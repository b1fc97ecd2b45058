import { describe, expect, test } from "vitest";
import { inputOf, olistLike } from "../support/shops";
import { mlKMeansEngine } from "@/lib/cluster/ml-kmeans-engine";
import { rfmRequestOf } from "@/lib/cluster/rfm-plan";
import { computeSegmentation } from "@/lib/personas/compute-segmentation";
import type { ResolvedRequest } from "@/lib/personas/segmentation-input";

const olist = olistLike(400, 4);
const run = async (changes: Partial<ResolvedRequest>) => (await computeSegmentation(inputOf(olist, changes), mlKMeansEngine)).run;

describe("tiers", () => {
  test("are three, from the first study's features, Gold fresher and worth more than Bronze", async () => {
    const tiers = await run({ method: "tiers", k: 9 });
    expect(tiers).toMatchObject({ k: 3, preset: "seed1", balance: "none", method: "tiers", choices: [] });
    expect(tiers.segments.map(({ name }) => name).sort()).toEqual(["Bronze", "Gold", "Silver"]);
    const recency = (name: string) => tiers.segments.find((segment) => segment.name === name)?.centroid.recencyDays ?? NaN;
    expect(recency("Gold")).toBeLessThan(recency("Bronze"));
    expect(tiers.segments.every(({ valueWord }) => valueWord === null)).toBe(true);
  });
});

describe("MiniBatch", () => {
  test("gives personas of its own, weighted as k-means is, without an engine's name", async () => {
    const result = await run({ method: "minibatch", k: 6 });
    expect(result).toMatchObject({ method: "minibatch", engine: null, k: 6, balance: "repeat" });
    expect(new Set(result.segments.map(({ name }) => name)).size).toBe(6);
    expect(result.segments.reduce((sum, { customers }) => sum + customers, 0)).toBe(olist.length);
    expect(result.notices[0]).toBe("Repeat buyers carry 47% of the weight in the fit; sizes, shares and quality count every customer.");
  });
});

describe("RFM", () => {
  test("stores its table, scoring and share of one-time buyers, and says that quantiles tell nothing", async () => {
    const result = await run({ method: "rfm", rfm: rfmRequestOf("eleven") });
    expect(result.rfm).toMatchObject({ tableName: "eleven", scoring: "hybrid", cutPoints: "fitted" });
    expect(result.rfm?.oneOrderShare).toBeGreaterThan(0.9);
    expect(result.notices[0]).toMatch(/^9\d% of customers have one order, so quantiles of orders tell nothing/);
    expect(result.segments[0]?.reason).toContain("scores 1 to 5");
    expect(result.segments.every(({ advice }) => advice.goal.length > 0)).toBe(true);
  });
});

describe("without assessment", () => {
  test("an explicit k computes no table, and an open one a table without stability", async () => {
    expect((await run({ k: 5 })).choices).toEqual([]);
    const auto = await run({ k: "auto" });
    expect(auto.choices).toHaveLength(14);
    expect(auto.choices.every(({ leastStability }) => leastStability === null)).toBe(true);
  });
});

test("a table of k known from a run of the same customers is taken as it is, one of another balance is not", async () => {
  const few = olistLike(100, 4);
  const known = [2, 3].map((k) => ({
    k, silhouette: 0.3, inertia: 1, calinskiHarabasz: 1, daviesBouldin: 1, smallestShare: 0.1, verdict: "recommended" as const, reason: "known",
    weightedInertia: null, simplifiedSilhouette: null, silhouetteCustomers: 9, judgedCustomers: 9, leastStability: 1, weakSegments: [],
  }));
  const choicesWith = async (balance: "repeat" | "none") => {
    const input = { ...inputOf(few, { k: 5, assess: "full", balance: "repeat" }), knownChoices: [{ balance, engine: "ml-kmeans" as const, choices: known }] };
    return (await computeSegmentation(input, mlKMeansEngine)).run.choices;
  };
  expect(await choicesWith("repeat")).toEqual(known);
  expect((await choicesWith("none")).some(({ reason }) => reason === "known")).toBe(false);
}, 60_000);

import { describe, expect, test } from "vitest";
import { plantedGroups, pointsOf } from "../support/points";
import { compareChoicesOfK } from "@/lib/cluster/choice-of-k";
import { judgeChoices, recommendedK } from "@/lib/cluster/recommend-k";
import { mlKMeansEngine } from "@/lib/cluster/ml-kmeans-engine";

const row = (k: number, silhouette: number) => ({
  k,
  silhouette,
  inertia: 1,
  calinskiHarabasz: 1,
  daviesBouldin: 1,
  smallestShare: 0.1,
  weightedInertia: null,
  simplifiedSilhouette: null,
  silhouetteCustomers: 10,
  judgedCustomers: 10,
  leastStability: null,
  weakSegments: [],
});

describe("recommendation", () => {
  test("is the most granular k from 4 on within 0.05 of their best", () => {
    const rows = [row(2, 0.6), row(3, 0.5), row(4, 0.34), row(5, 0.36), row(6, 0.33), row(7, 0.3)];
    expect(judgeChoices(rows).map(({ verdict }) => verdict)).toEqual([
      "coarser",
      "coarser",
      "coarser",
      "best silhouette",
      "recommended",
      "silhouette too low",
    ]);
  });

  test("is the best silhouette where no k from 4 on is possible, and nothing for nothing", () => {
    expect(recommendedK([row(2, 0.4), row(3, 0.39)])).toBe(2);
    expect(recommendedK([])).toBeNull();
  });
});

describe("stability in the recommendation", () => {
  const stable = (k: number, silhouette: number, leastStability: number) => ({ ...row(k, silhouette), leastStability });

  test("the most granular near-equal whose every segment is at least doubtful", () => {
    const rows = [stable(4, 0.35, 0.9), stable(5, 0.36, 0.61), stable(6, 0.34, 0.52), stable(7, 0.2, 0.95)];
    expect(recommendedK(rows)).toBe(5);
    expect(judgeChoices(rows).map(({ verdict }) => verdict)).toEqual(["coarser", "recommended", "not stable", "silhouette too low"]);
  });

  test("where no near-equal is that stable, the most stable one", () => {
    expect(recommendedK([stable(4, 0.35, 0.3), stable(5, 0.36, 0.4), stable(6, 0.34, 0.2)])).toBe(5);
  });

  test("the reason names the segments to doubt with their Jaccard", () => {
    const weak = { ...stable(6, 0.34, 0.52), weakSegments: [{ name: "Loyal", meanJaccard: 0.52 }, { name: "Best", meanJaccard: 0.7 }] };
    const [judged] = judgeChoices([weak, stable(5, 0.35, 0.8)]);
    expect(judged?.reason).toContain("not to be trusted: Loyal 0.52; doubtful: Best 0.70");
  });
});

describe("the table", () => {
  const settings = { weights: null, seed: 5, withStability: false };

  test("finds the number of planted groups, the same each time", async () => {
    const { points } = plantedGroups(6, 60, 2);
    const { rows } = await compareChoicesOfK({ ...settings, points }, mlKMeansEngine);
    const choices = judgeChoices(rows.map(({ measured }) => measured));
    expect(choices.map(({ k }) => k)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]);
    expect(choices.find(({ verdict }) => verdict === "recommended")?.k).toBe(6);
    expect(choices.every(({ smallestShare }) => smallestShare > 0 && smallestShare <= 0.5)).toBe(true);
    expect(choices.every(({ weightedInertia, inertia }) => Math.abs((weightedInertia ?? 0) / inertia - 1) < 1e-9)).toBe(true);
    expect((await compareChoicesOfK({ ...settings, points }, mlKMeansEngine)).rows).toEqual(rows);
  });

  test("planted groups come back in every resample, halves of them do not", async () => {
    const { points } = plantedGroups(4, 60, 2);
    const { rows } = await compareChoicesOfK({ ...settings, points, withStability: true }, mlKMeansEngine);
    const least = (k: number) => Math.min(...(rows.find(({ measured }) => measured.k === k)?.meanJaccards ?? []));
    expect(least(4)).toBe(1);
    expect(least(7)).toBeLessThan(0.75);
  });

  test("stops at the number of rows that differ", async () => {
    const ksOf = async (points: ReturnType<typeof pointsOf>) =>
      (await compareChoicesOfK({ ...settings, points }, mlKMeansEngine)).rows.map(({ measured }) => measured.k);
    expect(await ksOf(pointsOf([[0], [0], [5], [5], [9]]))).toEqual([2, 3]);
    expect(await ksOf(pointsOf([[1], [1]]))).toEqual([]);
  });
});

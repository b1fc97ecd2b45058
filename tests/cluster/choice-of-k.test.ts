import { describe, expect, test } from "vitest";
import { plantedGroups, pointsOf } from "../support/points";
import { compareChoicesOfK, judgeChoices, recommendedK } from "@/lib/cluster/choice-of-k";
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

describe("the table", () => {
  test("finds the number of planted groups", async () => {
    const { points } = plantedGroups(6, 60, 2);
    const input = { points, fitPoints: points, weights: null, seed: 5 };
    const table = await compareChoicesOfK(input, mlKMeansEngine);
    expect(table.map(({ k }) => k)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]);
    expect(table.find(({ verdict }) => verdict === "recommended")?.k).toBe(6);
    expect(table.every(({ smallestShare }) => smallestShare > 0 && smallestShare <= 0.5)).toBe(true);
    expect(await compareChoicesOfK(input, mlKMeansEngine)).toEqual(table);
  });

  test("stops at the number of rows that differ", async () => {
    const points = pointsOf([[0], [0], [5], [5], [9]]);
    const input = { points, fitPoints: points, weights: null, seed: 5 };
    expect((await compareChoicesOfK(input, mlKMeansEngine)).map(({ k }) => k)).toEqual([2, 3]);
    const alike = pointsOf([[1], [1]]);
    expect(await compareChoicesOfK({ ...input, points: alike, fitPoints: alike }, mlKMeansEngine)).toEqual(
      [],
    );
  });
});

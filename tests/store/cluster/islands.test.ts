import { describe, expect, test } from "vitest";
import { pointsOf } from "../../support/points";
import { testSeparation } from "@/lib/cluster/islands";
import { mlKMeansEngine } from "@/lib/cluster/ml-kmeans-engine";
import { createRandom, type Random } from "@/lib/stats/random";

const n = 90;
const k = 3;
const seeds = Array.from({ length: 100 }, (_, i) => i + 1);

const normal = (random: Random) => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

type Cloud = (random: Random, i: number) => number[];

const clouds: Record<string, Cloud> = {
  "a uniform square": (random) => [random(), random()],
  "a round Gaussian": (random) => [normal(random), normal(random)],
  "a long Gaussian with correlation 0.8": (random) => {
    const x = normal(random);
    return [x, 0.8 * x + 0.6 * normal(random)];
  },
  "independent features of unlike margins": (random) => [random(), Math.exp(normal(random) / 2)],
};

const groups: Cloud = (random, i) => [[0, 0], [4, 1], [1, 5]][i % 3]!.map((at) => at + 0.6 * normal(random)); // i % 3 < 3

async function countFindings(cloud: Cloud, finding: string): Promise<number> {
  let found = 0;
  for (const seed of seeds) {
    const random = createRandom(seed);
    const points = pointsOf(Array.from({ length: n }, (_, i) => cloud(random, i)));
    const result = await testSeparation({ points, weights: null, k, seed, limit: n }, mlKMeansEngine);
    if (result?.finding === finding) found++;
  }
  return found;
}

describe("islands or slices, 100 seeds each, at most 2 wrong", () => {
  test.each(Object.entries(clouds))("%s is slices of a continuum", async (_, cloud) => {
    expect(await countFindings(cloud, "slices of a continuum")).toBeGreaterThanOrEqual(98);
  });

  test("planted groups are separate groups", async () => {
    expect(await countFindings(groups, "separate groups")).toBeGreaterThanOrEqual(98);
  });
});

test("the figures say what they rest on, the same each time", async () => {
  const random = createRandom(3);
  const points = pointsOf(Array.from({ length: 300 }, (_, i) => groups(random, i)));
  const input = { points, weights: null, k, seed: 3, limit: 120 };
  const result = await testSeparation(input, mlKMeansEngine);
  expect(result).toMatchObject({ copies: 20, testedCustomers: 120, customers: 300 });
  expect(result?.difference).toBeCloseTo((result?.silhouette ?? 0) - (result?.nullMean ?? 0), 12);
  expect(await testSeparation(input, mlKMeansEngine)).toEqual(result);
});

test("one cluster, one column and rows that do not differ have no answer", async () => {
  const none = (rows: number[][], clusters: number) => testSeparation({ points: pointsOf(rows), weights: null, k: clusters, seed: 1, limit: 50 }, mlKMeansEngine);
  expect(await none([[1, 2], [3, 4], [5, 6]], 1)).toBeNull();
  expect(await none([[1], [3], [5]], 2)).toBeNull();
  expect(await none([[1, 1], [1, 1], [2, 2]], 2)).toBeNull();
});

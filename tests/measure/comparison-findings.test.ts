import { expect, test } from "vitest";
import { agreementSquare, comparisonFinding, finestThatHolds, holds, pairOf, segmentCount, squareFinding } from "@/lib/measure/comparison-findings";
import type { ComparedMethod, ComparedPair } from "@/lib/types/comparison";

const basis = { resamples: 50, fittedCustomers: 100, assignedCustomers: 100, customers: 100 };
const method = (key: ComparedMethod["key"], silhouette: number | null, least: number | null, granularity: number, change: Partial<ComparedMethod> = {}): ComparedMethod => ({
  key, name: key, settings: "", segments: [{ name: "A", customers: 60, share: 0.6 }, { name: "B", customers: 40, share: 0.4 }], unassigned: 0, customers: 100,
  silhouette, silhouetteCustomers: 100, stability: least === null ? null : { mean: least, least, basis }, smallestShare: 0.1, granularity, tookMs: 1, ...change,
});

test("a method holds when its weakest segment is at least doubtful", () => {
  expect([0.6, 0.59, null].map((least) => holds(method("rfm7", 0.3, least, 5)))).toEqual([true, false, false]);
});

test("the finest of near-equals that hold is taken, never a sample or one that leaves people out", () => {
  const methods = [
    method("rfm7", 0.2, 0.9, 6), method("kmeans", 0.34, 0.7, 9), method("tiers", 0.38, 0.95, 3), method("minibatch", 0.37, 0.5, 10),
    method("ward", 0.4, 0.9, 11, { customers: 50 }), method("dbscan", 0.5, 0.9, 8, { unassigned: 5 }),
  ];
  expect(finestThatHolds(methods)?.key).toBe("kmeans");
  expect(comparisonFinding(methods)).toBe("kmeans is the finest grouping that still holds");
  expect(comparisonFinding([method("rfm7", 0.2, 0.4, 6)])).toContain("No method");
  expect(comparisonFinding([method("rfm7", 0.2, 0.4, 6), method("tiers", 0.2, 0.9, 3)])).toContain("only grouping");
  expect(finestThatHolds([])).toBeNull();
});

const pair = (a: ComparedPair["a"], b: ComparedPair["b"], adjustedRandIndex: number, counts: number[][]): ComparedPair => ({ a, b, adjustedRandIndex, customers: 6, counts });

test("a pair is found either way round", () => {
  const pairs = [pair("rfm7", "kmeans", 0.4, [[1, 2, 3], [0, 0, 0]]), pair("rfm7", "tiers", 0.1, [[6]])];
  expect(pairOf(pairs, "rfm7", "kmeans")?.counts).toEqual([[1, 2, 3], [0, 0, 0]]);
  expect(pairOf(pairs, "kmeans", "rfm7")).toMatchObject({ a: "kmeans", b: "rfm7", counts: [[1, 0], [2, 0], [3, 0]] });
  expect(pairOf(pairs, "kmeans", "ward")).toBeNull();
  expect(squareFinding(pairs, (key) => key, "en")).toBe("rfm7 and kmeans agree most: 0.40 of 1");
  expect(squareFinding([], (key) => key, "en")).toContain("Nothing");
});

test("the square of agreement is 1 with itself, the same either way, and open where nothing was compared", () => {
  const pairs = [pair("rfm7", "kmeans", 0.4, [[1]]), pair("rfm7", "tiers", 0.1, [[6]])];
  const methods = [method("rfm7", null, null, 1), method("kmeans", null, null, 1), method("tiers", null, null, 1)];
  expect(agreementSquare(methods, pairs).map(({ values }) => values)).toEqual([[1, 0.4, 0.1], [0.4, 1, null], [0.1, null, 1]]);
});

test("who is left out is said beside the number of segments", () => {
  expect(segmentCount(method("kmeans", 0.3, 0.9, 2), "en")).toBe("2");
  expect(segmentCount(method("dbscan", 0.3, 0.9, 2, { unassigned: 12 }), "en")).toBe("2, 12% left out");
});

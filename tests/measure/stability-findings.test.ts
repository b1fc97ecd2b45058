import { expect, test } from "vitest";
import { bootstrapWords, separationWords, shakySegments, stabilityFinding, validCountSentence } from "@/lib/measure/stability-findings";
import type { SegmentStability, SeparationTest } from "@/lib/types/quality";
import type { Segment } from "@/lib/types/segmentation";

const words = (mean: number): SegmentStability["word"] => (mean >= 0.85 ? "highly stable" : mean >= 0.75 ? "valid" : mean >= 0.6 ? "doubtful" : "not to be trusted");
// only what the findings read
const segment = (name: string, mean: number | null) => ({ name, stability: mean === null ? null : { meanJaccard: mean, word: words(mean) } }) as Partial<Segment> as Segment;

test("doubtful segments are named, the weakest first; many are counted", () => {
  expect(stabilityFinding([segment("Best", 0.9), segment("Cheap", 0.68), segment("Loyal", 0.63)])).toBe("Loyal and Cheap are doubtful: use them for reading, not for lists");
  expect(stabilityFinding([segment("Best", 0.9), segment("Loyal", 0.5)])).toBe("Loyal is not to be trusted: use it for reading, not for lists");
  expect(stabilityFinding([segment("A", 0.9), ...["B", "C", "D", "E"].map((name) => segment(name, 0.7))])).toBe("Four of five segments are doubtful: use them for reading, not for lists");
  expect(stabilityFinding([segment("Best", 0.9)])).toContain("Every segment");
  expect(stabilityFinding([segment("Best", 0.1)])).toContain("No segment");
  expect(stabilityFinding([segment("Best", null)])).toBeNull();
});

test("shaky means under 0.75", () => {
  expect(shakySegments([segment("A", 0.75), segment("B", 0.7499), segment("C", null), segment("D", 0.2)]).map(({ name }) => name)).toEqual(["D", "B"]);
});

test("the gallery counts what is valid or better", () => {
  expect(validCountSentence([segment("A", 0.9), segment("B", 0.7), segment("C", 0.8)])).toBe("two of three are valid or better");
  expect(validCountSentence([segment("A", 0.9)])).toBe("all are valid or better");
  expect(validCountSentence([segment("A", 0.1)])).toBe("none is valid or better");
  expect(validCountSentence([segment("A", null)])).toBeNull();
});

test("what was sampled is said", () => {
  expect(bootstrapWords({ resamples: 50, fittedCustomers: 10000, assignedCustomers: 10000, customers: 96096 }, "en")).toBe("50 resamples of 10,000, each assigning 10,000 of 96,096 customers");
  expect(bootstrapWords({ resamples: 50, fittedCustomers: 500, assignedCustomers: 500, customers: 500 }, "en")).toContain("all customers");
  expect(bootstrapWords({ resamples: 50, fittedCustomers: 10000, starts: 10, assignedCustomers: 20000, customers: 96096 }, "en")).toBe("50 resamples of 10,000, best of 10 starts each, assigning 20,000 of 96,096 customers");
});

test("islands or slices come with their figures and their sample", () => {
  const result: SeparationTest = { finding: "slices of a continuum", silhouette: 0.336, nullMean: 0.31, nullDeviation: 0.004, z: 6.5, difference: 0.026, copies: 20, testedCustomers: 5000, customers: 96096 };
  const { finding, evidence } = separationWords(result, "en");
  expect(finding).toContain("movable borders");
  expect(evidence).toContain("20 copies");
  expect(evidence).toContain("Difference 0.026, z 6.5");
  expect(evidence).toContain("5,000 of 96,096");
  expect(separationWords({ ...result, finding: "separate groups", z: null, testedCustomers: 96096 }, "en").evidence).toContain("all 96,096 customers");
});

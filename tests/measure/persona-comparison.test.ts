import { expect, test } from "vitest";
import { alikeHeading, comparedFeatures, comparisonHeading, comparisonNumbers, highestHeading } from "@/lib/measure/persona-comparison";
import type { FeatureName } from "@/lib/types/features";

const profile = (name: string, ...places: [FeatureName, number][]) => ({ name, points: places.map(([feature, percentile]) => ({ feature, percentile, meanAll: 5, meanMembers: 1, isNotable: true })) });

test("features stand by how far apart the medians lie; a missing value widens nothing", () => {
  const features = comparedFeatures([profile("Best", ["recencyDays", 0.5], ["orderCount", 0.9]), profile("Cheap", ["recencyDays", 0.7], ["orderCount", 0.3]), profile("Loyal", ["recencyDays", 0.6])]);
  expect(features.map(({ feature, spread }) => [feature, Number(spread.toFixed(3))])).toEqual([["orderCount", 0.6], ["recencyDays", 0.2]]);
  expect(features[0]?.points[2]).toBeNull();
  expect(comparedFeatures([])).toEqual([]);
});

test("the file says what the twin table says: means and medians' places of each, a missing value empty", () => {
  const { columns, rows } = comparisonNumbers([profile("Best", ["recencyDays", 0.5], ["orderCount", 0.9]), profile("Cheap New", ["recencyDays", 0.7])]);
  expect(columns.map(({ key }) => key)).toEqual(["feature", "Best, mean", "Best, percentile", "Cheap New, mean", "Cheap New, percentile", "meanAll"]);
  expect(rows).toEqual([["recencyDays", 1, 0.5, 1, 0.7, 5], ["orderCount", 1, 0.9, null, null, 5]]);
});

test("the heading names the widest, both of two near-equals, or that nothing differs", () => {
  expect(comparisonHeading([profile("A", ["recencyDays", 0.1], ["orderCount", 0.5]), profile("B", ["recencyDays", 0.9], ["orderCount", 0.6])])).toBe("Days since last order sets them apart most");
  expect(comparisonHeading([profile("A", ["recencyDays", 0.1], ["orderCount", 0.11]), profile("B", ["recencyDays", 0.9], ["orderCount", 0.9])])).toBe("Days since last order and orders set them apart most");
  expect(comparisonHeading([profile("A", ["recencyDays", 0.5]), profile("B", ["recencyDays", 0.52])])).toContain("They shop alike");
});

test("what is alike and who stands highest is counted beyond five percentiles", () => {
  const best = profile("Best", ["recencyDays", 0.5], ["orderCount", 0.9], ["revenueCents", 0.8]);
  const cheap = profile("Cheap", ["recencyDays", 0.52], ["orderCount", 0.3], ["revenueCents", 0.2]);
  expect(alikeHeading([best, cheap])).toBe("They are alike in days since last order");
  expect(highestHeading([best, cheap])).toBe("Best stands highest in two features");
  expect(alikeHeading([profile("A", ["recencyDays", 0.1]), profile("B", ["recencyDays", 0.9])])).toBe("They differ in every feature");
  expect(alikeHeading([profile("A", ["recencyDays", 0.1]), profile("B", ["recencyDays", 0.1])])).toBe("They are alike in every feature");
  expect(highestHeading([profile("A", ["recencyDays", 0.1]), profile("B", ["recencyDays", 0.1])])).toBe("Nobody stands highest in most features");
});

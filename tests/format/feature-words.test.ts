import { expect, test } from "vitest";
import { featureLabel, formatFeature } from "@/lib/format/feature-words";
import { featureNames } from "@/lib/types/features";

const style = { currency: "BRL", minorUnits: 2, locale: "en" };

test("every feature has a label of its own", () => {
  expect(new Set(featureNames.map(featureLabel)).size).toBe(featureNames.length);
});

test("a feature is written in its unit", () => {
  expect(formatFeature("recencyDays", 390, style)).toBe("390 days");
  expect(formatFeature("recencyDays", 390.24, style)).toBe("390.2 days");
  expect(formatFeature("revenueCents", 16_409, style)).toBe("R$\u00a0164.09");
  expect(formatFeature("orderCount", 1.07, style)).toBe("1.07");
  expect(formatFeature("lateShare", 0.125, style)).toBe("12.5%");
});

test("a missing value is unknown, never zero", () => {
  for (const feature of featureNames) expect(formatFeature(feature, null, style)).toBe("unknown");
});

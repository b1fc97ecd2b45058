import { expect, test } from "vitest";
import { featureLabel, featureSide, formatFeature, formatFeatureMean } from "@/lib/format/feature-words";
import { featureNames } from "@/lib/types/features";

const style = { currency: "BRL", minorUnits: 2, locale: "en" };

test("a mean of orders has decimals, of days none from ten on", () => {
  expect(formatFeatureMean("orderCount", 1, style)).toBe("1.00");
  expect(formatFeatureMean("recencyDays", 262.4, style)).toBe("262 days");
  expect(formatFeatureMean("meanLateDays", 1.26, style)).toBe("1.3 days");
  expect(formatFeatureMean("revenueCents", 13_802, style)).toBe("R$\u00a0138.02");
  expect(formatFeatureMean("orderCount", null, style)).toBe("unknown");
});

test("counts and days are more or fewer, all else high or low", () => {
  expect(featureSide("orderCount", true)).toBe("more orders");
  expect(featureSide("recencyDays", false)).toBe("fewer days since last order");
  expect(featureSide("meanReviewScore", false)).toBe("low review score");
  expect(featureSide("averageOrderCents", true)).toBe("high average order");
});

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

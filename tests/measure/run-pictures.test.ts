import { expect, test } from "vitest";
import { placeLabels } from "@/components/models/projection-labels";
import { influenceFinding, projectionFinding } from "@/lib/measure/run-pictures";
import type { FeatureName } from "@/lib/types/features";
import type { InfluenceReport } from "@/lib/types/quality";

const report = (...parts: [FeatureName, number][]): InfluenceReport => ({
  features: parts.map(([feature, partOfSeparation]) => ({ feature, partOfSeparation, betweenShare: 0.5, accuracyLoss: null })), surrogate: null,
});

test("as few features as carry half of the separation do the work, with those nearly as strong", () => {
  expect(influenceFinding(report(["orderCount", 0.1], ["recencyDays", 0.6], ["revenueCents", 0.3]))).toBe("Days since last order does the work");
  expect(influenceFinding(report(["orderCount", 0.1], ["recencyDays", 0.4], ["revenueCents", 0.3], ["freightShare", 0.2]))).toBe("Days since last order and total spend do the work");
  expect(influenceFinding(report(["orderCount", 0.2], ["recencyDays", 0.2], ["revenueCents", 0.1]))).toBe("All features do about the same work");
  expect(influenceFinding(report(["recencyDays", 0.52], ["revenueCents", 0.42], ["orderCount", 0.06]))).toBe("Days since last order and total spend do the work");
  expect(influenceFinding(report())).toBe("No feature separates the segments");
});

test("a flat picture says how much of the variance it shows", () => {
  const flat = (a: number, b: number) => projectionFinding({ axes: [a, b].map((varianceShare) => ({ varianceShare, loadings: [] })), points: [], centroids: [], shownCustomers: 0, customers: 0 }, "en");
  expect(flat(0.5, 0.3)).toBe("Seen flat, the segments keep 80% of their variance");
  expect(flat(0.3, 0.2)).toContain("shows 50% of the variance");
});

test("names of near points are moved apart and stay in the picture", () => {
  const labels = placeLabels([{ name: "Best", at: [50, 50] }, { name: "Loyal", at: [52, 51] }, { name: "Cheap", at: [51, 49] }, { name: "Edge", at: [2, 3] }], { width: 100, height: 100 });
  for (const [i, a] of labels.entries()) {
    expect(a.text[0]).toBeGreaterThan(0);
    expect(a.text[1]).toBeLessThan(100);
    for (const b of labels.slice(i + 1)) expect(Math.abs(a.text[1] - b.text[1]) >= 14 || Math.abs(a.text[0] - b.text[0]) > 20).toBe(true);
  }
});

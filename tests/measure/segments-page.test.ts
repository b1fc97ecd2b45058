import { expect, test } from "vitest";
import { silhouetteWord } from "@/lib/measure/findings-segments";
import { rfmFinding, rfmGrid } from "@/lib/measure/rfm-grid";

test("the grid has all 16 cells, best recency first, named by the rule table", () => {
  const cells = rfmGrid([{ r_score: 4, f_score: 1, customers: 97, revenue_cents: 900 }, { r_score: 1, f_score: 4, customers: 3, revenue_cents: 90 }]);
  expect(cells).toHaveLength(16);
  expect(cells[0]).toEqual({ recency: 4, frequency: 1, customers: 97, revenueCents: 900, name: "New" });
  expect(cells[15]).toMatchObject({ recency: 1, frequency: 4, customers: 3, name: "Former best" });
  expect(cells.reduce((sum, cell) => sum + cell.customers, 0)).toBe(100);
  expect(rfmFinding(cells, "en")).toBe("97% of customers sit in F1: frequency says little here");
});

test("an even spread over frequency is no finding, and no customers say so", () => {
  const even = [1, 2, 3, 4].map((f) => ({ r_score: 2, f_score: f, customers: 25, revenue_cents: 1 }));
  expect(rfmFinding(rfmGrid(even), "en")).toBe("Customers spread over all frequency scores");
  expect(rfmFinding(rfmGrid([]), "en")).toBe("No customers have scores");
});

test("silhouettes read clear from 0.5, weak from 0.25, else blurred", () => {
  expect([0.5, 0.25, 0.249, -1, null].map(silhouetteWord)).toEqual(["clear", "weak", "blurred", "blurred", null]);
});

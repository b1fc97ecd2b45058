import { expect, test } from "vitest";
import { elevenRuleTable, seedRuleTable } from "@/lib/cluster/rfm-rules";
import { silhouetteWord } from "@/lib/measure/findings-segments";
import { rfmFinding, rfmGrid } from "@/lib/measure/rfm-grid";

test("the grid has all 16 cells, best recency first, named by the rule table", () => {
  const cells = rfmGrid([{ recency: 4, second: 1, customers: 97, revenue_cents: 900 }, { recency: 1, second: 4, customers: 3, revenue_cents: 90 }], seedRuleTable);
  expect(cells).toHaveLength(16);
  expect(cells[0]).toEqual({ recency: 4, second: 1, customers: 97, revenueCents: 900, name: "New" });
  expect(cells[15]).toMatchObject({ recency: 1, second: 4, customers: 3, name: "Former best" });
  expect(cells.reduce((sum, cell) => sum + cell.customers, 0)).toBe(100);
  expect(rfmFinding(cells, "frequency", "en")).toBe("97% of customers sit in F1: frequency says little here");
});

test("an even spread over frequency is no finding, and no customers say so", () => {
  const even = [1, 2, 3, 4].map((f) => ({ recency: 2, second: f, customers: 25, revenue_cents: 1 }));
  expect(rfmFinding(rfmGrid(even, seedRuleTable), "frequency", "en")).toBe("Customers spread over all frequency scores");
  expect(rfmFinding(rfmGrid([], seedRuleTable), "frequency", "en")).toBe("No customers have scores");
});

test("silhouettes read clear from 0.5, weak from 0.25, else blurred", () => {
  expect([0.5, 0.25, 0.249, -1, null].map(silhouetteWord)).toEqual(["clear", "weak", "blurred", "blurred", null]);
});

test("on frequency and money, two low columns with almost everybody say that frequency tells little", () => {
  const cells = rfmGrid([1, 2].map((second) => ({ recency: 3, second, customers: 49, revenue_cents: 1 })).concat([{ recency: 5, second: 5, customers: 2, revenue_cents: 9 }]), elevenRuleTable);
  expect(cells).toHaveLength(25);
  expect(cells.find(({ recency, second }) => recency === 5 && second === 5)).toMatchObject({ customers: 2, name: "Champions" });
  expect(rfmFinding(cells, "frequencyAndMonetary", "en")).toBe("98% of customers sit in FM1 to 2: frequency says little here");
});

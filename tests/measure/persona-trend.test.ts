import fc from "fast-check";
import { expect, test } from "vitest";
import { revenueFinding } from "@/lib/measure/findings-overview";
import { trendFinding } from "@/lib/measure/findings-persona";
import { personaMonths } from "@/lib/measure/persona-page";

const month = (month: number, customers: number) => ({ month, customers, revenueCents: customers * 100, revenueShare: 0.5, customerShare: 0.5 });
const year = (...customers: number[]) => customers.map((count, i) => month(24_000 + i, count));

test("a persona's months begin with its members' first, have no gap, and its parts of the shop are shares of all segments and outsiders", () => {
  const revenue = [{ month: 4, segment: 0, revenue_cents: 900 }, { month: 5, segment: 0, revenue_cents: 300 }, { month: 5, segment: 1, revenue_cents: 100 }, { month: 7, segment: 1, revenue_cents: 50 }, { month: 7, segment: null, revenue_cents: 150 }, { month: 8, segment: 1, revenue_cents: 1 }];
  const active = [{ month: 5, segment: 0, customers: 3 }, { month: 5, segment: 1, customers: 1 }, { month: 7, segment: 1, customers: 2 }];
  expect(personaMonths(revenue, active, 1, 7)).toEqual([
    { month: 5, revenueCents: 100, revenueShare: 0.25, customers: 1, customerShare: 0.25 },
    { month: 6, revenueCents: 0, revenueShare: null, customers: 0, customerShare: null },
    { month: 7, revenueCents: 50, revenueShare: 0.25, customers: 2, customerShare: 1 },
  ]);
  expect(personaMonths([], [], 1, 7)).toEqual([]);
  expect(personaMonths(revenue, active, 2, 7)).toEqual([]);
});

test("300 after 200 is a rise, 210 after 200 is chance, nobody and too few months are said", () => {
  expect(trendFinding(year(100, 50, 50, 100, 100, 100), "en")).toBe("300 members ordered in the last three months, up from 200 in the three before");
  expect(trendFinding(year(100, 50, 50, 70, 70, 70), "en")).toBe("As many members order as in the three months before, within chance");
  expect(trendFinding(year(100, 50, 50, 0, 0, 0), "en")).toBe("No member ordered in the last three months");
  expect(trendFinding(year(0, 0, 0, 40, 0, 0), "en")).toBe("40 members ordered in the last three months");
  expect(trendFinding(year(9, 0, 0, 0, 0, 0, 0), "en")).toBe("No member ordered in the last six months");
  expect(trendFinding(year(1, 2, 3, 4, 5), "en")).toBe("Members began to order in Jan 2000: too few months to tell a trend");
  expect(trendFinding([], "en")).toBe("Too few months to tell a trend");
});

test("a rise read backwards is a fall, or both are chance", () => {
  fc.assert(fc.property(fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 6, maxLength: 6 }), (counts) => {
    const [there, back] = [trendFinding(year(...counts), "en"), trendFinding(year(...counts.slice(3), ...counts.slice(0, 3)), "en")];
    expect(back.includes("within chance")).toBe(there.includes("within chance"));
    expect(back.includes("down from")).toBe(there.includes("up from"));
  }), { seed: 4, numRuns: 100 });
});

test("the chart by month says what it counts", () => {
  const bands = [{ name: "Best", valueWord: "Best" as const, lifecycle: null, share: 0.7, values: [7], merged: [] }, { name: "Cheap", valueWord: "Cheap" as const, lifecycle: null, share: 0.3, values: [3], merged: [] }];
  expect(revenueFinding({ months: [1], bands }, "en")).toBe("Best carries 70% of all revenue");
  expect(revenueFinding({ months: [1], bands, measure: "customers" }, "en")).toBe("Best is 70% of those who ordered");
});

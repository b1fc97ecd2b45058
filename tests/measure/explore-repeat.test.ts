import { expect, test } from "vitest";
import { affinityFigure, bestProductFigure, categoryFigure, leastCategoryFigure, leastProductFigure } from "@/lib/measure/explore-products";
import { cohortCells, cohortFigure, gapFigure, orderCountFigure, pooledRetention, repeatCategoryFigure, retentionFigure } from "@/lib/measure/explore-repeat";

const style = { currency: "BRL", minorUnits: 2, locale: "en" };

test("the published orders per customer read 3.1% repeat", () => {
  const rows = [[1, 93_099], [2, 2745], [3, 203], [4, 30], [5, 8], [6, 6], [7, 3], [9, 1], [17, 1]].map(([orders = 0, customers = 0]) => ({ orders, customers }));
  const figure = orderCountFigure(rows, "en");
  expect(figure.finding).toBe("3.1% of customers ordered more than once");
  expect(orderCountFigure([], "en").finding).toBe("No customers are known");
});

test("gaps are told by classes that hold every gap once", () => {
  const rows = [{ days: 0, gaps: 30 }, { days: 7, gaps: 10 }, { days: 8, gaps: 10 }, { days: 124, gaps: 30 }, { days: 400, gaps: 20 }];
  const figure = gapFigure(rows, "en");
  expect(figure.finding).toBe("30% of next orders come within 24 hours, three in four within 125 days");
  expect(figure.table.rows.map((row) => row[1])).toEqual([30, 10, 10, 0, 0, 30, 0, 20]);
  expect(gapFigure([], "en")).toMatchObject({ finding: "Nobody has ordered twice", table: { rows: [] } });
});

test("a first category brings people back only beyond chance and half as much again", () => {
  const rows = [{ category: "bed_bath_table", customers: 9000, repeaters: 270 }, { category: "home_appliances", customers: 700, repeaters: 63 }, { category: "audio", customers: 120, repeaters: 6 }, { category: "flowers", customers: 30, repeaters: 9 }];
  const figure = repeatCategoryFigure(rows, "en");
  expect(figure.finding).toBe("“Home appliances” brings people back most: 9.0% against 3.5%");
  expect(figure.table.rows.map((row) => row[0])).toEqual(["home_appliances", "audio", "bed_bath_table"]);
  expect(repeatCategoryFigure(rows.slice(0, 1), "en").finding).toBe("No first category brings people back more often, beyond chance");
  expect(repeatCategoryFigure([], "en").finding).toBe("Too few first orders are old enough to compare");
});

const cohort = (month: number, age: number, customers: number, revenue_cents: number) => ({ cohort: month, age, customers, revenue_cents });

test("the triangle has a cell for every month known, empty ones as zero, later ones not at all", () => {
  const cells = cohortCells([cohort(100, 0, 200, 20_000), cohort(100, 2, 4, 400), cohort(101, 0, 100, 10_000), cohort(101, 2, 1, 50), cohort(103, 0, 5, 1)], 102);
  expect(cells.map((cell) => [cell.cohort, cell.age, cell.active, cell.cumulativeCents])).toEqual([
    [100, 0, 200, 20_000], [100, 1, 0, 20_000], [100, 2, 4, 20_400], [101, 0, 100, 10_000], [101, 1, 0, 10_000],
  ]);
  expect(pooledRetention(cells)[1]).toEqual({ age: 1, newcomers: 300, active: 0, revenueCents: 0 });
  expect(pooledRetention(cells)[2]).toMatchObject({ newcomers: 200, active: 4 });
  expect(retentionFigure(cells, "en").table.rows).toEqual([[1, 0, 0, 300, 0], [2, 0.02, 4, 200, 2]]);
});

test("a cohort stands out beyond chance and five points only", () => {
  const even = cohortCells([cohort(100, 0, 1000, 1), cohort(100, 1, 5, 1), cohort(101, 0, 1000, 1), cohort(101, 1, 6, 1)], 102);
  expect(cohortFigure(even, style).finding).toBe("0.55% of new customers order again in the next month; no cohort stands out");
  const odd = cohortCells([cohort(24_200, 0, 1000, 1), cohort(24_200, 1, 200, 1), cohort(24_201, 0, 9000, 1), cohort(24_201, 1, 90, 1)], 24_202);
  expect(cohortFigure(odd, style).finding).toContain("Sep 2016 stand out");
  expect(cohortFigure([], style).finding).toBe("No cohort is a month old");
});

test("the second order follows the first only where it does so more than independence gives", () => {
  const stays = [["toys", "toys", 240], ["auto", "auto", 240], ["toys", "auto", 160], ["auto", "toys", 160]] as const;
  const figure = affinityFigure(stays.map(([first, next, customers]) => ({ first, next, customers })), "en");
  expect(figure.finding).toBe("60% of second orders stay in the category of the first; chance would give 50%");
  expect(figure.table.rows[0]).toEqual(["Toys → Toys", 240, 0.3, 1.2]);
  const even = stays.map(([first, next]) => ({ first, next, customers: 50 }));
  expect(affinityFigure(even, "en").finding).toBe("The second order does not follow the category of the first, beyond chance");
  expect(affinityFigure([], "en").finding).toBe("Nobody has ordered twice in known categories");
});

test("categories rank by the measure asked for; unknown ones come last and lead nothing", () => {
  const row = (category: string, orders: number, revenue_cents: number) => ({ category, orders, items: orders, products: 1, revenue_cents });
  const rows = [row("unknown", 900, 90_000), row("watches_gifts", 10, 60_000), row("bed_bath_table", 50, 30_000), row("toys", 5, 10_000), row("auto", 1, 10_000)];
  expect(categoryFigure(rows, "revenue", style).finding).toBe("“Watches & gifts”, “Bed, bath & table” and “Auto” bring 50% of revenue");
  expect(categoryFigure(rows, "orders", style).table.rows.map((cells) => cells[0])).toEqual(["bed_bath_table", "watches_gifts", "toys", "auto", "unknown"]);
  expect(leastCategoryFigure(rows, "orders", style, 2).table.rows.map((cells) => cells[0])).toEqual(["auto", "toys"]);
  expect(categoryFigure([], "orders", style).finding).toBe("No categories are known");
});

test("best sellers say what they hold of all revenue, the least sold how many sold once", () => {
  const best = [{ product: "p1", category: "toys", orders: 5, items: 5, revenue_cents: 2500, place_by_revenue: 1, place_by_orders: 2, place_from_least: 9, products: 32_951, sold_once: 18_117, all_revenue_cents: 10_000 }];
  expect(bestProductFigure(best, "revenue", style).finding).toBe("The 1 best sellers bring 25.0% of revenue");
  expect(leastProductFigure(best, "en").finding).toBe("18,117 of 32,951 products were sold in one order only");
  expect(leastProductFigure([], "en").finding).toBe("No products are known");
});

import { formatMoneyShort, type MoneyStyle } from "@/lib/format/money";
import { formatNumber, formatPercent } from "@/lib/format/number";
import { categoryList, categoryWords } from "@/lib/format/words";
import type { AggregateColumn, ExploreFigure } from "@/lib/types/explore";
import type { CategoryRow, ProductRanking, ProductRow } from "./explore-products-sql";
import type { AffinityRow } from "./explore-repeat-sql";
import { shareOf, total } from "./explore-sums";
import { isNotableShare } from "./findings-overview";

export const productMeasures = ["revenue", "orders"] as const;
export type ProductMeasure = (typeof productMeasures)[number];

const columns: readonly AggregateColumn[] = [
  { key: "orders", label: "Orders", unit: "count" },
  { key: "items", label: "Items", unit: "count" },
  { key: "revenue", label: "Revenue", unit: "money" },
];
const leaders = 3;
const valueOf = (row: { orders: number; revenue_cents: number }, by: ProductMeasure): number => (by === "revenue" ? row.revenue_cents : row.orders);

/** Which categories sell: the first three and what they hold together. */
export function categoryFigure(rows: readonly CategoryRow[], by: ProductMeasure, style: MoneyStyle): ExploreFigure {
  const known = rows.filter((row) => row.category !== "unknown");
  const ranked = [...known].sort((a, b) => valueOf(b, by) - valueOf(a, by) || (a.category < b.category ? -1 : 1));
  const all = total(rows, (row) => valueOf(row, by));
  const share = shareOf(total(ranked.slice(0, leaders), (row) => valueOf(row, by)), all) ?? 0;
  const names = categoryList(ranked.slice(0, leaders).map(({ category }) => category));
  const what = by === "revenue" ? "revenue" : "orders";
  const revenue = total(rows, (row) => row.revenue_cents);
  return {
    finding: ranked.length === 0 ? "No categories are known" : `${names} bring ${formatPercent(share, style.locale, 0)} of ${what}`,
    note: `Sold items by category, price without freight. ${formatNumber(known.length, style.locale)} categories; an order with items of two counts in both.`,
    table: {
      caption: "Sales by category",
      columns: [{ key: "category", label: "Category", unit: "category" }, ...columns, { key: "share", label: "Share of revenue", unit: "share" }, { key: "products", label: "Products", unit: "count" }],
      rows: [...ranked, ...rows.filter((row) => row.category === "unknown")].map((row) => [row.category, row.orders, row.items, row.revenue_cents, shareOf(row.revenue_cents, revenue), row.products]),
    },
  };
}

/** The categories sold least. */
export function leastCategoryFigure(rows: readonly CategoryRow[], by: ProductMeasure, style: MoneyStyle, most: number): ExploreFigure {
  const ranked = rows.filter((row) => row.category !== "unknown").sort((a, b) => valueOf(a, by) - valueOf(b, by) || (a.category < b.category ? -1 : 1));
  const [first] = ranked;
  const sold = first === undefined ? "" : by === "revenue" ? formatMoneyShort(first.revenue_cents, style) : `${formatNumber(first.orders, style.locale)} orders`;
  return {
    finding: first === undefined ? "No categories are known" : `${categoryList([first.category])} sells least: ${sold}`,
    note: "The categories with the smallest sales, at least one item sold.",
    table: {
      caption: "Categories sold least",
      columns: [{ key: "category", label: "Category", unit: "category" }, ...columns],
      rows: ranked.slice(0, most).map((row) => [row.category, row.orders, row.items, row.revenue_cents]),
    },
  };
}

/** The products of one ranking, best first. */
export function rankedProducts(rows: readonly ProductRow[], ranking: ProductRanking, most: number): ProductRow[] {
  return rows.filter((row) => row[ranking] <= most).sort((a, b) => a[ranking] - b[ranking]);
}

const productTable = (caption: string, rows: readonly ProductRow[]) => ({
  caption,
  columns: [{ key: "product", label: "Product", unit: "text" }, { key: "category", label: "Category", unit: "category" }, ...columns] satisfies AggregateColumn[],
  rows: rows.map((row) => [row.product, row.category, row.orders, row.items, row.revenue_cents]),
});

/** The best-selling products, and how much of all they are. */
export function bestProductFigure(rows: readonly ProductRow[], by: ProductMeasure, style: MoneyStyle): ExploreFigure {
  const held = shareOf(total(rows, (row) => row.revenue_cents), rows.at(0)?.all_revenue_cents ?? 0) ?? 0;
  return {
    finding: rows.length === 0 ? "No products are known" : `The ${rows.length} best sellers bring ${formatPercent(held, style.locale)} of revenue`,
    note: `Products by ${by === "revenue" ? "revenue" : "number of orders"}, price without freight.`,
    table: productTable("Best-selling products", rows),
  };
}

/** The products sold least, and how many were sold in one order only. */
export function leastProductFigure(rows: readonly ProductRow[], locale: string): ExploreFigure {
  const once = rows.at(0)?.sold_once ?? 0;
  const all = rows.at(0)?.products ?? 0;
  return {
    finding: all === 0 ? "No products are known" : `${formatNumber(once, locale)} of ${formatNumber(all, locale)} products were sold in one order only`,
    note: "The products with fewest orders, then least revenue.",
    table: productTable("Products sold least", rows),
  };
}

const shownPairs = 40;

/**
 * First against second category. Chance is what independence of the two would give: the share of each
 * first category times the share of each second.
 */
export function affinityFigure(rows: readonly AffinityRow[], locale: string): ExploreFigure {
  const all = total(rows, (row) => row.customers);
  const of = (key: "first" | "next", category: string): number => total(rows.filter((row) => row[key] === category), (row) => row.customers);
  const expected = (row: AffinityRow): number => (of("first", row.first) * of("next", row.next)) / all;
  const categories = [...new Set(rows.map((row) => row.first))];
  const same = shareOf(total(rows.filter((row) => row.first === row.next), (row) => row.customers), all) ?? 0;
  const chance = all === 0 ? 0 : total(categories, (category) => (of("first", category) * of("next", category)) / all) / all;
  const percent = (share: number): string => formatPercent(share, locale, 0);
  const stays = isNotableShare(same, chance, all) && same > chance;
  return {
    finding: all === 0 ? "Nobody has ordered twice in known categories" : stays ? `${percent(same)} of second orders stay in the category of the first; chance would give ${percent(chance)}` : "The second order does not follow the category of the first, beyond chance",
    note: `${formatNumber(all, locale)} people with a second order. Lift: how many times more than if the second category did not depend on the first.`,
    table: {
      caption: "Category of the first and of the second order",
      columns: [
        { key: "pair", label: "First, then second", unit: "text" },
        { key: "customers", label: "Customers", unit: "count" },
        { key: "share", label: "Share", unit: "share" },
        { key: "lift", label: "Lift", unit: "ratio" },
      ],
      rows: rows.slice(0, shownPairs).map((row) => [`${categoryWords(row.first)} → ${categoryWords(row.next)}`, row.customers, shareOf(row.customers, all), shareOf(row.customers, expected(row))]),
    },
  };
}


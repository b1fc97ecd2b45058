import { kpiWords } from "@/lib/format/kpi-words";
import { formatMoney, formatMoneyShort, type MoneyStyle } from "@/lib/format/money";
import { formatNumber, formatPercent } from "@/lib/format/number";
import { placeWords } from "@/lib/format/place-words";
import { listWords } from "@/lib/format/words";
import type { ExploreFigure } from "@/lib/types/explore";
import type { CityRow, StateRow } from "./explore-places-sql";
import { joined, meansZ, type Moments, shareOf, total } from "./explore-sums";
import { isNotableShare } from "./findings-overview";
import { noiseLimit } from "./kpis";

const alsoNamed = 2;

/** Where the customers are: totals and rates by state. */
export function stateFigure(rows: readonly StateRow[], style: MoneyStyle): ExploreFigure & { rankings: Record<PlaceMeasure, string> } {
  const { locale } = style;
  const people = total(rows, (row) => row.customers);
  const percent = (row: StateRow): string => formatPercent(shareOf(row.customers, people) ?? 0, locale);
  const [first, ...others] = rows;
  const next = others.slice(0, alsoNamed).map((row) => `${row.state} ${percent(row)}`);
  return {
    rankings: rankFindings(rows, style),
    finding: first === undefined ? "No place is known" : `${percent(first)} of customers are in ${first.state}${next.length > 0 ? `, then ${listWords(next)}` : ""}`,
    note: `Sales by the state of the order, ${formatNumber(people, locale)} customers with a known place.`,
    table: {
      caption: "Customers and sales by state",
      columns: [
        { key: "state", label: "State", unit: "text" },
        { key: "customers", label: "Customers", unit: "count" },
        { key: "customerShare", label: "Share", unit: "share" },
        { key: "orders", label: "Orders", unit: "count" },
        { key: "revenue", label: "Revenue", unit: "money" },
        { key: "averageOrder", label: kpiWords.averageOrder.name, unit: "money" },
        { key: "repeatRate", label: kpiWords.repeatRate.name, unit: "share" },
        { key: "lateShare", label: "Late", unit: "share" },
        { key: "review", label: kpiWords.reviewScore.name, unit: "score" },
      ],
      rows: rows.map((row) => [
        row.state, row.customers, shareOf(row.customers, people), row.orders, row.revenue_cents, shareOf(row.revenue_cents, row.orders),
        shareOf(row.repeat_customers, row.customers), shareOf(row.late, row.delivered), shareOf(row.review_sum ?? 0, row.reviews),
      ]),
    },
  };
}

/** Measures the states can be told apart by; each is a column of the table. */
export const placeMeasures = ["customers", "orders", "revenue", "averageOrder", "repeatRate", "lateShare", "review"] as const;
export type PlaceMeasure = (typeof placeMeasures)[number];

const fewCustomers = 10;
const leastChange = 0.05;
const without = (all: Moments, one: Moments): Moments => ({ n: all.n - one.n, sum: all.sum - one.sum, squares: all.squares - one.squares });
const added = (rows: readonly StateRow[], of: (row: StateRow) => Moments): Moments =>
  rows.map(of).reduce(joined, { n: 0, sum: 0, squares: 0 });

/** The state whose mean is highest among those that differ from all others by chance's limit and five percent. */
function highestMean(rows: readonly StateRow[], of: (row: StateRow) => Moments): { state: string; mean: number } | null {
  const all = added(rows, of);
  const mean = (moments: Moments): number => (moments.n > 0 ? moments.sum / moments.n : 0);
  const notable = rows.filter((row) => row.customers >= fewCustomers && meansZ(of(row), without(all, of(row))) >= noiseLimit && mean(of(row)) >= (1 + leastChange) * mean(all));
  const top = [...notable].sort((a, b) => mean(of(b)) - mean(of(a)))[0];
  return top === undefined ? null : { state: top.state, mean: mean(of(top)) };
}

/** The state whose share is highest among those above all others by chance's limit and five points. */
function highestShare(rows: readonly StateRow[], of: (row: StateRow) => { hits: number; n: number }): { state: string; mean: number } | null {
  const [hits, n] = [total(rows, (row) => of(row).hits), total(rows, (row) => of(row).n)];
  const overall = shareOf(hits, n) ?? 0;
  const shares = rows.map((row) => ({ state: row.state, n: of(row).n, mean: shareOf(of(row).hits, of(row).n) ?? 0, customers: row.customers }));
  return shares.filter((one) => one.customers >= fewCustomers && one.mean > overall && isNotableShare(one.mean, overall, one.n)).sort((a, b) => b.mean - a.mean)[0] ?? null;
}

/** What the ranking of the states shows by each measure. Totals have a first; rates only beyond chance. */
export function rankFindings(rows: readonly StateRow[], style: MoneyStyle): Record<PlaceMeasure, string> {
  const { locale } = style;
  const most = (what: string, of: (row: StateRow) => number, write: (value: number) => string): string => {
    const top = [...rows].sort((a, b) => of(b) - of(a))[0];
    return top === undefined ? "No place is known" : `Most ${what}: ${top.state}, ${write(of(top))}`;
  };
  const rate = (found: { state: string; mean: number } | null, head: string, what: string, write: (value: number) => string): string =>
    found === null ? `No state stands out in ${what}, beyond chance` : `${head}: ${found.state}, ${write(found.mean)}`;
  const count = (value: number): string => formatNumber(value, locale);
  const percent = (value: number): string => formatPercent(value, locale);
  return {
    customers: most("customers", (row) => row.customers, count),
    orders: most("orders", (row) => row.orders, count),
    revenue: most("revenue", (row) => row.revenue_cents, (cents) => formatMoneyShort(cents, style)),
    averageOrder: rate(highestMean(rows, (row) => ({ n: row.orders, sum: row.revenue_cents, squares: row.revenue_squared })), "Dearest orders", "the average order", (cents) => formatMoney(cents, style)),
    repeatRate: rate(highestShare(rows, (row) => ({ hits: row.repeat_customers, n: row.customers })), "Highest repeat rate", "repeat purchase", percent),
    lateShare: rate(highestShare(rows, (row) => ({ hits: row.late, n: row.delivered })), "Most often late", "lateness", percent),
    review: rate(highestMean(rows, (row) => ({ n: row.reviews, sum: row.review_sum ?? 0, squares: row.review_squared ?? 0 })), "Best reviews", "review scores", (score) => formatNumber(score, locale, 2)),
  };
}

const cityName = ({ city }: CityRow): string => placeWords(city, null) ?? city;

export type CityPoint = { city: string; state: string; customers: number; lat: number; lng: number };

/** The largest cities and where they lie. */
export function cityFigure(rows: readonly CityRow[], customers: number, locale: string): ExploreFigure & { points: readonly CityPoint[] } {
  const [first] = rows;
  const ten = total(rows.slice(0, 10), (row) => row.customers);
  const percent = (part: number): string => formatPercent(shareOf(part, customers) ?? 0, locale);
  return {
    finding: first === undefined ? "No city is known" : `${percent(first.customers)} of customers are in ${cityName(first)}; the ten largest cities hold ${percent(ten)}`,
    note: `The ${formatNumber(rows.length, locale)} cities with most customers, share of all ${formatNumber(customers, locale)}.`,
    table: {
      caption: "Customers and sales by city",
      columns: [
        { key: "city", label: "City", unit: "text" },
        { key: "state", label: "State", unit: "text" },
        { key: "customers", label: "Customers", unit: "count" },
        { key: "share", label: "Share", unit: "share" },
        { key: "orders", label: "Orders", unit: "count" },
        { key: "revenue", label: "Revenue", unit: "money" },
      ],
      rows: rows.map((row) => [cityName(row), row.state, row.customers, shareOf(row.customers, customers), row.orders, row.revenue_cents]),
    },
    points: rows.flatMap(({ city, state, customers: n, lat, lng }) => (lat === null || lng === null ? [] : [{ city: placeWords(city, null) ?? city, state, customers: n, lat, lng }])),
  };
}

import { afterAll, beforeAll, expect, test } from "vitest";
import { countBuyers, nobody } from "@/lib/measure/buyers";
import { kpiFacts, type KpiRow, type KpiScope, kpiSumsSql, monthSpans, repeatBuysSql } from "@/lib/measure/kpi-sql";
import { type DaySpan, everyOrder, type KpiFacts, type OrdersFilter } from "@/lib/types/overview";
import { categoryPairSql, categoryTotalsSql, firstCategorySql, paymentSql, rhythmSql, serviceSql, stateSql } from "@/lib/measure/persona-orders-sql";
import { exampleSql, externalIdsSql, marginSql, personaProfilesSql, runnerUpSql } from "@/lib/measure/persona-profile-sql";
import { revenueByPersonaSql } from "@/lib/measure/revenue-bands";
import { rfmGridSql } from "@/lib/measure/rfm-grid";
import type { Sql } from "@/lib/types/sql";
import { openTwoEngines, tuples } from "../support/two-engines";

/** of 1970, where days begin */
const january = 1970 * 12;

type Row = Record<string, string | number | null>;
type Order = { key: number; day: number; month: number; cents: number; refund?: number; status?: string; review?: number; late?: number; category?: string; type?: string };

/** ada: 2 sales and a cancelled order; ben: 1; cy: 1 before the window; dee: none but a cancelled one. */
const orders: Order[] = [
  { key: 1, day: 100, month: january + 3, cents: 5000, review: 5, late: -2, category: "toys", type: "boleto" },
  { key: 1, day: 130, month: january + 4, cents: 3000, refund: 500, review: 2, late: 3, category: "auto", type: "credit_card" },
  { key: 1, day: 131, month: january + 4, cents: 9999, status: "canceled" },
  { key: 2, day: 120, month: january + 4, cents: 700, late: 0, category: "toys", type: "boleto" },
  { key: 3, day: 10, month: january, cents: 1000, category: "toys", type: "voucher" },
  { key: 4, day: 140, month: january + 4, cents: 1, status: "canceled" },
];
const members = [
  [1, 0, 1, 0.4, 4, 4, 4],
  [2, 0, 1, 0.05, 4, 1, 1],
  [3, 1, 0, 0.2, 1, 1, 2],
];


const tables = (): string[] => [
  `create table orders (customer_key integer, order_key integer, sold_at integer, day integer, month integer, month_of_year integer, weekday integer, hour integer, amount_cents integer, price_cents integer, freight_cents integer, items integer, sellers integer, refund_cents integer, status text, payment_type text, installments integer, review_score integer, review_day integer, delivered_day integer, delivered_days integer, late_days integer, category text, state text, city text)`,
  `insert into orders values ${tuples(orders.map((o, i) => [o.key, i + 1, o.day * 86_400, o.day, o.month, (o.month % 12) + 1, o.day % 7, 10, o.cents, o.cents - 100, 100, 1, 1, o.refund ?? 0, o.status ?? "delivered", o.type, 1, o.review, o.day, o.day + 5, 5, o.late, o.category, "SP", "Santos"]))}`,
  "create table customers (customer_key integer, external_id text, state text, city text)",
  "insert into customers values (1,'ada','SP','Santos'),(2,'ben','RJ',null),(3,'cy',null,null),(4,'dee','SP','Santos')",
  "create table memberships (customer_key integer, segment integer, runner_up integer, margin double precision, r_score integer, f_score integer, m_score integer)",
  `insert into memberships values ${tuples(members)}`,
];

let engines: Awaited<ReturnType<typeof openTwoEngines>>;
beforeAll(async () => {
  engines = await openTwoEngines(tables());
});
afterAll(() => engines.close());

/** Asks both engines and demands one answer. */
async function ask<T = Row>(query: Sql): Promise<T[]> {
  const inSqlite = engines.sqlite.prepare<(string | number | null)[], T>(query.text).all(...query.values);
  const result = await engines.duck.runAndReadAll(query.text, [...query.values]);
  const names = result.columnNames();
  const inDuck = result.getRows().map((row) => Object.fromEntries(row.map((value, i) => [names[i] ?? "", typeof value === "bigint" ? Number(value) : value])));
  expect(inDuck).toEqual(inSqlite);
  return inSqlite;
}

/** The facts of some windows, as the overview puts them together. */
async function windows(spans: readonly DaySpan[], kpis: KpiScope): Promise<KpiFacts[]> {
  const rows = await ask<KpiRow>(kpiSumsSql(spans, kpis));
  const buys = await ask<{ customer_key: number; day: number; first_day: number }>(repeatBuysSql(kpis));
  const column = (name: "customer_key" | "day" | "first_day") => Float64Array.from(buys, (buy) => buy[name]);
  const again = countBuyers({ customerKeys: column("customer_key"), days: column("day"), firstDays: column("first_day") }, spans);
  return spans.map((_, place) => kpiFacts(rows.find((row) => row.place === place), again[place] ?? nobody));
}

const scope = { asOf: 150, windowDays: null, status: "sales" as const, saleStatuses: ["delivered"] };
const sale: KpiScope = { saleStatuses: ["delivered"], today: 150, filter: everyOrder };

test("a window counts sales only, refunds taken off, new customers by their first sale ever", async () => {
  const [facts] = await windows([{ from: 95, to: 150 }], sale);
  expect(facts).toEqual({
    orders: 3, customers: 2, newCustomers: 2, repeatCustomers: 1, ordersSquared: 5, revenueCents: 8200,
    revenueSquared: 5000 ** 2 + 2500 ** 2 + 700 ** 2, reviews: 2, reviewSum: 7, reviewSquared: 29, delivered: 3, onTime: 2,
  });
});

test("a delivery counts once its promised day has come, so that the last days do not look punctual", async () => {
  const [facts] = await windows([{ from: 95, to: 131 }], { ...sale, today: 131 });
  expect(facts).toMatchObject({ orders: 3, delivered: 2, onTime: 2 });
});

test("a filter and its complement add up to all orders; new is who had no sale before at all", async () => {
  const window = async (filter: Partial<OrdersFilter>): Promise<KpiFacts> => (await windows([{ from: 0, to: 150 }], { ...sale, filter: { ...everyOrder, ...filter } }))[0] ?? kpiFacts(undefined, nobody);
  const [toys, auto, all] = [await window({ categories: ["toys"] }), await window({ categories: ["auto"] }), await window({})];
  expect([toys.orders + auto.orders, toys.revenueCents + auto.revenueCents]).toEqual([all.orders, all.revenueCents]);
  expect([auto.customers, auto.newCustomers]).toEqual([1, 1]);
  const [inner, outer] = [await window({ segments: [0] }), await window({ segments: [1] })];
  expect([inner.orders, outer.orders, inner.customers + outer.customers]).toEqual([3, 1, all.customers]);
});

test("an empty window and a shop without sale statuses are all zero", async () => {
  for (const [facts] of [await windows([{ from: 500, to: 600 }], sale), await windows([{ from: 0, to: 600 }], { ...sale, saleStatuses: [] })]) {
    expect(facts).toEqual(kpiFacts(undefined, nobody));
    expect(Object.values(facts ?? {}).every((value) => value === 0)).toBe(true);
  }
});

test("months add up to the window over all of them", async () => {
  const months = await windows(monthSpans(january, january + 4), sale);
  expect(months.map((facts) => [facts.orders, facts.newCustomers])).toEqual([[1, 1], [0, 0], [0, 0], [1, 1], [2, 1]]);
  const [all] = await windows([{ from: 0, to: 150 }], sale);
  expect(months.reduce((sum, facts) => sum + facts.revenueCents, 0)).toBe(all?.revenueCents);
});

test("revenue by month and persona", async () => {
  expect(await ask(revenueByPersonaSql(sale))).toEqual([
    { month: january, segment: 1, revenue_cents: 1000 },
    { month: january + 3, segment: 0, revenue_cents: 5000 },
    { month: january + 4, segment: 0, revenue_cents: 3200 },
  ]);
});

test("the RFM grid counts each member once with the revenue of the scope", async () => {
  expect(await ask(rfmGridSql(scope, "frequency"))).toEqual([
    { recency: 1, second: 1, customers: 1, revenue_cents: 1000 },
    { recency: 4, second: 1, customers: 1, revenue_cents: 700 },
    { recency: 4, second: 4, customers: 1, revenue_cents: 7500 },
  ]);
  const both = await ask<{ customers: number; second: number }>(rfmGridSql(scope, "frequencyAndMonetary"));
  expect(both.reduce((sum, row) => sum + row.customers, 0)).toBe(3);
  expect(both.filter(({ second }) => second > 2)).toHaveLength(1);
});

test("a median is ranked among all customers with ties split in half", async () => {
  const [row] = await ask(personaProfilesSql(scope, [{ index: 0, medians: { recencyDays: 30, revenueCents: 700 } }, { index: 4, medians: { recencyDays: 31 } }]));
  expect(row).toMatchObject({ recency_days_n: 3, recency_days_under_0: 1, recency_days_level_0: 1, revenue_cents_under_0: 0, revenue_cents_level_0: 1, recency_days_under_4: 2 });
  expect(row).not.toHaveProperty("revenue_cents_under_4");
  const many = await ask(personaProfilesSql(scope, Array.from({ length: 6 }, (_, index) => ({ index, medians: { recencyDays: 30 + index, revenueCents: 700 } }))));
  expect(many[0]).toMatchObject({ recency_days_n: 3, recency_days_under_0: 1, recency_days_level_0: 1, recency_days_under_5: 2, revenue_cents_under_5: 0, revenue_cents_level_5: 1 });
  expect(row?.revenue_cents_mean).toBeCloseTo(9200 / 3, 9);
});

test("margins fall into steps of 0.05, the borderline name their runner-up", async () => {
  expect(await ask(marginSql(0))).toEqual([{ bin: 1, customers: 1 }, { bin: 8, customers: 1 }]);
  expect(await ask(runnerUpSql(0, 0.1))).toEqual([{ segment: 1, customers: 1 }]);
  expect(await ask(marginSql(7))).toEqual([]);
});

test("first and next categories come in the order of purchase", async () => {
  expect(await ask(firstCategorySql(scope, 0, 5))).toEqual([{ category: "toys", customers: 3, members: 2 }]);
  expect(await ask(categoryPairSql(scope, 0, 5))).toEqual([{ first: "toys", next: "auto", customers: 1 }]);
  expect(await ask(categoryTotalsSql(scope, 0))).toEqual([{ customers: 3, members: 2, reordered: 1 }]);
});

test("rhythm, places, payments and service count the members beside all", async () => {
  const rhythm = await ask(rhythmSql(scope, 0));
  expect(rhythm.map((row) => [Number(row.month) - january, row.orders, row.members])).toEqual([[0, 1, 0], [3, 1, 1], [4, 1, 1], [4, 1, 1]]);
  expect(await ask(stateSql(0))).toEqual([{ state: "RJ", customers: 1, members: 1 }, { state: "SP", customers: 1, members: 1 }]);
  const span = { first: january + 3, last: january + 4 };
  expect(await ask(paymentSql(scope, 0, span))).toEqual([{ type: "boleto", orders: 2, members: 2 }, { type: "credit_card", orders: 1, members: 1 }]);
  const [all, own] = await ask(serviceSql(scope, 0, { first: january, last: january + 4 }));
  expect(all).toMatchObject({ is_member: 0, orders: 4, delivered: 3, late: 1, freight_cents: 400 });
  expect(own).toMatchObject({ is_member: 1, orders: 3, review_score: 3.5, delivery_days: 5 });
});

test("examples are the members with the largest margin", async () => {
  expect(await ask(exampleSql(scope, 0, 5))).toEqual([
    { customer_key: 1, city: "Santos", state: "SP", orders: 2, revenue_cents: 7500, recency_days: 20 },
    { customer_key: 2, city: null, state: "RJ", orders: 1, revenue_cents: 700, recency_days: 30 },
  ]);
  expect(await ask(externalIdsSql([2, 4, 9]))).toEqual([{ customer_key: 2, external_id: "ben" }, { customer_key: 4, external_id: "dee" }]);
});

import { DuckDBInstance } from "@duckdb/node-api";
import Database from "better-sqlite3";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { areTotalled, buyerSalesSql, buyerTotals, createBuyerLedger, ledgerSales } from "@/lib/features/buyer-totals";
import { featureColumn, featuresSql, orderDaysSql } from "@/lib/features/feature-sql";
import { createRandom } from "@/lib/stats/random";
import { featureNames, type FeatureScope } from "@/lib/types/features";
import { sql, type Sql } from "@/lib/types/sql";

type Row = Record<string, number | null>;

const orderColumns = [
  "customer_key integer, order_key integer, day integer, month_of_year integer, day_of_month integer, weekday integer",
  "amount_cents bigint, price_cents bigint, freight_cents bigint, refund_cents bigint, items integer, sellers integer",
  "installments integer, review_score integer, review_day integer, delivered_day integer, late_days integer, status text",
].join(", ");
const itemColumns =
  "customer_key integer, order_key integer, day integer, status text, seller_id text, category text";

const numbersPerOrder = 17;
/** customer, order, day, month, day of month, weekday, amount, price, freight, refund, items, sellers, instalments, score, review day, delivered day, late days */
type Order = [...numbers: (number | null)[], status: string];

/** Ada: two orders in March and one in May; the last is reviewed and delivered after day 130. */
const written: Order[] = [
  [1, 10, 100, 3, 5, 0, 1000, 800, 200, 0, 1, 1, 1, 5, 110, 108, -3, "delivered"],
  [1, 11, 110, 3, 5, 5, 3000, 2700, 300, 500, 3, 2, 10, 1, 120, 121, 4, "delivered"],
  [1, 12, 130, 5, 20, 6, 2000, 1500, 500, 0, 2, 1, null, 3, 140, 139, 0, "delivered"],
  [1, 13, 131, 5, 20, 6, 9900, 9000, 900, 0, 1, 1, 1, 5, 135, 134, -1, "delivered"],
  [2, 20, 90, 12, 31, 2, 700, 0, 0, 0, 0, 0, null, null, null, null, null, "shipped"],
  [2, 21, 95, 1, 2, 2, 4000, 3500, 500, 0, 1, 1, 2, null, null, 99, 1, "canceled"],
  [3, 30, 120, 4, 11, 3, 5500, 5000, 500, 0, 2, 1, 3, 4, 129, 128, -7, "delivered"],
];
const items: (number | string | null)[][] = [
  [1, 10, 100, "delivered", "anna", "toys"],
  [1, 11, 110, "delivered", "anna", "toys"],
  [1, 11, 110, "delivered", "bert", "auto"],
  [1, 11, 110, "delivered", "bert", null],
  [1, 12, 130, "delivered", "carl", "pets"],
  [1, 13, 131, "delivered", "dora", "books"],
  [3, 30, 120, "delivered", "anna", "toys"],
];
const scope: FeatureScope = {
  asOf: 130,
  windowDays: null,
  status: "delivered",
  saleStatuses: ["delivered", "shipped"],
};

function literal(value: number | string | null): string {
  return typeof value === "string" ? `'${value}'` : String(value);
}
function insertText(table: string, rows: readonly (number | string | null)[][]): string {
  return `insert into ${table} values ${rows.map((row) => `(${row.map(literal).join(",")})`).join(",")}`;
}

const sqlite = new Database(":memory:");
let duck: Awaited<ReturnType<Awaited<ReturnType<typeof DuckDBInstance.create>>["connect"]>>;

beforeAll(async () => {
  duck = await (await DuckDBInstance.create(":memory:")).connect();
  const statements = [
    `create table orders (${orderColumns})`,
    `create table items (${itemColumns})`,
    insertText("orders", written),
    insertText("items", items),
  ];
  for (const statement of statements) {
    sqlite.exec(statement);
    await duck.run(statement);
  }
});
afterAll(() => {
  duck.closeSync();
  sqlite.close();
});

async function onBoth({ text, values }: Sql): Promise<{ sqlite: Row[]; duckdb: Row[] }> {
  const reader = await duck.runAndReadAll(text, [...values]);
  const rows = sqlite.prepare(text).all(...values) as Row[];
  return { sqlite: rows, duckdb: reader.getRowObjects() as Row[] };
}

const numbers = (rows: readonly Row[], name: string) => Float64Array.from(rows, (row) => Number(row[name]));
const salesOf = (rows: readonly Row[]) => ({ customerKeys: numbers(rows, "customer_key"), days: numbers(rows, "day"), revenueCents: numbers(rows, "revenue_cents") });

/** Written down in two parts and read two keys at a time, as rows of the query. */
function totalsOf(sales: readonly Row[], one: FeatureScope): Row[] {
  const writer = createBuyerLedger();
  for (const part of [sales.slice(0, 2), sales.slice(2)]) writer.add(salesOf(part));
  const ledger = writer.finish();
  const again = Array.from(ledgerSales(ledger, 3), ({ customerKeys, days, revenueCents }) =>
    [...customerKeys].map((key, i) => ({ customer_key: key, day: days[i], revenue_cents: revenueCents[i] })));
  expect(again.flat()).toEqual(sales.map((row) => ({ ...row })));
  const rows: Row[] = [];
  for (const { customerKeys, columns: { recencyDays, orderCount, revenueCents } } of buyerTotals(ledger, one, 2)) {
    customerKeys.forEach((key, i) => rows.push({ customer_key: key, recency_days: recencyDays?.[i] ?? NaN, order_count: orderCount?.[i] ?? NaN, revenue_cents: revenueCents?.[i] ?? NaN }));
  }
  return rows;
}

describe("features SQL", () => {
  test("gives one row per buyer with the hand-computed features, on both engines", async () => {
    const { sqlite: rows, duckdb } = await onBoth(featuresSql(scope, featureNames));
    expect(duckdb).toEqual(rows);
    expect(rows.map((row) => row.customer_key)).toEqual([1, 3]);
    expect(rows[0]).toEqual({
      customer_key: 1,
      recency_days: 0,
      order_count: 3,
      revenue_cents: 5500,
      average_order_cents: 5500 / 3,
      average_item_price_cents: 5000 / 6,
      average_freight_cents: 1000 / 3,
      freight_share: 1000 / 6000,
      item_count: 6,
      items_per_order: 2,
      seller_rows: 4,
      distinct_sellers: 3,
      distinct_categories: 3,
      tenure_days: 30,
      age_days: 30,
      mean_review_score: 3,
      mean_late_days: 0.5,
      late_share: 0.5,
      max_installments: 10,
      weekend_share: 2 / 3,
      main_order_month: 3,
      main_order_day: 5,
    });
  });

  test("the main month of equally frequent ones is the latest used", async () => {
    const { sqlite: rows, duckdb } = await onBoth(
      featuresSql({ ...scope, asOf: 131 }, ["mainOrderMonth", "mainOrderDay"]),
    );
    expect(duckdb).toEqual(rows);
    expect(rows[0]).toEqual({ customer_key: 1, main_order_month: 5, main_order_day: 20 });
  });

  test("a window drops orders up to its first day and sales include the shop's statuses", async () => {
    const sales = { ...scope, windowDays: 40, status: "sales" as const };
    const { sqlite: rows, duckdb } = await onBoth(featuresSql(sales, ["orderCount", "recencyDays"]));
    expect(duckdb).toEqual(rows);
    expect(rows).toEqual([
      { customer_key: 1, order_count: 3, recency_days: 0 },
      { customer_key: 3, order_count: 1, recency_days: 10 },
    ]);
  });

  test("an order without items has no item price, not a price of zero", async () => {
    const sales = { ...scope, status: "sales" as const };
    const { sqlite: rows } = await onBoth(
      featuresSql(sales, ["averageItemPriceCents", "freightShare", "distinctSellers"]),
    );
    expect(rows[1]).toEqual({
      customer_key: 2,
      average_item_price_cents: null,
      freight_share: null,
      distinct_sellers: null,
    });
  });

  test("without a sale status nobody is a buyer", async () => {
    const none: FeatureScope = { ...scope, status: "sales", saleStatuses: [] };
    expect(await onBoth(featuresSql(none, ["orderCount"]))).toEqual({ sqlite: [], duckdb: [] });
  });

  test("order days come back by customer and day", async () => {
    const { sqlite: rows, duckdb } = await onBoth(orderDaysSql(scope));
    expect(duckdb).toEqual(rows);
    expect(rows.map((row) => row.day)).toEqual([100, 110, 130, 120]);
  });

  test("without an order the rows are the same ones", async () => {
    const ofKeys = (rows: readonly Row[]) => rows.toSorted((a, b) => Number(a.customer_key) - Number(b.customer_key));
    const ordered = await onBoth(featuresSql(scope, featureNames));
    const { sqlite: rows, duckdb } = await onBoth(featuresSql(scope, featureNames, { isOrdered: false }));
    expect([ofKeys(rows), ofKeys(duckdb)]).toEqual([ordered.sqlite, ordered.duckdb]);
  });

  test("recency, number and value added up sale by sale are those of the query", async () => {
    const features = ["recencyDays", "orderCount", "revenueCents"] as const;
    expect([areTotalled(features), areTotalled(["recencyDays", "ageDays"])]).toEqual([true, false]);
    for (const one of [scope, { ...scope, windowDays: 25 }, { ...scope, status: "sales" as const, asOf: 131 }]) {
      const { sqlite: sales, duckdb } = await onBoth(buyerSalesSql(one));
      const { sqlite: rows } = await onBoth(featuresSql(one, features));
      expect(sales.length).toBeGreaterThan(3);
      for (const each of [sales, duckdb]) expect(totalsOf(each, one)).toEqual(rows);
    }
  });

  test("sales that do not come by ascending customer are refused", () => {
    const writer = createBuyerLedger();
    writer.add(salesOf([{ customer_key: 4, day: 1, revenue_cents: 1 }]));
    expect(() => writer.add(salesOf([{ customer_key: 3, day: 1, revenue_cents: 1 }]))).toThrow("3 follows 4");
  });

  test("every feature alone gives the same column as all together", async () => {
    const { sqlite: all } = await onBoth(featuresSql(scope, featureNames));
    for (const feature of featureNames) {
      const { sqlite: rows, duckdb } = await onBoth(featuresSql(scope, [feature]));
      expect(duckdb).toEqual(rows);
      expect(rows.map((row) => row[featureColumn(feature)])).toEqual(
        all.map((row) => row[featureColumn(feature)]),
      );
    }
  });
});

test("both engines agree on 2,000 random orders", async () => {
  const random = createRandom(7);
  const pick = (limit: number) => Math.floor(random() * limit);
  const maybe = (value: number) => (random() < 0.2 ? null : value);
  const rows = Array.from({ length: 2_000 }, (_, key): Order => {
    const day = 1_000 + pick(700);
    const amount = 100 + pick(50_000);
    return [
      100 + pick(900),
      1_000 + key,
      day,
      1 + (pick(12) as number),
      1 + pick(31),
      pick(7),
      amount,
      amount - 50,
      50,
      pick(10) === 0 ? pick(amount) : 0,
      pick(4),
      1 + pick(2),
      maybe(1 + pick(10)),
      maybe(1 + pick(5)),
      maybe(day + pick(40)),
      maybe(day + pick(40)),
      maybe(pick(30) - 20),
      ["delivered", "shipped", "canceled"][pick(3)] ?? "delivered",
    ];
  });
  expect(rows[0]).toHaveLength(numbersPerOrder + 1);
  const alone = new Set(rows.filter(([key]) => rows.filter(([other]) => other === key).length === 1).map(([key]) => key));
  const statement = insertText("orders", rows);
  sqlite.exec(statement);
  await duck.run(statement);
  for (const asOf of [1_200, 1_500, 1_800]) {
    const wide: FeatureScope = { ...scope, asOf, windowDays: asOf === 1_800 ? null : 300, status: "sales" };
    const { sqlite: left, duckdb } = await onBoth(featuresSql(wide, featureNames));
    expect(left.length).toBeGreaterThan(100);
    left.forEach((row, i) => {
      for (const [column, value] of Object.entries(row)) {
        const other = duckdb[i]?.[column];
        if (value === null) expect(other).toBeNull();
        else expect(other).toBeCloseTo(value, 9);
      }
    });
    // who has one order is not grouped: the same features to the last digit
    const told = sql`(select *, case when customer_key in (select customer_key from orders group by customer_key having count(*) > 1) then 0 else 1 end as is_only from orders) as told`;
    expect(left.filter((row) => row.item_count !== null && alone.has(Number(row.customer_key))).length).toBeGreaterThan(20);
    const apart = await onBoth(featuresSql(wide, featureNames, { orders: told, tellsOnly: true }));
    expect(apart.sqlite).toEqual(left);
    expect(apart.duckdb).toEqual(duckdb);
  }
});

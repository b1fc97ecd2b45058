import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { filterSql } from "@/lib/audiences/filter-sql";
import { customerProfileSql, customerRowsSql, customersPageSql, customersSql, customerTotalsSql, overProfile } from "@/lib/measure/customers";
import { customerStandingSql } from "@/lib/measure/customer-page";
import { type CustomerSort, customerSorts, type Direction, noFilter } from "@/lib/types/customer-filter";
import type { CustomerCursor } from "@/lib/types/customer-profile";
import { sql, type Sql } from "@/lib/types/sql";
import { openTwoEngines, tuples } from "../support/two-engines";

type Row = Record<string, string | number | null>;

const orderColumns =
  "customer_key, order_key, sold_at, day, amount_cents, price_cents, items, freight_cents, sellers, refund_cents, status, review_score, review_day, category, payment_type, installments, delivered_day, late_days";
// customer 1: two sales and one cancelled; 2: one sale; 3: only an order after the as-of day; 4: none; 5-40: generated
const fixedOrders: unknown[][] = [
  [1, 1, 100, 10, 5000, 4000, 1, 1000, 1, 0, "delivered", 5, 12, "toys", "boleto", 1, 15, -2],
  [1, 2, 200, 20, 3000, 2500, 1, 500, 1, 500, "shipped", 2, 30, "auto", "credit_card", 6, 25, 3],
  [1, 3, 300, 30, 9999, 9999, 1, 0, 1, 0, "canceled", null, null, "garden", "voucher", 1, null, null],
  [2, 4, 400, 40, 700, 600, 1, 100, 1, 0, "delivered", null, null, null, "credit_card", 2, null, null],
  [3, 5, 900, 90, 700, 600, 1, 100, 1, 0, "delivered", 1, 95, "toys", "boleto", 1, null, null],
];

function generatedOrders(): unknown[][] {
  return Array.from({ length: 36 }, (_, i) => {
    const key = i + 5;
    return [key, key + 10, key * 10, key % 50, (key % 4) * 1000, 500, 1, 100, 1, 0, "delivered", key % 3 || null, 40, `c${key % 5}`, "boleto", 1, key % 4 ? 45 : null, key % 4 ? (key % 6) - 3 : null];
  });
}


const tables = (): string[] => {
  const orders = [...fixedOrders, ...generatedOrders()];
  const customers = Array.from({ length: 40 }, (_, i) => [i + 1, `id${i + 1}`, i % 3 ? "SP" : "RJ", i % 4 ? `city ${i % 7}` : null, "yes", "no", 1, 0]);
  const memberships = Array.from({ length: 38 }, (_, i) => [i + 1, i % 3, (i + 1) % 3, (i % 10) / 10, 1, 1, 4]);
  return [
    `create table orders (customer_key integer, order_key integer, sold_at integer, day integer, amount_cents integer, price_cents integer, items integer, freight_cents integer, sellers integer, refund_cents integer, status text, review_score integer, review_day integer, delivered_day integer, late_days integer, category text, payment_type text, installments integer, state text, city text, weekday integer, hour integer, delivered_days integer)`,
    `create table items (customer_key integer, order_key integer, day integer, status text, category text)`,
    `create table payments (customer_key integer, order_key integer, day integer, status text, type text, installments integer)`,
    `insert into orders (${orderColumns}) values ${tuples(orders)}`,
    `create table customers (customer_key integer, external_id text, state text, city text, email_consent text, sms_consent text, has_email integer, has_phone integer)`,
    `insert into customers values ${tuples(customers)}`,
    `create table memberships (customer_key integer, segment integer, runner_up integer, margin double precision, r_score integer, f_score integer, m_score integer)`,
    `insert into memberships values ${tuples(memberships)}`,
  ];
};

let engines: Awaited<ReturnType<typeof openTwoEngines>>;
beforeAll(async () => {
  engines = await openTwoEngines(tables());
  // paging asks hundreds of times: as in the product, of a kept copy
  const keep = sql`create table kept_profile as ${profile}`;
  engines.sqlite.prepare(keep.text).run(...keep.values);
  await engines.duck.run(keep.text, [...keep.values]);
});
afterAll(() => engines.close());

/** Asks both engines and demands one answer. */
async function ask(query: Sql): Promise<Row[]> {
  const inSqlite = engines.sqlite.prepare<(string | number | null)[], Row>(query.text).all(...query.values);
  const result = await engines.duck.runAndReadAll(query.text, [...query.values]);
  const names = result.columnNames();
  const inDuck = result.getRows().map((row) =>
    Object.fromEntries(row.map((value, i) => [names[i] ?? "", typeof value === "bigint" ? Number(value) : value])),
  );
  expect(inDuck).toEqual(inSqlite);
  return inSqlite;
}

const scope = { asOf: 50, windowDays: null, status: "sales" as const, saleStatuses: ["delivered", "shipped"] };
const profile = customerProfileSql(scope, true);
const kept = sql`select * from kept_profile`;
const everybody = filterSql(noFilter, scope);
const total = 38; // 40 customers, one without any order and one without an order by the as-of day

async function page(sort: CustomerSort, direction: Direction, cursor: CustomerCursor | null, size: number): Promise<Row[]> {
  const places = await ask(overProfile(kept, customersSql({ where: everybody, sort, direction, cursor, size })));
  const rows = await ask(overProfile(kept, sql`${customerRowsSql(places.map((place) => Number(place["customer_key"])))} order by customer_key`));
  return places.map((place) => ({ ...rows.find((row) => row["customer_key"] === place["customer_key"]), ...place }));
}

test("a profile nets refunds, counts sales only and takes habits from what was known", async () => {
  const [ada] = await ask(overProfile(profile, sql`select * from customer_profile where customer_key = 1`));
  expect(ada).toMatchObject({
    order_count: 2, revenue_cents: 7500, average_order_cents: 3750, recency_days: 30, mean_review_score: 3.5,
    top_category: "toys", payment_type: "credit_card", installments: 6, segment: 0, runner_up: 1, margin: 0,
    age_days: 40, item_count: 2, late_share: 0.5, freight_share: 0.1875,
  });
});

test("customers without a sale by the as-of day have no row", async () => {
  const rows = await ask(overProfile(profile, sql`select customer_key from customer_profile where customer_key in (3, 4) order by customer_key`));
  expect(rows).toEqual([]);
  expect(await ask(overProfile(profile, customerTotalsSql(everybody)))).toMatchObject([{ customers: total }]);
});

test("without a segmentation the membership columns are null", async () => {
  const rows = await ask(overProfile(customerProfileSql(scope, false), sql`select segment, margin from customer_profile where customer_key = 1`));
  expect(rows).toEqual([{ segment: null, margin: null }]);
});

test("paging forward meets every customer once, in one order, for each sort and direction", async () => {
  for (const sort of customerSorts) {
    for (const direction of ["asc", "desc"] as const) {
      const all = (await page(sort, direction, null, 100)).map((row) => row["customer_key"]);
      expect(new Set(all).size).toBe(total);
      const met: unknown[] = [];
      let cursor: CustomerCursor | null = null;
      for (;;) {
        const rows = await page(sort, direction, cursor, 7);
        const shown = rows.slice(0, 7);
        met.push(...shown.map((row) => row["customer_key"]));
        const last = shown.at(-1);
        if (rows.length <= 7 || last === undefined) break;
        cursor = { side: "after", value: last["sort_value"] ?? null, key: Number(last["customer_key"]) };
      }
      expect(met).toEqual(all);
    }
  }
});

test("the page before a row ends right before it, and the count of those before it says where it stands", async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...customerSorts), fc.constantFrom("asc" as const, "desc" as const), fc.integer({ min: 0, max: total - 1 }), async (sort, direction, at) => {
      const all = await page(sort, direction, null, 100);
      const row = all[at];
      const cursor = { side: "before" as const, value: row?.["sort_value"] ?? null, key: Number(row?.["customer_key"]) };
      const before = (await page(sort, direction, cursor, 5)).slice(0, 5).reverse();
      expect(before).toEqual(all.slice(Math.max(0, at - 5), at));
      for (const side of ["before", "after"] as const) {
        const asked = { sort, direction, cursor: { ...cursor, side }, size: 5 };
        const found = await ask(overProfile(kept, customersPageSql({ parts: [everybody], ...asked })));
        const keys = await ask(overProfile(kept, customersSql({ where: everybody, ...asked })));
        expect(found.flatMap(({ customer_key, sort_value }) => (customer_key === null ? [] : [{ customer_key, sort_value }]))).toEqual(keys);
        expect(found[0]).toMatchObject({ customers: total, nearer: side === "after" ? at + 1 : total - at });
      }
    }),
    { numRuns: 30, seed: 7 },
  );
});

test("missing values come last in both directions", async () => {
  for (const direction of ["asc", "desc"] as const) {
    const cities = (await page("city", direction, null, 100)).map((row) => row["city"]);
    const firstMissing = cities.indexOf(null);
    expect(firstMissing).toBeGreaterThan(0);
    expect(cities.slice(firstMissing).every((city) => city === null)).toBe(true);
  }
});

test("standing counts those with less and those with the same", async () => {
  const [standing] = await ask(overProfile(profile, customerStandingSql({ recencyDays: 30, orderCount: 2, revenueCents: 7500 })));
  expect(standing).toMatchObject({ customers: total, orders_less: total - 1, orders_same: 1, revenue_less: total - 1, revenue_same: 1 });
});

import { DuckDBInstance } from "@duckdb/node-api";
import Database from "better-sqlite3";
import { expect, test } from "vitest";
import { filterSql } from "@/lib/audiences/filter-sql";
import { type CustomerFilter, noFilter } from "@/lib/types/customer-filter";

const columns = "customer_key, external_id, city, state, revenue_cents, recency_days, order_count, email_consent, segment, margin";
const people = `select 1 as customer_key, 'ab1' as external_id, 'sao paulo' as city, 'SP' as state, 5000 as revenue_cents,
    10 as recency_days, 1 as order_count, 'yes' as email_consent, 0 as segment, 0.5 as margin
  union all select 2, 'ab_2', 'são luís', 'MA', 30000, 200, 2, 'no', 1, 0.05
  union all select 3, 'AC%3', '100% city', null, 30001, 400, 3, 'unknown', 1, null
  union all select 4, 'zz4', null, 'SP', 0, 400, 1, 'yes', null, null`;

/** The keys a filter keeps, asked of SQLite and of DuckDB; both must agree. */
async function kept(part: Partial<CustomerFilter>): Promise<number[]> {
  const where = filterSql({ ...noFilter, ...part }, { asOf: 500, saleStatuses: ["delivered"] });
  const text = `with customer_profile as (select ${columns} from (${people}) as p)
    select customer_key from customer_profile where ${where.text} order by customer_key`;
  const sqlite = new Database(":memory:");
  const inSqlite = sqlite.prepare<(string | number | null)[], { customer_key: number }>(text).all(...where.values);
  sqlite.close();
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  const inDuck = await connection.runAndReadAll(text, [...where.values]);
  const keys = inDuck.getRowsJson().map((row) => Number(row[0]));
  connection.closeSync();
  instance.closeSync();
  expect(keys).toEqual(inSqlite.map((row) => row.customer_key));
  return keys;
}

test("search matches the beginning of an id or any part of a city, in any case", async () => {
  expect(await kept({ search: "AB" })).toEqual([1, 2]);
  expect(await kept({ search: "paulo" })).toEqual([1]);
  expect(await kept({ search: "São Paulo" })).toEqual([1]);
});

test("percent and underscore in a search mean themselves", async () => {
  expect(await kept({ search: "ab_" })).toEqual([2]);
  expect(await kept({ search: "%" })).toEqual([3]);
  expect(await kept({ search: "' or 1=1 --" })).toEqual([]);
});

test("bounds are inclusive and filters combine", async () => {
  expect(await kept({ spendCents: { min: 30_000, max: 30_000 } })).toEqual([2]);
  expect(await kept({ recencyDays: { min: 200, max: null }, orderCount: { min: null, max: 2 } })).toEqual([2, 4]);
  expect(await kept({ states: ["SP"], emailConsent: "yes" })).toEqual([1, 4]);
});

test("core members have a margin of 0.1 or were placed by a rule", async () => {
  expect(await kept({ coreOnly: true })).toEqual([1, 3]);
  expect(await kept({ segments: [1] })).toEqual([2, 3]);
});

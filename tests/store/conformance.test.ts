import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import Database from "better-sqlite3";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Sql } from "@/lib/types/sql";
import { importStore } from "../support/import-store";
import { conformanceQueries, type Occasion } from "./conformance-queries";

const store = await importStore();
const { writeSampleShop } = await import("@/scripts/commands/sample");
const { importOrders } = await import("@/lib/workflows/import-orders");
const { writeAssignedMembers, writeMemberships } = await import("@/lib/analytics/memberships");
const { openAnalytics } = await import("@/lib/analytics/engine");
const { snapshotTables } = await import("@/lib/types/snapshot");
const { rawSql, sql } = await import("@/lib/types/sql");

type Row = Record<string, string | number | null>;

const engine = openAnalytics();
const sqlite = new Database(":memory:");
const run = 1;
const members = { segmentationId: run, earlier: "before" };
let occasion: Occasion;

/** A table of the same name and rows in SQLite. */
async function copyTable(name: string): Promise<void> {
  const rows = await engine.query<Row>(sql`select * from ${rawSql(name)}`, members);
  const columns = Object.keys(rows[0] ?? {});
  sqlite.exec(`create table "${name}" (${columns.map((c) => `"${c}"`).join(", ")})`);
  const insert = sqlite.prepare(`insert into "${name}" values (${columns.map(() => "?").join(", ")})`);
  sqlite.transaction(() => rows.forEach((row) => insert.run(...columns.map((c) => row[c]))))();
}

beforeAll(async () => {
  const out = store.newFolder();
  await writeSampleShop({ customers: 1500, seed: 3, profile: "olist", out });
  await importOrders({ paths: [out], actor: "cli:test" });
  const customerKeys = (await engine.columns(sql`select customer_key from customers order by customer_key`)).customer_key as Float64Array;
  const spread = (of: number) => customerKeys.map((key) => key % of);
  await writeMemberships(run, {
    customerKeys, segments: spread(4), runnerUps: spread(3), margins: customerKeys.map((key) => (key % 10) / 10), rScores: spread(5), fScores: spread(2), mScores: spread(5),
  });
  const known = customerKeys.filter((key) => key % 7 > 0);
  const none = { runnerUps: null, margins: null, rScores: null, fScores: null, mScores: null };
  await writeAssignedMembers({
    segmentationId: run, folder: members.earlier, asOf: 0, changes: { customerKeys: [], segments: [] },
    members: [{ customerKeys: known, segments: known.map((key) => (key % 11) % 4), ...none }],
  });
  for (const table of [...snapshotTables, "memberships", "earlier_memberships"]) await copyTable(table);
  const [most] = await engine.query<{ customer_key: number; external_id: string }>(
    sql`select o.customer_key, c.external_id from orders o join customers c on c.customer_key = o.customer_key
      group by o.customer_key, c.external_id order by count(*) desc, o.customer_key limit 1`,
  );
  const [days] = await engine.query<{ first: number; last: number }>(sql`select min(day) as first, max(day) as last from orders`);
  occasion = { key: most?.customer_key ?? 0, externalId: most?.external_id ?? "", firstDay: days?.first ?? 0, lastDay: days?.last ?? 0 };
});

afterAll(async () => {
  engine.close();
  sqlite.close();
  await store.close();
});

/** Rows as comparable text, order aside where the query asks for none: reals to ten digits, since sums of reals may associate differently. */
function comparable(rows: readonly Row[], isOrdered: boolean): string[] {
  const round = (value: string | number | null) => (typeof value === "number" && !Number.isInteger(value) ? Number(value.toPrecision(10)) : value);
  const lines = rows.map((row) => JSON.stringify(Object.entries(row).map(([name, value]) => [name, round(value)])));
  return isOrdered ? lines : lines.sort();
}

async function bothAnswers({ text, values }: Sql): Promise<[string[], string[]]> {
  const isOrdered = /order by[^()]*$/i.test(text);
  const duck = await engine.query<Row>({ text, values }, members);
  const lite = sqlite.prepare<unknown[], Row>(text).all(...values);
  return [comparable(duck, isOrdered), comparable(lite, isOrdered)];
}

test("every exported query is compared", () => {
  const exported = ["features", "measure", "audiences"].flatMap((folder) =>
    readdirSync(path.join(process.cwd(), "lib", folder), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts"))
      .flatMap((file) => [...readFileSync(path.join(process.cwd(), "lib", folder, file), "utf8").matchAll(/^export (?:function|const) (\w+Sql)\b/gm)].map((m) => m[1])),
  );
  expect(Object.keys(conformanceQueries(occasion)).sort()).toEqual([...new Set(exported)].sort());
});

test("DuckDB over Parquet and SQLite over tables answer every query alike, with rows", async () => {
  for (const [name, queries] of Object.entries(conformanceQueries(occasion))) {
    for (const query of queries) {
      const [duck, lite] = await bothAnswers(query);
      expect(duck, name).toEqual(lite);
      expect(duck.length, name).toBeGreaterThan(0);
    }
  }
});

test("many queries at once, some of them aborted, answer as they do alone", async () => {
  const query = conformanceQueries(occasion).featuresSql?.[0] ?? sql`select 1`;
  const alone = (await engine.query(query)).length;
  const all = await Promise.allSettled(
    Array.from({ length: 30 }, (_, i) => {
      const stop = new AbortController();
      if (i % 5 === 0) queueMicrotask(() => stop.abort());
      return engine.query(query, { signal: stop.signal });
    }),
  );
  const answered = all.flatMap((one) => (one.status === "fulfilled" ? [one.value.length] : []));
  expect(answered.length).toBeGreaterThanOrEqual(24);
  expect(new Set(answered)).toEqual(new Set([alone]));
  expect((await engine.query(query)).length).toBe(alone);
});

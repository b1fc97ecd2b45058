import { mkdirSync } from "node:fs";
import path from "node:path";
import Database from "better-sqlite3";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { temporaryDataFolder } from "../support/data-folder";
import { factTables, memberRows } from "../support/differential-tables";
import { askedOf, groupings, lastDay, questions, type Question } from "../support/differential-cases";
import { type ExploreShop, makeShop, tableOf } from "../support/explore-shop";
import { type Answer, shopAsOf } from "../support/reference/shop";
import { openTwoEngines } from "../support/two-engines";

const data = temporaryDataFolder();
const { openAnalytics } = await import("@/lib/analytics/engine");
const { writeMemberships } = await import("@/lib/analytics/memberships");
const { pointAt, snapshotFolder } = await import("@/lib/analytics/snapshot-files");

const made = makeShop(21);
/** Some customers belong to no segment. */
const shop: ExploreShop = { ...made, members: new Map([...made.members].filter(([key]) => key % 9 !== 0)) };
const days = [lastDay - 10, lastDay - 75, lastDay - 140, lastDay - 220];
const engine = openAnalytics();
/** A shop of each day, and SQLite with its rows. */
const past = new Map<number | null, { shop: ExploreShop; sqlite: Database.Database }>();

beforeAll(async () => {
  for (const day of [null, ...days]) {
    const then = shopAsOf(shop, day);
    const sqlite = new Database(":memory:");
    for (const statement of [...factTables(then), ...tableOf("memberships", memberRows(shop))]) sqlite.exec(statement);
    past.set(day, { shop: then, sqlite });
  }
  // the product's own engine over the whole shop as a snapshot, its own views for the past days
  mkdirSync(snapshotFolder(1), { recursive: true });
  const { duck, close } = await openTwoEngines(factTables(shop));
  for (const table of ["orders", "items", "payments", "customers"]) await duck.run(`copy ${table} to '${path.join(snapshotFolder(1), `${table}.parquet`)}' (format parquet)`);
  close();
  pointAt(1);
  const rows = memberRows(shop);
  await writeMemberships(1, {
    customerKeys: rows.map((row) => row.customer_key), segments: rows.map((row) => row.segment), runnerUps: rows.map((row) => row.runner_up), margins: rows.map((row) => row.margin),
    rScores: rows.map((row) => row.r_score), fScores: rows.map((row) => row.f_score), mScores: rows.map((row) => row.m_score),
  });
});
afterAll(() => {
  engine.close();
  for (const { sqlite } of past.values()) sqlite.close();
  data.remove();
});

/** Whole numbers exact, others to ten digits; nothing summed up and zero are one. Columns in one order, rows too unless they have one. */
function comparable(rows: Answer, columns: readonly string[], isOrdered: boolean): string[] {
  const cell = (value: string | number | null | undefined) => (typeof value !== "number" ? value ?? null : Number.isInteger(value) ? value : Number(value.toPrecision(10)));
  const lines = rows.map((row) => JSON.stringify(columns.map((column) => cell(row[column]))));
  return isOrdered ? lines : lines.sort();
}

async function answers(question: Question): Promise<{ duck: Answer; kept: Answer; sqlite: Answer; told: Answer; isOrdered: boolean }> {
  const { query, tell, isOrdered } = askedOf(question);
  const then = past.get(question.asOf);
  if (then === undefined) throw new Error("not a day of the test");
  const options = { snapshotId: 1, segmentationId: 1, ...(question.asOf === null ? {} : { asOf: question.asOf }) };
  const duck = await engine.query<Answer[number]>(query, options);
  const kept = await engine.query<Answer[number]>(query, { ...options, keepsParts: true });
  const sqlite = then.sqlite.prepare<unknown[], Answer[number]>(query.text).all(...query.values);
  return { duck, kept, sqlite, told: tell(then.shop), isOrdered };
}

/** A sum over nothing: null in SQL, 0 when told. */
const isNothing = (rows: Answer): boolean => rows.every((row) => Object.values(row).every((value) => value === null || value === 0));

test("300 and more random groupings, filters and days: DuckDB, with and without kept tables, SQLite and plain loops over the rows agree", async () => {
  const compared = new Set<string>();
  const met = new Map<string, number>();
  for (const question of fc.sample(questions(days), { numRuns: 420, seed: 20 })) {
    const { duck, kept, sqlite, told, isOrdered } = await answers(question);
    const name = JSON.stringify(question);
    const all = Object.keys(duck[0] ?? {});
    expect(comparable(duck, all, isOrdered), name).toEqual(comparable(sqlite, all, isOrdered));
    expect(comparable(kept, all, isOrdered), name).toEqual(comparable(sqlite, all, isOrdered));
    if (!isNothing(told) || !isNothing(duck)) {
      const columns = Object.keys(told[0] ?? {});
      expect(comparable(duck, columns, isOrdered), name).toEqual(comparable(told, columns, isOrdered));
      met.set(question.grouping, (met.get(question.grouping) ?? 0) + 1);
    }
    compared.add(name);
  }
  expect(compared.size).toBeGreaterThanOrEqual(300);
  // empty answers agree easily: there must be enough of the others, of every grouping
  expect(Object.keys(groupings).filter((grouping) => (met.get(grouping) ?? 0) < 3)).toEqual([]);
  expect([...met.values()].reduce((sum, n) => sum + n, 0)).toBeGreaterThanOrEqual(300);
});

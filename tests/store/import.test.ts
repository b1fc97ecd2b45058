import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { temporaryDataFolder } from "../support/data-folder";
import { rowsOf, smallShop, writeTables } from "../support/small-shop";

const data = temporaryDataFolder();
const { migrateStore } = await import("@/lib/store/migrate");
const { closeStore } = await import("@/lib/store/client");
const { getImport } = await import("@/lib/store/imports");
const { currentSnapshot } = await import("@/lib/store/snapshots");
const { openAnalytics } = await import("@/lib/analytics/engine");
const { importOrders } = await import("@/lib/workflows/import-orders");
const { sql } = await import("@/lib/types/sql");
const engine = openAnalytics();
const folder = path.join(data.folder, "files");

beforeAll(() => {
  migrateStore();
});

afterAll(async () => {
  engine.close();
  await closeStore();
  data.remove();
});

test("every row of a small shop is accepted and the five counts add up to the rows of each file", async () => {
  const result = await importOrders({ paths: [writeTables(folder, smallShop)], actor: "cli:test" });
  expect(result).toMatchObject({ orders: 5, customers: 3, rejects: 0 });
  for (const file of result.files) {
    expect(file.accepted, file.name).toBe(rowsOf(smallShop, path.basename(file.name, ".csv")));
    expect(file.updated + file.duplicate + file.rejected + file.pending, file.name).toBe(0);
  }
  expect(await getImport(result.importId)).toMatchObject({ status: "complete", startedBy: "cli:test" });
  expect(await currentSnapshot()).toMatchObject({ orders: 5, customers: 3, importId: result.importId });
});

test("an order's amount is its payments, else its items and freight; nothing is multiplied by a join", async () => {
  const rows = await engine.query<{ id: string; amount_cents: number; items: number; price_cents: number }>(
    sql`select external_id as id, amount_cents, items, price_cents from orders join customers using (customer_key) order by sold_at`,
  );
  expect(rows).toEqual([
    { id: "ada", amount_cents: 4500, items: 2, price_cents: 4000 },
    { id: "bob", amount_cents: 1500, items: 1, price_cents: 1000 },
    { id: "ada", amount_cents: 9990, items: 1, price_cents: 9990 },
    { id: "cleo", amount_cents: 0, items: 0, price_cents: 0 },
    { id: "cleo", amount_cents: 3710, items: 1, price_cents: 3000 },
  ]);
});

test("largest payment, dearest item, latest review and calendar days decide the order's facts", async () => {
  const [first, , second] = await engine.query(sql`select * from orders order by sold_at`);
  // 2018-01-15 10:00 in Sao Paulo is 12:00 UTC (summer time), a Monday.
  expect(first).toMatchObject({
    sold_at: Date.UTC(2018, 0, 15, 12) / 1000, day: 17_546, month: 2018 * 12, month_of_year: 1, day_of_month: 15, weekday: 0, hour: 10,
    payment_type: "credit_card", installments: 3, review_score: 5, category: "pc_gamer", sellers: 2, delivered_days: 5, late_days: -5,
  });
  // Delivered half an hour into the day after the promised one: late by a day, and after the end of summer time.
  expect(second).toMatchObject({ sold_at: Date.UTC(2018, 2, 3, 2, 30) / 1000, hour: 23, late_days: 1, review_score: 4, category: null });
});

test("a customer has the place of the latest order and unknown consent unless told", async () => {
  const rows = await engine.query(sql`select external_id, state, zip, lat, email_consent, has_phone from customers order by external_id`);
  expect(rows).toEqual([
    { external_id: "ada", state: "RJ", zip: "20001", lat: -22.9, email_consent: "yes", has_phone: 1 },
    { external_id: "bob", state: "SP", zip: "01001", lat: -23.6, email_consent: "unknown", has_phone: 0 },
    { external_id: "cleo", state: "MG", zip: "30001", lat: null, email_consent: "unknown", has_phone: 0 },
  ]);
});

test("the same files again change nothing: every row is a duplicate and the hash stays", async () => {
  const before = await currentSnapshot();
  const result = await importOrders({ paths: [folder], actor: "cli:test" });
  for (const file of result.files) {
    expect(file.duplicate, file.name).toBe(rowsOf(smallShop, path.basename(file.name, ".csv")));
    expect(file.accepted + file.updated + file.rejected + file.pending, file.name).toBe(0);
  }
  expect((await currentSnapshot())?.hash).toBe(before?.hash);
});

import { readdirSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeEach, expect, test } from "vitest";
import { importStore } from "../support/import-store";
import { smallShop, type ShopTables } from "../support/small-shop";

const shop = await importStore();
const { undoImport } = await import("@/lib/workflows/undo-import");
const { verifyStore } = await import("@/lib/workflows/verify");
const { currentSnapshot } = await import("@/lib/store/snapshots");
const { openAnalytics } = await import("@/lib/analytics/engine");
const { dataPaths } = await import("@/lib/env");
const { sql } = await import("@/lib/types/sql");

beforeEach(() => shop.reset());
afterAll(() => shop.close());

/** Inode by file of the current snapshot. */
async function inodes(): Promise<Record<string, number>> {
  const folder = path.join(dataPaths().snapshots, String((await currentSnapshot())?.id));
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".parquet"));
  return Object.fromEntries(names.map((name) => [name, statSync(path.join(folder, name)).ino]));
}

const failing = async () => (await verifyStore()).checks.filter((c) => !c.ok);
const header = smallShop.orders?.[0] ?? [];
const march: ShopTables = { orders: [header, ["o9", "c2", "delivered", "2018-03-20 12:00:00", "", "", "", ""]] };
const monthOfMarch = 2018 * 12 + 2;

test("an import rewrites the months it touched; the other months' files are the very same", async () => {
  await shop.importTables(smallShop);
  const before = await inodes();
  await shop.importTables(march);
  const after = await inodes();
  const months = Object.keys(before).filter((name) => /^(orders|items|payments).month=/.test(name));
  expect(months.length).toBeGreaterThan(5);
  for (const name of months) {
    if (!name.includes(`month=${monthOfMarch}`)) expect(after[name], name).toBe(before[name]);
  }
  const orders = Object.keys(after).filter((name) => name.startsWith("orders") && name.includes(`month=${monthOfMarch}`));
  expect(orders.map((name) => after[name] === before[name])).toEqual([false]);
  expect(after["rows/products.parquet"]).toBe(before["rows/products.parquet"]);
  expect(after["rows/orders.parquet"]).not.toBe(before["rows/orders.parquet"]);
  expect(await failing()).toEqual([]);
});

test("the same data reached by one import, by two or by an undo has one hash and one answer", async () => {
  const engine = openAnalytics();
  const answer = () => engine.query(sql`select order_key, month, amount_cents, status from orders order by sold_at, order_key`);
  await shop.importTables(smallShop);
  const hash = await shop.currentHash();
  const rows = await answer();
  const { importId } = await shop.importTables(march);
  expect(await answer()).toHaveLength(rows.length + 1);
  const both = await shop.currentHash();
  await undoImport(importId, "cli:test");
  expect(await shop.currentHash()).toBe(hash);
  expect(await answer()).toEqual(rows);
  engine.close();
  shop.reset();
  await shop.importTables({ ...smallShop, orders: [...(smallShop.orders ?? []), march.orders?.[1] ?? []] });
  expect(await shop.currentHash()).toBe(both);
});

test("a month whose file is gone is written anew by the next import", async () => {
  await shop.importTables(smallShop);
  const hash = await shop.currentHash();
  const folder = path.join(dataPaths().snapshots, String((await currentSnapshot())?.id));
  const [month = ""] = readdirSync(path.join(folder, "payments"));
  rmSync(path.join(folder, "payments", month), { recursive: true });
  expect((await failing()).map((c) => c.name)).toEqual(["snapshot files"]);
  await shop.importTables(smallShop);
  expect(await shop.currentHash()).toBe(hash);
  expect(await failing()).toEqual([]);
});

test("a snapshot without orders still has its columns", async () => {
  await shop.importTables({ customers: smallShop.customers ?? [] });
  const engine = openAnalytics();
  expect(await engine.query(sql`select count(*) as n, sum(price_cents) as cents from items`)).toEqual([{ n: 0, cents: null }]);
  engine.close();
  expect(await failing()).toEqual([]);
});

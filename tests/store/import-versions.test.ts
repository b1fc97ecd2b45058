import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { expect, test } from "vitest";
import { queriedImportStore } from "../support/import-store";
import { smallShop, type ShopTables, type Table } from "../support/small-shop";

const { shop, engine } = await queriedImportStore();
const { undoImport } = await import("@/lib/workflows/undo-import");
const { verifyStore } = await import("@/lib/workflows/verify");
const { currentSnapshot } = await import("@/lib/store/snapshots");
const { dataPaths } = await import("@/lib/env");
const { getImport } = await import("@/lib/store/imports");
const { sql } = await import("@/lib/types/sql");

const only = (...names: string[]): ShopTables => Object.fromEntries(names.map((n) => [n, smallShop[n] ?? []]));
const without = (...names: string[]): ShopTables => Object.fromEntries(Object.entries(smallShop).filter(([n]) => !names.includes(n)));
const ledgerOf = (result: Awaited<ReturnType<typeof shop.importTables>>, kind: string) => {
  const file = result.files.find((f) => f.kind === kind);
  return file && [file.accepted, file.updated, file.duplicate, file.rejected, file.pending];
};
const withCell = (table: Table | undefined, row: number, column: number, value: string): Table =>
  (table ?? []).map((cells, r) => cells.map((cell, c) => (r === row && c === column ? value : cell)));

/** Writes the kept reviews again with other hashes of their texts. */
async function alterHashes(file: string): Promise<void> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  await connection.run(`copy (select * replace (text_hash + 1 as text_hash) from read_parquet('${file}')) to '${file}.new' (format parquet)`);
  connection.closeSync();
  instance.closeSync();
  renameSync(`${file}.new`, file);
}

/** Hash after some imports into an empty store. */
async function hashAfter(...imports: ShopTables[]): Promise<string | null> {
  shop.reset();
  for (const tables of imports) await shop.importTables(tables);
  return shop.currentHash();
}

test("payments that come before their orders wait, and count once the orders are there", async () => {
  const first = await shop.importTables(only("payments", "items", "reviews"));
  expect(ledgerOf(first, "payments")).toEqual([0, 0, 0, 0, 4]);
  expect(first.orders).toBe(0);
  const second = await shop.importTables(only("orders"));
  expect(ledgerOf(second, "orders")).toEqual([0, 0, 0, 0, 5]);
  const third = await shop.importTables(without("payments", "items", "reviews", "orders"));
  expect(third).toMatchObject({ orders: 5, customers: 3 });
  const waited = await shop.currentHash();
  expect(waited).toBe(await hashAfter(smallShop));
});

test("a changed row becomes the current version and is counted as updated", async () => {
  await shop.importTables(smallShop);
  const orders = withCell(smallShop.orders, 5, 2, "delivered");
  const result = await shop.importTables({ orders });
  expect(ledgerOf(result, "orders")).toEqual([0, 1, 4, 0, 0]);
  expect(await engine.query(sql`select status from orders where amount_cents = ${3710}`)).toEqual([{ status: "delivered" }]);
});

test("undoing an update brings the earlier version back, undoing the rest leaves nothing", async () => {
  const first = await shop.importTables(smallShop);
  const before = await shop.currentHash();
  const update = await shop.importTables({ orders: withCell(smallShop.orders, 5, 2, "delivered") });
  expect(await shop.currentHash()).not.toBe(before);
  await undoImport(update.importId, "cli:test");
  expect(await shop.currentHash()).toBe(before);
  expect((await getImport(update.importId)).status).toBe("undone");
  const { orders, customers } = await undoImport(first.importId, "cli:test");
  expect([orders, customers]).toEqual([0, 0]);
  await expect(undoImport(first.importId, "cli:test")).rejects.toMatchObject({ code: "conflict" });
});

test("rows come back under their old keys when an undone import is imported again", async () => {
  const first = await shop.importTables(smallShop);
  const keys = () => engine.query(sql`select external_id, customer_key from customers order by external_id`);
  const before = await keys();
  await undoImport(first.importId, "cli:test");
  const again = await shop.importTables(smallShop);
  expect(ledgerOf(again, "orders")).toEqual([5, 0, 0, 0, 0]);
  expect(await keys()).toEqual(before);
});

test("one's own data replaces the sample shop in one step", async () => {
  const other = { ...smallShop, customers: withCell(smallShop.customers, 1, 1, "zoe") };
  const expected = await hashAfter(other);
  shop.reset();
  const sample = await shop.importTables(smallShop, { sample: true });
  const result = await shop.importTables(other, { replaceSample: true });
  expect(ledgerOf(result, "orders")).toEqual([5, 0, 0, 0, 0]);
  expect((await getImport(sample.importId)).status).toBe("undone");
  expect(await shop.currentHash()).toBe(expected);
});

test("a dry run answers the same ledger and changes nothing", async () => {
  await shop.importTables(only("orders", "customers"));
  const [rows, hash] = [shop.countRows(), await shop.currentHash()];
  const dry = await shop.importTables(smallShop, { dryRun: true });
  expect([shop.countRows(), await shop.currentHash()]).toEqual([rows, hash]);
  const real = await shop.importTables(smallShop);
  expect(dry.files).toEqual(real.files);
  expect([dry.orders, dry.customers]).toEqual([real.orders, real.customers]);
});

test("rows repeated within a file are duplicates; of two that differ the last one counts", async () => {
  const [header = [], first = []] = smallShop.orders ?? [];
  const orders = [header, first, first, first.map((cell, c) => (c === 2 ? "canceled" : cell))];
  const result = await shop.importTables({ ...smallShop, orders });
  expect(ledgerOf(result, "orders")).toEqual([1, 0, 2, 0, 0]);
  expect(await engine.query(sql`select status from orders`)).toEqual([{ status: "canceled" }]);
});

test("hashes kept by another version of the engine are not compared: the same rows stay duplicates", async () => {
  await shop.importTables(smallShop);
  const hash = await shop.currentHash();
  const folder = path.join(dataPaths().snapshots, String((await currentSnapshot())?.id));
  await alterHashes(path.join(folder, "rows", "reviews.parquet"));
  const manifest = path.join(folder, "parts.json");
  writeFileSync(manifest, JSON.stringify({ ...JSON.parse(readFileSync(manifest, "utf8")), probe: "another version's" }));
  const db = shop.openDatabase();
  db.exec(`update "PlaceRow" set digest = '123'`);
  db.close();
  expect((await verifyStore()).checks.find((c) => !c.ok)?.detail).toContain("another version of the engine");
  const again = await shop.importTables(smallShop);
  for (const file of again.files) expect([file.accepted, file.updated, file.pending], file.name).toEqual([0, 0, 0]);
  expect(await shop.currentHash()).toBe(hash);
  expect((await verifyStore()).checks.filter((c) => !c.ok)).toEqual([]);
});

test("a damaged copy of the rows is made good from the store", async () => {
  await shop.importTables(smallShop);
  const hash = await shop.currentHash();
  rmSync(`${dataPaths().snapshots}/${(await currentSnapshot())?.id}/rows/reviews.parquet`);
  const again = await shop.importTables(smallShop);
  for (const file of again.files) expect(file.accepted + file.updated + file.pending, file.name).toBe(0);
  expect(await shop.currentHash()).toBe(hash);
});

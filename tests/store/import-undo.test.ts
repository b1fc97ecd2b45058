import { afterAll, beforeEach, expect, test } from "vitest";
import { createRandom } from "@/lib/stats/random";
import { importStore } from "../support/import-store";
import { smallShop, type ShopTables, type Table } from "../support/small-shop";

const shop = await importStore();
const { undoImport } = await import("@/lib/workflows/undo-import");
const { verifyStore } = await import("@/lib/workflows/verify");
const { visibleImports } = await import("@/lib/store/read-rows");
const { AppError } = await import("@/lib/errors");

beforeEach(() => shop.reset());
afterAll(() => shop.close());

const withCell = (table: Table | undefined, row: number, column: number, value: string): Table =>
  (table ?? []).map((cells, r) => cells.map((cell, c) => (r === row && c === column ? value : cell)));
const delivered: ShopTables = { ...smallShop, orders: withCell(smallShop.orders, 5, 2, "delivered") };

/** Hash of an empty store after these imports. */
async function hashOf(imports: readonly ShopTables[]): Promise<string | null> {
  shop.reset();
  for (const tables of imports) await shop.importTables(tables);
  return shop.currentHash();
}

test("undoing an import leaves what a later import counted as duplicates of it", async () => {
  const expected = await hashOf([delivered]);
  shop.reset();
  const first = await shop.importTables(smallShop);
  const second = await shop.importTables(delivered);
  expect(second.files.map((f) => f.accepted)).toEqual(second.files.map(() => 0));
  await undoImport(first.importId, "cli:test");
  expect(await shop.currentHash()).toBe(expected);
  expect((await verifyStore()).checks.filter((c) => !c.ok)).toEqual([]);
});

test("replacing the sample shop leaves what an import between counted as duplicates of it", async () => {
  const people: ShopTables = { customers: smallShop.customers ?? [], orders: smallShop.orders ?? [] };
  const payments: ShopTables = { payments: smallShop.payments ?? [] };
  const expected = await hashOf([people, payments]);
  shop.reset();
  await shop.importTables(smallShop, { sample: true });
  await shop.importTables(people);
  await shop.importTables(payments, { replaceSample: true });
  expect(await shop.currentHash()).toBe(expected);
});

test("an undo that stops between two adoptions changes nothing, and can be done again", async () => {
  const expected = await hashOf([delivered]);
  shop.reset();
  const first = await shop.importTables(smallShop);
  await shop.importTables(delivered);
  const before = await shop.currentHash();
  let slices = 0;
  const fence = () => {
    if (++slices === 4) throw new AppError("leaseLost");
  };
  await expect(undoImport(first.importId, "cli:test", { fence })).rejects.toMatchObject({ code: "leaseLost" });
  expect(await shop.currentHash()).toBe(before);
  expect((await verifyStore()).checks.filter((c) => !c.ok)).toEqual([]);
  await undoImport(first.importId, "cli:test");
  expect(await shop.currentHash()).toBe(expected);
});

/** A part of the shop in one of three versions: tables, rows and one cell chosen at random. */
function randomPart(random: () => number): ShopTables {
  const versions = [smallShop, delivered, { ...smallShop, payments: withCell(smallShop.payments, 1, 4, "99.00"), orders: withCell(smallShop.orders, 1, 2, "canceled") }];
  const version = versions[Math.floor(random() * versions.length)] ?? smallShop;
  const chosen = Object.entries(version).filter(() => random() < 0.7);
  const tables = chosen.length > 0 ? chosen : Object.entries(version);
  return Object.fromEntries(tables.map(([name, table]) => [name, table?.filter((_, row) => row < 2 || random() < 0.8)]));
}

test.each([1, 2, 3])("whatever was imported, an undo leaves what the others alone would have left (seed %i)", async (seed) => {
  const random = createRandom(seed);
  const imports = Array.from({ length: 4 }, () => randomPart(random));
  for (const tables of imports) await shop.importTables(tables);
  const db = shop.openDatabase();
  const ids = visibleImports(db);
  db.close();
  const undone = [Math.floor(random() * 3), 3].map((i) => ids[i] ?? 0).slice(0, random() < 0.5 ? 1 : 2);
  for (const id of undone) await undoImport(id, "cli:test");
  const left = await shop.currentHash();
  expect((await verifyStore()).checks.filter((c) => !c.ok)).toEqual([]);
  expect(left).toBe(await hashOf(imports.filter((_, i) => !undone.includes(ids[i] ?? 0))));
});

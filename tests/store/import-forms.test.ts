import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { importStore, toCsv } from "../support/import-store";
import { smallShop, type ShopTables, type Table } from "../support/small-shop";
import { writeZip } from "../support/zip";

const shop = await importStore();
const { importOrders } = await import("@/lib/workflows/import-orders");
let expected: string | null = null;

beforeAll(async () => {
  await shop.importTables(smallShop);
  expected = await shop.currentHash();
});
beforeEach(() => shop.reset());
afterAll(() => shop.close());

const mapTables = (change: (table: Table, name: string) => Table): ShopTables =>
  Object.fromEntries(Object.entries(smallShop).map(([name, table]) => [name, change(table, name)]));
const body = (table: Table) => table.slice(1);
const head = (table: Table) => table[0] ?? [];

/** Writes each table as given bytes. */
function writeAs(encode: (table: Table) => Buffer | string): string {
  const folder = shop.newFolder();
  mkdirSync(folder, { recursive: true });
  for (const [name, table] of Object.entries(smallShop)) writeFileSync(path.join(folder, `${name}.csv`), encode(table));
  return folder;
}
const importFolder = (folder: string) => importOrders({ paths: [folder], actor: "cli:test" });
const quoteAll = (table: Table) => table.map((row) => row.map((c) => `"${c.replaceAll('"', '""')}"`).join(",") + "\n").join("");

const sameShop: Record<string, () => Promise<unknown>> = {
  "rows in another order": () => shop.importTables(mapTables((t) => [head(t), ...body(t).toReversed()])),
  "columns in another order, and one more": () => shop.importTables(mapTables((t) => t.map((row, r) => [...row.toReversed(), r === 0 ? "note" : "x"]))),
  "each file split in two": () =>
    shop.importTables({
      ...mapTables((t, name) => (name === "geolocation" ? t : [head(t), ...body(t).slice(0, 2)])),
      ...Object.fromEntries(Object.entries(smallShop).filter(([n, t]) => n !== "geolocation" && t.length > 3).map(([n, t]) => [`more-${n}`, [head(t), ...body(t).slice(2)]])),
    }),
  "one import a file, the last first": async () => {
    for (const [name, table] of Object.entries(smallShop).toReversed()) await shop.importTables({ [name]: table });
  },
  "CR LF line ends": () => importFolder(writeAs((t) => toCsv(t, "\r\n").replace(/\r?\n/g, "\r\n"))),
  "CR line ends": () => importFolder(writeAs((t) => toCsv(t, "\n").replaceAll("\n", "\r"))),
  "every cell quoted": () => importFolder(writeAs(quoteAll)),
  "UTF-16 with a byte order mark": () => importFolder(writeAs((t) => Buffer.from(`\uFEFF${toCsv(t).replace("\uFEFF", "")}`, "utf16le"))),
  "Latin-1": () => importFolder(writeAs((t) => Buffer.from(toCsv(t).replace("\uFEFF", ""), "latin1"))),
  "semicolons": () => importFolder(writeAs((t) => quoteAll(t).replaceAll('","', '";"'))),
  "a ZIP file with folders": () => {
    const folder = shop.newFolder();
    mkdirSync(folder, { recursive: true });
    const entries = Object.entries(smallShop).map(([n, t]) => ({ name: `olist/${n}.csv`, content: toCsv(t) }));
    return importFolder(writeZip(path.join(folder, "shop.zip"), [...entries, { name: "__MACOSX/olist/._x.csv", content: "junk" }]));
  },
};

for (const [name, run] of Object.entries(sameShop)) {
  test(`the same shop, written otherwise (${name}), is the same data`, async () => {
    await run();
    expect(await shop.currentHash()).toBe(expected);
  });
}

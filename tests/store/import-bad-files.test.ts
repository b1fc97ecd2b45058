import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { importStore, toCsv } from "../support/import-store";
import { smallShop } from "../support/small-shop";
import { writeZip } from "../support/zip";

const shop = await importStore();
const { importOrders } = await import("@/lib/workflows/import-orders");
const { dataPaths } = await import("@/lib/env");
const { listRejects } = await import("@/lib/store/imports");

beforeAll(async () => {
  await shop.importTables(smallShop);
});
afterAll(() => shop.close());

function fileOf(content: Buffer | string, name = "orders.csv"): string {
  const folder = shop.newFolder();
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, name), content);
  return path.join(folder, name);
}

const orders = toCsv(smallShop.orders ?? []);
const header = orders.split("\n")[0] ?? "";
const row = (id: string) => `${id},a1,delivered,2018-01-15 10:00:00,,,,2018-01-25 00:00:00\n`;
const bigText = "x".repeat(12 * 1024 * 1024);
const zipOf = (entries: Parameters<typeof writeZip>[1]) => writeZip(fileOf("", "shop.zip"), entries);

const refused: Record<string, readonly [() => string, string]> = {
  "no bytes": [() => fileOf(""), "it is empty"],
  "only a header": [() => fileOf(`${header}\n`), "no rows"],
  "a header nobody knows": [() => fileOf("a,b,c\n1,2,3\n"), "columns are none we know"],
  "a column twice": [() => fileOf(`order_id,${header}\n`), "line 1: the column order_id appears twice"],
  "a million columns": [() => fileOf(`${"c,".repeat(100_000)}c\n1\n`), "line 1"],
  "one endless line": [() => fileOf(`${header}\n${bigText}\n`), "line 2: longer than 1 MiB"],
  "a quote that never closes": [() => fileOf(`${header}\n${row("n1")}"n2,a1\n${row("n3").repeat(50)}`), "line 3: a quote opens and does not close"],
  "a quote that swallows megabytes": [() => fileOf(`${header}\n"${row("n1").repeat(40_000)}`), "line 2: a quote opens"],
  "a NUL byte": [() => fileOf(`${header}\n${row("n1")}${row("n\0")}`), "line 3: a NUL byte"],
  "one invalid byte in a UTF-8 file": [() => fileOf(Buffer.concat([Buffer.from(`${header}\n${row("é1")}n`), Buffer.from([0xff]), Buffer.from(row("2"))])), "line 3: not valid UTF-8"],
  "a link in a ZIP": [() => zipOf([{ name: "orders.csv", content: "/etc/passwd", mode: 0o120777 }]), "symbolic link"],
  "a path out of the ZIP": [() => zipOf([{ name: "../../orders.csv", content: orders }]), "damaged or unsafe"],
  "a ZIP in a ZIP": [() => zipOf([{ name: "inner.zip", content: "PK" }]), "another archive"],
  "a ZIP bomb": [() => zipOf([{ name: "orders.csv", content: Buffer.alloc(60 * 1024 * 1024, 48) }]), "more than 100 times"],
  "a ZIP that holds a ZIP of itself and so for ever": [() => zipOf([{ name: "r/r.zip", content: readFileSync(zipOf([{ name: "r/r.zip", content: "PK" }])) }]), "another archive"],
  "a ZIP in a ZIP that is called a table": [() => zipOf([{ name: "orders.csv", content: readFileSync(zipOf([{ name: "orders.csv", content: orders }])) }]), "orders.csv: line 1"],
  "many ZIP entries that are small bombs each": [() => zipOf(Array.from({ length: 3 }, (_, i) => ({ name: `orders-${i}.csv`, content: Buffer.alloc(9 * 1024 * 1024, 48) }))), "unpacks to too much"],
  "ZIP entries that share their bytes": [() => zipOf(Array.from({ length: 400 }, (_, i) => ({ name: "orders.csv", content: i === 0 ? Buffer.alloc(9 * 1024 * 1024, 48) : "", shares: i > 0 }))), "unpacks to too much"],
  "a ZIP that unpacks to more than it says": [() => zipOf([{ name: "orders.csv", content: Buffer.alloc(30 * 1024 * 1024, 48), claims: 1000 }]), "damaged or unsafe"],
  "a ZIP without tables": [() => zipOf([{ name: "readme.md", content: "hello" }]), "no CSV"],
  "bytes called ZIP": [() => fileOf("not a zip", "x.zip"), "damaged or unsafe"],
  "dates that may be day or month first": [() => fileOf("order_id,customer_id,order_date,amount\n1,a,03/04/2024,5.00\n"), "dateOrder=dmy"],
  "amounts that may be thousands": [() => fileOf("order_id,customer_id,order_date,amount\n1,a,2024-01-01,1.234\n"), "decimal="],
};

for (const [name, [make, message]] of Object.entries(refused)) {
  test(`a file with ${name} is refused with a reason, fast, and the store is unchanged`, async () => {
    const before = [shop.countRows(), await shop.currentHash()];
    const began = performance.now();
    await expect(importOrders({ paths: [make()], actor: "cli:test" })).rejects.toMatchObject({ code: "badFile", message: expect.stringContaining(message) });
    expect(performance.now() - began).toBeLessThan(5000);
    expect([shop.countRows(), await shop.currentHash()]).toEqual(before);
    expect(existsSync(dataPaths().temporary) ? readdirSync(dataPaths().temporary).filter((entry) => entry.startsWith("import-")) : []).toEqual([]);
  });
}

test("a missing file and an empty folder are refused", async () => {
  const folder = shop.newFolder();
  mkdirSync(folder);
  for (const p of [folder, path.join(folder, "none.csv")]) {
    await expect(importOrders({ paths: [p], actor: "cli:test" })).rejects.toMatchObject({ code: "badFile" });
  }
});

test("a bad row is rejected with line, column, value and reason, and the good ones are stored", async () => {
  const lines = [
    header, row("g1").trim(), ",a1,delivered,2018-01-15 10:00:00,,,,", "b1,a1,delivered,2018-02-30 10:00:00,,,,", "b2,a1,delivered,0000-00-00 00:00:00,,,,",
    "b3,a1,delivered,2018-01-15 10:00:00", `"g2",a1,"deli\nvered",2018-01-15 10:00:00,,,,2018-01-25 00:00:00`, "b4,a1,delivered,9999-12-31 00:00:00,,,,", "b5,a1,,2018-01-15 10:00:00,,,,x,y",
  ];
  const result = await importOrders({ paths: [fileOf(`${lines.join("\n")}\n`)], actor: "cli:test" });
  expect(result.files[0]).toMatchObject({ accepted: 2, rejected: 6, duplicate: 0, pending: 0 });
  const rejects = await listRejects(result.importId);
  expect(rejects.map((r) => [r.line, r.column, r.id, r.value, r.reason])).toEqual([
    [3, "order_id", null, null, "is empty"],
    [4, "order_purchase_timestamp", "b1", "2018-02-30 10:00:00", "is not a date and time between 1970 and 2100"],
    [5, "order_purchase_timestamp", "b2", "0000-00-00 00:00:00", "is not a date and time between 1970 and 2100"],
    [6, null, null, null, "has fewer than 8 columns"],
    [9, "order_purchase_timestamp", "b4", "9999-12-31 00:00:00", "is not a date and time between 1970 and 2100"],
    [10, null, null, null, "has more than 8 columns"],
  ]);
});

test("odd amounts are rejected, never rounded or read as something else", async () => {
  const amounts = ["1.005", "-1.00", "1e309", "NaN", "１２", "1.234,56", "", "0", "5.5", "7.10", "8.000"];
  const content = `order_id,payment_sequential,payment_type,payment_installments,payment_value\n${amounts.map((a, i) => `o1,${10 + i},voucher,1,"${a}"\n`).join("")}`;
  const result = await importOrders({ paths: [fileOf(content)], actor: "cli:test" });
  expect(result.files[0]).toMatchObject({ accepted: 4, rejected: 7 });
  expect((await listRejects(result.importId)).map((r) => r.value)).toEqual(["1.005", "-1.00", "1e309", "NaN", "１２", "1.234,56", null]);
});

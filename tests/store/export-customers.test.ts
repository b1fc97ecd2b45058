import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, expect, test } from "vitest";
import { filterOf, loadCustomersParams } from "@/components/customers/search-params";
import { dayOfIso } from "@/lib/format/iso-day";
import { noFilter } from "@/lib/types/customer-filter";
import { defaultColumns } from "@/lib/types/customer-columns";
import { writeSampleShop } from "@/scripts/commands/sample";
import { importStore } from "../support/import-store";

const shop = await importStore();
const { analytics } = await import("@/lib/analytics/engine");
const { store } = await import("@/lib/store/client");
const { exportCustomers } = await import("@/lib/workflows/export-customers");
const { exportOrders } = await import("@/lib/workflows/export-orders");
const { importOrders } = await import("@/lib/workflows/import-orders");
const { readCustomers } = await import("@/lib/workflows/read-customers");

beforeAll(async () => {
  const out = shop.newFolder();
  await writeSampleShop({ customers: 700, seed: 5, profile: "olist", out });
  await importOrders({ paths: [out], actor: "cli:test" });
});
afterAll(async () => {
  analytics().close();
  await shop.close();
});

const everybody = { filterOf: () => noFilter, sort: "city", direction: "asc", segmentationId: null } as const;
const asked = { ...everybody, columns: defaultColumns, actor: "ada", ip: null } as const;
const recordsOf = (file: string): string[][] => parse(readFileSync(file), { bom: true });

test("the file holds every customer of the view once, in its order, under the heads of its columns", async () => {
  const { file, rows } = await exportCustomers({ ...asked, columns: ["externalId", "city", "orderCount"] });
  const [head, ...records] = recordsOf(file);
  const page = await readCustomers({ ...everybody, cursor: null });
  expect(head).toEqual(["Customer", "City", "Orders"]);
  expect([rows, records.length, new Set(records.map(([id]) => id)).size]).toEqual([page.everybody, page.everybody, page.everybody]);
  expect(records.slice(0, page.rows.length).map(([id]) => id)).toEqual(page.rows.map(({ externalId }) => externalId));
});

test("a filter holds of the file as of the table, also one that nobody meets", async () => {
  const params = loadCustomersParams(new URLSearchParams("spend=200..&sort=orderCount"));
  const part = { filterOf: (of: { minorUnits: number }) => filterOf(params, of) };
  const { rows } = await exportCustomers({ ...asked, ...part });
  expect(rows).toBe((await readCustomers({ ...everybody, ...part, cursor: null })).totals.customers);
  expect(rows).toBeGreaterThan(0);
  const none = await exportCustomers({ ...asked, filterOf: () => ({ ...noFilter, segments: [-1] }) });
  expect([none.rows, recordsOf(none.file).length]).toEqual([0, 1]);
});

test("the record tells who took how many of which columns, and the file by its hash, but not what was searched for", async () => {
  const { file, rows, sha256 } = await exportCustomers({ ...asked, filterOf: () => ({ ...noFilter, search: "somebody" }) });
  const [entry] = await store().auditEntry.findMany({ where: { action: "exportCustomers" }, orderBy: { id: "desc" }, take: 1 });
  expect(createHash("sha256").update(readFileSync(file)).digest("hex")).toBe(sha256);
  expect(JSON.parse(entry?.detail ?? "{}")).toMatchObject({ rows, sha256, columns: defaultColumns.join(" ") });
  expect([entry?.actor, entry?.detail.includes("somebody")]).toEqual(["ada", false]);
});

test("the orders of one customer are their page's, and that they were taken is on record under their number alone", async () => {
  const [first] = (await readCustomers({ ...everybody, sort: "orderCount", direction: "desc", cursor: null })).rows;
  const customer = first?.externalId ?? "";
  const { text, fileName } = await exportOrders({ customer, day: null, actor: "ada", ip: null });
  const [head, ...records]: string[][] = parse(text, { bom: true });
  expect(head).toEqual(["day", "status", "is_sale", "category", "amount_brl", "refund_brl"]);
  expect(records.filter(([, , isSale]) => isSale === "yes")).toHaveLength(first?.orderCount ?? 0);
  const days = records.map(([day = ""]) => day);
  const past = await exportOrders({ customer, day: dayOfIso(days.at(-1) ?? ""), actor: "ada", ip: null });
  expect(parse(past.text, { bom: true }).slice(1).map(([day]) => day)).toEqual(days.filter((day) => day === days.at(-1)));
  await expect(exportOrders({ customer: "nobody", day: null, actor: "ada", ip: null })).rejects.toMatchObject({ code: "notFound" });
  const entries = await store().auditEntry.findMany({ where: { action: "exportOrders" }, orderBy: { id: "asc" } });
  expect(entries.map(({ actor, detail }) => [actor, detail])).toEqual([["ada", `{"orders":${records.length}}`], ["ada", `{"orders":${days.filter((day) => day === days.at(-1)).length}}`]]);
  expect(fileName.includes(customer) || JSON.stringify(entries).includes(customer)).toBe(false);
});

test("a jump to a row shows the page it lies on, and reading on from there joins without a gap", async () => {
  const read = (row: number | null) => readCustomers({ ...everybody, cursor: null, row });
  const [first, second, jumped] = await Promise.all([read(null), read(51), read(87)]);
  expect([first.first, second.first, jumped.first]).toEqual([1, 51, 51]);
  expect(jumped.rows).toEqual(second.rows);
  expect((await readCustomers({ ...everybody, cursor: first.next })).rows).toEqual(second.rows);
  expect((await read(100_000)).rows).toEqual([]);
});

import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { queriedImportStore } from "../support/import-store";

const { shop, engine } = await queriedImportStore();
const { importOrders } = await import("@/lib/workflows/import-orders");
const { listRejects } = await import("@/lib/store/imports");
const { sql } = await import("@/lib/types/sql");

function importText(text: string, map: Record<string, string> = {}) {
  const folder = shop.newFolder();
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, "orders.csv");
  writeFileSync(file, text);
  return importOrders({ paths: [file], actor: "cli:test", map });
}
const { getShop, saveShop } = await import("@/lib/store/shop");
const { currentSnapshot } = await import("@/lib/store/snapshots");
const { loadSegmentationInput } = await import("@/lib/workflows/load-features");
const { saleFacts } = await import("@/lib/workflows/read-notices");
const { statusCountsSql } = await import("@/lib/measure/shop-change");
const { defaultRequest } = await import("@/lib/types/segmentation");
const { defaultShop } = await import("@/lib/types/shop");
const facts = () =>
  engine.query(sql`select external_id, day_of_month, month_of_year, hour, amount_cents, items, status from orders join customers using (customer_key) order by external_id, sold_at`);
const fact = (external_id: string, day_of_month: number, month_of_year: number, hour: number, amount_cents: number, items = 0, status = "delivered") => ({
  external_id, day_of_month, month_of_year, hour, amount_cents, items, status,
});

test("one row per order with ISO dates needs no questions; an offset in a date wins over the shop's zone", async () => {
  const result = await importText("order_id,customer_id,order_date,amount,email,marketing_consent\n1,ana,2024-05-31,10.50,ana@example.com,yes\n2,ana,2024-06-01T01:00:00Z,5,,\n3,bea,2024-06-02 10:30:00,1.10,,\n");
  expect(result).toMatchObject({ orders: 3, customers: 2, rejects: 0 });
  expect(result.files[0]).toMatchObject({ kind: "genericOrders", accepted: 3, updated: 0, duplicate: 0, pending: 0 });
  expect(await facts()).toEqual([fact("ana", 31, 5, 0, 1050), fact("ana", 31, 5, 22, 500), fact("bea", 2, 6, 10, 110)]);
  expect(await engine.query(sql`select email_consent, sms_consent, has_email from customers order by external_id`)).toEqual([
    { email_consent: "yes", sms_consent: "unknown", has_email: 1 },
    { email_consent: "unknown", sms_consent: "unknown", has_email: 0 },
  ]);
});

test("other column names, semicolons, day-first dates and decimal commas are understood", async () => {
  const text = "Nr;Client;Date;Total;State\n1;ana;31/05/2024;1.234,50;Paid\n2;bea;01/06/2024;7,5;Paid\n";
  await importText(text, { order_id: "Nr", customer_id: "Client", order_date: "Date", amount: "Total", status: "State" });
  expect(await facts()).toEqual([fact("ana", 31, 5, 0, 123_450, 0, "paid"), fact("bea", 1, 6, 0, 750, 0, "paid")]);
});

test("an answer in the mapping settles what the dates leave open", async () => {
  await importText("order_id,customer_id,order_date,amount\n1,ana,03/04/2024,5.00\n", { dateOrder: "mdy" });
  expect(await facts()).toEqual([fact("ana", 4, 3, 0, 500)]);
});

test("lines of one order are summed, each product an item", async () => {
  const text = "order_id,customer_id,order_date,amount,product_id,quantity,unit_price,category\n1,ana,2024-01-01,20.00,p1,2,10.00,toys\n1,ana,2024-01-01,5.00,p2,1,5.00,books\n2,bea,2024-01-02,3.00,p2,1,3.00,books\n";
  const result = await importText(text);
  expect(result.files[0]).toMatchObject({ accepted: 3, duplicate: 0 });
  expect(await facts()).toEqual([fact("ana", 1, 1, 0, 2500, 2), fact("bea", 2, 1, 0, 300, 1)]);
  expect(await engine.query(sql`select category, price_cents from orders order by order_key`)).toEqual([
    { category: "toys", price_cents: 2500 },
    { category: "books", price_cents: 300 },
  ]);
});

test("the same generic file again is all duplicates; a changed amount is an update", async () => {
  const text = "order_id,customer_id,order_date,amount\n1,ana,2024-01-01,20.00\n2,bea,2024-01-02,3.00\n";
  await importText(text);
  const hash = await shop.currentHash();
  expect((await importText(text)).files[0]).toMatchObject({ accepted: 0, updated: 0, duplicate: 2 });
  expect(await shop.currentHash()).toBe(hash);
  expect((await importText(text.replace("3.00", "4.00"))).files[0]).toMatchObject({ accepted: 0, updated: 1, duplicate: 1 });
});

test("an order in another currency is rejected with that reason", async () => {
  const result = await importText("order_id,customer_id,order_date,amount,currency\n1,ana,2024-01-01,20.00,brl\n2,bea,2024-01-02,3.00,USD\n");
  expect(result.files[0]).toMatchObject({ accepted: 1, rejected: 1 });
  expect(await listRejects(result.importId)).toEqual([
    { file: "orders.csv", line: 3, column: "currency", id: "2", reason: "is not BRL, the shop's", value: "USD" },
  ]);
});

test("a mapping that names what is not there is refused", async () => {
  const text = "order,customer_id,order_date,amount\n1,ana,2024-01-01,20.00\n";
  await expect(importText(text, { order_id: "Nr" })).rejects.toMatchObject({ code: "badFile", message: expect.stringContaining("the column Nr") });
});

const withStatuses = (...statuses: string[]) =>
  `order_id,customer_id,order_date,amount,status\n${statuses.map((status, i) => `${i},c${i},2024-01-0${i + 1},10.00,${status}`).join("\n")}\n`;
const input = async () => loadSegmentationInput(defaultRequest, (await currentSnapshot())!); // each test imports before it asks

test("words for a sale that a shop's own files use count from the first import on; an admin's choice stays", async () => {
  const { learnedSaleStatuses } = await importText(withStatuses("Paid", "completed", "cancelled", "zaplacone"));
  expect(learnedSaleStatuses).toEqual(["completed", "paid"]);
  expect((await getShop()).saleStatuses).toEqual([...defaultShop.saleStatuses, "completed", "paid"]);
  const { matrix, scope } = await input();
  expect([scope.status, matrix.customerKeys.length]).toEqual(["sales", 2]);
  expect(saleFacts(await engine.query(statusCountsSql), await getShop())).toEqual({ sales: 2, uncounted: [{ status: "zaplacone", orders: 1 }] });
  await saveShop({ saleStatuses: ["completed"] }, { actor: "ada", action: "changeShop" });
  await importText(withStatuses("shipped", "paid", "completed", "completed"));
  expect((await getShop()).saleStatuses).toEqual(["completed"]);
});

test("delivered orders are the default where nearly all sales are delivered", async () => {
  await importText(withStatuses("delivered", "delivered", "delivered", "delivered", "shipped"));
  expect((await input()).scope.status).toBe("delivered");
  await importText(withStatuses("delivered", "delivered", "shipped", "shipped", "shipped"));
  expect((await input()).scope.status).toBe("sales");
});

test("where no order counts as a sale, the words met and the way on are named", async () => {
  await importText(withStatuses("zaplacone", "wyslane", "zaplacone"));
  await expect(input()).rejects.toMatchObject({ code: "invalidInput", message: expect.stringContaining("zaplacone (2), wyslane (1); choose those that are sales under Settings, Shop") });
});

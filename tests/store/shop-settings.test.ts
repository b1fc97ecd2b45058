import { afterAll, beforeAll, expect, test } from "vitest";
import { isoDay } from "@/lib/format/date";
import { defaultShop, type ShopChange } from "@/lib/types/shop";
import { importStore } from "../support/import-store";
import type { ShopTables } from "../support/small-shop";

const store = await importStore();
const { openAnalytics } = await import("@/lib/analytics/engine");
const { AppError } = await import("@/lib/errors");
const { listAudit } = await import("@/lib/store/audit");
const { listImports } = await import("@/lib/store/imports");
const { listJobs } = await import("@/lib/store/jobs");
const { getShop, saveShop } = await import("@/lib/store/shop");
const { currentSnapshot } = await import("@/lib/store/snapshots");
const { everyOrder } = await import("@/lib/types/overview");
const { sql } = await import("@/lib/types/sql");
const { applyShopChange, startShopChange } = await import("@/lib/workflows/shop-settings/change-shop");
const { countMovedDays, readShopSettings } = await import("@/lib/workflows/shop-settings/read-settings");
const { previewShopChange } = await import("@/lib/workflows/shop-settings/preview");
const { readOverview } = await import("@/lib/workflows/read-overview");
const { undoImport } = await import("@/lib/workflows/undo-import");
const { verifyStore } = await import("@/lib/workflows/verify");
const { runners } = await import("@/lib/jobs/runners");
const { claimJob } = await import("@/lib/store/jobs");
const { runJob } = await import("@/lib/jobs/run-job");
const engine = openAnalytics();
const actor = "cli:test";

/** id, status, purchase on the shop's clock, paid */
const orders = [
  ["night", "delivered", "2018-01-15 00:30:00", "10.00"], // 02:30 UTC, 21:30 the day before in New York
  ["winter", "delivered", "2018-07-10 00:30:00", "20.00"], // 03:30 UTC, 23:30 the day before in New York
  ["morning", "shipped", "2018-07-10 01:00:00", "40.00"], // 04:00 UTC, midnight sharp in New York
  ["noon", "canceled", "2018-08-01 12:00:00", "80.00"],
  ["gone", "unavailable", "2018-08-02 12:00:00", "160.00"],
] as const;

const tables: ShopTables = {
  customers: [
    ["customer_id", "customer_unique_id", "customer_zip_code_prefix", "customer_city", "customer_state"],
    ...orders.map(([id]) => [`account-${id}`, `person-${id}`, "01001", "sao paulo", "SP"]),
  ],
  orders: [
    ["order_id", "customer_id", "order_status", "order_purchase_timestamp", "order_approved_at", "order_delivered_carrier_date", "order_delivered_customer_date", "order_estimated_delivery_date"],
    ...orders.map(([id, status, at]) => [id, `account-${id}`, status, at, "", "", "", "2018-09-01 00:00:00"]),
  ],
  payments: [
    ["order_id", "payment_sequential", "payment_type", "payment_installments", "payment_value"],
    ...orders.map(([id, , , paid]) => [id, "1", "credit_card", "1", paid]),
  ],
};

/** As the worker does it: the job is recorded, claimed and run. */
async function change(asked: ShopChange): Promise<string> {
  const id = await startShopChange(asked, actor);
  if (id === null) return "at once";
  const job = await claimJob(Date.now());
  if (job === null) throw new Error("no job to claim");
  await runJob(job, runners);
  return (await listJobs(1, { kind: "shopSettings" }))[0]?.error ?? "by job";
}

async function days(): Promise<Record<string, string>> {
  const snapshot = await currentSnapshot();
  const rows = await engine.query<{ id: string; day: number; hour: number }>(
    sql`select c.external_id as id, o.day, o.hour from orders o join customers c on c.customer_key = o.customer_key`, { snapshotId: snapshot?.id ?? 0 },
  );
  return Object.fromEntries(rows.map(({ id, day, hour }) => [id.replace("person-", ""), `${isoDay(day)} ${hour}h`]));
}

async function revenue(): Promise<number> {
  const overview = await readOverview({ preset: "all", segmentationId: null, filter: everyOrder, asOf: null, mayImport: false });
  return overview?.totals.revenueCents ?? -1;
}

const intact = async () => (await verifyStore()).checks.filter((check) => !check.ok);

beforeAll(async () => {
  await store.importTables(tables);
});

afterAll(async () => {
  engine.close();
  await store.close();
});

test("counting canceled orders as sales changes revenue to the sum by hand, and the snapshot's name", async () => {
  expect(await revenue()).toBe(7_000);
  const before = await store.currentHash();
  const [first] = await listImports();
  expect(await change({ saleStatuses: [...defaultShop.saleStatuses, "canceled"] })).toBe("by job");
  expect(await revenue()).toBe(15_000);
  expect(isoDay((await currentSnapshot())?.lastDay ?? 0)).toBe("2018-08-01");
  expect(await store.currentHash()).not.toBe(before);
  expect(await intact()).toEqual([]);
  expect((await listImports())[0]?.id).toBe(first?.id);
  expect(await change({ saleStatuses: defaultShop.saleStatuses })).toBe("by job");
  expect(await store.currentHash()).toBe(before);
  expect(isoDay((await currentSnapshot())?.lastDay ?? 0)).toBe("2018-07-10");
});

test("another zone moves orders across midnight as counted by hand; the moments stay", async () => {
  expect(await days()).toMatchObject({ night: "2018-01-15 0h", winter: "2018-07-10 0h", morning: "2018-07-10 1h", noon: "2018-08-01 12h" });
  const snapshot = await currentSnapshot();
  if (snapshot === null) throw new Error("nothing is published");
  expect(await countMovedDays(snapshot, "America/New_York")).toBe(2);
  expect(await countMovedDays(snapshot, "America/Sao_Paulo")).toBe(0);
  const before = snapshot.hash;
  expect(await change({ timeZone: "America/New_York" })).toBe("by job");
  expect(await days()).toMatchObject({ night: "2018-01-14 21h", winter: "2018-07-09 23h", morning: "2018-07-10 0h", noon: "2018-08-01 11h" });
  expect(await intact()).toEqual([]);
  expect(await store.currentHash()).not.toBe(before);
});

test("files whose times name no zone are read in the zone in force, and read anew when imported again", async () => {
  const again = await store.importTables(tables);
  expect(again.files.find((file) => file.kind === "orders")).toMatchObject({ updated: orders.length, duplicate: 0 });
  expect(await days()).toMatchObject({ night: "2018-01-15 0h", winter: "2018-07-10 0h" });
  await undoImport(again.importId, actor);
  expect(await days()).toMatchObject({ night: "2018-01-14 21h" });
  expect(await change({ timeZone: "America/Sao_Paulo" })).toBe("by job");
  expect(await days()).toMatchObject({ night: "2018-01-15 0h" });
});

test("name, locale, hemisphere and a currency of the same decimals hold at once and publish nothing", async () => {
  const before = await currentSnapshot();
  expect(await change({ name: "  Casa Nova ", locale: "de-de", hemisphere: "north", currency: "eur" })).toBe("at once");
  expect(await getShop()).toMatchObject({ name: "Casa Nova", locale: "de-DE", hemisphere: "north", currency: "EUR", minorUnits: 2, timeZone: defaultShop.timeZone });
  expect((await currentSnapshot())?.id).toBe(before?.id);
  const [entry] = await listAudit(1);
  expect(entry).toMatchObject({ actor, action: "changeShop", detail: { currency: "BRL → EUR", locale: "en → de-DE", hemisphere: "south → north", name: "Casa Aurora → Casa Nova" } });
  await saveShop(defaultShop, { actor, action: "test" });
});

test("a currency of other decimals is refused while there are orders, and taken when there are none", async () => {
  await expect(startShopChange({ currency: "JPY" }, actor)).rejects.toThrow("read 100 times too large");
  await expect(applyShopChange({ change: { currency: "KWD" } }, { actor })).rejects.toThrow("read 10 times too small");
  const [latest] = await listImports();
  await undoImport((await listImports()).find((one) => one.status === "complete")?.id ?? latest?.id ?? 0, actor);
  expect((await currentSnapshot())?.orders).toBe(0);
  expect(await change({ currency: "JPY", timeZone: "Asia/Tokyo" })).toBe("by job");
  expect(await getShop()).toMatchObject({ currency: "JPY", minorUnits: 0, timeZone: "Asia/Tokyo" });
  await saveShop(defaultShop, { actor, action: "test" });
  await store.importTables(tables);
  expect(await revenue()).toBe(7_000);
});

test.each<[string, ShopChange]>([
  ["a name without letters", { name: "  " }], ["a name of two lines", { name: "a\nb" }], ["no such currency", { currency: "XYZ" }], ["gold", { currency: "XAU" }],
  ["no such locale", { locale: "xx-YY" }], ["no locale at all", { locale: "de_DE!" }], ["no such zone", { timeZone: "Mars/Base" }], ["an offset", { timeZone: "+02:00" }],
  ["no sale status", { saleStatuses: [" "] }],
])("%s is refused in words, and nothing is saved", async (_, asked) => {
  const before = await getShop();
  await expect(startShopChange(asked, actor)).rejects.toThrow(AppError);
  expect(await getShop()).toEqual(before);
});

test("a preview counts what would change and saves nothing", async () => {
  const settings = await readShopSettings();
  expect(settings.statuses.map(({ status, orders: count, isSale }) => [status, count, isSale])).toEqual([
    ["delivered", 2, true], ["canceled", 1, false], ["shipped", 1, true], ["unavailable", 1, false],
    ["approved", 0, true], ["invoiced", 0, true], ["processing", 0, true],
  ]);
  const preview = await previewShopChange(settings, { timeZone: "America/New_York", saleStatuses: ["delivered"], locale: "de-DE", name: settings.shop.name });
  expect(preview.needsRecount).toBe(true);
  expect(preview.effects.map(({ field }) => field)).toEqual(["locale", "timeZone", "saleStatuses"]);
  expect(preview.effects[1]?.consequence).toContain("2 of 5 orders fall on another day.");
  expect(preview.effects[2]?.consequence).toContain("from 3 to 2");
  expect((await previewShopChange(settings, { currency: "JPY" })).refused).toContain("100 times");
  expect(await getShop()).toEqual(settings.shop);
});

test("a second change waits for the first", async () => {
  await startShopChange({ timeZone: "UTC" }, actor);
  await expect(startShopChange({ saleStatuses: ["delivered"] }, actor)).rejects.toThrow("being applied");
  const job = await claimJob(Date.now());
  if (job === null) throw new Error("no job to claim");
  await runJob(job, runners);
  expect((await getShop()).timeZone).toBe("UTC");
});

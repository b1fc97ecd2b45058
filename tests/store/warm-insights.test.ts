import { afterAll, expect, test, vi } from "vitest";
import { anyOrder, type CustomerFilter, noFilter } from "@/lib/types/customer-filter";
import { everyOrder } from "@/lib/types/overview";
import { sql } from "@/lib/types/sql";
import { importStore } from "../support/import-store";
import { smallShop } from "../support/small-shop";

const shop = await importStore();
const { analytics } = await import("@/lib/analytics/engine");
const { readCustomers } = await import("@/lib/workflows/read-customers");
const { readOverview } = await import("@/lib/workflows/read-overview");
const { warmInsights } = await import("@/lib/workflows/warm-insights");

afterAll(async () => {
  analytics().close();
  await shop.close();
});

test("an empty shop has nothing to warm", async () => {
  expect(await warmInsights(null)).toBeNull();
});

test("the first look after warming finds its answers, and the same data are warmed once", async () => {
  await shop.importTables(smallShop);
  const warmed = await warmInsights(null);
  expect(warmed).not.toBeNull();
  const query = vi.spyOn(analytics(), "query");
  await readOverview({ preset: "90", segmentationId: null, filter: everyOrder, asOf: null, mayImport: true });
  await readCustomers({ filterOf: () => noFilter, sort: "revenueCents", direction: "desc", cursor: null, segmentationId: null });
  expect(await warmInsights(warmed)).toBe(warmed);
  expect(query).toHaveBeenCalledTimes(0);
  query.mockRestore();
});

test("the first filter on orders after warming finds the rows it stands on", async () => {
  const keptTables = (): Promise<unknown[]> => analytics().query(sql`select table_name from duckdb_tables() order by table_name`);
  const before = await keptTables();
  const order = { ...anyOrder, states: ["SP"], categories: ["toys"], paymentTypes: ["boleto"] };
  const filters: CustomerFilter[] = [{ ...noFilter, order }, { ...noFilter, order: { ...anyOrder, paymentTypes: ["voucher"] } }, { ...noFilter, gapDays: { min: 5, max: 90 } }];
  for (const filter of filters) await readCustomers({ filterOf: () => filter, sort: "revenueCents", direction: "desc", cursor: null, segmentationId: null });
  expect(await keptTables()).toEqual(before);
});

import path from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { noFilter } from "@/lib/types/customer-filter";
import { temporaryDataFolder } from "../support/data-folder";
import { smallShop, writeTables } from "../support/small-shop";

const data = temporaryDataFolder();
const { migrateStore } = await import("@/lib/store/migrate");
const { closeStore } = await import("@/lib/store/client");
const { analytics } = await import("@/lib/analytics/engine");
const { importOrders } = await import("@/lib/workflows/import-orders");
const { readCustomers } = await import("@/lib/workflows/read-customers");
const { readOverview } = await import("@/lib/workflows/read-overview");
const { warmInsights } = await import("@/lib/workflows/warm-insights");

beforeAll(() => {
  migrateStore();
});

afterAll(async () => {
  analytics().close();
  await closeStore();
  data.remove();
});

test("an empty shop has nothing to warm", async () => {
  expect(await warmInsights(null)).toBeNull();
});

test("the first look after warming finds its answers, and the same data are warmed once", async () => {
  await importOrders({ paths: [writeTables(path.join(data.folder, "files"), smallShop)], actor: "cli:test" });
  const warmed = await warmInsights(null);
  expect(warmed).not.toBeNull();
  const query = vi.spyOn(analytics(), "query");
  await readOverview({ preset: "90", segmentationId: null, mayImport: true });
  await readCustomers({ filterOf: () => noFilter, sort: "revenueCents", direction: "desc", cursor: null, segmentationId: null });
  expect(await warmInsights(warmed)).toBe(warmed);
  expect(query).toHaveBeenCalledTimes(0);
  query.mockRestore();
});

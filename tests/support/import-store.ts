import { rmSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeEach } from "vitest";
import { type ShopTables, toCsv, writeTables } from "./small-shop";
import { temporaryDataFolder } from "./data-folder";

const tables = [
  "Import", "ImportReject", "ImportClaim", "Snapshot", "Customer", "OrderKey", "ProductKey", "SellerKey", "AccountRow", "OrderRow", "ItemRow",
  "PaymentRow", "ReviewRow", "ProductRow", "SellerRow", "CategoryRow", "PlaceRow", "ContactRow",
];

/** A migrated store of its own with the import beside it. Call once per test file, before anything else. */
export async function importStore() {
  const data = temporaryDataFolder();
  const { migrateStore } = await import("@/lib/store/migrate");
  const { closeStore } = await import("@/lib/store/client");
  const { openNative } = await import("@/lib/store/native");
  const { currentSnapshot } = await import("@/lib/store/snapshots");
  const { dataPaths } = await import("@/lib/env");
  const { importOrders } = await import("@/lib/workflows/import-orders");
  migrateStore();
  let folders = 0;
  const newFolder = () => path.join(data.folder, `files-${++folders}`);
  return {
    folder: data.folder,
    newFolder,
    /** Imports tables; each call is one import. */
    importTables: (shop: ShopTables, options: Partial<Parameters<typeof importOrders>[0]> = {}) =>
      importOrders({ paths: [writeTables(newFolder(), shop)], actor: "cli:test", ...options }),
    currentHash: async () => (await currentSnapshot())?.hash ?? null,
    openDatabase: () => openNative(dataPaths().database),
    /** Rows of the whole store, for "nothing changed". */
    countRows: (): number => {
      const db = openNative(dataPaths().database);
      try {
        const counted = tables.filter((t) => t !== "Import");
        return Number(db.prepare(`select ${counted.map((t) => `(select count(*) from "${t}")`).join(" + ")}`).pluck().get());
      } finally {
        db.close();
      }
    },
    /** Empties the store but for the audit log. */
    reset: () => {
      const db = openNative(dataPaths().database);
      for (const table of [...tables, "Shop"]) db.exec(`delete from "${table}"`);
      db.close();
      rmSync(dataPaths().snapshots, { recursive: true, force: true });
    },
    close: async () => {
      await closeStore();
      data.remove();
    },
  };
}

/** The same with an engine over what it publishes, emptied before each test and closed after the last. */
export async function queriedImportStore() {
  const shop = await importStore();
  const { openAnalytics } = await import("@/lib/analytics/engine");
  const engine = openAnalytics();
  beforeEach(() => shop.reset());
  afterAll(async () => {
    engine.close();
    await shop.close();
  });
  return { shop, engine };
}

export { toCsv };

import { existsSync } from "node:fs";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { importStore } from "../support/import-store";

const store = await importStore();
const { importOrders } = await import("@/lib/workflows/import-orders");
const { verifyStore } = await import("@/lib/workflows/verify");

// Real files under a licence of their own: never part of this repository.
const olist = process.env.OLIST_PARTIAL ?? path.join(process.cwd(), "../shared/data/olist-partial");
const isThere = existsSync(olist);

afterAll(() => store.close());

test.skipIf(!isThere)(`the partial Olist files (${isThere ? "present" : "absent"}) import with exact counts, wait where they must, and verify`, async () => {
  const { files, rejects, customers } = await importOrders({ paths: [olist], actor: "cli:test" });
  expect(Object.fromEntries(files.map((f) => [f.kind, f.accepted + f.pending]))).toEqual({
    customers: 200, orders: 4071, items: 5154, payments: 103_886, reviews: 6123, products: 32_951, sellers: 3095, categories: 71,
  });
  expect([rejects, customers]).toEqual([0, 200]);
  expect(files.find((f) => f.kind === "payments")?.pending).toBeGreaterThan(100_000);
  expect((await verifyStore()).checks.filter((c) => !c.ok)).toEqual([]);
});

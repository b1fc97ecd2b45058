import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { temporaryDataFolder } from "../support/data-folder";
import { request } from "../support/shops";
import { mlKMeansEngine } from "@/lib/cluster/ml-kmeans-engine";
import { toFeatureMatrix } from "@/lib/features/feature-matrix";
import { featuresSql, orderDaysSql } from "@/lib/features/feature-sql";
import { computeSegmentation } from "@/lib/personas/compute-segmentation";
import { segmentationFeatures, type ResolvedRequest } from "@/lib/personas/segmentation-input";
import { defaultShop } from "@/lib/types/shop";
import { writeSampleShop } from "@/scripts/commands/sample";

const data = temporaryDataFolder();
const files = mkdtempSync(path.join(tmpdir(), "clientele-samples-"));
const { migrateStore } = await import("@/lib/store/migrate");
const { closeStore } = await import("@/lib/store/client");
const { currentSnapshot } = await import("@/lib/store/snapshots");
const { openAnalytics } = await import("@/lib/analytics/engine");
const { importOrders } = await import("@/lib/workflows/import-orders");
const engine = openAnalytics();

beforeAll(() => migrateStore());
afterAll(async () => {
  engine.close();
  await closeStore();
  data.remove();
  rmSync(files, { recursive: true, force: true });
});

async function segment(changes: Partial<ResolvedRequest>) {
  const asOf = (await currentSnapshot())?.lastDay ?? 0;
  const asked = request({ asOf, ...changes });
  const scope = { asOf, windowDays: null, status: asked.status, saleStatuses: defaultShop.saleStatuses };
  const features = segmentationFeatures(asked);
  const columns = await engine.columns(featuresSql(scope, features));
  const days = await engine.columns(orderDaysSql(scope));
  const orders = toFeatureMatrix({ customer_key: days.customer_key ?? [], recency_days: days.day ?? [] }, ["recencyDays"]);
  const orderDays = { customerKeys: orders.customerKeys, days: orders.values };
  const matrix = toFeatureMatrix(columns, features);
  return computeSegmentation({ request: asked, matrix, orderDays, hemisphere: "south", money: defaultShop }, mlKMeansEngine);
}

test("the sample shop's eleven segments meet the whole family of personas", async () => {
  const out = path.join(files, "olist");
  await writeSampleShop({ customers: 12_000, seed: 42, profile: "olist", out });
  await importOrders({ paths: [out], actor: "cli:test" });
  const { run } = await segment({ k: 11 });
  expect(run.balance).toBe("repeat");
  const words = new Set(run.segments.map(({ valueWord }) => valueWord));
  expect([...words].sort()).toEqual(["Best", "Cheap", "Highest Paying", "Impulse", "Loyal", "Promising"]);
  const grammarNames = new Set(run.segments.map(({ valueWord, lifecycle }) => `${valueWord} ${lifecycle}`));
  expect(grammarNames.size).toBeGreaterThanOrEqual(9);
  expect(run.silhouette).toBeGreaterThan(0.28);
});

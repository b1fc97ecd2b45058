import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parse } from "csv-parse/sync";
import { stringify } from "csv-stringify/sync";
import { afterAll, beforeAll, expect, test } from "vitest";
import { isoDay } from "@/lib/format/date";
import { noFilter } from "@/lib/types/customer-filter";
import { everyOrder } from "@/lib/types/overview";
import { defaultRequest } from "@/lib/types/segmentation";
import { writeSampleShop } from "@/scripts/commands/sample";
import { importStore } from "../support/import-store";

const store = await importStore();
const { analytics } = await import("@/lib/analytics/engine");
const { runHere } = await import("@/lib/jobs/run-here");
const { getSegmentation } = await import("@/lib/store/segmentations");
const { getShop } = await import("@/lib/store/shop");
const { currentSnapshot } = await import("@/lib/store/snapshots");
const { segmentationAsOf } = await import("@/lib/workflows/assign-as-of");
const { importOrders } = await import("@/lib/workflows/import-orders");
const { readCustomers } = await import("@/lib/workflows/read-customers");
const { readOverview } = await import("@/lib/workflows/read-overview");
const { readSegments } = await import("@/lib/workflows/read-segments");
const { runSegmentation } = await import("@/lib/workflows/run-segmentation");
const { undoImport } = await import("@/lib/workflows/undo-import");

const whole = path.join(store.folder, "whole");
const cut = path.join(store.folder, "cut");
let run = 0;
let day = 0;
let imported = 0;

type Line = Record<string, string>;
const readLines = (name: string): Line[] => parse(readFileSync(path.join(whole, name)), { columns: true, bom: true });

/** The files as they would have been written at the end of a day: what happened later is not in them. */
function cutFiles(until: string): void {
  mkdirSync(cut);
  const isLater = (moment: string | undefined): boolean => (moment ?? "").slice(0, 10) > until;
  const orders = readLines("olist_orders_dataset.csv").filter((line) => !isLater(line.order_purchase_timestamp));
  const known = new Set(orders.map((line) => line.order_id));
  for (const line of orders) if (isLater(line.order_delivered_customer_date)) line.order_delivered_customer_date = "";
  for (const name of readdirSync(whole)) {
    const lines = name.includes("orders_dataset") ? orders : readLines(name);
    const kept = lines.filter((line) => (line.order_id === undefined || known.has(line.order_id)) && !isLater(line.review_creation_date));
    writeFileSync(path.join(cut, name), stringify(kept, { header: true }));
  }
}

beforeAll(async () => {
  await writeSampleShop({ customers: 1500, seed: 11, profile: "olist", out: whole });
  imported = (await importOrders({ paths: [whole], actor: "cli:test" })).importId;
  const request = { ...defaultRequest, k: 4, nInit: 2, assess: "none" as const, promote: true };
  run = await runHere({
    kind: "segment", input: request, audit: { actor: "cli:test", action: "runSegmentation" }, resultId: String,
    work: (context) => runSegmentation({ request, ...context }),
  }, {});
  day = ((await currentSnapshot())?.lastDay ?? 0) - 150;
});
afterAll(async () => {
  analytics().close();
  await store.close();
});

async function look(asOf: number | null) {
  const view = { preset: "90" as const, segmentationId: run, filter: everyOrder, asOf, mayImport: false };
  const [overview, filtered, customers] = await Promise.all([
    readOverview(view),
    readOverview({ ...view, filter: { ...everyOrder, states: ["SP"] } }),
    readCustomers({ filterOf: () => noFilter, sort: "revenueCents", direction: "desc", cursor: null, segmentationId: run, day: asOf }),
  ]);
  return {
    period: overview?.period, readings: overview?.readings, totals: overview?.totals, inSaoPaulo: filtered?.readings,
    customers: customers.rows.map((row) => ({ ...row, segment: null, margin: null, scores: null })), sums: customers.totals, everybody: customers.everybody,
  };
}

test("a past day shows what importing only what was known then shows: KPIs, customers and segments, to the cent", async () => {
  const shop = await getShop();
  const asOf = await look(day);
  const gallery = await readSegments(run, day);
  cutFiles(isoDay(day));
  await undoImport(imported, "cli:test");
  await importOrders({ paths: [cut], actor: "cli:test" });
  const snapshot = await currentSnapshot();
  if (snapshot === null) throw new Error("no snapshot");
  expect(snapshot.lastDay).toBe(day);
  expect(asOf).toEqual(await look(null));
  const assigned = await segmentationAsOf(await getSegmentation(run), snapshot, shop, day);
  expect(gallery?.segmentation.segments).toEqual(assigned?.segments);
  expect(gallery?.segmentation.asOf).toBe(day);
  expect(assigned?.customers).toBeGreaterThan(500);
});

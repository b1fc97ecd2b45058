import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { everyOrder, type OrdersFilter } from "@/lib/types/overview";
import { defaultRequest } from "@/lib/types/segmentation";
import { writeSampleShop } from "@/scripts/commands/sample";
import { importStore } from "../support/import-store";

const store = await importStore();
const { analytics } = await import("@/lib/analytics/engine");
const { runHere } = await import("@/lib/jobs/run-here");
const { importOrders } = await import("@/lib/workflows/import-orders");
const { readMigration } = await import("@/lib/workflows/read-migration");
const { readMoved } = await import("@/lib/workflows/read-moved");
const { readOverview } = await import("@/lib/workflows/read-overview");
const { runSegmentation } = await import("@/lib/workflows/run-segmentation");

let run = 0;

beforeAll(async () => {
  const files = path.join(store.folder, "shop");
  await writeSampleShop({ customers: 900, seed: 5, profile: "olist", out: files });
  await importOrders({ paths: [files], actor: "cli:test" });
  const request = { ...defaultRequest, k: 5, nInit: 2, assess: "none" as const, promote: true };
  run = await runHere({
    kind: "segment", input: request, audit: { actor: "cli:test", action: "runSegmentation" }, resultId: String,
    work: (context) => runSegmentation({ request, ...context }),
  }, {});
});
afterAll(async () => {
  analytics().close();
  await store.close();
});

async function overviewOf(filter: Partial<OrdersFilter> = {}, asOf: number | null = null) {
  const overview = await readOverview({ preset: "90", segmentationId: run, filter: { ...everyOrder, ...filter }, asOf, mayImport: true });
  if (overview === null) throw new Error("no overview");
  return overview;
}

test("one segmentation is enough for movers: they are the migration of its model over the period, today and on a past day", async () => {
  const today = await overviewOf();
  for (const overview of [today, await overviewOf({}, today.lastDay - 60)]) {
    const { movers, period } = overview;
    expect(movers?.since).toBe(period.span.from - 1);
    const whole = await readMigration({ kind: "days", segmentationId: run, from: movers?.since ?? 0, to: period.span.to });
    expect([movers?.moved, movers?.common, movers?.joined]).toEqual([whole.moved, whole.common, whole.newcomers]);
    const pairs = whole.flows.filter(({ from, to }) => from !== null && to !== null && from !== to);
    expect(movers?.moves.map(({ from, to, customers }) => `${from} ${to} ${customers}`).sort()).toEqual(pairs.map(({ from, to, customers }) => `${from} ${to} ${customers}`).sort());
  }
});

test("the segments share out movers among them, and behind each move stand as many customers as it counts", async () => {
  const { movers: all, personas } = await overviewOf();
  const parts = await Promise.all(personas.map(({ index }) => overviewOf({ segments: [index] })));
  expect(parts.reduce((sum, part) => sum + (part.movers?.moved ?? 0), 0)).toBe(all?.moved);
  const { movers: some } = await overviewOf({ states: ["SP"] });
  expect(some?.moved).toBeLessThan(all?.moved ?? 0);
  for (const [movers, filter] of [[all, everyOrder], [some, { ...everyOrder, states: ["SP"] }]] as const) {
    const move = movers?.moves[0];
    if (movers === null || move === undefined) throw new Error("nobody moved");
    const behind = await readMoved({ segmentationId: run, since: movers.since, asOf: null, was: move.from, now: move.to, filter });
    expect([behind?.customers, behind?.revenueCents]).toEqual([move.customers, move.revenueCents]);
    expect(behind?.rows).toHaveLength(Math.min(100, move.customers));
    expect(behind?.rows.every((row) => row.segment === move.to)).toBe(true);
  }
});

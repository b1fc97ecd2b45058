import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { isoDay } from "@/lib/format/date";
import { dayOfIso } from "@/lib/format/iso-day";
import { customerProfileSql, overProfile } from "@/lib/measure/customers";
import { anyOrder, noFilter } from "@/lib/types/customer-filter";
import { exploreTopics } from "@/lib/types/explore";
import { everyOrder } from "@/lib/types/overview";
import { defaultRequest, type Segmentation } from "@/lib/types/segmentation";
import { sql } from "@/lib/types/sql";
import { writeSampleShop } from "@/scripts/commands/sample";
import { importStore } from "../support/import-store";
import { dayBeforeMove, dayBetweenReviews, filesUntil, readShop, regularOf, type ShopLines, type TellingDay, writeShop } from "../support/past-files";

const store = await importStore();
const { analytics } = await import("@/lib/analytics/engine");
const { runHere } = await import("@/lib/jobs/run-here");
const { currentSnapshot } = await import("@/lib/store/snapshots");
const { assignLiveMembers } = await import("@/lib/workflows/assign-members");
const { openCustomerProfiles } = await import("@/lib/workflows/customer-profile");
const { importOrders } = await import("@/lib/workflows/import-orders");
const { readCustomer } = await import("@/lib/workflows/read-customer");
const { readCustomers } = await import("@/lib/workflows/read-customers");
const { readExplore } = await import("@/lib/workflows/read-explore");
const { readMigration } = await import("@/lib/workflows/read-migration");
const { readOverviewMovers } = await import("@/lib/workflows/read-movers");
const { readOverview } = await import("@/lib/workflows/read-overview");
const { readPersona } = await import("@/lib/workflows/read-persona");
const { readPersonaComparison } = await import("@/lib/workflows/read-persona-comparison");
const { readSegments } = await import("@/lib/workflows/read-segments");
const { runSegmentation } = await import("@/lib/workflows/run-segmentation");
const { undoImport } = await import("@/lib/workflows/undo-import");

/** What a page shows of a run beside its figures: which snapshot and file its members lie in. */
const shown = ({ segments, asOf, customers }: Segmentation) => ({ segments, asOf, customers });

async function exploreAt(run: number, day: number | null) {
  const everything = exploreTopics.map((topic) => ({ topic, states: [] as string[], segments: [] as number[] }));
  const looks = [...everything, { topic: "places" as const, states: ["SP"], segments: [0, 1] }, { topic: "service" as const, states: ["RJ"], segments: [0] }];
  const pages = await Promise.all(looks.map(({ topic, ...look }) => readExplore(topic, { preset: "all", segmentationId: run, asOf: day, categories: [], ...look })));
  return pages.map((page) => ({ figures: page?.figures, choices: page?.look.choices, totals: page?.totals, filter: page?.look.filter }));
}

async function customersAt(run: number, day: number | null) {
  const asked = [
    { filter: noFilter, sort: "city", direction: "asc" },
    { filter: { ...noFilter, segments: [0], states: ["SP", "RJ"], coreOnly: true }, sort: "meanReviewScore", direction: "desc" },
    { filter: { ...noFilter, order: { ...anyOrder, paymentTypes: ["boleto", "voucher"], deliveryDays: { min: 0, max: 12 } } }, sort: "ageDays", direction: "asc" },
    { filter: { ...noFilter, gapDays: { min: 1, max: null } }, sort: "margin", direction: "desc" },
  ] as const;
  const pages = await Promise.all(asked.map(({ filter, ...order }) => readCustomers({ filterOf: () => filter, ...order, cursor: null, segmentationId: run, day })));
  return pages.map(({ rows, totals, everybody, choices, asOf }) => ({ rows, totals, everybody, choices, asOf }));
}

async function peopleAt(run: number, day: number | null, ids: readonly string[]) {
  const pages = await Promise.all(ids.map((id) => readCustomer(id, run, day)));
  return pages.map(({ details, history, asOf, customers, segmentation }) => ({ details, history, asOf, customers, run: segmentation && shown(segmentation) }));
}

async function overviewAt(run: number, day: number | null) {
  const view = { preset: "90" as const, segmentationId: run, asOf: day };
  const filters = [everyOrder, { ...everyOrder, states: ["SP"], segments: [0] }];
  const pages = await Promise.all(filters.map(async (filter) => ({ ...(await readOverview({ ...view, filter, mayImport: false })), movers: (await readOverviewMovers({ ...view, filter }))?.movers })));
  return pages.map((page) => ({
    period: page.period, readings: page.readings, totals: page.totals, revenue: page.revenue, personas: page.personas,
    choices: page.choices, lastDay: page.lastDay, historyMonths: page.historyMonths, movers: page.movers,
  }));
}

async function personasAt(run: number, day: number | null) {
  const gallery = await readSegments(run, day);
  const pages = await Promise.all((gallery?.segmentation.segments ?? []).map(({ index }) => readPersona(run, index, day)));
  const compared = await readPersonaComparison(run, [0, 1, 2], day);
  return {
    gallery: gallery && shown(gallery.segmentation), grid: gallery?.grid, compared: compared?.compared,
    pages: pages.map((page) => page && { ...page, segmentation: shown(page.segmentation), isStale: null }),
  };
}

/** Everything the pages show that means something on a day. */
async function look(run: number, day: number | null, ids: readonly string[]) {
  const [overview, personas, customers, people, explore] = await Promise.all([
    overviewAt(run, day), personasAt(run, day), customersAt(run, day), peopleAt(run, day, ids), exploreAt(run, day),
  ]);
  return { overview, personas, customers, people, explore };
}

const whole = path.join(store.folder, "whole");
let shop: ShopLines;
let run = 0;
let imported = 0;
/** A shop of that day knows the first of two reviews, another town of a customer, or just less. */
let days: TellingDay[] = [];

beforeAll(async () => {
  await writeSampleShop({ customers: 1500, seed: 11, profile: "olist", out: whole });
  shop = readShop(whole);
  imported = (await importOrders({ paths: [whole], actor: "cli:test" })).importId;
  const features = ["recencyDays", "orderCount", "revenueCents", "meanReviewScore", "lateShare"] as const;
  const request = { ...defaultRequest, features, k: 3, nInit: 2, assess: "none" as const, promote: true };
  run = await runHere({
    kind: "segment", input: request, audit: { actor: "cli:test", action: "runSegmentation" }, resultId: String,
    work: (context) => runSegmentation({ request, ...context }),
  }, {});
  const late = isoDay(((await currentSnapshot())?.lastDay ?? 0) - 40);
  days = [dayBeforeMove(shop), dayBetweenReviews(shop), regularOf(shop, late)].sort((a, b) => dayNumber(a) - dayNumber(b));
});
afterAll(async () => {
  analytics().close();
  await store.close();
});

const dayNumber = ({ day }: TellingDay): number => dayOfIso(day) ?? 0;

test("the customers of a day, however they are come by, are those worked out of its orders, row by row", async () => {
  const { lastDay } = (await currentSnapshot()) ?? {};
  // the first before today's are there
  for (const day of [(lastDay ?? 0) - 200, null, ...days.map(dayNumber)]) {
    const { ask, options, scope } = await openCustomerProfiles(run, day);
    const everything = sql`select * from customer_profile order by customer_key`;
    const rows = await ask(everything);
    expect(rows.length).toBeGreaterThan(200);
    expect(rows, String(day)).toEqual(await analytics().query(overProfile(customerProfileSql(scope, true), everything), options));
  }
});

test("a past day shows what a shop that had imported only what was known then shows, on every page, to the cent", async () => {
  const then = [];
  for (const one of days) then.push(await look(run, dayNumber(one), [one.customer]));
  const [first, second] = days.map(dayNumber);
  const move = { kind: "days" as const, segmentationId: run, from: first ?? 0, to: second ?? 0 };
  const moved = await readMigration(move);
  await undoImport(imported, "cli:test");
  for (const [i, one] of days.entries()) {
    await importOrders({ paths: [writeShop(filesUntil(shop, one.day), store.newFolder())], actor: "cli:test" });
    await assignLiveMembers({ actor: "cli:test", fenceStore: async () => {} });
    expect((await currentSnapshot())?.lastDay).toBe(dayNumber(one));
    expect(then[i]).toEqual(await look(run, null, [one.customer]));
    if (i === 1) expect(moved).toEqual(await readMigration(move));
  }
});

import { cpSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { isoDay } from "@/lib/format/date";
import { getKpi } from "@/lib/measure/kpis";
import { numbersOf } from "@/lib/analytics/columns";
import { type MoverRow, movers, walkMembers } from "@/lib/measure/movers";
import { peopleSql } from "@/lib/measure/movers-sql";
import { createPeople } from "@/lib/measure/people";
import { activeByPersonaSql, revenueByPersonaSql } from "@/lib/measure/revenue-bands";
import { rfmGridSql } from "@/lib/measure/rfm-grid";
import { seedRuleTable } from "@/lib/cluster/rfm-rules";
import { everyOrder, type OrdersFilter, periodPresets } from "@/lib/types/overview";
import { sql } from "@/lib/types/sql";
import type { Role } from "@/lib/types/roles";
import { defaultRequest, type SegmentationRequest } from "@/lib/types/segmentation";
import { kpisAnswer, reportAnswer } from "@/scripts/cli/answers";
import { UsageError } from "@/scripts/cli/command";
import { writeSampleShop } from "@/scripts/commands/sample";
import { importStore } from "../support/import-store";

const store = await importStore();
const { analytics } = await import("@/lib/analytics/engine");
const { membershipFile } = await import("@/lib/analytics/memberships");
const { countedPeople } = await import("@/lib/workflows/day-people");
const { runHere } = await import("@/lib/jobs/run-here");
const { importOrders } = await import("@/lib/workflows/import-orders");
const { readMigration } = await import("@/lib/workflows/read-migration");
const { readMoved } = await import("@/lib/workflows/read-moved");
const { optionsOf, readContext } = await import("@/lib/workflows/read-context");
const { readMoverDays, readOverviewMovers } = await import("@/lib/workflows/read-movers");
const { readOverview } = await import("@/lib/workflows/read-overview");
const { store: database } = await import("@/lib/store/client");
const { saveTargetList } = await import("@/lib/store/target-lists");
const { readPalette } = await import("@/lib/workflows/read-palette");
const { overviewInput } = await import("@/app/(dashboard)/search-params");
const { kpisCommand } = await import("@/scripts/cli/commands/kpis");
const { report } = await import("@/scripts/cli/commands/report");
const { readExplore } = await import("@/lib/workflows/read-explore");
const { readPersona } = await import("@/lib/workflows/read-persona");
const { readPersonaComparison } = await import("@/lib/workflows/read-persona-comparison");
const { readSegments } = await import("@/lib/workflows/read-segments");
const { runSegmentation } = await import("@/lib/workflows/run-segmentation");
const { warmInsights } = await import("@/lib/workflows/warm-insights");

let run = 0;

function segment(asked: Partial<SegmentationRequest>): Promise<number> {
  const request = { ...defaultRequest, nInit: 2, assess: "none" as const, ...asked };
  return runHere({
    kind: "segment", input: request, audit: { actor: "cli:test", action: "runSegmentation" }, resultId: String,
    work: (context) => runSegmentation({ request, ...context }),
  }, {});
}

beforeAll(async () => {
  const files = path.join(store.folder, "shop");
  await writeSampleShop({ customers: 900, seed: 5, profile: "olist", out: files });
  await importOrders({ paths: [files], actor: "cli:test" });
  run = await segment({ k: 5, promote: true });
});
afterAll(async () => {
  analytics().close();
  await store.close();
});

const asked = (filter: Partial<OrdersFilter>, asOf: number | null) => ({ preset: "90" as const, segmentationId: run, filter: { ...everyOrder, ...filter }, asOf });

async function overviewOf(filter: Partial<OrdersFilter> = {}, asOf: number | null = null) {
  const overview = await readOverview({ ...asked(filter, asOf), mayImport: true });
  if (overview === null) throw new Error("no overview");
  return overview;
}

async function moversOf(filter: Partial<OrdersFilter> = {}, asOf: number | null = null) {
  const read = await readOverviewMovers(asked(filter, asOf));
  if (read === null || read.movers === null) throw new Error("no movers");
  return read.movers;
}

test("one segmentation is enough for movers: they are the migration of its model over the period, today and on a past day", async () => {
  const today = await overviewOf();
  for (const overview of [today, await overviewOf({}, today.lastDay - 60)]) {
    const [{ period }, movers] = [overview, await moversOf({}, overview.asOf)];
    expect(movers.since).toBe(period.span.from - 1);
    const whole = await readMigration({ kind: "days", segmentationId: run, from: movers.since, to: period.span.to });
    expect([movers.moved, movers.common, movers.joined]).toEqual([whole.moved, whole.common, whole.newcomers]);
    const pairs = whole.flows.filter(({ from, to }) => from !== null && to !== null && from !== to);
    expect(movers.moves.map(({ from, to, customers }) => `${from} ${to} ${customers}`).sort()).toEqual(pairs.map(({ from, to, customers }) => `${from} ${to} ${customers}`).sort());
  }
});

test("after warming nobody waits for who moved since the start of a preset period, and a day looked at by itself shows the same", async () => {
  const live = { segmentationId: null, filter: everyOrder, asOf: null };
  await warmInsights(null);
  const asks = [vi.spyOn(analytics(), "query"), vi.spyOn(analytics(), "columns"), vi.spyOn(analytics(), "blocks")];
  const warmed = await Promise.all(periodPresets.map((preset) => readOverviewMovers({ ...live, preset })));
  expect(asks.map(({ mock }) => mock.calls.length)).toEqual([0, 0, 0]);
  vi.restoreAllMocks();
  // a filter finds the people by kind of place and category
  const keptTables = (): Promise<unknown[]> => analytics().query(sql`select schema_name, table_name from duckdb_tables() order by schema_name, table_name`);
  const before = await keptTables();
  for (const preset of periodPresets) await readOverviewMovers({ ...live, filter: { ...everyOrder, states: ["SP"] }, preset });
  expect(await keptTables()).toEqual(before);
  for (const index of [0, 3]) await readPersona(null, index);
  expect(await keptTables()).toEqual(before);
  const month = warmed[0]?.movers;
  if (!month) throw new Error("no movers");
  // the whole members of the day are there now, in place of its segments alone
  await readSegments(null, month.since);
  expect((await readOverviewMovers({ ...live, preset: { from: month.since + 1, to: month.asOf } }))?.movers).toEqual(month);
});

test("the overview of a period nobody asked for before works out no members of an earlier day, nor do its movers once those of another are known", async () => {
  const blocks = vi.spyOn(analytics(), "blocks");
  const assigned = () => blocks.mock.calls.length;
  const { lastDay } = await overviewOf();
  const preset = { from: lastDay - 77, to: lastDay - 7 };
  await readOverview({ ...asked({}, null), preset, mayImport: true });
  expect(assigned()).toBe(0);
  expect((await readOverviewMovers({ ...asked({}, null), preset }))?.movers?.since).toBe(lastDay - 78);
  expect(assigned()).toBe(0);
  blocks.mockRestore();
});

test("the people of a past day as everybody's sales tell them are those the engine tells; neither overview nor segments write members for them", async () => {
  const others = [await segment({ method: "rfm", status: "sales" }), await segment({ k: 3, windowDays: 200 })];
  const { lastDay } = await overviewOf();
  for (const id of [run, ...others]) {
    for (const asOf of [lastDay - 43, lastDay - 257, lastDay - 601]) {
      const unread = await readContext(id, asOf, false);
      const { shop, snapshot } = unread;
      if (unread.segmentation === null || snapshot === null) throw new Error("no run");
      await readOverview({ ...asked({}, asOf), segmentationId: id, mayImport: true });
      await readOverviewMovers({ ...asked({}, asOf), segmentationId: id });
      await readSegments(id, asOf);
      expect(existsSync(membershipFile(id, `day${snapshot.id}x${asOf}`))).toBe(false);
      const counted = await countedPeople(unread.segmentation, asOf, { snapshotId: snapshot.id, shop, engine: analytics() });
      const { segmentation } = await readContext(id, asOf);
      expect(existsSync(membershipFile(id, `day${snapshot.id}x${asOf}`))).toBe(true);
      const { customers, segments } = segmentation?.assignment ?? {};
      expect([counted?.customers, counted?.segments]).toEqual([customers, segments]);
      const options = optionsOf({ snapshot, segmentation, asOf });
      const scope = { saleStatuses: shop.saleStatuses, today: asOf };
      expect(counted?.revenue).toEqual(await analytics().query(revenueByPersonaSql({ ...scope, filter: everyOrder }), options));
      expect(counted?.active).toEqual(await analytics().query(activeByPersonaSql({ ...scope, filter: everyOrder }), options));
      const people = createPeople();
      const told = await analytics().columns(peopleSql({ asOf, saleStatuses: shop.saleStatuses }), options);
      people.add({ customerKeys: numbersOf(told, "customer_key"), segments: numbersOf(told, "segment"), lastDays: numbersOf(told, "last_day"), revenueCents: numbersOf(told, "revenue_cents") });
      const [known, then] = [people.finish(), await counted?.people()];
      for (const name of ["segments", "lastDays", "revenueCents"] as const) expect(then?.[name].subarray(0, known.segments.length), name).toEqual(known[name]);
      const { axis } = segmentation?.rfm?.table ?? seedRuleTable;
      expect(counted?.grid).toEqual(await analytics().query(rfmGridSql({ asOf, windowDays: segmentation?.windowDays ?? null, status: segmentation?.status ?? "sales", saleStatuses: shop.saleStatuses }, axis), options));
    }
  }
});

test("exploration and a filtered overview of a past day write its segments and no more, and show what they show with all of it", async () => {
  const { lastDay } = await overviewOf();
  const asOf = lastDay - 71;
  const look = async () => ({
    explored: (await readExplore("orders", { preset: "all", segmentationId: run, asOf, states: [], categories: [], segments: [0, 2] }))?.figures,
    overview: await readOverview({ ...asked({ states: ["SP"], segments: [0] }, asOf), mayImport: true }),
    bands: (await readOverview({ ...asked({ segments: [1] }, asOf), mayImport: true, measure: "customers" }))?.revenue,
  });
  const first = await look();
  const { snapshot } = await readContext(run, asOf, false);
  const [whole, alone] = [`day${snapshot?.id}x${asOf}`, `segmentsday${snapshot?.id}x${asOf}`].map((folder) => membershipFile(run, folder));
  expect([whole, alone].map((file) => existsSync(file ?? ""))).toEqual([false, true]);
  expect(first.bands?.bands.map(({ name }) => name)).not.toHaveLength(0);
  await readContext(run, asOf);
  expect(existsSync(whole ?? "")).toBe(true);
  expect(await look()).toEqual(first);
});

test("a model that reads more of customers than their sales is asked of the engine", async () => {
  const { lastDay } = await overviewOf();
  const { shop, snapshot, segmentation } = await readContext(await segment({ k: 3, features: ["recencyDays", "meanReviewScore"] }), lastDay - 40, false);
  if (segmentation === null || snapshot === null) throw new Error("no run");
  expect(await countedPeople(segmentation, lastDay - 40, { snapshotId: snapshot.id, engine: analytics(), shop })).toBeNull();
});

/** Who moved, person by person: everybody's segment of the earlier day assigned, of the later day as stored. */
async function moversOneByOne(segmentationId: number, since: number, asOf: number | null) {
  const { shop, snapshot, segmentation } = await readContext(segmentationId, asOf);
  const days = segmentation && snapshot && (await readMoverDays({ run: segmentation, shop, snapshotId: snapshot.id, since, filter: everyOrder }));
  if (segmentation === null || days === null) throw new Error("no movers");
  const rows: MoverRow[] = [];
  walkMembers(days, ({ from, to, lastDay, revenueCents }) => {
    const was = from < 0 ? null : from;
    rows.push({ was, now: to, silent_day: was !== null && was !== to && lastDay <= since ? lastDay : null, customers: 1, revenue_cents: revenueCents });
  });
  return movers({ rows, names: segmentation.segments.map(({ name }) => name), since, asOf: segmentation.asOf });
}

test("who moved is the same as customer by customer, for any day before any day, by models known for all days and by others", async () => {
  const window = await segment({ k: 3, windowDays: 200 });
  const byScores = await segment({ method: "rfm" });
  const reviewed = await segment({ k: 3, features: ["recencyDays", "meanReviewScore"] });
  const { lastDay, period } = await overviewOf();
  for (const id of [run, byScores, window, reviewed]) {
    for (const [back, asOf] of [[1, null], [45, null], [180, null], [300, null], [130, lastDay - 60]] as const) {
      const preset = { from: lastDay - back + 1, to: lastDay };
      const read = await readOverviewMovers({ preset, segmentationId: id, filter: everyOrder, asOf });
      expect(read?.movers?.common).toBeGreaterThan(0);
      expect(read?.movers, `${id}, ${back} days before ${asOf ?? period.span.to}`).toEqual(await moversOneByOne(id, lastDay - back, asOf));
    }
  }
});

test("the segments share out movers among them, and behind each move stand as many customers as it counts", async () => {
  const [all, { personas }] = [await moversOf(), await overviewOf()];
  const parts = await Promise.all(personas.map(({ index }) => moversOf({ segments: [index] })));
  expect(parts.reduce((sum, part) => sum + part.moved, 0)).toBe(all.moved);
  const some = await moversOf({ states: ["SP"] });
  const few = await moversOf({ states: ["SP", "RJ"], categories: ["health_beauty", "bed_bath_table"] });
  expect(some.moved).toBeLessThan(all.moved);
  for (const [movers, filter] of [[all, everyOrder], [some, { ...everyOrder, states: ["SP"] }], [few, { ...everyOrder, states: ["SP", "RJ"], categories: ["health_beauty", "bed_bath_table"] }]] as const) {
    const move = movers?.moves[0];
    if (move === undefined) throw new Error("nobody moved");
    const behind = await readMoved({ segmentationId: run, since: movers.since, asOf: null, was: move.from, now: move.to, filter });
    expect([behind?.customers, behind?.revenueCents]).toEqual([move.customers, move.revenueCents]);
    expect(behind?.rows).toHaveLength(Math.min(100, move.customers));
    expect(behind?.rows.every((row) => row.segment === move.to)).toBe(true);
  }
});

const context = { actor: "cli:test", signal: new AbortController().signal, onProgress: () => undefined, say: () => undefined };

test.each([
  [{}, {}],
  [{ period: "quarter", state: "SP,RJ" }, { period: "quarter", state: "SP,RJ" }],
  [{ from: "2017-11-01", to: "2017-12-31", category: "health_beauty", segment: "0,1" }, { period: "2017-11-01..2017-12-31", category: "health_beauty", segment: "0,1" }],
  [{ "as-of": "2018-05-15", period: "12months" }, { asOf: "2018-05-15", period: "12months" }],
])("the command line %j shows what the overview shows at %j", async (options, query) => {
  const { json } = await kpisCommand.run({ options, positionals: [] }, context);
  const answer = kpisAnswer.parse(json);
  const overview = await readOverview({ ...overviewInput(query), mayImport: true });
  expect(answer.kpis.map(({ key, value, before, lastYear, verdict }) => ({ key, value, before, lastYear, verdict })))
    .toEqual(overview?.readings.map(({ key, value, before, lastYear, verdict }) => ({ key, value, before, lastYear, verdict })));
  expect(answer.kpis[1]?.value).toBeGreaterThan(0);
  expect(answer.period).toEqual({ from: isoDay(overview?.period.span.from ?? 0), to: isoDay(overview?.period.span.to ?? 0) });
});

test("the report names every KPI, persona and notice of the overview, and writes the file it is asked for", async () => {
  const out = path.join(store.folder, "report.md");
  const { json } = await report.run({ options: { out }, positionals: [] }, context);
  const { markdown } = reportAnswer.parse(json);
  expect(readFileSync(out, "utf8")).toBe(markdown);
  const [{ readings, personas, notices }, movers] = [await overviewOf(), await moversOf()];
  for (const words of [...readings.map(({ key }) => `| ${getKpi(key).name} |`), ...personas.map(({ name }) => `### ${name}`), ...notices.map(({ title }) => `- ${title}.`)]) expect(markdown).toContain(words);
  expect(markdown).toContain(`${movers.moved} of ${movers.common} customers changed persona`);
  expect(markdown).not.toMatch(/NaN|undefined|null|\[object/);
});

test("a wrong call of the key figures is told what is wrong", async () => {
  for (const options of [{ period: "90", from: "2018-01-01" }, { from: "2018-02-01", to: "2018-01-01" }, { segment: "Nobody" }, { period: "week" }]) {
    await expect(kpisCommand.run({ options, positionals: [] }, context)).rejects.toThrow(UsageError);
  }
});

test("the palette finds customers by id or place as of the day, one's own lists and nobody else's, and nothing for one letter", async () => {
  const ask = (query: string, role: Role = "admin", asOf: number | null = null) =>
    readPalette({ query, actor: { id: role, name: role, email: `${role}@example.com`, role }, mayDownload: role === "admin" || role === "campaignOwner", now: new Date(0), asOf, viewHref: ({ id }) => `view ${id}` });
  const { customers } = await ask("sao paulo");
  expect(customers).toHaveLength(6);
  const [first] = customers;
  expect(first?.description).toMatch(/^S[aã]o Paulo, SP, \d+ orders?, R\$/);
  expect((await ask((first?.id ?? "").slice(0, 12))).customers[0]).toEqual(first);
  expect((await ask(first?.id ?? "", "marketer", 17_100)).customers).toEqual([]);
  expect((await ask("s")).customers).toEqual([]);
  const list = { segmentationId: run, filter: "{}", snapshotHash: "h", segmentName: "Best", rows: 3, excluded: 0, sha256: "s", bytes: 1, createdBy: "campaignOwner", expiresAt: new Date(9e12) };
  await saveTargetList({ ...list, id: "a".repeat(32) }, { actor: "campaignOwner", action: "test" });
  // half past one of the 29th in UTC is still the 28th in São Paulo
  await database().targetList.update({ where: { id: "a".repeat(32) }, data: { createdAt: new Date("2018-08-29T01:30:00Z") } });
  expect((await ask("best", "campaignOwner")).lists.map(({ description }) => description)).toEqual(["3 rows, 28 Aug 2018"]);
  expect((await ask("best", "campaignOwner")).lists.map(({ href }) => href)).toEqual([`/api/target-lists/${"a".repeat(32)}`]);
  for (const role of ["marketer", "manager"] as const) expect((await ask("best", role)).lists).toEqual([]);
  expect((await ask("nobody", "campaignOwner")).lists).toEqual([]);
});

test("once no order is one the live model looks at, the segments page and those of its personas say that it was made of other data", async () => {
  expect((await readSegments(null))?.emptiness).toBeNull();
  const changed = path.join(store.folder, "changed");
  cpSync(path.join(store.folder, "shop"), changed, { recursive: true });
  const orders = path.join(changed, "olist_orders_dataset.csv");
  writeFileSync(orders, readFileSync(orders, "utf8").replace(/(?<=[",])delivered(?=[",])/g, "invoiced"));
  await importOrders({ paths: [changed], actor: "cli:test" });
  const page = await readSegments(null);
  expect([page?.emptiness, page?.segmentation.customers]).toEqual(["otherData", 0]);
  expect([(await readPersona(null, 0))?.emptiness, (await readPersonaComparison(null, [0, 1], null))?.emptiness]).toEqual(["otherData", "otherData"]);
  expect((await overviewOf()).notices.map(({ key }) => key)).toContain("strange");
});

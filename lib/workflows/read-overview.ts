import { analytics, type Columns, membersOption } from "@/lib/analytics/engine";
import { kpiFacts, kpiMonthsSql, kpiWindowSql, type KpiRow } from "@/lib/measure/kpi-sql";
import { kpiReadings } from "@/lib/measure/kpis";
import { movers } from "@/lib/measure/movers";
import { lastSalesSql, membersSql } from "@/lib/measure/movers-sql";
import { overviewNotices } from "@/lib/measure/notices";
import { lastFullMonth, periodOf } from "@/lib/measure/period";
import { revenueBands, revenueByPersonaSql, type RevenueRow } from "@/lib/measure/revenue-bands";
import { listImports } from "@/lib/store/imports";
import { listSegmentationHeads } from "@/lib/store/segmentation-heads";
import { findSegmentation } from "@/lib/store/segmentations";
import type { PersonaShare, PeriodPreset } from "@/lib/types/overview";
import type { Movers, Overview, Period } from "@/lib/types/overview-page";
import type { Segment, Segmentation } from "@/lib/types/segmentation";
import type { Shop } from "@/lib/types/shop";
import { readContext } from "./read-context";
import { remembered, rememberedRows } from "./remembered";

export type OverviewInput = { preset: PeriodPreset; segmentationId: number | null; mayImport: boolean };

const historyLength = 12;

async function readSums(shop: Shop, period: Period, span: { from: number; to: number }, snapshotId: number) {
  const last = lastFullMonth(span.to);
  const first = last - historyLength + 1;
  const window = (from: number, to: number) => rememberedRows<KpiRow>(kpiWindowSql({ from, to }, shop.saleStatuses), { snapshotId });
  const [now, before, totals, monthRows] = await Promise.all([
    window(period.span.from, period.span.to),
    period.before === null ? null : window(period.before.from, period.before.to),
    window(span.from, span.to),
    rememberedRows<KpiRow>(kpiMonthsSql(first, last, span.to, shop.saleStatuses), { snapshotId }),
  ]);
  const months = Array.from({ length: historyLength }, (_, i) => {
    const row = monthRows.find((r) => r.month === first + i);
    return { month: first + i, facts: kpiFacts(row) };
  });
  return { now: kpiFacts(now[0]), before: before === null ? null : kpiFacts(before[0]), totals: kpiFacts(totals[0]), months };
}

function numbersOf(columns: Columns, name: string): Float64Array {
  const column = columns[name];
  return column instanceof Float64Array ? column : new Float64Array(0);
}

async function membersOf(run: Segmentation) {
  const columns = await analytics().columns(membersSql, membersOption(run));
  return { customerKeys: numbersOf(columns, "customer_key"), segments: numbersOf(columns, "segment"), names: run.segments.map((s) => s.name) };
}

async function lastSalesOf(shop: Shop, asOf: number, snapshotId: number) {
  const columns = await analytics().columns(lastSalesSql(asOf, shop.saleStatuses), { snapshotId });
  return { customerKeys: numbersOf(columns, "customer_key"), days: numbersOf(columns, "last_day") };
}

/** What a run is compared with: itself at its fit once members were dated since, else the run of its method and k before it. */
async function findBefore(run: Segmentation): Promise<Segmentation | null> {
  if (run.fit) return { ...run, ...run.fit, fit: undefined };
  const heads = await listSegmentationHeads(100);
  const earlier = heads
    .filter((head) => head.id < run.id && head.method === run.method && head.k === run.k && head.asOf < run.asOf)
    .sort((a, b) => b.id - a.id)[0];
  return earlier === undefined ? null : findSegmentation(earlier.id);
}

/** Moves since the fit, or since the run before; null where there is none. */
async function readMovers(run: Segmentation | null, shop: Shop, snapshotId: number): Promise<(Movers & { since: number }) | null> {
  if (run === null) return null;
  const before = await findBefore(run);
  if (before === null) return null;
  // the names belong to the key: a person may rename a persona at any time
  const names = [...before.segments, ...run.segments].map((s) => s.name);
  const key = JSON.stringify(["movers", snapshotId, membersOption(before), membersOption(run), shop.saleStatuses, names]);
  return remembered(key, async () => {
    const [was, is, lastSales] = await Promise.all([membersOf(before), membersOf(run), lastSalesOf(shop, run.asOf, snapshotId)]);
    return { ...movers({ before: was, after: is, lastSales, since: before.asOf, asOf: run.asOf }), since: before.asOf };
  });
}

async function readRevenue(run: Segmentation | null, shop: Shop, lastDay: number, snapshotId: number) {
  if (run === null) return { months: [], bands: [] };
  const rows = await rememberedRows<RevenueRow>(revenueByPersonaSql(lastDay, shop.saleStatuses), { snapshotId, ...membersOption(run) });
  const last = lastFullMonth(lastDay);
  return revenueBands(rows.filter((row) => row.month <= last), run.segments);
}

/** Everything of the overview in one read; null before the first import. */
export async function readOverview(input: OverviewInput): Promise<Overview | null> {
  const { shop, snapshot, segmentation } = await readContext(input.segmentationId);
  if (snapshot === null || snapshot.firstDay === null || snapshot.lastDay === null) return null;
  const { firstDay, lastDay } = snapshot;
  const period = periodOf(input.preset, firstDay, lastDay);
  const personas = (segmentation?.segments ?? []).map(personaShare);
  const [sums, revenue, moved, imports] = await Promise.all([
    readSums(shop, period, { from: firstDay, to: lastDay }, snapshot.id),
    readRevenue(segmentation, shop, lastDay, snapshot.id),
    readMovers(segmentation, shop, snapshot.id),
    listImports(),
  ]);
  const isStale = segmentation !== null && segmentation.snapshotHash !== snapshot.hash;
  const lastImport = imports.find((one) => one.status === "complete" && !one.dryRun);
  const notices = overviewNotices({
    locale: shop.locale,
    live: segmentation === null ? null : { asOf: segmentation.asOf, isOldSnapshot: isStale, segments: segmentation.segments },
    lastDay,
    repeatRate: sums.totals.customers > 0 ? sums.totals.repeatCustomers / sums.totals.customers : null,
    months: sums.months,
    lastImport: lastImport === undefined ? null : rejectsOf(lastImport),
    mayImport: input.mayImport,
  });
  const readings = kpiReadings(sums.now, sums.before, sums.months.map((m) => m.facts));
  return {
    shop, firstDay, lastDay, period, readings, personas, revenue, notices,
    segmentation: segmentation === null ? null : { id: segmentation.id, asOf: segmentation.asOf, isStale },
    totals: sums.totals, historyMonths: sums.months.map((m) => m.month), movers: moved,
  };
}

function personaShare(s: Segment): PersonaShare {
  const { index, name, valueWord, lifecycle, customers, customerShare, revenueCents, revenueShare } = s;
  return { index, name, valueWord, lifecycle, customers, customerShare, revenueCents, revenueShare };
}

function rejectsOf(one: { id: number; files: readonly { accepted: number; updated: number; duplicate: number; rejected: number; pending: number }[] }) {
  const rows = one.files.reduce((sum, f) => sum + f.accepted + f.updated + f.duplicate + f.rejected + f.pending, 0);
  return { id: one.id, rejected: one.files.reduce((sum, f) => sum + f.rejected, 0), rows };
}

import { numbersOf } from "@/lib/analytics/columns";
import type { Columns } from "@/lib/analytics/engine";
import { type Buys, countBuyers, nobody } from "@/lib/measure/buyers";
import { kpiDays, kpiFacts, type KpiRow, type KpiScope, kpiSumsSql, monthSpans, repeatBuysSql } from "@/lib/measure/kpi-sql";
import { kpiReadings } from "@/lib/measure/kpis";
import { overviewNotices } from "@/lib/measure/notices";
import { choicesSql, type ChoiceRow } from "@/lib/measure/explore-scope";
import { filteredShares } from "@/lib/measure/filtered-shares";
import { personaSumsSql } from "@/lib/measure/persona-sums-sql";
import { lastFullMonth, periodOf } from "@/lib/measure/period";
import { type ActiveRow, activeByPersonaSql, revenueBands, revenueByPersonaSql, type RevenueRow } from "@/lib/measure/revenue-bands";
import { getShop } from "@/lib/store/shop";
import { currentSnapshot } from "@/lib/store/snapshots";
import type { Day } from "@/lib/types/day";
import { asksOrders, type BandMeasure, type DaySpan, type OrdersFilter, type PersonaShare, type PeriodChoice } from "@/lib/types/overview";
import type { Overview, Period } from "@/lib/types/overview-page";
import type { Segment, Segmentation } from "@/lib/types/segmentation";
import { sql } from "@/lib/types/sql";
import { readCountedContext } from "./counted-context";
import type { CountedPeople } from "./day-people";
import { optionsOf, pastDay } from "./read-context";
import { readNoticeFacts } from "./read-notices";
import { type Pinned, rememberedRows, rememberedWork } from "./remembered";
import { segmentsOption } from "./segments-option";

export type OverviewInput = {
  preset: PeriodChoice;
  segmentationId: number | null;
  filter: OrdersFilter;
  /** a past day to look at everything as of; null = the newest data */
  asOf: Day | null;
  mayImport: boolean;
  /** of the request: when it is closed its queries are interrupted */
  signal?: AbortSignal;
  /** what the chart by month counts; revenue unless said */
  measure?: BandMeasure;
};

const historyLength = 12;

type Asked = { scope: KpiScope; options: Pinned; signal: AbortSignal | undefined };

function buysOf(columns: Columns): Buys {
  return { customerKeys: numbersOf(columns, "customer_key"), days: numbersOf(columns, "day"), firstDays: numbersOf(columns, "first_day") };
}

/** The KPIs of the period, of those beside it, of all days and of each month of the history: all windows of one query. */
async function readSums({ scope, options, signal }: Asked, period: Period, firstDay: number) {
  const last = lastFullMonth(scope.today);
  const first = last - historyLength + 1;
  const others = [period.before, period.lastYear].filter((span) => span !== null);
  const spans = [period.span, { from: firstDay, to: scope.today }, ...others, ...monthSpans(first, last)];
  const [rows, again] = await Promise.all([
    rememberedRows<KpiRow>(kpiSumsSql(spans, scope), options, signal),
    rememberedWork(repeatBuysSql(scope), options, { of: (columns) => countBuyers(buysOf(columns), spans), names: spans }, signal),
  ]);
  const factsAt = (place: number) => kpiFacts(rows.find((row) => row.place === place), again[place] ?? nobody);
  const factsOf = (span: DaySpan) => factsAt(spans.indexOf(span));
  const months = spans.slice(2 + others.length).map((span, i) => ({ month: first + i, facts: factsOf(span) }));
  return { now: factsAt(0), totals: factsAt(1), before: period.before && factsOf(period.before), lastYear: period.lastYear && factsOf(period.lastYear), months };
}

async function readRevenue(run: Segmentation | null, { scope, options, signal }: Asked, measure: BandMeasure, counted: CountedPeople | null) {
  if (run === null) return { measure, months: [], bands: [] };
  const { segments } = scope.filter;
  const told = asksOrders(scope.filter) ? null : counted;
  const ofSegments = <Row extends { segment: number | null }>(rows: readonly Row[] | undefined) => rows?.filter(({ segment }) => segments.length === 0 || segments.some((one) => one === segment));
  const rows = measure === "revenue"
    ? (ofSegments(told?.revenue) ?? (await rememberedRows<RevenueRow>(revenueByPersonaSql(scope), options, signal)))
    : (ofSegments(told?.active) ?? (await rememberedRows<ActiveRow>(activeByPersonaSql(scope), options, signal))).map(({ customers, ...row }) => ({ ...row, revenue_cents: customers }));
  const last = lastFullMonth(scope.today);
  return { measure, ...revenueBands(rows.filter((row) => row.month <= last), run.segments) };
}

/** The run's own sums, or those of the orders that pass a filter. */
async function readPersonas(run: Segmentation | null, { scope, options, signal }: Asked): Promise<PersonaShare[]> {
  if (run === null) return [];
  if (!isFiltered(scope.filter)) return run.segments.map(personaShare);
  const rows = await rememberedRows<{ segment: number; customers: number; revenue_cents: number }>(personaSumsSql(scope), options, signal);
  return filteredShares(run.segments.map(personaShare), rows);
}

async function readChoices({ scope, options, signal }: Asked) {
  const choices = async (column: "state" | "category"): Promise<string[]> =>
    (await rememberedRows<ChoiceRow>(choicesSql(column, scope.today, scope.saleStatuses), options, signal)).map((row) => row.choice);
  const [states, categories] = await Promise.all([choices("state"), choices("category")]);
  return { states, categories };
}

/** Works out what an overview of a past day asks of everybody's sales, while their segments are still being worked out. */
async function prepareDay(day: Day | null): Promise<void> {
  if (day === null) return;
  const [shop, snapshot] = await Promise.all([getShop(), currentSnapshot()]);
  const asOf = pastDay(snapshot, day);
  if (snapshot === null || asOf === null) return;
  const scope = { asOf, saleStatuses: shop.saleStatuses };
  await rememberedRows(sql`select 1 as made from (${kpiDays(scope, "all")}) as cell limit 1`, { snapshotId: snapshot.id, asOf });
}

/**
 * What an overview stands on: the data, the run, the period and what of the filter applies; null before the first import.
 * @param asksSegments false where no query asks who belongs to which segment: on a past day that is then not written
 */
export async function openOverview(input: Pick<OverviewInput, "preset" | "segmentationId" | "filter" | "asOf">, asksSegments: boolean) {
  const { shop, snapshot, segmentation, asOf, counted } = await readCountedContext(input.segmentationId, input.asOf);
  if (snapshot === null || snapshot.firstDay === null || snapshot.lastDay === null) return null;
  const { firstDay, lastDay } = snapshot;
  const period = periodOf(input.preset, firstDay, lastDay);
  const filter = { ...input.filter, segments: segmentation === null ? [] : input.filter.segments };
  const options = counted === null
    ? optionsOf({ snapshot, segmentation, asOf })
    : await (asksSegments ? segmentsOption({ shop, snapshot, segmentation, asOf }) : optionsOf({ snapshot, segmentation: null, asOf }));
  return { shop, snapshot, segmentation, asOf, firstDay, lastDay, period, filter, options, counted };
}

const isFiltered = (filter: OrdersFilter): boolean => asksOrders(filter) || filter.segments.length > 0;

/** Everything of the overview but the movers in one read; null before the first import. */
export async function readOverview(input: OverviewInput): Promise<Overview | null> {
  const measure = input.measure ?? "revenue";
  const [opened] = await Promise.all([openOverview(input, isFiltered(input.filter)), prepareDay(input.asOf)]);
  if (opened === null) return null;
  const { shop, snapshot, segmentation, asOf, firstDay, lastDay, period, filter, options, counted } = opened;
  const asked: Asked = { scope: { saleStatuses: shop.saleStatuses, today: lastDay, filter }, options, signal: input.signal };
  const [sums, revenue, personas, choices, facts] = await Promise.all([
    readSums(asked, period, firstDay),
    readRevenue(segmentation, asked, measure, counted),
    readPersonas(segmentation, asked),
    readChoices(asked),
    readNoticeFacts({ shop, snapshot, segmentation, options: asked.options }),
  ]);
  const notices = overviewNotices({ ...facts, mayImport: input.mayImport, months: sums.months });
  return {
    shop, firstDay, lastDay, period, personas, revenue, notices, filter, choices, asOf,
    readings: kpiReadings({ ...sums, months: sums.months.map((m) => m.facts) }),
    segmentation: segmentation === null ? null : { id: segmentation.id, asOf: segmentation.asOf, isStale: segmentation.snapshotHash !== snapshot.hash },
    totals: sums.totals, historyMonths: sums.months.map((m) => m.month),
  };
}

function personaShare(s: Segment): PersonaShare {
  const { index, name, valueWord, lifecycle, customers, customerShare, revenueCents, revenueShare } = s;
  return { index, name, valueWord, lifecycle, customers, customerShare, revenueCents, revenueShare };
}

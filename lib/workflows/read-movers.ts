import { numbersOf } from "@/lib/analytics/columns";
import { analytics, membersOption } from "@/lib/analytics/engine";
import { type MoverRow, movers, type MoversInput } from "@/lib/measure/movers";
import { lastSalesSql, membersSql, moverRowsSql } from "@/lib/measure/movers-sql";
import { moversSince } from "@/lib/measure/period";
import type { People } from "@/lib/measure/people";
import type { Day } from "@/lib/types/day";
import { asksOrders, type OrdersFilter } from "@/lib/types/overview";
import type { Movers, OverviewMovers } from "@/lib/types/overview-page";
import type { Segmentation } from "@/lib/types/segmentation";
import type { Shop } from "@/lib/types/shop";
import type { Snapshot } from "@/lib/types/snapshot";
import { isAssignable, segmentsAsOf } from "./assign-as-of";
import { type MoverDays, readMoverRows } from "./mover-cells";
import { membersAtDay } from "./read-migration";
import { openOverview, type OverviewInput } from "./read-overview";
import { type Pinned, remembered, rememberedRows } from "./remembered";

/** The run as it shows the later day; `since` = the earlier one, null where the data do not reach back that far. */
export type MoversRequest = { run: Segmentation | null; shop: Shop; snapshotId: number; since: Day | null; filter: OrdersFilter };

async function membersOf(run: Segmentation, snapshotId: number) {
  const columns = await analytics().columns(membersSql, { snapshotId, ...membersOption(run) });
  return { customerKeys: numbersOf(columns, "customer_key"), segments: numbersOf(columns, "segment") };
}

async function lastSalesOf({ shop, snapshotId, filter }: MoversRequest, asOf: Day) {
  const columns = await analytics().columns(lastSalesSql(asOf, shop.saleStatuses, filter), { snapshotId });
  return {
    customerKeys: numbersOf(columns, "customer_key"), days: numbersOf(columns, "last_day"),
    revenueCents: numbersOf(columns, "revenue_cents"), isCounted: numbersOf(columns, "is_counted"),
  };
}

/**
 * Both days' members by the run's one model, so that nobody moves because of a refit, with their sales.
 * @returns null without a run, an earlier day or a stored model
 */
export async function readMoverDays(request: MoversRequest): Promise<MoversInput | null> {
  const { run, shop, snapshotId, since, filter } = request;
  if (run === null || since === null || since >= run.asOf || !isAssignable(run)) return null;
  const [earlier, after, lastSales] = await Promise.all([
    membersAtDay(run, since, { shop, snapshotId, engine: analytics() }),
    membersOf(run, snapshotId),
    lastSalesOf(request, run.asOf),
  ]);
  return { before: earlier.members, after, lastSales, segments: filter.segments, since };
}

type MoversRead = { request: MoversRequest; snapshot: Snapshot; options: Pinned; /** of the later day, where they are told without an engine */ people: (() => Promise<People>) | null; signal: AbortSignal | undefined };

/** Those who moved and have a sale of the filter's places and categories: both days' members are tables of the engine, so another filter costs an aggregate. */
async function moversOfKinds({ run, shop, since, options }: MoverDays, { request, snapshot, signal }: MoversRead): Promise<MoverRow[]> {
  const earlier = await segmentsAsOf(run, snapshot, shop, since);
  const { states, categories } = request.filter;
  const scope = { since, upTo: run.asOf, saleStatuses: shop.saleStatuses, filter: { states, categories } };
  return rememberedRows<MoverRow>(moverRowsSql(scope), { ...options, earlier }, signal);
}

/** Who changed persona between the two days, of the customers the filter counts. */
async function readMovers(read: MoversRead): Promise<Movers | null> {
  const { request: { run, shop, since, filter }, options, people, signal } = read;
  if (run === null || since === null || since >= run.asOf || !isAssignable(run)) return null;
  const days = { run, shop, since, options, people };
  const rows = !asksOrders(filter)
    ? await remembered(JSON.stringify(["movers", run.id, options, since, run.asOf, shop.saleStatuses]), () => readMoverRows(days), { signal })
    : await moversOfKinds(days, read);
  // any segments are answered out of the rows of all
  const counted = filter.segments.length === 0 ? rows : rows.filter((row) => filter.segments.includes(row.now));
  return movers({ rows: counted, names: run.segments.map((segment) => segment.name), since, asOf: run.asOf });
}

/**
 * Who moved since the period of an overview began. Read apart from it: the members of a day nobody asked for
 * before take seconds on a large shop, and the rest of the page need not wait for them.
 * @returns null before the first import
 */
export async function readOverviewMovers(input: Pick<OverviewInput, "preset" | "segmentationId" | "filter" | "asOf" | "signal">): Promise<OverviewMovers | null> {
  const opened = await openOverview(input, asksOrders(input.filter));
  if (opened === null) return null;
  const { shop, snapshot, segmentation: run, firstDay, period, filter, options, counted } = opened;
  const request = { run, shop, snapshotId: snapshot.id, since: moversSince(period, firstDay), filter };
  return { shop, segmentationId: run?.id ?? null, movers: await readMovers({ request, snapshot, options, people: counted?.people ?? null, signal: input.signal }) };
}

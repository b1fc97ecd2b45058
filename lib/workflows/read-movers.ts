import { analytics, type Columns, earlierOption, membersOption } from "@/lib/analytics/engine";
import { type MoversInput, movers } from "@/lib/measure/movers";
import { lastSalesSql, membersSql, type MoverRow, moverRowsSql } from "@/lib/measure/movers-sql";
import type { Day } from "@/lib/types/day";
import type { OrdersFilter } from "@/lib/types/overview";
import type { Movers } from "@/lib/types/overview-page";
import type { Segmentation } from "@/lib/types/segmentation";
import type { Shop } from "@/lib/types/shop";
import type { Snapshot } from "@/lib/types/snapshot";
import { segmentationAsOf } from "./assign-as-of";
import { membersAtDay } from "./read-migration";
import { type Pinned, rememberedRows } from "./remembered";

/** The run as it shows the later day; `since` = the earlier one, null where the data do not reach back that far. */
export type MoversRequest = { run: Segmentation | null; shop: Shop; snapshotId: number; since: Day | null; filter: OrdersFilter };

function numbersOf(columns: Columns, name: string): Float64Array {
  const column = columns[name];
  return column instanceof Float64Array ? column : new Float64Array(0);
}

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
  if (run === null || since === null || since >= run.asOf || (run.centroids === null && run.cuts === null)) return null;
  const [earlier, after, lastSales] = await Promise.all([
    membersAtDay(run, since, { shop, snapshotId, engine: analytics() }),
    membersOf(run, snapshotId),
    lastSalesOf(request, run.asOf),
  ]);
  return { before: earlier.members, after, lastSales, segments: filter.segments, since };
}

/**
 * Who changed persona between the two days, of the customers the filter counts. Both days' members are tables
 * of the engine, so another filter costs an aggregate and not two readings of all customers.
 */
export async function readMovers({ request, snapshot, options, signal }: { request: MoversRequest; snapshot: Snapshot; options: Pinned; signal?: AbortSignal | undefined }): Promise<Movers | null> {
  const { run, shop, since, filter } = request;
  if (run === null || since === null || since >= run.asOf) return null;
  const before = await segmentationAsOf(run, snapshot, shop, since);
  if (before === null) return null;
  const scope = { since, upTo: run.asOf, saleStatuses: shop.saleStatuses, filter };
  const rows = await rememberedRows<MoverRow>(moverRowsSql(scope), { ...options, ...earlierOption(before) }, signal);
  return movers({ rows, names: run.segments.map((segment) => segment.name), since, asOf: run.asOf });
}

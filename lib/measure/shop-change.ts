import type { SaleRule } from "@/lib/types/features";
import { joinSql, keepable, sql, type Sql } from "@/lib/types/sql";

/** Orders and revenue of each status, of all orders there are. */
export type StatusRow = { status: string; orders: number; revenue_cents: number };

/** Few rows a day, that tell the same of every day. */
const statusDays: Sql = keepable(sql`select day, status, cast(count(*) as integer) as orders, cast(sum(amount_cents - refund_cents) as bigint) as revenue_cents
  from orders group by day, status order by day`, "facts");

/** One row a status, the most frequent first; revenue has refunds taken off. */
export const statusCountsSql: Sql = sql`select status, cast(sum(orders) as double precision) as orders, cast(sum(revenue_cents) as double precision) as revenue_cents
  from (${statusDays}) as counted group by status order by 2 desc, status`;

/** What a choice of sale statuses counts. @param rows of `statusCountsSql` */
export function salesOf(rows: readonly StatusRow[], saleStatuses: readonly string[]): { orders: number; revenueCents: number } {
  const sales = rows.filter(({ status }) => saleStatuses.includes(status));
  return { orders: sales.reduce((sum, row) => sum + row.orders, 0), revenueCents: sales.reduce((sum, row) => sum + row.revenue_cents, 0) };
}

/** Share of the sales from which on "delivered" is what a shop calls a finished sale. */
const mostDelivered = 0.8;

/**
 * Which orders a segmentation looks at when nobody says: delivered ones, as both seed studies, where nearly all
 * sales are delivered; else every sale, since other shops call a finished sale paid, completed or shipped.
 *
 * @param rows of `statusCountsSql`
 */
export function saleRuleFor(rows: readonly StatusRow[], saleStatuses: readonly string[]): SaleRule {
  const delivered = saleStatuses.includes("delivered") ? salesOf(rows, ["delivered"]).orders : 0;
  return delivered > 0 && delivered >= mostDelivered * salesOf(rows, saleStatuses).orders ? "delivered" : "sales";
}

/**
 * Orders whose calendar day would be another one in a zone: one row, column `moved`.
 * @param offsets changes of the zone's offset, ascending, the first holding before all orders; seconds
 */
export function movedDaysSql(offsets: readonly { utc: number; offset: number }[]): Sql {
  const later = offsets.slice(1).toReversed().map(({ utc, offset }) => sql`when sold_at >= ${utc} then ${offset}`);
  const first = offsets[0]?.offset ?? 0;
  const offset = later.length === 0 ? sql`${first}` : sql`case ${joinSql(later, " ")} else ${first} end`;
  return sql`select cast(count(*) as double precision) as moved
    from (select day, sold_at + ${offset} as local_at from orders) as told
    where local_at - local_at % 86400 <> day * 86400`;
}

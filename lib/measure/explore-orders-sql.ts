import type { OrderFilter } from "@/lib/types/explore";
import { joinSql, rawSql, sql, type Sql } from "@/lib/types/sql";
import { orderCondition } from "./explore-scope";

export type StatusRow = { status: string; orders: number; amount_cents: number };
export type OrderDayRow = { day: number; month: number; orders: number; revenue_cents: number };
export type HourRow = { weekday: number; hour: number; orders: number };
export type BinRow = { low_cents: number; orders: number; amount_cents: number };

/** Orders of every status, most frequent first. */
export function ordersByStatusSql(filter: OrderFilter): Sql {
  return sql`select status, cast(count(*) as double precision) as orders,
      cast(sum(amount_cents) as double precision) as amount_cents
    from orders where ${orderCondition(filter, null)}
    group by status
    order by orders desc, status`;
}

/** Sales and revenue of each day with sales, ascending. */
export function ordersByDaySql(filter: OrderFilter, saleStatuses: readonly string[]): Sql {
  return sql`select day, month, cast(count(*) as double precision) as orders,
      cast(sum(amount_cents - refund_cents) as double precision) as revenue_cents
    from orders where ${orderCondition(filter, saleStatuses)}
    group by day, month
    order by day`;
}

/** Sales by weekday and hour of the shop's zone. */
export function ordersByHourSql(filter: OrderFilter, saleStatuses: readonly string[]): Sql {
  return sql`select weekday, hour, cast(count(*) as double precision) as orders
    from orders where ${orderCondition(filter, saleStatuses)}
    group by weekday, hour
    order by weekday, hour`;
}

/** The shares of cases below which a quantile is read, as columns `p1` ... `p99`. */
export const quantilePercents = [1, 5, 10, 25, 50, 75, 90, 95, 99] as const;
export type QuantileRow = { cases: number | null; total: number | null; highest: number | null } & Record<`p${(typeof quantilePercents)[number]}`, number | null>;

/**
 * Quantiles of a whole-number column in one row, beside cases, sum and maximum.
 * Variant: inverse of the empirical distribution (type 1 of Hyndman & Fan 1996), so each is a value
 * that occurs; counts per distinct value are accumulated, which sorts values instead of rows.
 *
 * @param source relation with the column `value`, without nulls
 */
export function quantilesOf(source: Sql): Sql {
  const quantiles = quantilePercents.map(
    (percent) => sql`min(case when upto * 100 >= ${percent} * cases then value end) as ${rawSql(`p${percent}`)}`,
  );
  return sql`select cast(max(cases) as double precision) as cases, cast(sum(value * occurrences) as double precision) as total,
      max(value) as highest, ${joinSql(quantiles, ", ")}
    from (
      select value, occurrences, sum(occurrences) over (order by value) as upto, sum(occurrences) over () as cases
      from (select value, count(*) as occurrences from (${source}) as one group by value) as counted
    ) as accumulated`;
}

/** Quantiles of what the sales cost, minor units. */
export function amountQuantilesSql(filter: OrderFilter, saleStatuses: readonly string[]): Sql {
  return quantilesOf(sql`select amount_cents as value from orders where ${orderCondition(filter, saleStatuses)}`);
}

/**
 * Sales by amount in bins of one width, ascending; the last bin, from `cap` on, is open.
 * @param width minor units
 * @param cap multiple of the width
 */
export function amountBinsSql(filter: OrderFilter, saleStatuses: readonly string[], width: number, cap: number): Sql {
  return sql`select low_cents, cast(count(*) as double precision) as orders, cast(sum(amount_cents) as double precision) as amount_cents
    from (
      select amount_cents, case when amount_cents >= ${cap} then ${cap} else amount_cents - amount_cents % ${width} end as low_cents
      from orders where ${orderCondition(filter, saleStatuses)}
    ) as binned
    group by low_cents
    order by low_cents`;
}

import type { OrderFilter } from "@/lib/types/explore";
import { sql, type Sql } from "@/lib/types/sql";
import { looked, orderCondition } from "./explore-scope";
import { quantilesByKind, spreadOf } from "./quantiles";
import { keptOf } from "./sale-cells";
import { ordersOfAnyStatus, saleAmounts, sales } from "./sales";

export type StatusRow = { status: string; orders: number; amount_cents: number };
export type OrderDayRow = { day: number; month: number; orders: number; revenue_cents: number };
export type HourRow = { weekday: number; hour: number; orders: number };

/** Orders of every status, most frequent first. */
export function ordersByStatusSql(filter: OrderFilter): Sql {
  return sql`select status, cast(count(*) as double precision) as orders,
      cast(sum(amount_cents) as double precision) as amount_cents
    from (${ordersOfAnyStatus(keptOf(filter))}) as placed where ${orderCondition(filter)}
    group by status
    order by orders desc, status`;
}

/** Sales and revenue of each day with sales, ascending. */
export function ordersByDaySql(filter: OrderFilter, saleStatuses: readonly string[]): Sql {
  return sql`select day, month, cast(count(*) as double precision) as orders,
      cast(sum(revenue_cents) as double precision) as revenue_cents
    from ${looked(sales, filter, saleStatuses)}
    group by day, month
    order by day`;
}

/** Sales by weekday and hour of the shop's zone. */
export function ordersByHourSql(filter: OrderFilter, saleStatuses: readonly string[]): Sql {
  return sql`select weekday, hour, cast(count(*) as double precision) as orders
    from ${looked(sales, filter, saleStatuses)}
    group by weekday, hour
    order by weekday, hour`;
}

/** What the sales cost, minor units: quantiles, and counts and sums in fine bins. */
export function amountSpreadSql(filter: OrderFilter, saleStatuses: readonly string[]): Sql {
  return spreadOf(sql`select amount_cents as value from ${looked(saleAmounts, filter, saleStatuses)}`);
}

/** The quantiles of what the sales cost alone, minor units: half of the work; none without sales. */
export function amountQuantilesSql(filter: OrderFilter, saleStatuses: readonly string[]): Sql {
  return quantilesByKind(sql`select 1 as kind, amount_cents as value from ${looked(saleAmounts, filter, saleStatuses)}`);
}

import type { OrdersFilter } from "@/lib/types/overview";
import { joinSql, sql, type Sql } from "@/lib/types/sql";
import { kindConditions, saleCondition } from "./kpi-sql";

/** Segment of every member, ascending by customer. */
export const membersSql: Sql = sql`select customer_key, segment from memberships order by customer_key`;

/**
 * Each customer's sales up to a day, ascending by customer: `last_day`, `revenue_cents`, and `is_counted`,
 * 1 where a sale passes the filter's places and categories.
 */
export function lastSalesSql(upTo: number, saleStatuses: readonly string[], filter: Pick<OrdersFilter, "states" | "categories">): Sql {
  const passes = joinSql([sql`1 = 1`, ...kindConditions({ ...filter, segments: [] })], " and ");
  return sql`select customer_key, max(day) as last_day,
      cast(sum(amount_cents - refund_cents) as double precision) as revenue_cents,
      max(case when ${passes} then 1 else 0 end) as is_counted
    from orders where ${saleCondition(saleStatuses)} and day <= ${upTo}
    group by customer_key order by customer_key`;
}

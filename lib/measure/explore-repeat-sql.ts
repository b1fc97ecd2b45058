import type { OrderFilter } from "@/lib/types/explore";
import { sql, type Sql } from "@/lib/types/sql";
import { firstOrders, numberedOrders } from "./first-orders";

export type OrderCountRow = { orders: number; customers: number };
export type GapRow = { days: number; gaps: number };
export type FirstCategoryRow = { category: string; customers: number; repeaters: number };
export type CohortRow = { cohort: number; age: number; customers: number; revenue_cents: number };
export type AffinityRow = { first: string; next: string; customers: number };

/** People by number of sales up to the as-of day. */
export function orderCountsSql(filter: OrderFilter, saleStatuses: readonly string[]): Sql {
  return sql`select orders, cast(count(*) as double precision) as customers
    from (${firstOrders(filter, saleStatuses)}) as firsts
    group by orders
    order by orders`;
}

const daySeconds = 86_400;

/** Whole days of 24 hours between one order and the next of the same person; 0 = within a day. */
export function orderGapsSql(filter: OrderFilter, saleStatuses: readonly string[]): Sql {
  return sql`select days, cast(count(*) as double precision) as gaps
    from (
      select (seconds - seconds % ${daySeconds}) / ${daySeconds} as days
      from (
        select customer_key, sold_at - lag(sold_at) over (partition by customer_key order by place) as seconds
        from (${numberedOrders(filter.asOf, saleStatuses)}) as numbered
        where customer_key in (select customer_key from (${firstOrders(filter, saleStatuses)}) as firsts)
      ) as apart
      where seconds is not null
    ) as whole
    group by days
    order by days`;
}

/**
 * People by category of the first order, and who ordered again within `horizon` days; only first
 * orders that old, since the others had less time.
 */
export function repeatByCategorySql(filter: OrderFilter, saleStatuses: readonly string[], horizon: number): Sql {
  return sql`select category, cast(count(*) as double precision) as customers,
      cast(sum(case when second_day - day <= ${horizon} then 1 else 0 end) as double precision) as repeaters
    from (${firstOrders(filter, saleStatuses)}) as firsts
    where category is not null and day <= ${filter.asOf - horizon}
    group by category
    order by customers desc, category`;
}

/** Cohorts by month of the first order: who was active and what was spent so many months later. */
export function cohortsSql(filter: OrderFilter, saleStatuses: readonly string[]): Sql {
  return sql`with firsts as (${firstOrders(filter, saleStatuses)})
    select cohort, age, cast(sum(customers) as double precision) as customers, cast(sum(revenue_cents) as double precision) as revenue_cents
    from (
      select month as cohort, 0 as age, count(*) as customers, sum(revenue_cents) as revenue_cents from firsts group by month
      union all
      select f.month as cohort, n.month - f.month as age,
        count(distinct case when n.month > f.month then n.customer_key end) as customers, sum(n.revenue_cents) as revenue_cents
      from (${numberedOrders(filter.asOf, saleStatuses)}) as n
      join firsts as f on f.customer_key = n.customer_key
      where n.place > 1
      group by f.month, n.month - f.month
    ) as active
    group by cohort, age
    order by cohort, age`;
}

/** Categories of the first and the second order of the people who have both. */
export function affinitySql(filter: OrderFilter, saleStatuses: readonly string[]): Sql {
  return sql`select category as first, second_category as next, cast(count(*) as double precision) as customers
    from (${firstOrders(filter, saleStatuses)}) as firsts
    where category is not null and second_category is not null
    group by category, second_category
    order by customers desc, first, next`;
}

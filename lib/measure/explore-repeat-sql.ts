import type { OrderFilter } from "@/lib/types/explore";
import { sql, type Sql } from "@/lib/types/sql";
import { firstSales, laterSales, onlySales } from "./first-orders";
import { repeatSales } from "./sale-cells";

export type OrderCountRow = { orders: number; customers: number };
export type GapRow = { days: number; gaps: number };
export type FirstCategoryRow = { category: string; customers: number; repeaters: number };
export type CohortRow = { cohort: number; age: number; customers: number; revenue_cents: number };
export type AffinityRow = { first: string; next: string; customers: number };

/** People by number of sales up to the as-of day. */
export function orderCountsSql(filter: OrderFilter, saleStatuses: readonly string[]): Sql {
  return sql`select orders, cast(sum(customers) as double precision) as customers
    from (
      select 1 as orders, orders as customers from (${onlySales(filter, saleStatuses)}) as single
      union all
      select customer_sales as orders, 1 as customers from (${firstSales(filter, saleStatuses)}) as firsts
    ) as people
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
        select sold_at - lag(sold_at) over (partition by customer_key order by place) as seconds
        from (${repeatSales({ asOf: filter.asOf, saleStatuses }, "data")}) as sale
        where customer_key in (select customer_key from (${firstSales(filter, saleStatuses)}) as firsts)
      ) as apart
      where seconds is not null
    ) as whole
    group by days
    order by days`;
}

/** First sales of people who bought again, beside the second: `category`, `day` and the same of the second. */
const withSecond = (filter: OrderFilter, saleStatuses: readonly string[]): Sql => sql`select f.category as category, f.day as day, n.category as second_category, n.day as second_day
      from (${firstSales(filter, saleStatuses)}) as f
      join (${laterSales(filter, saleStatuses)} and place = 2) as n on n.customer_key = f.customer_key`;

/**
 * People by category of the first order, and who ordered again within `horizon` days; only first
 * orders that old, since the others had less time.
 */
export function repeatByCategorySql(filter: OrderFilter, saleStatuses: readonly string[], horizon: number): Sql {
  // first sales too young are left out of the span, so that whole months stay whole
  const old = { ...filter, span: { from: filter.span.from, to: Math.min(filter.span.to, filter.asOf - horizon) } };
  return sql`select a.category as category, cast(a.customers as double precision) as customers, cast(coalesce(r.repeaters, 0) as double precision) as repeaters
    from (
      select category, sum(people) as customers from (
        select category, orders as people from (${onlySales(old, saleStatuses)}) as single
        union all
        select category, 1 as people from (${firstSales(old, saleStatuses)}) as firsts
      ) as either
      where category is not null group by category
    ) as a
    left join (
      select category, count(*) as repeaters from (${withSecond(old, saleStatuses)}) as pairs
      where category is not null and second_day - day <= ${horizon} group by category
    ) as r on r.category = a.category
    order by a.customers desc, a.category`;
}

/** Cohorts by month of the first order: who was active and what was spent so many months later. */
export function cohortsSql(filter: OrderFilter, saleStatuses: readonly string[]): Sql {
  return sql`select cohort, age, cast(sum(customers) as double precision) as customers, cast(sum(revenue_cents) as double precision) as revenue_cents
    from (
      select month as cohort, 0 as age, sum(orders) as customers, sum(revenue_cents) as revenue_cents
      from (${onlySales(filter, saleStatuses)}) as single group by month
      union all
      select month as cohort, 0 as age, count(*) as customers, sum(revenue_cents) as revenue_cents
      from (${firstSales(filter, saleStatuses)}) as firsts group by month
      union all
      select f.month as cohort, n.month - f.month as age,
        count(distinct case when n.month > f.month then n.customer_key end) as customers, sum(n.revenue_cents) as revenue_cents
      from (${laterSales(filter, saleStatuses)}) as n
      join (${firstSales(filter, saleStatuses)}) as f on f.customer_key = n.customer_key
      group by f.month, n.month - f.month
    ) as active
    group by cohort, age
    order by cohort, age`;
}

/** Categories of the first and the second order of the people who have both. */
export function affinitySql(filter: OrderFilter, saleStatuses: readonly string[]): Sql {
  return sql`select category as first, second_category as next, cast(count(*) as double precision) as customers
    from (${withSecond(filter, saleStatuses)}) as pairs
    where category is not null and second_category is not null
    group by category, second_category
    order by customers desc, first, next`;
}

import type { OrderFilter } from "@/lib/types/explore";
import { sql, type Sql } from "@/lib/types/sql";
import { orderCondition } from "./explore-scope";
import { saleCondition } from "./kpi-sql";

const known = (asOf: number, saleStatuses: readonly string[]): Sql => sql`${saleCondition(saleStatuses)} and day <= ${asOf}`;

/** The people with two or more sales up to a day: few in most shops, so that only they need be sorted. */
const repeaters = (isKnown: Sql): Sql => sql`select customer_key as repeater from orders where ${isKnown} group by customer_key having count(*) > 1`;

/**
 * All sales of the people with two or more, numbered by time: columns of the order, `place` from 1,
 * `orders` of the person.
 */
export function numberedOrders(asOf: number, saleStatuses: readonly string[]): Sql {
  const isKnown = known(asOf, saleStatuses);
  return sql`select customer_key, order_key, sold_at, day, month, state, category, amount_cents - refund_cents as revenue_cents,
      row_number() over (partition by customer_key order by sold_at, order_key) as place,
      count(*) over (partition by customer_key) as orders
    from orders
    where ${isKnown} and customer_key in (${repeaters(isKnown)})`;
}

/**
 * One row per person whose first sale the filter keeps: its month, place, category and revenue, how
 * many sales the person made up to the as-of day, and what the second was.
 *
 * The period, place and category are the first order's, so every later order counts wherever it went.
 */
export function firstOrders(filter: OrderFilter, saleStatuses: readonly string[]): Sql {
  const isKnown = known(filter.asOf, saleStatuses);
  return sql`select * from (
      select customer_key, day, month, state, category, amount_cents - refund_cents as revenue_cents,
        1 as orders, null as second_day, null as second_category
      from orders left join (${repeaters(isKnown)}) as r on r.repeater = customer_key
      where ${isKnown} and r.repeater is null
      union all
      select customer_key, max(case when place = 1 then day end) as day, max(case when place = 1 then month end) as month,
        max(case when place = 1 then state end) as state, max(case when place = 1 then category end) as category,
        sum(case when place = 1 then revenue_cents end) as revenue_cents, max(orders) as orders,
        max(case when place = 2 then day end) as second_day, max(case when place = 2 then category end) as second_category
      from (${numberedOrders(filter.asOf, saleStatuses)}) as numbered
      group by customer_key
    ) as people where ${orderCondition(filter, null)}`;
}

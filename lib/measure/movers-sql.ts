import type { Day } from "@/lib/types/day";
import type { OrdersFilter } from "@/lib/types/overview";
import { among, joinSql, keepable, sql, type Sql } from "@/lib/types/sql";
import { kindsIn } from "./sale-cells";
import { saleCondition } from "./sales";

/** Segment of every member, ascending by customer. */
export const membersSql: Sql = sql`select customer_key, segment from memberships order by customer_key`;

/**
 * Each customer's sales up to a day, ascending by customer: `last_day`, `revenue_cents`, and `is_counted`,
 * 1 where a sale passes the filter's places and categories.
 */
export function lastSalesSql(upTo: number, saleStatuses: readonly string[], filter: Pick<OrdersFilter, "states" | "categories">): Sql {
  const passes = kindsIn({ ...filter, segments: [] });
  return sql`select customer_key, max(day) as last_day,
      cast(sum(amount_cents - refund_cents) as double precision) as revenue_cents,
      max(case when ${passes} then 1 else 0 end) as is_counted
    from orders where ${saleCondition(saleStatuses)} and day <= ${upTo}
    group by customer_key order by customer_key`;
}

/**
 * People with a sale up to the later day by the places and categories of their sales: segment then
 * (`was`, null = not there) and now, day of the last sale where they moved by silence alone, and what they
 * spent. Those with one sale are added up; of the others, `customer_key` not null, each has a row for every kind.
 */
function moverCells(since: Day, upTo: Day, saleStatuses: readonly string[]): Sql {
  const isSale = sql`${saleCondition(saleStatuses)} and day <= ${upTo}`;
  return keepable(sql`with moved as (
      select o.customer_key as customer_key, o.state as state, o.category as category, p.sales as sales, e.segment as was, m.segment as now,
        case when e.segment <> m.segment and p.last_day <= ${since} then p.last_day end as silent_day, p.revenue_cents as revenue_cents
      from (select customer_key, state, category from orders where ${isSale}) as o
      join (
        select customer_key, count(*) as sales, max(day) as last_day, sum(amount_cents - refund_cents) as revenue_cents
        from orders where ${isSale} group by customer_key
      ) as p on p.customer_key = o.customer_key
      join memberships as m on m.customer_key = o.customer_key
      left join earlier_memberships as e on e.customer_key = o.customer_key
    )
    select null as customer_key, state, category, was, now, silent_day, cast(count(*) as bigint) as customers, cast(sum(revenue_cents) as bigint) as revenue_cents
    from moved where sales = 1 group by state, category, was, now, silent_day
    union all
    select distinct customer_key, state, category, was, now, silent_day, 1 as customers, cast(revenue_cents as bigint) as revenue_cents from moved where sales > 1`, "run");
}

/** Customers by segment then (null = not there), segment now and, of those who moved by silence alone, the day of their last sale. */
export type MoverRow = { was: number | null; now: number; silent_day: number | null; customers: number; revenue_cents: number };

export type MoversScope = { since: Day; upTo: Day; saleStatuses: readonly string[]; filter: OrdersFilter };

/** The customers a filter counts, by where they came from; needs the view `earlier_memberships` beside `memberships`. Ascending. */
export function moverRowsSql({ since, upTo, saleStatuses, filter }: MoversScope): Sql {
  const cells = moverCells(since, upTo, saleStatuses);
  const { segments, ...kinds } = filter;
  const counted = joinSql([kindsIn({ ...kinds, segments: [] }), ...among("now", segments)], " and ");
  return sql`select was, now, silent_day, cast(sum(customers) as double precision) as customers, cast(sum(revenue_cents) as double precision) as revenue_cents
    from (
      select was, now, silent_day, customers, revenue_cents from (${cells}) as single where customer_key is null and ${counted}
      union all
      select was, now, silent_day, 1 as customers, revenue_cents
      from (select distinct customer_key, was, now, silent_day, revenue_cents from (${cells}) as again where customer_key is not null and ${counted}) as people
    ) as either
    group by was, now, silent_day order by coalesce(was, -1), now, coalesce(silent_day, -1)`;
}

import type { Day } from "@/lib/types/day";
import type { OrdersFilter } from "@/lib/types/overview";
import { keepable, sql, type Sql } from "@/lib/types/sql";
import { kindsIn } from "./sale-cells";
import { saleCondition, type SaleScope, sales, withSegment } from "./sales";

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
 * People with a sale up to the later day by the places and categories of their sales, a row for each such kind:
 * `kinds` says of how many the person is, `now` is the segment. What they spent and the day of the last sale are the person's.
 */
function peopleByKind(upTo: Day, saleStatuses: readonly string[]): Sql {
  return keepable(sql`with sale as (
      select customer_key, is_single, state, category, day, revenue_cents, segment
      from (${withSegment(sales({ asOf: upTo, saleStatuses }))}) as each_sale where segment is not null
    ), again as (
      select distinct s.customer_key as customer_key, s.state as state, s.category as category, s.segment as now, p.last_day as last_day, p.revenue_cents as revenue_cents
      from sale as s
      join (select customer_key, max(day) as last_day, sum(revenue_cents) as revenue_cents from sale where is_single = 0 group by customer_key) as p on p.customer_key = s.customer_key
    ), people as (
      select customer_key, 1 as kinds, state, category, day as last_day, revenue_cents, segment as now from sale where is_single = 1
      union all
      select a.customer_key, k.kinds, a.state, a.category, a.last_day, a.revenue_cents, a.now
      from again as a join (select customer_key, count(*) as kinds from again group by customer_key) as k on k.customer_key = a.customer_key
    )
    select customer_key, cast(kinds as integer) as kinds, state, category, last_day, cast(revenue_cents as bigint) as revenue_cents, now from people`, "run");
}

/** People with a sale up to a day and a segment now, each once, in no order: `customer_key`, `segment`, `last_day` and `revenue_cents`. */
export function peopleSql({ asOf, saleStatuses }: SaleScope): Sql {
  const sale = sales({ asOf, saleStatuses });
  const spent = sql`select customer_key, day as last_day, revenue_cents from (${sale}) as single where is_single = 1
    union all
    select customer_key, max(day) as last_day, sum(revenue_cents) as revenue_cents from (${sale}) as again where is_single = 0 group by customer_key`;
  return sql`select customer_key, segment, last_day, cast(revenue_cents as double precision) as revenue_cents from (${withSegment(spent)}) as person where segment is not null`;
}

/**
 * People by kind with where they were before: segment then (`was`, null = not there) and now, and the day of the
 * last sale where they moved by silence alone. Those of one kind are added up; of the others, `customer_key`
 * not null, each has a row for every kind.
 */
function moverCells(since: Day, upTo: Day, saleStatuses: readonly string[]): Sql {
  return keepable(sql`with moved as (
      select p.customer_key as customer_key, p.kinds as kinds, p.state as state, p.category as category, e.segment as was, p.now as now,
        case when e.segment <> p.now and p.last_day <= ${since} then p.last_day end as silent_day, p.revenue_cents as revenue_cents
      from (${peopleByKind(upTo, saleStatuses)}) as p left join earlier_memberships as e on e.customer_key = p.customer_key
    )
    select null as customer_key, state, category, was, now, silent_day, cast(count(*) as bigint) as customers, cast(sum(revenue_cents) as bigint) as revenue_cents
    from moved where kinds = 1 group by state, category, was, now, silent_day
    union all
    select customer_key, state, category, was, now, silent_day, 1 as customers, revenue_cents from moved where kinds > 1`, "days");
}

export type MoversScope = { since: Day; upTo: Day; saleStatuses: readonly string[]; filter: Pick<OrdersFilter, "states" | "categories"> };

/**
 * The customers a filter counts, by where they came from; needs the view `earlier_memberships` beside `memberships`. Ascending.
 * Some of the segments now are some of the rows.
 */
export function moverRowsSql({ since, upTo, saleStatuses, filter }: MoversScope): Sql {
  const cells = moverCells(since, upTo, saleStatuses);
  const counted = kindsIn({ ...filter, segments: [] });
  return sql`select was, now, silent_day, cast(sum(customers) as double precision) as customers, cast(sum(revenue_cents) as double precision) as revenue_cents
    from (
      select was, now, silent_day, customers, revenue_cents from (${cells}) as single where customer_key is null and ${counted}
      union all
      select min(was) as was, min(now) as now, min(silent_day) as silent_day, 1 as customers, min(revenue_cents) as revenue_cents
      from (${cells}) as again where customer_key is not null and ${counted} group by customer_key
    ) as either
    group by was, now, silent_day order by coalesce(was, -1), now, coalesce(silent_day, -1)`;
}

import { scopeCondition } from "@/lib/features/feature-sql";
import type { FeatureScope } from "@/lib/types/features";
import { sql, type Sql } from "@/lib/types/sql";

/** First and last month with a member's order; a persona is compared over these only. */
export type MonthSpan = { first: number; last: number };

export type RhythmRow = { month: number; month_of_year: number; weekday: number; hour: number; orders: number; members: number };

/** Orders of all customers and of the members by month, weekday and hour. */
export function rhythmSql(scope: FeatureScope, segment: number): Sql {
  return sql`select o.month as month, o.month_of_year as month_of_year, o.weekday as weekday, o.hour as hour,
      cast(count(*) as double precision) as orders,
      cast(sum(case when m.segment = ${segment} then 1 else 0 end) as double precision) as members
    from (select * from orders where ${scopeCondition(scope)}) as o
    join memberships as m on m.customer_key = o.customer_key
    group by o.month, o.month_of_year, o.weekday, o.hour
    order by o.month, o.weekday, o.hour`;
}

/** A member's orders in sequence, then the categories of the first and the second. */
function firstTwo(scope: FeatureScope): Sql {
  return sql`select customer_key,
      max(case when place = 1 then category end) as first_category,
      max(case when place = 2 then category end) as next_category,
      max(place) as places
    from (
      select customer_key, category, row_number() over (partition by customer_key order by sold_at, order_key) as place
      from orders where ${scopeCondition(scope)}
    ) as numbered
    where place <= 2
    group by customer_key`;
}

/** First categories of members and of all: columns `category`, `customers`, `members`. */
export function firstCategorySql(scope: FeatureScope, segment: number, limit: number): Sql {
  return sql`select b.first_category as category, cast(count(*) as double precision) as customers,
      cast(sum(case when m.segment = ${segment} then 1 else 0 end) as double precision) as members
    from (${firstTwo(scope)}) as b
    join memberships as m on m.customer_key = b.customer_key
    where b.first_category is not null
    group by b.first_category
    order by members desc, b.first_category
    limit ${limit}`;
}

/** Categories of first and second order of members with both: columns `first`, `next`, `customers`. */
export function categoryPairSql(scope: FeatureScope, segment: number, limit: number): Sql {
  return sql`select b.first_category as first, b.next_category as next, cast(count(*) as double precision) as customers
    from (${firstTwo(scope)}) as b
    join memberships as m on m.customer_key = b.customer_key
    where m.segment = ${segment} and b.first_category is not null and b.next_category is not null
    group by b.first_category, b.next_category
    order by customers desc, b.first_category, b.next_category
    limit ${limit}`;
}

/** How many members and customers there are with a first category, and members with a second order; one row. */
export function categoryTotalsSql(scope: FeatureScope, segment: number): Sql {
  return sql`select cast(count(b.first_category) as double precision) as customers,
      cast(sum(case when m.segment = ${segment} and b.first_category is not null then 1 else 0 end) as double precision) as members,
      cast(sum(case when m.segment = ${segment} and b.places > 1 then 1 else 0 end) as double precision) as reordered
    from (${firstTwo(scope)}) as b
    join memberships as m on m.customer_key = b.customer_key`;
}

/** Customers by state: columns `state`, `customers`, `members`; unknown places are left out. */
export function stateSql(segment: number): Sql {
  return sql`select c.state as state, cast(count(*) as double precision) as customers,
      cast(sum(case when m.segment = ${segment} then 1 else 0 end) as double precision) as members
    from memberships as m join customers as c on c.customer_key = m.customer_key
    where c.state is not null
    group by c.state
    order by members desc, c.state`;
}

const inMonths = ({ first, last }: MonthSpan): Sql => sql`month >= ${first} and month <= ${last}`;

/** Payment types of the orders in the same months: columns `type`, `orders`, `members`. */
export function paymentSql(scope: FeatureScope, segment: number, span: MonthSpan): Sql {
  return sql`select coalesce(o.payment_type, 'not_defined') as type, cast(count(*) as double precision) as orders,
      cast(sum(case when m.segment = ${segment} then 1 else 0 end) as double precision) as members
    from (select * from orders where ${scopeCondition(scope)} and ${inMonths(span)}) as o
    join memberships as m on m.customer_key = o.customer_key
    group by coalesce(o.payment_type, 'not_defined')
    order by orders desc, type`;
}

/** Service figures of the orders in the same months: one row for all (`is_member` 0 includes members) and one for the members. */
export function serviceSql(scope: FeatureScope, segment: number, span: MonthSpan): Sql {
  const columns = sql`cast(count(*) as double precision) as orders,
      avg(o.installments) as installments,
      avg(o.delivered_days) as delivery_days,
      cast(count(o.late_days) as double precision) as delivered,
      cast(sum(case when o.late_days > 0 then 1 else 0 end) as double precision) as late,
      avg(o.review_score) as review_score,
      cast(sum(o.freight_cents) as double precision) as freight_cents,
      cast(sum(o.price_cents) as double precision) as price_cents`;
  const from = sql`from (select * from orders where ${scopeCondition(scope)} and ${inMonths(span)}) as o
    join memberships as m on m.customer_key = o.customer_key`;
  return sql`select 0 as is_member, ${columns} ${from}
    union all
    select 1 as is_member, ${columns} ${from} where m.segment = ${segment}
    order by is_member`;
}

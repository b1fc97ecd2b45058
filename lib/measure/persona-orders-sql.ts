import { scopeCondition } from "@/lib/features/feature-sql";
import type { FeatureScope } from "@/lib/types/features";
import { keepable, sql, type Sql } from "@/lib/types/sql";
import { homes, members, orderFacts } from "./sales";

/** First and last month with a member's order; a persona is compared over these only. */
export type MonthSpan = { first: number; last: number };

export type RhythmRow = { month: number; weekday: number; hour: number; orders: number; members: number };

const double = (value: Sql): Sql => sql`cast(${value} as double precision)`;

/**
 * The orders of all members added up by segment, time and way to pay: each is looked up once, and the figures of every
 * persona are read off. What few orders are known of has its own count.
 */
function orderCells(scope: FeatureScope): Sql {
  const kinds = sql`month, weekday, hour, type, segment`;
  return keepable(sql`select ${kinds}, ${double(sql`count(*)`)} as orders,
      ${double(sql`sum(installments)`)} as installments, ${double(sql`count(installments)`)} as paid,
      ${double(sql`sum(delivered_days)`)} as delivered_days, ${double(sql`count(delivered_days)`)} as timed,
      ${double(sql`count(late_days)`)} as delivered, ${double(sql`sum(case when late_days > 0 then 1 else 0 end)`)} as late,
      ${double(sql`sum(review_score)`)} as review_score, ${double(sql`count(review_score)`)} as reviews,
      ${double(sql`sum(freight_cents)`)} as freight_cents, ${double(sql`sum(price_cents)`)} as price_cents
    from (
      select o.*, coalesce(o.payment_type, 'not_defined') as type, m.segment as segment
      from (select * from (${orderFacts}) as fact where ${scopeCondition(scope)}) as o join (${members}) as m on m.member = o.customer_key
    ) as sold
    group by ${kinds}`, "run");
}

const ofSegment = (count: Sql, segment: number): Sql => double(sql`sum(case when segment = ${segment} then ${count} else 0 end)`);

/** Orders of all customers and of the members by month, weekday and hour. */
export function rhythmSql(scope: FeatureScope, segment: number): Sql {
  return sql`select month, weekday, hour, ${double(sql`sum(orders)`)} as orders, ${ofSegment(sql`orders`, segment)} as members
    from (${orderCells(scope)}) as cell
    group by month, weekday, hour
    order by month, weekday, hour`;
}

/** Everybody's first two orders, one row each: their categories, and 2 `places` for whoever has both. Few have several in most shops, and only theirs are numbered. */
function firstTwo(scope: FeatureScope): Sql {
  return sql`select customer_key, category as first_category, null as next_category, 1 as places
    from (${orderFacts}) as fact where ${scopeCondition(scope)} and is_only = 1
    union all
    select customer_key,
      max(case when place = 1 then category end) as first_category,
      max(case when place = 2 then category end) as next_category,
      max(place) as places
    from (
      select customer_key, category, row_number() over (partition by customer_key order by sold_at, order_key) as place
      from (${orderFacts}) as fact where ${scopeCondition(scope)} and is_only = 0
    ) as numbered
    where place <= 2
    group by customer_key`;
}

/** Members by segment and the categories of their first two orders. */
function categoryCells(scope: FeatureScope): Sql {
  const kinds = sql`segment, first_category, next_category, places`;
  return keepable(sql`select ${kinds}, ${double(sql`count(*)`)} as customers
    from (select m.segment as segment, b.first_category as first_category, b.next_category as next_category, b.places as places
      from (${firstTwo(scope)}) as b join (${members}) as m on m.member = b.customer_key) as bought
    group by ${kinds}`, "run");
}

/** First categories of members and of all: columns `category`, `customers`, `members`. */
export function firstCategorySql(scope: FeatureScope, segment: number, limit: number): Sql {
  return sql`select first_category as category, ${double(sql`sum(customers)`)} as customers, ${ofSegment(sql`customers`, segment)} as members
    from (${categoryCells(scope)}) as cell
    where first_category is not null
    group by first_category
    order by members desc, first_category
    limit ${limit}`;
}

/** Categories of first and second order of members with both: columns `first`, `next`, `customers`. */
export function categoryPairSql(scope: FeatureScope, segment: number, limit: number): Sql {
  return sql`select first_category as first, next_category as next, ${double(sql`sum(customers)`)} as customers
    from (${categoryCells(scope)}) as cell
    where segment = ${segment} and first_category is not null and next_category is not null
    group by first_category, next_category
    order by customers desc, first_category, next_category
    limit ${limit}`;
}

/** How many members and customers there are with a first category, and members with a second order; one row. */
export function categoryTotalsSql(scope: FeatureScope, segment: number): Sql {
  const known = sql`case when first_category is not null then customers else 0 end`;
  return sql`select ${double(sql`coalesce(sum(${known}), 0)`)} as customers, ${ofSegment(known, segment)} as members,
      ${ofSegment(sql`case when places > 1 then customers else 0 end`, segment)} as reordered
    from (${categoryCells(scope)}) as cell`;
}

const stateCells: Sql = keepable(sql`select c.state as state, m.segment as segment, ${double(sql`count(*)`)} as customers
  from (${members}) as m join (${homes}) as c on c.customer_key = m.member
  where c.state is not null group by c.state, m.segment`, "run");

/** Customers by state: columns `state`, `customers`, `members`; unknown places are left out. */
export function stateSql(segment: number): Sql {
  return sql`select state, ${double(sql`sum(customers)`)} as customers, ${ofSegment(sql`customers`, segment)} as members
    from (${stateCells}) as cell
    group by state
    order by members desc, state`;
}

const inMonths = ({ first, last }: MonthSpan): Sql => sql`month >= ${first} and month <= ${last}`;

/** Payment types of the orders in the same months: columns `type`, `orders`, `members`. */
export function paymentSql(scope: FeatureScope, segment: number, span: MonthSpan): Sql {
  return sql`select type, ${double(sql`sum(orders)`)} as orders, ${ofSegment(sql`orders`, segment)} as members
    from (${orderCells(scope)}) as cell where ${inMonths(span)}
    group by type
    order by orders desc, type`;
}

/** Service figures of the orders in the same months: one row for all (`is_member` 0 includes members) and one for the members. */
export function serviceSql(scope: FeatureScope, segment: number, span: MonthSpan): Sql {
  const mean = (sum: Sql, count: Sql): Sql => sql`sum(${sum}) / nullif(sum(${count}), 0)`;
  const columns = sql`${double(sql`coalesce(sum(orders), 0)`)} as orders,
      ${mean(sql`installments`, sql`paid`)} as installments,
      ${mean(sql`delivered_days`, sql`timed`)} as delivery_days,
      ${double(sql`coalesce(sum(delivered), 0)`)} as delivered,
      sum(late) as late,
      ${mean(sql`review_score`, sql`reviews`)} as review_score,
      sum(freight_cents) as freight_cents,
      sum(price_cents) as price_cents`;
  const from = sql`from (${orderCells(scope)}) as cell where ${inMonths(span)}`;
  return sql`select 0 as is_member, ${columns} ${from}
    union all
    select 1 as is_member, ${columns} ${from} and segment = ${segment}
    order by is_member`;
}

import { repeatSales } from "@/lib/features/repeat-sales";
import type { Day } from "@/lib/types/day";
import { keepable, type KeptOf, oneOf, rawSql, sql, type Sql } from "@/lib/types/sql";
import { latenessOf, partColumns } from "./sale-parts";

/** Which sales are looked at: up to a day, of some statuses. */
export type SaleScope = { asOf: Day; saleStatuses: readonly string[] };

/** `status in (...)`, or nothing at all for a shop without sale statuses. */
export const saleCondition = (saleStatuses: readonly string[]): Sql => oneOf("status", saleStatuses);

/** The cities orders went to, each with a number: `town`. */
export const towns: Sql = keepable(sql`select state, city, cast(row_number() over (order by state, city) as integer) as town
  from (select distinct state, city from orders where state is not null and city is not null) as places`, "facts");

/** Where each person lives; on a past day where they lived then, and those who first bought later too. */
export const homes: Sql = keepable(sql`select customer_key, state, city from customers order by customer_key`, "facts");

/** Who belongs to which segment, `member` and `segment`; few bytes a customer. They are stored by ascending customer. */
export const members: Sql = keepable(sql`select customer_key as member, segment from memberships`, "newest");

/** A relation that names its customers, each row with the `segment` of its own. */
export const withSegment = (relation: Sql): Sql => sql`select p.*, m.segment as segment from (${relation}) as p left join (${members}) as m on m.member = p.customer_key`;

/**
 * A kept relation that names its customers, as it is or with their `segment`, in the order `by`.
 * A query that asks for segments reads them there: to look every customer up costs more than the rest of it.
 */
const ofSegments = (plain: Sql, of: KeptOf, by: Sql): Sql => (of === "run" ? keepable(withSegment(plain), "newest", by) : plain);

/**
 * The sales by day, as far as nothing of them depends on the day looked at: what the orders tell of them, `first_day`
 * and `first_month` (of the person's first), `place` (1 = the person's first, ties of time by order key), `second_day` (of the
 * person's second; null without one), `town` (a number of `towns`) and `revenue_cents` (refunds taken off).
 *
 * In most shops nearly everybody buys once, so only the others are numbered.
 */
function saleFacts(saleStatuses: readonly string[]): Sql {
  const isSale = saleCondition(saleStatuses);
  return keepable(sql`select o.customer_key as customer_key, o.order_key as order_key, sold_at, day, month, weekday, hour, amount_cents, o.state as state, t.town as town, category,
      delivered_day, delivered_days, late_days, review_day, review_score, amount_cents - refund_cents as revenue_cents,
      coalesce(n.place, 1) as place, coalesce(n.first_day, day) as first_day, coalesce(n.first_month, month) as first_month, n.second_day as second_day
    from (select * from orders where ${isSale}) as o
    left join (
      select order_key as sale, place, min(day) over (partition by customer_key) as first_day, min(month) over (partition by customer_key) as first_month,
        max(case when place = 2 then day end) over (partition by customer_key) as second_day
      from (${repeatSales(saleStatuses, sql`order_key, customer_key, day, month`)}) as numbered
    ) as n on n.sale = o.order_key
    left join (${towns}) as t on t.state = o.state and t.city = o.city
    order by day`, "facts");
}

/**
 * The sales up to a day, by day: the columns of `saleFacts` and `is_single`, 1 = the person has no other by then, else 0.
 *
 * @param of "run" adds `segment`
 * @param sums further columns wanted, of `sumNames` (lib/measure/sale-parts.ts) and `lateness`
 */
export function sales({ asOf, saleStatuses }: SaleScope, of: KeptOf = "data", sums: readonly string[] = []): Sql {
  const lateness = sums.includes("lateness") ? sql`, ${latenessOf(asOf)} as lateness` : sql``;
  return sql`select fact.*, case when second_day <= ${asOf} then 0 else 1 end as is_single${lateness}${partColumns(asOf, sums)}
    from (${ofSegments(saleFacts(saleStatuses), of, sql`day`)}) as fact where day <= ${asOf}`;
}

/**
 * The sales of the people with two or more, with as much of them as a count of buyers asks: `customer_key`, `day`, `month`,
 * `state`, `category` and `first_day` (of the person's first); person by person. @param of "run" adds `segment`
 */
export function repeatBuys({ asOf, saleStatuses }: SaleScope, of: KeptOf): Sql {
  const again = keepable(sql`select customer_key, day, month, state, category, first_day, second_day from (${saleFacts(saleStatuses)}) as sale
    where second_day is not null order by customer_key, day`, "facts");
  const known = sql`select customer_key, day, month, state, category, first_day from (${again}) as sale where day <= ${asOf} and second_day <= ${asOf}`;
  return of === "run" ? keepable(sql`${withSegment(known)} order by customer_key, day`, "run") : known;
}

const countOf = (condition: Sql): Sql => sql`cast(sum(case when ${condition} then 1 else 0 end) as integer)`;

/** A row a day with sales: `orders`, and how many of them were the first (`firsts`) and second (`seconds`) of a person. */
export function salesByDay(saleStatuses: readonly string[]): Sql {
  return keepable(sql`select day, cast(count(*) as integer) as orders, ${countOf(sql`place = 1`)} as firsts, ${countOf(sql`place = 2`)} as seconds
    from (${saleFacts(saleStatuses)}) as sale group by day order by day`, "facts");
}

/** The `orders` of each day and state, or category: few rows that tell of every day what there is to choose. */
export function choicesByDay(column: "state" | "category", saleStatuses: readonly string[]): Sql {
  const name = rawSql(column);
  return keepable(sql`select day, ${name}, cast(count(*) as integer) as orders from (${saleFacts(saleStatuses)}) as sale
    where ${name} is not null group by day, ${name} order by day`, "facts");
}

/** Orders of every status up to the day looked at, by day, with as much of them as a count of statuses asks. @param of "run" adds `segment` */
export function ordersOfAnyStatus(of: KeptOf): Sql {
  return ofSegments(keepable(sql`select customer_key, day, state, category, status, amount_cents from orders order by day`, "facts"), of, sql`day`);
}

/**
 * Orders of every status by customer, with what features and the figures of a persona are made of: read from there they cost
 * half. `is_only`: 1 = the person never made another, of any status and on any day, else 0.
 */
export const orderFacts: Sql = keepable(sql`select case when customer_key in (select customer_key from orders group by customer_key having count(*) > 1) then 0 else 1 end as is_only,
    customer_key, order_key, sold_at, day, month, weekday, hour, status, category, payment_type, installments,
    delivered_day, delivered_days, late_days, review_day, review_score, items, price_cents, freight_cents, amount_cents, refund_cents
  from orders order by customer_key`, "facts");

/** What the sales up to the day looked at cost, dear ones last, so that like ones lie together. @param of "run" adds `segment` */
export function saleAmounts({ saleStatuses }: SaleScope, of: KeptOf): Sql {
  return ofSegments(keepable(sql`select customer_key, day, state, category, amount_cents from (${saleFacts(saleStatuses)}) as sale order by amount_cents`, "facts"), of, sql`amount_cents`);
}

/** Every product in every category it is sold under: `article` and `product` are numbers by id and category, `known_category` may be null. */
export const articles: Sql = keepable(sql`select product_id, category, known_category,
    cast(row_number() over (order by product_id, category) as integer) as article, cast(dense_rank() over (order by product_id) as integer) as product
  from (
    select product_id, coalesce(category, 'unknown') as category, max(category) as known_category
    from items group by product_id, coalesce(category, 'unknown')
  ) as kinds`, "facts");

/**
 * The items of the sales up to the day looked at, by product, with the state of their order, the numbers of `articles`, and whether
 * an item is the first of its category or product in its order (1 or 0), so that adding up counts orders.
 *
 * @param of "run" adds `segment`
 */
export function soldItems({ saleStatuses }: SaleScope, of: KeptOf): Sql {
  const plain = keepable(sql`select i.customer_key as customer_key, i.day as day, i.category as category, s.state as state, i.price_cents as price_cents,
      a.article as article, a.product as product, cast(coalesce(m.opens_category, 1) as smallint) as opens_category, cast(coalesce(m.opens_product, 1) as smallint) as opens_product
    from items as i
    join (${saleFacts(saleStatuses)}) as s on s.order_key = i.order_key
    join (${articles}) as a on a.product_id = i.product_id and a.category = coalesce(i.category, 'unknown')
    left join (
      select order_key, line,
        case when row_number() over (partition by order_key, coalesce(category, 'unknown') order by line) = 1 then 1 else 0 end as opens_category,
        case when row_number() over (partition by order_key, product_id order by line) = 1 then 1 else 0 end as opens_product
      from items where order_key in (select order_key from items group by order_key having count(*) > 1)
    ) as m on m.order_key = i.order_key and m.line = i.line
    order by a.article, i.day`, "facts");
  return ofSegments(plain, of, sql`article, day`);
}

/** The payment types, each with a number: `kind`. */
export const paymentKinds: Sql = keepable(sql`select type, cast(row_number() over (order by type) as integer) as kind from (select distinct type from payments) as types`, "facts");

/** The payments of the sales up to the day looked at, small ones first, with the place and category of their order and the number of `paymentKinds`. @param of "run" adds `segment` */
export function salePayments({ saleStatuses }: SaleScope, of: KeptOf): Sql {
  const plain = keepable(sql`select p.customer_key as customer_key, p.day as day, p.type as type, k.kind as kind, p.installments as installments, p.amount_cents as amount_cents,
      s.state as state, s.category as category
    from payments as p join (${saleFacts(saleStatuses)}) as s on s.order_key = p.order_key join (${paymentKinds}) as k on k.type = p.type
    order by p.amount_cents`, "facts");
  return ofSegments(plain, of, sql`amount_cents`);
}

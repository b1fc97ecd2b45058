import type { Day } from "@/lib/types/day";
import { keepable, oneOf, sql, type Sql } from "@/lib/types/sql";

/** `status in (...)`, or nothing at all for a shop without sale statuses. */
export const saleCondition = (saleStatuses: readonly string[]): Sql => oneOf("status", saleStatuses);

/**
 * The sales up to a day, by day: what the orders tell of them, and `customer_sales` (sales of the same
 * person), `first_day` and `first_month` (of the person's first), `place` (1 = the person's first, ties of
 * time by order key), `revenue_cents` (refunds taken off).
 *
 * In most shops nearly everybody buys once, so counting people is cheap where those are told apart:
 * only the others need be told distinct.
 */
export function sales(asOf: Day, saleStatuses: readonly string[]): Sql {
  const isSale = sql`${saleCondition(saleStatuses)} and day <= ${asOf}`;
  return keepable(sql`select o.customer_key as customer_key, o.order_key as order_key, o.sold_at as sold_at, o.day as day, o.month as month,
      o.weekday as weekday, o.hour as hour, o.amount_cents as amount_cents, o.amount_cents - o.refund_cents as revenue_cents,
      o.state as state, o.city as city, o.category as category, o.review_score as review_score, o.review_day as review_day,
      o.delivered_day as delivered_day, o.delivered_days as delivered_days, o.late_days as late_days,
      b.customer_sales as customer_sales, b.first_day as first_day, b.first_month as first_month, coalesce(n.place, 1) as place
    from (select * from orders where ${isSale}) as o
    join (
      select customer_key, count(*) as customer_sales, min(day) as first_day, min(month) as first_month
      from orders where ${isSale} group by customer_key
    ) as b on b.customer_key = o.customer_key
    left join (
      select order_key, row_number() over (partition by customer_key order by sold_at, order_key) as place
      from orders where ${isSale} and customer_key in (select customer_key from orders where ${isSale} group by customer_key having count(*) > 1)
    ) as n on n.order_key = o.order_key
    order by o.day`);
}

/** Every product in every category it is sold under: `article` and `product` are numbers by id and category, `known_category` may be null. */
export const articles: Sql = keepable(sql`select product_id, category, known_category,
    row_number() over (order by product_id, category) as article, dense_rank() over (order by product_id) as product
  from (
    select product_id, coalesce(category, 'unknown') as category, max(category) as known_category
    from items group by product_id, coalesce(category, 'unknown')
  ) as kinds`);

/**
 * The items of the sales up to a day, with the state of their order, the numbers of `articles`, and whether
 * an item is the first of its category or product in its order (1 or 0), so that adding up counts orders.
 */
export function soldItems(asOf: Day, saleStatuses: readonly string[]): Sql {
  return keepable(sql`select i.customer_key as customer_key, i.day as day, i.category as category, s.state as state, i.price_cents as price_cents,
      a.article as article, a.product as product, coalesce(m.opens_category, 1) as opens_category, coalesce(m.opens_product, 1) as opens_product
    from items as i
    join (${sales(asOf, saleStatuses)}) as s on s.order_key = i.order_key
    join (${articles}) as a on a.product_id = i.product_id and a.category = coalesce(i.category, 'unknown')
    left join (
      select order_key, line,
        case when row_number() over (partition by order_key, coalesce(category, 'unknown') order by line) = 1 then 1 else 0 end as opens_category,
        case when row_number() over (partition by order_key, product_id order by line) = 1 then 1 else 0 end as opens_product
      from items where order_key in (select order_key from items group by order_key having count(*) > 1)
    ) as m on m.order_key = i.order_key and m.line = i.line
    order by i.day`);
}

/** The payments of the sales up to a day, with the place and category of their order. */
export function salePayments(asOf: Day, saleStatuses: readonly string[]): Sql {
  return keepable(sql`select p.customer_key as customer_key, p.day as day, p.type as type, p.installments as installments, p.amount_cents as amount_cents,
      s.state as state, s.category as category
    from payments as p join (${sales(asOf, saleStatuses)}) as s on s.order_key = p.order_key
    order by p.day`);
}

import type { OrderFilter } from "@/lib/types/explore";
import { sql, type Sql } from "@/lib/types/sql";
import { knownOrders, orderCondition } from "./explore-scope";

export type StateRow = {
  state: string; customers: number; repeat_customers: number; orders: number; revenue_cents: number;
  revenue_squared: number; delivered: number; late: number; reviews: number; review_sum: number | null; review_squared: number | null;
};
export type CityRow = { state: string; city: string; customers: number; orders: number; revenue_cents: number; lat: number | null; lng: number | null };

/** People, sales and service by the state of the order; a person with orders in two states counts in both. */
export function placesSql(filter: OrderFilter, saleStatuses: readonly string[]): Sql {
  return sql`with known as (${knownOrders(filter, saleStatuses)}),
    came_back as (
      select state as place, count(*) as repeat_customers
      from (
        select state, customer_key from known
        where state is not null and customer_key in (select customer_key from known group by customer_key having count(*) > 1)
        group by state, customer_key having count(*) > 1
      ) as again
      group by state
    )
    select s.state as state, s.customers as customers, cast(coalesce(r.repeat_customers, 0) as double precision) as repeat_customers, s.orders as orders,
      s.revenue_cents as revenue_cents, s.revenue_squared as revenue_squared, s.delivered as delivered, s.late as late, s.reviews as reviews,
      s.review_sum as review_sum, s.review_squared as review_squared
    from (
      select state, cast(count(distinct customer_key) as double precision) as customers, cast(count(*) as double precision) as orders,
        cast(sum(revenue_cents) as double precision) as revenue_cents, sum(cast(revenue_cents as double precision) * revenue_cents) as revenue_squared,
        cast(count(due_late_days) as double precision) as delivered, cast(sum(case when due_late_days > 0 then 1 else 0 end) as double precision) as late,
        cast(count(review_score) as double precision) as reviews, cast(sum(review_score) as double precision) as review_sum,
        cast(sum(review_score * review_score) as double precision) as review_squared
      from known where state is not null group by state
    ) as s
    left join came_back as r on r.place = s.state
    order by s.customers desc, s.state`;
}

/** The cities with most customers, with the middle of their customers' coordinates. */
export function citiesSql(filter: OrderFilter, saleStatuses: readonly string[], limit: number): Sql {
  return sql`with largest as (
      select state, city, cast(count(distinct customer_key) as double precision) as customers, cast(count(*) as double precision) as orders,
        cast(sum(amount_cents - refund_cents) as double precision) as revenue_cents
      from orders where ${orderCondition(filter, saleStatuses)} and city is not null and state is not null
      group by state, city
      order by customers desc, orders desc, state, city
      limit ${limit}
    )
    select o.state as state, o.city as city, o.customers as customers, o.orders as orders, o.revenue_cents as revenue_cents, p.lat as lat, p.lng as lng
    from largest as o
    left join (
      select state, city, round(avg(lat), 3) as lat, round(avg(lng), 3) as lng from customers
      where city in (select city from largest)
      group by state, city
    ) as p on p.state = o.state and p.city = o.city
    order by o.customers desc, o.orders desc, o.state, o.city`;
}

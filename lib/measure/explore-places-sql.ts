import type { OrderFilter } from "@/lib/types/explore";
import { keepable, sql, type Sql } from "@/lib/types/sql";
import { knownOrders, orderCondition } from "./explore-scope";
import { sales } from "./sales";

export type StateRow = {
  state: string; customers: number; repeat_customers: number; orders: number; revenue_cents: number;
  revenue_squared: number; delivered: number; late: number; reviews: number; review_sum: number | null; review_squared: number | null;
};
export type CityRow = { state: string; city: string; customers: number; orders: number; revenue_cents: number; lat: number | null; lng: number | null };

/** People, sales and service by the state of the order; a person with orders in two states counts in both. */
export function placesSql(filter: OrderFilter, saleStatuses: readonly string[]): Sql {
  const known = knownOrders(filter, saleStatuses);
  return sql`select s.state as state, cast(s.once + coalesce(r.customers, 0) as double precision) as customers,
      cast(coalesce(r.repeat_customers, 0) as double precision) as repeat_customers, s.orders as orders,
      s.revenue_cents as revenue_cents, s.revenue_squared as revenue_squared, s.delivered as delivered, s.late as late, s.reviews as reviews,
      s.review_sum as review_sum, s.review_squared as review_squared
    from (
      select state, sum(case when customer_sales = 1 then 1 else 0 end) as once, cast(count(*) as double precision) as orders,
        cast(sum(revenue_cents) as double precision) as revenue_cents, sum(cast(revenue_cents as double precision) * revenue_cents) as revenue_squared,
        cast(count(due_late_days) as double precision) as delivered, cast(sum(case when due_late_days > 0 then 1 else 0 end) as double precision) as late,
        cast(count(review_score) as double precision) as reviews, cast(sum(review_score) as double precision) as review_sum,
        cast(sum(review_score * review_score) as double precision) as review_squared
      from (${known}) as known where state is not null group by state
    ) as s
    left join (
      select state as place, count(*) as customers, sum(case when orders > 1 then 1 else 0 end) as repeat_customers
      from (
        select state, customer_key, count(*) as orders from (${known}) as known
        where state is not null and customer_sales > 1 group by state, customer_key
      ) as again
      group by state
    ) as r on r.place = s.state
    order by customers desc, s.state`;
}

/** The cities with most customers, with the middle of their customers' coordinates. */
export function citiesSql(filter: OrderFilter, saleStatuses: readonly string[], limit: number): Sql {
  const there = sql`from (${sales(filter.asOf, saleStatuses)}) as sale where ${orderCondition(filter)} and city is not null and state is not null`;
  const middles = keepable(sql`select state, city, round(avg(lat), 3) as lat, round(avg(lng), 3) as lng from customers group by state, city`);
  return sql`select o.state as state, o.city as city, o.customers as customers, o.orders as orders, o.revenue_cents as revenue_cents, p.lat as lat, p.lng as lng
    from (
      select s.state as state, s.city as city, cast(s.once + coalesce(r.customers, 0) as double precision) as customers, s.orders as orders, s.revenue_cents as revenue_cents
      from (
        select state, city, sum(case when customer_sales = 1 then 1 else 0 end) as once, cast(count(*) as double precision) as orders,
          cast(sum(revenue_cents) as double precision) as revenue_cents
        ${there} group by state, city
      ) as s
      left join (
        select state, city, count(*) as customers from (select distinct state, city, customer_key ${there} and customer_sales > 1) as again group by state, city
      ) as r on r.state = s.state and r.city = s.city
      order by customers desc, s.orders desc, s.state, s.city
      limit ${limit}
    ) as o
    left join (${middles}) as p on p.state = o.state and p.city = o.city
    order by o.customers desc, o.orders desc, o.state, o.city`;
}

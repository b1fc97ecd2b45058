import type { OrderFilter } from "@/lib/types/explore";
import { keepable, sql, type Sql } from "@/lib/types/sql";
import { looked } from "./explore-scope";
import { repeatsIn, salesIn } from "./sale-cells";
import { sales, towns } from "./sales";

export type StateRow = {
  state: string; customers: number; repeat_customers: number; orders: number; revenue_cents: number;
  revenue_squared: number; delivered: number; late: number; reviews: number; review_sum: number | null; review_squared: number | null;
};
export type CityRow = { state: string; city: string; customers: number; orders: number; revenue_cents: number; lat: number | null; lng: number | null };

const addedUp = ["orders", "revenue_cents", "revenue_squared", "due", "late", "known_reviews", "known_review_sum", "known_review_squared"];

/** People, sales and service by the state of the order; a person with orders in two states counts in both. */
export function placesSql(filter: OrderFilter, saleStatuses: readonly string[]): Sql {
  const scope = { asOf: filter.asOf, saleStatuses };
  return sql`select s.state as state, cast(s.once + coalesce(r.customers, 0) as double precision) as customers,
      cast(coalesce(r.repeat_customers, 0) as double precision) as repeat_customers, s.orders as orders,
      s.revenue_cents as revenue_cents, s.revenue_squared as revenue_squared, s.delivered as delivered, s.late as late, s.reviews as reviews,
      s.review_sum as review_sum, s.review_squared as review_squared
    from (
      select state, sum(orders * is_single) as once, cast(sum(orders) as double precision) as orders,
        cast(sum(revenue_cents) as double precision) as revenue_cents, cast(sum(revenue_squared) as double precision) as revenue_squared,
        cast(sum(due) as double precision) as delivered, cast(sum(late) as double precision) as late, cast(sum(known_reviews) as double precision) as reviews,
        cast(sum(known_review_sum) as double precision) as review_sum,
        cast(sum(known_review_squared) as double precision) as review_squared
      from (${salesIn(filter.span, filter, scope, addedUp)}) as either
      where state is not null group by state
    ) as s
    left join (
      select state as place, count(*) as customers, sum(case when orders > 1 then 1 else 0 end) as repeat_customers
      from (
        select state, customer_key, count(*) as orders from (${repeatsIn(filter.span, filter, scope)}) as again
        where state is not null group by state, customer_key
      ) as people
      group by state
    ) as r on r.place = s.state
    order by customers desc, s.state`;
}

/** The cities with most customers, with the middle of their customers' coordinates. */
export function citiesSql(filter: OrderFilter, saleStatuses: readonly string[], limit: number): Sql {
  const middles = keepable(sql`select state, city, round(avg(lat), 3) as lat, round(avg(lng), 3) as lng from customers group by state, city`);
  return sql`select o.state as state, o.city as city, o.customers as customers, o.orders as orders, o.revenue_cents as revenue_cents, p.lat as lat, p.lng as lng
    from (
      select t.state as state, t.city as city, cast(s.once + coalesce(r.customers, 0) as double precision) as customers, s.orders as orders, s.revenue_cents as revenue_cents
      from (
        select town, sum(is_single) as once, cast(count(*) as double precision) as orders,
          cast(sum(revenue_cents) as double precision) as revenue_cents
        from ${looked(sales, filter, saleStatuses)} and town is not null group by town
      ) as s
      join (${towns}) as t on t.town = s.town
      left join (
        select town, count(*) as customers
        from (select distinct town, customer_key from (${repeatsIn(filter.span, filter, { asOf: filter.asOf, saleStatuses })}) as again where town is not null) as people
        group by town
      ) as r on r.town = s.town
      order by customers desc, s.orders desc, t.state, t.city
      limit ${limit}
    ) as o
    left join (${middles}) as p on p.state = o.state and p.city = o.city
    order by o.customers desc, o.orders desc, o.state, o.city`;
}

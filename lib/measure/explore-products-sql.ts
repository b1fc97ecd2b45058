import type { OrderFilter } from "@/lib/types/explore";
import { sql, type Sql } from "@/lib/types/sql";
import { looked } from "./explore-scope";
import { articles, soldItems } from "./sales";

export type CategoryRow = { category: string; orders: number; items: number; products: number; revenue_cents: number };
export type ProductRow = {
  product: string; category: string | null; orders: number; items: number; revenue_cents: number;
  place_by_revenue: number; place_by_orders: number; place_from_least: number; products: number; sold_once: number; all_revenue_cents: number;
};
export type ProductRanking = "place_by_revenue" | "place_by_orders" | "place_from_least";

/** Sold items by their own category; revenue is their price, without freight. */
export function categoriesSql(filter: OrderFilter, saleStatuses: readonly string[]): Sql {
  return sql`select a.category as category, cast(sum(s.orders) as double precision) as orders, cast(sum(s.items) as double precision) as items,
      cast(count(*) as double precision) as products, cast(sum(s.revenue_cents) as double precision) as revenue_cents
    from (
      select article, sum(opens_category) as orders, count(*) as items, sum(price_cents) as revenue_cents
      from ${looked(soldItems, filter, saleStatuses)} group by article
    ) as s
    join (${articles}) as a on a.article = s.article
    group by a.category
    order by revenue_cents desc, a.category`;
}

const rankings: Record<ProductRanking, Sql> = {
  place_by_revenue: sql`revenue_cents desc, orders desc, product`,
  place_by_orders: sql`orders desc, revenue_cents desc, product`,
  place_from_least: sql`orders, revenue_cents, product`,
};

/**
 * The products that are among the first `most` by revenue, by orders or from the least sold.
 * `place_*` count from 1 in each ranking and are `most` + 1 for all beyond; every row carries how many
 * products were sold, how many once, and their revenue. A product of several categories has the last of them by name.
 */
export function productsSql(filter: OrderFilter, saleStatuses: readonly string[], most: number): Sql {
  const ranked = (ranking: ProductRanking): Sql => sql`select product, row_number() over (order by ${rankings[ranking]}) as place
    from (select product, orders, revenue_cents from sold order by ${rankings[ranking]} limit ${most}) as best`;
  return sql`with sold as (
      select product, sum(opens_product) as orders, count(*) as items, sum(price_cents) as revenue_cents
      from ${looked(soldItems, filter, saleStatuses)} group by product
    ),
    by_revenue as (${ranked("place_by_revenue")}),
    by_orders as (${ranked("place_by_orders")}),
    from_least as (${ranked("place_from_least")}),
    listed as (select product from by_revenue union select product from by_orders union select product from from_least)
    select n.product_id as product, n.category as category, cast(s.orders as double precision) as orders, cast(s.items as double precision) as items,
      cast(s.revenue_cents as double precision) as revenue_cents, coalesce(r.place, ${most + 1}) as place_by_revenue, coalesce(o.place, ${most + 1}) as place_by_orders, coalesce(l.place, ${most + 1}) as place_from_least,
      t.products as products, t.sold_once as sold_once, t.all_revenue_cents as all_revenue_cents
    from (select * from sold where product in (select product from listed)) as s
    join (
      select product, max(product_id) as product_id, max(known_category) as category from (${articles}) as a
      where product in (select product from listed) group by product
    ) as n on n.product = s.product
    left join by_revenue as r on r.product = s.product
    left join by_orders as o on o.product = s.product
    left join from_least as l on l.product = s.product
    cross join (
      select cast(count(*) as double precision) as products, cast(sum(case when orders = 1 then 1 else 0 end) as double precision) as sold_once,
        cast(sum(revenue_cents) as double precision) as all_revenue_cents from sold
    ) as t
    order by s.revenue_cents desc, s.orders desc, s.product`;
}

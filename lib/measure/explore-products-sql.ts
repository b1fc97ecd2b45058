import type { OrderFilter } from "@/lib/types/explore";
import { sql, type Sql } from "@/lib/types/sql";
import { itemCondition } from "./explore-scope";

export type CategoryRow = { category: string; orders: number; items: number; products: number; revenue_cents: number };
export type ProductRow = {
  product: string; category: string | null; orders: number; items: number; revenue_cents: number;
  place_by_revenue: number; place_by_orders: number; place_from_least: number; products: number; sold_once: number;
};
export type ProductRanking = "place_by_revenue" | "place_by_orders" | "place_from_least";

/** Sold items by their own category; revenue is their price, without freight. */
export function categoriesSql(filter: OrderFilter, saleStatuses: readonly string[]): Sql {
  return sql`select coalesce(category, 'unknown') as category, cast(count(distinct order_key) as double precision) as orders, cast(count(*) as double precision) as items,
      cast(count(distinct product_id) as double precision) as products, cast(sum(price_cents) as double precision) as revenue_cents
    from items where ${itemCondition(filter, saleStatuses)}
    group by coalesce(category, 'unknown')
    order by revenue_cents desc, category`;
}

/**
 * The products that are among the first `most` by revenue, by orders or from the least sold, in one pass.
 * `place_*` count from 1 in each ranking; every row carries how many products were sold, and how many once.
 */
export function productsSql(filter: OrderFilter, saleStatuses: readonly string[], most: number): Sql {
  return sql`select * from (
      select product, category, orders, items, revenue_cents,
        row_number() over (order by revenue_cents desc, orders desc, product) as place_by_revenue,
        row_number() over (order by orders desc, revenue_cents desc, product) as place_by_orders,
        row_number() over (order by orders, revenue_cents, product) as place_from_least,
        cast(count(*) over () as double precision) as products,
        cast(sum(case when orders = 1 then 1 else 0 end) over () as double precision) as sold_once
      from (
        select product_id as product, max(category) as category, cast(count(distinct order_key) as double precision) as orders,
          cast(count(*) as double precision) as items, cast(sum(price_cents) as double precision) as revenue_cents
        from items where ${itemCondition(filter, saleStatuses)}
        group by product_id
      ) as sold
    ) as ranked
    where place_by_revenue <= ${most} or place_by_orders <= ${most} or place_from_least <= ${most}
    order by place_by_revenue`;
}

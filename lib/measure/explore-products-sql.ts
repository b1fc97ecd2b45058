import type { OrderFilter } from "@/lib/types/explore";
import { joinSql, sql, type Sql } from "@/lib/types/sql";
import { itemCondition } from "./explore-scope";

export type CategoryRow = { category: string; orders: number; items: number; products: number; revenue_cents: number };
export type ProductRow = { product: string; category: string | null; orders: number; items: number; revenue_cents: number };
export type ProductOrder = "revenue" | "orders" | "least";

/** Sold items by their own category; revenue is their price, without freight. */
export function categoriesSql(filter: OrderFilter, saleStatuses: readonly string[]): Sql {
  return sql`select coalesce(category, 'unknown') as category, cast(count(distinct order_key) as double precision) as orders, cast(count(*) as double precision) as items,
      cast(count(distinct product_id) as double precision) as products, cast(sum(price_cents) as double precision) as revenue_cents
    from items where ${itemCondition(filter, saleStatuses)}
    group by coalesce(category, 'unknown')
    order by revenue_cents desc, category`;
}

const orders = {
  revenue: [sql`revenue_cents desc`, sql`orders desc`],
  orders: [sql`orders desc`, sql`revenue_cents desc`],
  least: [sql`orders`, sql`revenue_cents`],
} satisfies Record<ProductOrder, Sql[]>;

/** The best-selling products by revenue or orders, or those sold least (at least once). */
export function productsSql(filter: OrderFilter, saleStatuses: readonly string[], by: ProductOrder, limit: number): Sql {
  return sql`select product_id as product, max(category) as category, cast(count(distinct order_key) as double precision) as orders,
      cast(count(*) as double precision) as items, cast(sum(price_cents) as double precision) as revenue_cents
    from items where ${itemCondition(filter, saleStatuses)}
    group by product_id
    order by ${joinSql(orders[by], ", ")}, product
    limit ${limit}`;
}

/** How many products were sold, and how many of them in one order only; one row. */
export function productTotalsSql(filter: OrderFilter, saleStatuses: readonly string[]): Sql {
  return sql`select cast(count(*) as double precision) as products, cast(sum(case when orders = 1 then 1 else 0 end) as double precision) as sold_once
    from (
      select product_id, count(distinct order_key) as orders from items where ${itemCondition(filter, saleStatuses)} group by product_id
    ) as sold`;
}

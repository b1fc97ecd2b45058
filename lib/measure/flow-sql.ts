import { rawSql, sql, type Sql } from "@/lib/types/sql";
import { saleCondition } from "./sales";

/** Columns of an order that fall into named classes. */
export type FlowColumn = "payment_type" | "category" | "state" | "review_score";

/** Orders per month and class up to a day: `month`, `bin` (text, "none" where missing), `orders`. */
export function flowClassesSql(column: FlowColumn, upTo: number, saleStatuses: readonly string[]): Sql {
  const value = column === "review_score" ? sql`case when review_day <= ${upTo} then cast(cast(review_score as integer) as varchar(8)) end` : rawSql(column);
  return sql`select month, bin, count(*) as orders
    from (select month, coalesce(${value}, 'none') as bin from orders where ${saleCondition(saleStatuses)} and day <= ${upTo}) as sales
    group by month, bin order by month, bin`;
}

/** Every sale up to a day: `month`, `amount_cents`, `late_days` (null = not delivered by then), `is_new` (1 = the customer's first). */
export function flowOrdersSql(upTo: number, saleStatuses: readonly string[]): Sql {
  return sql`select month, amount_cents, case when delivered_day <= ${upTo} then late_days end as late_days,
      case when row_number() over (partition by customer_key order by sold_at, order_key) = 1 then 1 else 0 end as is_new
    from orders where ${saleCondition(saleStatuses)} and day <= ${upTo}
    order by month, order_key`;
}

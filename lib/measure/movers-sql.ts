import { sql, type Sql } from "@/lib/types/sql";
import { saleCondition } from "./kpi-sql";

/** Segment of every member, ascending by customer. */
export const membersSql: Sql = sql`select customer_key, segment from memberships order by customer_key`;

/** Day of each customer's last sale up to a day, ascending by customer. */
export function lastSalesSql(upTo: number, saleStatuses: readonly string[]): Sql {
  return sql`select customer_key, max(day) as last_day from orders
    where ${saleCondition(saleStatuses)} and day <= ${upTo}
    group by customer_key order by customer_key`;
}

import type { Day } from "@/lib/types/day";
import { sql, type Sql } from "@/lib/types/sql";
import { saleCondition } from "./sales";

/** Sales up to a day and those of them after an earlier one, one row: `orders`, `orders_since`, `customers`, `repeat_customers`. */
export function salesSinceSql(since: Day, upTo: Day, saleStatuses: readonly string[]): Sql {
  return sql`select cast(sum(orders) as double precision) as orders, cast(sum(orders_since) as double precision) as orders_since,
      cast(count(*) as double precision) as customers, cast(sum(case when orders > 1 then 1 else 0 end) as double precision) as repeat_customers
    from (
      select customer_key, count(*) as orders, sum(case when day > ${since} then 1 else 0 end) as orders_since
      from orders where ${saleCondition(saleStatuses)} and day <= ${upTo} group by customer_key
    ) as buyers`;
}

/** How many known customers have an e-mail address, one row: `customers`, `with_email`. */
export const contactSumsSql: Sql = sql`select cast(count(*) as double precision) as customers, cast(sum(has_email) as double precision) as with_email from customers`;

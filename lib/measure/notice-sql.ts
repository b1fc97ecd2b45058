import type { Day } from "@/lib/types/day";
import { keepable, sql, type Sql } from "@/lib/types/sql";
import { sales } from "./sales";

/** Sales up to a day and those of them after an earlier one, one row: `orders`, `orders_since`, `customers`, `repeat_customers`. */
export function salesSinceSql(since: Day, upTo: Day, saleStatuses: readonly string[]): Sql {
  return sql`select cast(count(*) as double precision) as orders, cast(sum(case when day > ${since} then 1 else 0 end) as double precision) as orders_since,
      cast(coalesce(sum(case when place = 1 then 1 else 0 end), 0) as double precision) as customers,
      cast(sum(case when place = 1 and is_single = 0 then 1 else 0 end) as double precision) as repeat_customers
    from (${sales({ asOf: upTo, saleStatuses })}) as sale`;
}

/** Who has an e-mail address, each on the day of the first order of any status; those without an order are there today alone. */
const contacts: Sql = keepable(sql`select o.day as day, c.has_email as has_email
  from customers as c left join (select customer_key, min(day) as day from orders group by customer_key) as o on o.customer_key = c.customer_key
  order by day`, "facts");

/** How many known customers have an e-mail address, one row: `customers`, `with_email`. */
export const contactSumsSql: Sql = sql`select cast(count(*) as double precision) as customers, cast(sum(has_email) as double precision) as with_email from (${contacts}) as contact`;

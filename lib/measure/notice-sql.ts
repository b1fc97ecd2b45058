import type { Day } from "@/lib/types/day";
import { keepable, sql, type Sql } from "@/lib/types/sql";
import { salesByDay } from "./sales";

/** Sales up to a day and those of them after an earlier one, one row: `orders`, `orders_since`, `customers`, `repeat_customers`. */
export function salesSinceSql(since: Day, upTo: Day, saleStatuses: readonly string[]): Sql {
  return sql`select cast(coalesce(sum(orders), 0) as double precision) as orders, cast(sum(case when day > ${since} then orders else 0 end) as double precision) as orders_since,
      cast(coalesce(sum(firsts), 0) as double precision) as customers, cast(sum(seconds) as double precision) as repeat_customers
    from (${salesByDay(saleStatuses)}) as sale where day <= ${upTo}`;
}

/**
 * Customers, and those of them with an e-mail address, by the day of their first order of any status; those without an order
 * are there today alone.
 */
const contacts: Sql = keepable(sql`select o.day as day, cast(count(*) as integer) as customers, cast(sum(c.has_email) as integer) as with_email
  from customers as c left join (select customer_key, min(day) as day from orders group by customer_key) as o on o.customer_key = c.customer_key
  group by o.day order by o.day`, "facts");

/** How many known customers have an e-mail address, one row: `customers`, `with_email`. */
export const contactSumsSql: Sql = sql`select cast(coalesce(sum(customers), 0) as double precision) as customers, cast(sum(with_email) as double precision) as with_email from (${contacts}) as contact`;

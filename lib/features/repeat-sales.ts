import { oneOf, sql, type Sql } from "@/lib/types/sql";

/** The window of a person's sales by time; ties by order key. */
export const bySaleTime: Sql = sql`partition by customer_key order by sold_at, order_key`;

/**
 * The sales of people with two or more, each with its `place` among the person's (1 = the first); few in most
 * shops, so that only they are sorted. What comes later changes no number.
 *
 * @param columns of `orders`, beside `place`
 */
export function repeatSales(saleStatuses: readonly string[], columns: Sql): Sql {
  const isSale = oneOf("status", saleStatuses);
  return sql`select ${columns}, row_number() over (${bySaleTime}) as place
    from orders where ${isSale} and customer_key in (select customer_key from orders where ${isSale} group by customer_key having count(*) > 1)`;
}

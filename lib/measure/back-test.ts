import type { Day } from "@/lib/types/day";
import type { BackTest } from "@/lib/types/target-list";
import { sql, type Sql } from "@/lib/types/sql";
import { saleCondition } from "./sales";

export type SpentRow = { customer_key: number; orders: number; revenue_cents: number };

/** Sales after a day of everybody who had any by then: what a rule of that day could not know. */
export function spentAfterSql(asOf: Day, saleStatuses: readonly string[]): Sql {
  return sql`select customer_key, cast(count(*) as double precision) as orders, cast(sum(amount_cents - refund_cents) as double precision) as revenue_cents
    from orders
    where ${saleCondition(saleStatuses)} and day > ${asOf}
      and customer_key in (select customer_key from orders where ${saleCondition(saleStatuses)} and day <= ${asOf})
    group by customer_key`;
}

/**
 * What the customers a rule would have picked did afterwards, beside everybody of that day.
 *
 * @param members keys of those picked
 * @param rows of `spentAfterSql`
 * @param everybody customers with a sale by the day
 */
export function backTest(members: readonly number[], rows: readonly SpentRow[], everybody: number): BackTest {
  const picked = new Set(members);
  const own = rows.filter((row) => picked.has(row.customer_key));
  const sums = (customers: number, of: readonly SpentRow[]): BackTest["members"] => ({
    customers, buyers: of.length, orders: of.reduce((sum, row) => sum + row.orders, 0), revenueCents: of.reduce((sum, row) => sum + row.revenue_cents, 0),
  });
  return { members: sums(picked.size, own), everybody: sums(everybody, rows) };
}

import "server-only";
import type { Day } from "@/lib/types/day";
import type { SnapshotTable } from "@/lib/types/snapshot";

/** A column that was not known before another column's day. */
const known = (column: string, day: string, asOf: Day): string => `case when ${day} > ${asOf} then null else ${column} end as ${column}`;

const ordersThen = (source: (table: SnapshotTable) => string, asOf: Day): string => {
  const columns = [
    ...["delivered_day", "delivered_days", "late_days"].map((column) => known(column, "delivered_day", asOf)),
    ...["review_score", "review_day"].map((column) => known(column, "review_day", asOf)),
  ];
  return `select * replace (${columns.join(", ")}) from ${source("orders")} where day <= ${asOf}`;
};

/** A customer lived where the latest order up to that day went; the exact place is kept only where the town is the same. */
const customersThen = (source: (table: SnapshotTable) => string, asOf: Day): string => {
  const isSame = "c.state is not distinct from l.state and c.city is not distinct from l.city";
  const exact = ["zip", "lat", "lng"].map((column) => `case when ${isSame} then c.${column} end as ${column}`);
  return `with latest as (
      select customer_key, last(state order by sold_at, order_key) as state, last(city order by sold_at, order_key) as city
      from ${source("orders")} where day <= ${asOf} group by customer_key
    )
    select c.* replace (l.state as state, l.city as city, ${exact.join(", ")}) from ${source("customers")} as c join latest as l on l.customer_key = c.customer_key`;
};

/**
 * A snapshot's table as it stood at the end of a day: later orders are not there, and what was learned
 * later of earlier ones (delivery, review) is null. Statuses, refunds and consent carry no date in the
 * source and stay as they are; of several reviews of one order only the latest is on record.
 *
 * @param source where a table is read from, as SQL
 */
export function tableAsOf(table: SnapshotTable, source: (table: SnapshotTable) => string, asOf: Day): string {
  if (!Number.isInteger(asOf)) throw new RangeError(`asOf is ${asOf}; it must be a whole day`);
  if (table === "orders") return ordersThen(source, asOf);
  if (table === "customers") return customersThen(source, asOf);
  return `select * from ${source(table)} where day <= ${asOf}`;
}

import "server-only";
import { existsSync, readFileSync } from "node:fs";
import type { DuckDBConnection } from "@duckdb/node-api";
import { offsetOfUtc, transitions } from "@/lib/import/zone";
import type { Day } from "@/lib/types/day";
import type { SnapshotTable } from "@/lib/types/snapshot";
import { quoted, readRows } from "./duck";
import { manifestFile, rowsFile, tableFiles } from "./snapshot-files";

/** A snapshot looked at as of a day, and the schema that holds what its order facts do not tell. */
export type PastView = { folder: string; schema: string; asOf: Day };

const daySeconds = 86_400;

/** A column that was not known before another column's day. */
const known = (column: string, day: string, asOf: Day): string => `case when ${day} > ${asOf} then null else ${column} end as ${column}`;

/** A column of the review: of an earlier one where the latest was not written yet. */
const reviewed = (column: string, asOf: Day): string => `case when o.review_day > ${asOf} then r.${column} else o.${column} end as ${column}`;

const ordersThen = ({ folder, schema, asOf }: PastView): string => {
  const columns = [
    ...["delivered_day", "delivered_days", "late_days"].map((column) => known(column, "delivered_day", asOf)),
    ...["review_score", "review_day"].map((column) => reviewed(column, asOf)),
  ];
  return `select o.* replace (${columns.join(", ")}) from ${tableFiles(folder, "orders")} as o
    left join ${schema}.earlier_reviews as r on r.order_key = o.order_key where o.day <= ${asOf}`;
};

const placeColumns = ["state", "city", "zip", "lat", "lng"];

/** Who had ordered by then, each where they lived then. */
const customersThen = ({ folder, schema, asOf }: PastView): string => {
  const places = placeColumns.map((column) => `case when p.customer_key is null then c.${column} else p.${column} end as ${column}`);
  return `select c.* replace (${places.join(", ")}) from ${tableFiles(folder, "customers")} as c
    left join ${schema}.earlier_places as p on p.customer_key = c.customer_key
    where c.customer_key in (select customer_key from ${tableFiles(folder, "orders")} where day <= ${asOf})`;
};

/**
 * A snapshot's table as it stood at the end of a day: later orders are not there, and what was learned
 * later of earlier ones (delivery, review) is null. Statuses, refunds and consent carry no date in the
 * source and stay as they are.
 */
export function tableAsOf(table: SnapshotTable, view: PastView): string {
  if (!Number.isInteger(view.asOf)) throw new RangeError(`asOf is ${view.asOf}; it must be a whole day`);
  if (table === "orders") return ordersThen(view);
  if (table === "customers") return customersThen(view);
  return `select * from ${tableFiles(view.folder, table)} where day <= ${view.asOf}`;
}

/** The latest review of a day of the few orders that were reviewed again later; ranked as the order facts rank them. */
async function earlierReviews(connection: DuckDBConnection, { folder, asOf }: PastView): Promise<string> {
  const reviews = `(select * from read_parquet(${quoted(rowsFile(folder, "reviews"))})
    where order_key in (select order_key from ${tableFiles(folder, "orders")} where review_day > ${asOf} and day <= ${asOf}))`;
  const [range] = await readRows<{ first: number | null }>(connection, { text: `select min(created_at) as first from ${reviews}`, values: [] });
  const { timeZone } = JSON.parse(readFileSync(manifestFile(folder), "utf8")) as { timeZone: string }; // written by the publication alone
  const until = (asOf + 2) * daySeconds;
  const offset = offsetOfUtc("created_at", transitions(timeZone, Math.min(range?.first ?? until, until), until));
  return `select order_key, score as review_score, review_day
    from (select *, cast((created_at + (${offset})) // ${daySeconds} as integer) as review_day from ${reviews}) where review_day <= ${asOf}
    qualify row_number() over (partition by order_key order by coalesce(answered_at, created_at) desc nulls last, created_at desc, review_id desc) = 1`;
}

/** The home of a day of the few who have several accounts: that of their latest order's account, ties by account id. */
function earlierPlaces({ folder, asOf }: PastView): string {
  const rows = (name: string): string => `read_parquet(${quoted(rowsFile(folder, name))})`;
  return `select a.customer_key, a.state, a.city, a.zip, z.lat, z.lng
    from (select customer_key, order_key, sold_at from ${tableFiles(folder, "orders")} where day <= ${asOf}) as f
    join (select * from ${rows("accounts")} qualify count(*) over (partition by customer_key) > 1) as a on a.customer_key = f.customer_key
    join (select order_key, account_id from ${rows("orders")}) as o on o.order_key = f.order_key and o.account_id = a.account_id
    left join ${rows("places")} as z on z.zip = a.zip
    qualify row_number() over (partition by a.customer_key order by f.sold_at desc, a.account_id desc) = 1`;
}

/**
 * Works out, once for a day, what the order facts alone do not tell of it: reviews that were replaced
 * since, and homes that were left since. Both concern few. A snapshot without a copy of its rows (one
 * published by an early version) tells neither: such a review is unknown, such a customer lives where they do now.
 */
export async function makeCorrections(connection: DuckDBConnection, view: PastView): Promise<void> {
  const hasRows = ["reviews", "accounts", "orders", "places"].every((name) => existsSync(rowsFile(view.folder, name))) && existsSync(manifestFile(view.folder));
  const reviews = hasRows ? await earlierReviews(connection, view) : "select null::integer as order_key, null::integer as review_score, null::integer as review_day where false";
  const places = hasRows ? earlierPlaces(view) : `select customer_key, ${placeColumns.join(", ")} from ${tableFiles(view.folder, "customers")} where false`;
  await connection.run(`create or replace table ${view.schema}.earlier_reviews as ${reviews}`);
  await connection.run(`create or replace table ${view.schema}.earlier_places as ${places}`);
}

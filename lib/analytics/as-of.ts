import "server-only";
import { existsSync, readFileSync } from "node:fs";
import type { DuckDBConnection } from "@duckdb/node-api";
import { offsetOfUtc, transitions } from "@/lib/import/zone";
import type { Day } from "@/lib/types/day";
import type { SnapshotTable } from "@/lib/types/snapshot";
import { quoted, readRows } from "./duck";
import { manifestFile, rowsFile, tableFiles } from "./snapshot-files";

/** A day, and the schema that holds what the order facts do not tell of it. */
export type PastDay = { schema: string; asOf: Day };
/** A snapshot looked at as of a day. */
export type PastView = PastDay & { folder: string };

const daySeconds = 86_400;

/** A column that was not known before another column's day. */
const known = (column: string, day: string, asOf: Day): string => `case when ${day} > ${asOf} then null else ${column} end as ${column}`;

/** A column of the review: of an earlier one where the latest was not written yet. */
const reviewed = (column: string, asOf: Day): string => `case when o.review_day > ${asOf} then r.${column} else o.${column} end as ${column}`;

const deliveryColumns = ["delivered_day", "delivered_days", "late_days"];
const reviewColumns = ["review_score", "review_day"];

/** Order facts up to the day, without what was learned later of them. */
const ordersThen = (orders: string, { schema, asOf }: PastDay): string => {
  const columns = [...deliveryColumns.map((column) => known(column, "delivered_day", asOf)), ...reviewColumns.map((column) => reviewed(column, asOf))];
  return `select o.* replace (${columns.join(", ")}) from ${orders} as o
    left join ${schema}.earlier_reviews as r on r.order_key = o.order_key where o.day <= ${asOf}`;
};

const placeColumns = ["state", "city", "zip", "lat", "lng"];

/** A relation of people with some of these columns, each where they lived then. */
const homesThen = (homes: string, { schema }: PastDay, columns: readonly string[]): string => {
  const places = columns.map((column) => `case when p.customer_key is null then c.${column} else p.${column} end as ${column}`);
  return `select c.* replace (${places.join(", ")}) from ${homes} as c left join ${schema}.earlier_places as p on p.customer_key = c.customer_key`;
};

/** Who had ordered by then, each where they lived then. */
const customersThen = (past: PastView): string =>
  `${homesThen(tableFiles(past.folder, "customers"), past, placeColumns)}
    where c.customer_key in (select customer_key from ${tableFiles(past.folder, "orders")} where day <= ${past.asOf})`;

/**
 * A snapshot's table as it stood at the end of a day: later orders are not there, and what was learned
 * later of earlier ones (delivery, review) is null. Statuses, refunds and consent carry no date in the
 * source and stay as they are.
 */
export function tableAsOf(table: SnapshotTable, view: PastView): string {
  if (!Number.isInteger(view.asOf)) throw new RangeError(`asOf is ${view.asOf}; it must be a whole day`);
  if (table === "orders") return ordersThen(tableFiles(view.folder, "orders"), view);
  if (table === "customers") return customersThen(view);
  return `select * from ${tableFiles(view.folder, table)} where day <= ${view.asOf}`;
}

/** The schema of a snapshot itself, where what all past days are corrected by is kept. */
type SnapshotPlace = { folder: string; schema: string };

/**
 * The reviews of the few orders that have several, which were replaced: each told of its order from its day up to before that of
 * one that ranks higher (`until_day`), ranked as the order facts rank them.
 */
async function replacedReviews(connection: DuckDBConnection, folder: string): Promise<string> {
  const rows = `read_parquet(${quoted(rowsFile(folder, "reviews"))})`;
  const reviews = `(select order_key, score, created_at, answered_at, review_id from ${rows} where order_key in (select order_key from ${rows} group by order_key having count(*) > 1))`;
  const [range] = await readRows<{ first: number | null; last: number | null }>(connection, { text: `select min(created_at) as first, max(created_at) as last from ${reviews}`, values: [] });
  const { timeZone } = JSON.parse(readFileSync(manifestFile(folder), "utf8")) as { timeZone: string }; // written by the publication alone
  const offset = offsetOfUtc("created_at", transitions(timeZone, range?.first ?? 0, range?.last ?? 0));
  const dated = `select *, cast((created_at + (${offset})) // ${daySeconds} as integer) as review_day from ${reviews}`;
  const spans = `select order_key, score as review_score, review_day, min(review_day) over (
      partition by order_key order by coalesce(answered_at, created_at) desc nulls last, created_at desc, review_id desc rows between unbounded preceding and 1 preceding
    ) as until_day from (${dated})`;
  return `select * from (${spans}) where until_day > review_day`;
}

/**
 * The orders of the few customers who once lived elsewhere than today, each with the home of its account, which is theirs from
 * the order's `day` up to before the next one's (`until_day`, null = none; ties of time by account id).
 */
function earlierHomes(folder: string): string {
  const rows = (name: string): string => `read_parquet(${quoted(rowsFile(folder, name))})`;
  const homes = `select a.customer_key, f.day, lead(f.day) over (partition by a.customer_key order by f.sold_at, a.account_id) as until_day, a.state, a.city, a.zip, z.lat, z.lng
    from (select * from ${rows("accounts")} where customer_key in (select customer_key from ${rows("accounts")} group by customer_key having count(*) > 1)) as a
    join (select customer_key, order_key, sold_at, day from ${tableFiles(folder, "orders")}) as f on f.customer_key = a.customer_key
    join (select order_key, account_id from ${rows("orders")}) as o on o.order_key = f.order_key and o.account_id = a.account_id
    left join ${rows("places")} as z on z.zip = a.zip`;
  const isElsewhere = placeColumns.map((column) => `h.${column} is distinct from c.${column}`).join(" or ");
  return `select h.* from (${homes}) as h join ${tableFiles(folder, "customers")} as c on c.customer_key = h.customer_key where ${isElsewhere}`;
}

/**
 * Reads, once for all days of a snapshot, what tells of a past day more than the order facts do: reviews that
 * were replaced, and homes that were left. Both concern few. A snapshot without a copy of its rows (one
 * published by an early version) tells neither: such a review is unknown, such a customer lives where they do now.
 */
export async function makeCorrectionFacts(connection: DuckDBConnection, { folder, schema }: SnapshotPlace): Promise<void> {
  const hasRows = ["reviews", "accounts", "orders", "places"].every((name) => existsSync(rowsFile(folder, name))) && existsSync(manifestFile(folder));
  const reviews = hasRows ? await replacedReviews(connection, folder)
    : "select null::integer as order_key, null::integer as review_score, null::integer as review_day, null::integer as until_day where false";
  const homes = hasRows ? earlierHomes(folder)
    : `select customer_key, 0 as day, 0 as until_day, ${placeColumns.join(", ")} from ${tableFiles(folder, "customers")} where false`;
  await connection.run(`create or replace table ${schema}.replaced_reviews as ${reviews}`);
  await connection.run(`create or replace table ${schema}.earlier_homes as ${homes}`);
}

/**
 * What the order facts alone do not tell of a day, two selects by the name of their view, out of the correction facts: the
 * latest review of then where it was replaced since, and the home of then where it is another than today's.
 */
export function corrections(snapshotSchema: string, asOf: Day): Record<"earlier_reviews" | "earlier_places", string> {
  const until = `coalesce(until_day > ${asOf}, true)`;
  return {
    earlier_reviews: `select order_key, review_score, review_day from ${snapshotSchema}.replaced_reviews where review_day <= ${asOf} and ${until}`,
    earlier_places: `select customer_key, ${placeColumns.join(", ")} from ${snapshotSchema}.earlier_homes where day <= ${asOf} and ${until}`,
  };
}

/** Facts that are no orders: those of a day up to the day, people where they lived then, all else as it is. */
function factsThen(table: string, past: PastDay, columns: readonly string[]): string {
  if (columns.includes("day")) return `select * from ${table} where day <= ${past.asOf}`;
  const homeColumns = placeColumns.filter((column) => columns.includes(column));
  return columns.includes("customer_key") && homeColumns.length > 0 ? homesThen(table, past, homeColumns) : `select * from ${table}`;
}

/**
 * The view of a day on a kept table of facts, of every column as the day's own tables have it; one that
 * tells of no day has all its rows, with the homes of then where it tells where people live.
 */
export async function makeFactsView(connection: DuckDBConnection, { table, view, past }: { table: string; view: string; past: PastDay }): Promise<void> {
  const columns = (await readRows<{ column_name: string }>(connection, { text: `describe ${table}`, values: [] })).map((row) => row.column_name);
  const has = (names: readonly string[]): boolean => names.every((name) => columns.includes(name));
  const isOrder = has(["order_key", "day", ...deliveryColumns, ...reviewColumns]);
  if (!isOrder && [...deliveryColumns, ...reviewColumns].some((name) => columns.includes(name))) throw new RangeError(`kept facts with a part of an order's deliveries and reviews: ${columns.join(", ")}`);
  const rows = isOrder ? ordersThen(table, past) : factsThen(table, past, columns);
  await connection.run(`create or replace view ${view} as ${rows}`);
}

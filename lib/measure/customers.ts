import { featuresSql, scopeCondition } from "@/lib/features/feature-sql";
import type { CustomerSort, Direction } from "@/lib/types/customer-filter";
import type { CustomerCursor } from "@/lib/types/customer-profile";
import type { FeatureScope } from "@/lib/types/features";
import { joinSql, oneOf, rawSql, sql, type Sql } from "@/lib/types/sql";

const profileFeatures = [
  "recencyDays", "orderCount", "revenueCents", "averageOrderCents", "ageDays", "itemCount", "lateShare", "freightShare", "meanReviewScore",
] as const;

/**
 * The relation `customer_profile` (lib/types/customer-profile.ts): one row per customer with a sale
 * in the scope, with place, consent, habits and membership of a segmentation.
 *
 * The top category is the one most was spent in, ties by name; payment is that of the latest order; first
 * place and category are those of the first, ties of time by order key.
 *
 * @param withMemberships false while no segmentation exists: the membership columns are null
 */
export function customerProfileSql(scope: FeatureScope, withMemberships: boolean): Sql {
  const sales = sql`select customer_key, order_key, day, sold_at, amount_cents, state, category, payment_type, installments
      from orders where ${scopeCondition(scope)}`;
  // in most shops nearly everybody buys once: only the others have anything to rank
  const repeated = sql`select * from (${sales}) as s where customer_key in (select customer_key from (${sales}) as s group by customer_key having count(*) > 1)`;
  return sql`select c.customer_key, c.external_id, c.state, c.city, c.email_consent, c.sms_consent, c.has_email, c.has_phone,
      f.recency_days, f.order_count, f.revenue_cents, f.average_order_cents, f.age_days, f.item_count, f.late_share, f.freight_share, f.mean_review_score,
      coalesce(o.category, t.category) as top_category, coalesce(o.payment_type, p.payment_type) as payment_type, coalesce(o.installments, p.installments) as installments,
      coalesce(o.state, b.state) as first_state, coalesce(o.category, b.category) as first_category, ${membershipColumns(withMemberships)}
    from (${featuresSql(scope, profileFeatures)}) as f
    join customers as c on c.customer_key = f.customer_key
    left join (
      select customer_key, max(state) as state, max(category) as category, max(payment_type) as payment_type, max(installments) as installments
      from (${sales}) as s group by customer_key having count(*) = 1
    ) as o on o.customer_key = f.customer_key
    left join (
      select customer_key, category, row_number() over (partition by customer_key order by spent desc, category) as place
      from (
        select customer_key, category, sum(amount_cents) as spent from (${repeated}) as s
        where category is not null group by customer_key, category
      ) as by_category
    ) as t on t.customer_key = f.customer_key and t.place = 1
    left join (
      select customer_key, payment_type, installments,
        row_number() over (partition by customer_key order by sold_at desc, order_key desc) as place
      from (${repeated}) as s
    ) as p on p.customer_key = f.customer_key and p.place = 1
    left join (
      select customer_key, state, category, row_number() over (partition by customer_key order by sold_at, order_key) as place
      from (${repeated}) as s
    ) as b on b.customer_key = f.customer_key and b.place = 1
    ${withMemberships ? sql`left join memberships as m on m.customer_key = f.customer_key` : sql``}`;
}

const membershipNames = ["segment", "runner_up", "margin", "r_score", "f_score", "m_score"] as const;

function membershipColumns(withMemberships: boolean): Sql {
  return joinSql(
    membershipNames.map((name) =>
      withMemberships ? rawSql(`m.${name}`) : sql`cast(null as double precision) as ${rawSql(name)}`,
    ),
    ", ",
  );
}

/**
 * Runs a query written over `customer_profile` on a given source of it.
 *
 * @param profile a `select` that yields the relation: `customerProfileSql` or a stored copy
 */
export function overProfile(profile: Sql, query: Sql): Sql {
  return sql`with customer_profile as (${profile}) ${query}`;
}

/** What a column sorts by; missing values come last in either direction. */
type SortColumn = { column: string; last: Record<Direction, number | string> };

const lastNumber = { asc: Number.MAX_SAFE_INTEGER, desc: -1 };
// The highest code point: both engines compare text by its bytes.
const lastText = { asc: "\u{10FFFF}", desc: "" };

const sortColumns: Record<CustomerSort, SortColumn> = {
  revenueCents: { column: "revenue_cents", last: lastNumber },
  orderCount: { column: "order_count", last: lastNumber },
  averageOrderCents: { column: "average_order_cents", last: lastNumber },
  recencyDays: { column: "recency_days", last: lastNumber },
  externalId: { column: "external_id", last: lastText },
  city: { column: "city", last: lastText },
  meanReviewScore: { column: "mean_review_score", last: lastNumber },
  ageDays: { column: "age_days", last: lastNumber },
  itemCount: { column: "item_count", last: lastNumber },
  lateShare: { column: "late_share", last: lastNumber },
  freightShare: { column: "freight_share", last: lastNumber },
  margin: { column: "margin", last: lastNumber },
};

export type CustomersQuery = {
  /** a condition over `customer_profile`, of `filterSql` */
  where: Sql;
  sort: CustomerSort;
  direction: Direction;
  /** null = the first page */
  cursor: CustomerCursor | null;
  /** rows passed over, for a jump that has no row to begin beside */
  skip?: number;
  size: number;
};

/**
 * Keys of one page of the customers, `customer_key` and `sort_value`, ordered by (sort value, key),
 * both in one direction, so that paging neither repeats nor skips anybody. A page before a cursor
 * comes nearest first: reverse it. One row more than `size` says that there is a further page on
 * that side. Their rows are fetched apart (`customerRowsSql`): sorting whole rows costs four times as much.
 */
export function customersSql({ where, sort, direction, cursor, skip = 0, size }: CustomersQuery): Sql {
  const value = sortValue(sort, direction);
  const backwards = cursor?.side === "before";
  const ascending = (direction === "asc") !== backwards;
  const order = ascending ? rawSql("asc") : rawSql("desc");
  const start = cursor === null ? sql`` : sql` and ${beyond(value, cursor, sort, direction)}`;
  return sql`select customer_key, ${value} as sort_value from customer_profile where (${where})${start}
    order by ${value} ${order}, customer_key ${order} limit ${size + 1} offset ${skip}`;
}

/** A part of the customers with their whole rows and `sort_value`, in the order of `customersSql`; for a file of all of them. */
export function customersWholeSql({ where, sort, direction, cursor, size }: Omit<CustomersQuery, "skip">): Sql {
  const value = sortValue(sort, direction);
  const order = rawSql(direction === "asc" ? "asc" : "desc");
  const start = cursor === null ? sql`` : sql` and ${beyond(value, cursor, sort, direction)}`;
  return sql`select *, ${value} as sort_value from customer_profile where (${where})${start}
    order by ${value} ${order}, customer_key ${order} limit ${size}`;
}

function sortValue(sort: CustomerSort, direction: Direction): Sql {
  const { column, last } = sortColumns[sort];
  return sql`coalesce(${rawSql(column)}, ${last[direction]})`;
}

/** Rows strictly on the far side of the cursor. */
function beyond(value: Sql, cursor: CustomerCursor, sort: CustomerSort, direction: Direction): Sql {
  const at = cursor.value ?? sortColumns[sort].last[direction];
  const ascending = (direction === "asc") === (cursor.side === "after");
  return ascending
    ? sql`(${value} > ${at} or (${value} = ${at} and customer_key > ${cursor.key}))`
    : sql`(${value} < ${at} or (${value} = ${at} and customer_key < ${cursor.key}))`;
}

/** The profiles of a page's customers, in no order; none for no keys. */
export function customerRowsSql(keys: readonly number[]): Sql {
  return sql`select * from customer_profile where ${oneOf("customer_key", keys)}`;
}

/** Count and sums of the filtered set: `customers`, `revenue_cents`, `orders`. */
export function customerTotalsSql(where: Sql): Sql {
  return sql`select count(*) as customers, cast(coalesce(sum(revenue_cents), 0) as double precision) as revenue_cents,
      cast(coalesce(sum(order_count), 0) as double precision) as orders
    from customer_profile where ${where}`;
}

/** How many of the filtered set stand before a row: the first number of "51–100 of 3,418". */
export function customersBeforeSql(
  where: Sql,
  sort: CustomerSort,
  direction: Direction,
  row: { value: number | string | null; key: number },
): Sql {
  const value = sortValue(sort, direction);
  return sql`select count(*) as customers from customer_profile
    where (${where}) and ${beyond(value, { side: "before", ...row }, sort, direction)}`;
}

/** The states met and their customers, most first: the choices of the state filter. */
export const customerStatesSql: Sql = sql`select state, count(*) as customers from customer_profile
  where state is not null group by state order by count(*) desc, state`;

/** One customer's row of the profile; none when the customer has no sale in the scope. */
export function customerProfileRowSql(externalId: string): Sql {
  return sql`select * from customer_profile where external_id = ${externalId}`;
}

import { featuresSql, scopeCondition } from "@/lib/features/feature-sql";
import { buyersParts } from "@/lib/features/manifold-buyers";
import type { CustomerSort, Direction } from "@/lib/types/customer-filter";
import type { CustomerCursor, CustomerProfileFact, OnlySaleFact } from "@/lib/types/customer-profile";
import type { FeatureScope } from "@/lib/types/features";
import { joinSql, oneOf, rawSql, sql, type Sql } from "@/lib/types/sql";

const profileFeatures = [
  "recencyDays", "orderCount", "revenueCents", "averageOrderCents", "ageDays", "itemCount", "lateShare", "freightShare", "meanReviewScore",
] as const;

/** Columns of the profile that a line of the customers table shows, beside those of a membership. */
const ofCustomer = [
  "customer_key", "external_id", "state", "city", "email_consent", "sms_consent", "has_email", "has_phone", "recency_days", "order_count", "revenue_cents", "average_order_cents",
  "age_days", "item_count", "late_share", "freight_share", "mean_review_score", "top_category", "payment_type", "installments", "first_state", "first_category",
] as const satisfies readonly (keyof CustomerProfileFact)[];

type NameAfterOnly<Column> = Column extends `only_${infer Name}` ? Name : never;

/** Of people with one sale, what a filter asks of that; `only_status` and so on in the profile. */
const onlySaleColumns = ["status", "weekday", "hour", "city", "amount_cents", "delivered_days", "late_days"] as const satisfies readonly NameAfterOnly<keyof OnlySaleFact>[];

/** All columns of the profile but those of a membership. */
export const profileColumns = [
  ...ofCustomer, "is_simple", "only_line_category", "only_payment_type", "only_installments", ...onlySaleColumns.map((name) => `only_${name}` as const),
] as const satisfies readonly (keyof CustomerProfileFact | keyof OnlySaleFact)[];

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
  const sales = sql`select customer_key, order_key, day, sold_at, amount_cents, state, category, payment_type, installments, status, weekday, hour, city,
        case when delivered_day <= ${scope.asOf} then delivered_days end as delivered_days, case when delivered_day <= ${scope.asOf} then late_days end as late_days
      from orders where ${scopeCondition(scope)}`;
  const { lines, payments } = buyersParts(scope);
  // in most shops nearly everybody buys once: only the others have anything to rank
  const repeated = sql`select * from (${sales}) as s where customer_key in (select customer_key from (${sales}) as s group by customer_key having count(*) > 1)`;
  return sql`select c.customer_key, c.external_id, c.state, c.city, c.email_consent, c.sms_consent, c.has_email, c.has_phone,
      f.recency_days, f.order_count, f.revenue_cents, f.average_order_cents, f.age_days, f.item_count, f.late_share, f.freight_share, f.mean_review_score,
      coalesce(o.category, t.category) as top_category, coalesce(o.payment_type, p.payment_type) as payment_type, coalesce(o.installments, p.installments) as installments,
      coalesce(o.state, b.state) as first_state, coalesce(o.category, b.category) as first_category,
      case when o.customer_key is not null and lines.is_one = 1 and coalesce(paid.is_one, 1) = 1 then 1 else 0 end as is_simple,
      lines.category as only_line_category, paid.type as only_payment_type, paid.installments as only_installments,
      ${rawSql(onlySaleColumns.map((name) => `o.${name} as only_${name}`).join(", "))}, ${membershipColumns(withMemberships)}
    from (${featuresSql(scope, profileFeatures, { isOrdered: false })}) as f
    join customers as c on c.customer_key = f.customer_key
    left join (
      select customer_key, max(state) as state, max(category) as category, max(payment_type) as payment_type, max(installments) as installments,
        ${joinSql(onlySaleColumns.map((name) => sql`max(${rawSql(name)}) as ${rawSql(name)}`), ", ")}
      from (${sales}) as s group by customer_key having count(*) = 1
    ) as o on o.customer_key = f.customer_key
    left join (${lines}) as lines on lines.customer_key = f.customer_key
    left join (${payments}) as paid on paid.customer_key = f.customer_key
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

/** What the profile tells of a membership. */
export const membershipNames = ["segment", "runner_up", "margin", "r_score", "f_score", "m_score"] as const;

/** The columns of `memberships as m`, or nulls in their place. */
export function membershipColumns(withMemberships: boolean): Sql {
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
 * @param isStored whether it is read where it lies as often as the query names it; else it may be laid down once
 */
export function overProfile(profile: Sql, query: Sql, { isStored = false } = {}): Sql {
  return sql`with customer_profile as ${isStored ? sql`not materialized ` : sql``}(${profile}) ${query}`;
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

/** In which order a page is read, and which rows lie on its side of the cursor. */
function readingOf({ sort, direction, cursor }: Pick<CustomersQuery, "sort" | "direction" | "cursor">, value: Sql): { order: Sql; isBeyond: Sql } {
  const isAscending = (direction === "asc") !== (cursor?.side === "before");
  const way = rawSql(isAscending ? "asc" : "desc");
  return { order: sql`${value} ${way}, customer_key ${way}`, isBeyond: cursor === null ? sql`1 = 1` : beyond(value, cursor, sort, direction) };
}

/**
 * Keys of one page of the customers, `customer_key` and `sort_value`, ordered by (sort value, key),
 * both in one direction, so that paging neither repeats nor skips anybody. A page before a cursor
 * comes nearest first: reverse it. One row more than `size` says that there is a further page on
 * that side. Their rows are fetched apart (`customerRowsSql`): sorting whole rows costs four times as much.
 */
export function customersSql({ where, sort, direction, cursor, skip = 0, size }: CustomersQuery): Sql {
  const value = sortValue(sort, direction);
  const { order, isBeyond } = readingOf({ sort, direction, cursor }, value);
  return sql`select customer_key, ${value} as sort_value from customer_profile where (${where}) and ${isBeyond}
    order by ${order} limit ${size + 1} offset ${skip}`;
}

/**
 * The rows of `customersSql`, each beside the sums of the whole filtered set: `customers`, `revenue_cents`
 * and `orders`, and `nearer`, how many of it lie on this side of the page's begin. Where the page is empty one
 * row without key and sort value. The filter, which costs most, is worked out once for all of it.
 *
 * @param parts conditions of which no customer meets two, of `filterParts`
 */
export function customersPageSql({ parts, sort, direction, cursor, skip = 0, size }: Omit<CustomersQuery, "where"> & { parts: readonly Sql[] }): Sql {
  const matched = parts.map((where) => sql`select customer_key, ${sortValue(sort, direction)} as sort_value, revenue_cents, order_count from customer_profile where ${where}`);
  const { order, isBeyond } = readingOf({ sort, direction, cursor }, sql`sort_value`);
  // to lay texts down costs more than to filter twice
  const isText = typeof sortColumns[sort].last.asc === "string";
  return sql`select * from (
    with matched as ${isText ? sql`not materialized` : sql`materialized`} (${joinSql(matched, " union all ")})
    select customers, revenue_cents, orders, nearer, customer_key, sort_value from (
      select count(*) as customers, cast(coalesce(sum(revenue_cents), 0) as double precision) as revenue_cents,
        cast(coalesce(sum(order_count), 0) as double precision) as orders from matched
    ) as sums cross join (${cursor === null ? sql`select ${skip} as nearer` : sql`select count(*) as nearer from matched where ${nearer(cursor, sort, direction)}`}) as side left join (
      select customer_key, sort_value from matched where ${isBeyond} order by ${order} limit ${size + 1} offset ${skip}
    ) as page on 1 = 1
  ) as paged order by ${order}`;
}

/** A part of the customers with their whole rows and `sort_value`, in the order of `customersSql`; for a file of all of them. */
export function customersWholeSql({ where, sort, direction, cursor, size }: Omit<CustomersQuery, "skip">): Sql {
  const value = sortValue(sort, direction);
  const order = rawSql(direction === "asc" ? "asc" : "desc");
  const start = cursor === null ? sql`` : sql` and ${beyond(value, cursor, sort, direction)}`;
  return sql`select ${rowColumns}, ${value} as sort_value from customer_profile where (${where})${start}
    order by ${value} ${order}, customer_key ${order} limit ${size}`;
}

function sortValue(sort: CustomerSort, direction: Direction): Sql {
  const { column, last } = sortColumns[sort];
  return sql`coalesce(${rawSql(column)}, ${last[direction]})`;
}

/** Rows strictly on the far side of the cursor. No `or`: an engine reads on where the first bound ends. */
function beyond(value: Sql, cursor: CustomerCursor, sort: CustomerSort, direction: Direction): Sql {
  const at = cursor.value ?? sortColumns[sort].last[direction];
  const ascending = (direction === "asc") === (cursor.side === "after");
  return ascending
    ? sql`(${value} >= ${at} and not (${value} = ${at} and customer_key <= ${cursor.key}))`
    : sql`(${value} <= ${at} and not (${value} = ${at} and customer_key >= ${cursor.key}))`;
}

/** The others: the row of the cursor and all on this side of it. */
function nearer({ side, value, key }: CustomerCursor, sort: CustomerSort, direction: Direction): Sql {
  const at = value ?? sortColumns[sort].last[direction];
  const ascending = (direction === "asc") === (side === "after");
  return ascending
    ? sql`sort_value <= ${at} and not (sort_value = ${at} and customer_key > ${key})`
    : sql`sort_value >= ${at} and not (sort_value = ${at} and customer_key < ${key})`;
}

const rowColumns = rawSql([...ofCustomer, ...membershipNames].join(", "));

/** The profiles of a page's customers, in no order; none for no keys. */
export function customerRowsSql(keys: readonly number[]): Sql {
  return sql`select ${rowColumns} from customer_profile where ${oneOf("customer_key", keys)}`;
}

/** Count and sums of the filtered set: `customers`, `revenue_cents`, `orders`. */
export function customerTotalsSql(where: Sql): Sql {
  return sql`select count(*) as customers, cast(coalesce(sum(revenue_cents), 0) as double precision) as revenue_cents,
      cast(coalesce(sum(order_count), 0) as double precision) as orders
    from customer_profile where ${where}`;
}

/** The states met and their customers, most first: the choices of the state filter. */
export const customerStatesSql: Sql = sql`select state, count(*) as customers from customer_profile
  where state is not null group by state order by count(*) desc, state`;

/** One customer's row of the profile; none when the customer has no sale in the scope. */
export function customerProfileRowSql(externalId: string): Sql {
  return sql`select ${rowColumns} from customer_profile where external_id = ${externalId}`;
}

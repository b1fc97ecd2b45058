import type { FeatureScope } from "@/lib/types/features";
import { joinSql, rawSql, sql, type Sql } from "@/lib/types/sql";
import { customerProfileSql, membershipNames, profileColumns } from "./customers";

/**
 * `customerProfileSql` of the newest data with `last_known_day`: the latest day on which anything became known
 * of any order of the customer, whatever its status (that it was placed, delivered or reviewed). From that day
 * on the row stays the same, but for the days counted from the day looked at.
 */
export function datedProfileSql(scope: FeatureScope, withMemberships: boolean): Sql {
  const learned = sql`max(case when coalesce(delivered_day, day) > coalesce(review_day, day) then coalesce(delivered_day, day) else coalesce(review_day, day) end)`;
  return sql`select profile.*, known.last_known_day
    from (${customerProfileSql(scope, withMemberships)}) as profile
    join (select customer_key, case when max(day) > ${learned} then max(day) else ${learned} end as last_known_day from orders group by customer_key) as known
      on known.customer_key = profile.customer_key`;
}

export type PastProfile = {
  /** a `select` of `datedProfileSql` of the newest data, or of a kept copy */
  newest: Sql;
  /** the day that was made for */
  lastDay: number;
  /** the past day looked at */
  asOf: number;
};

/** Customers by the day looked at of whom something became known since. */
const isChanged = ({ lastDay, asOf }: PastProfile): Sql => sql`last_known_day > ${asOf} and age_days >= ${lastDay - asOf}`;

const orderColumns = rawSql([
  "customer_key, order_key, sold_at, day, weekday, hour, amount_cents, price_cents, freight_cents, items, refund_cents, status, state, city, category",
  "payment_type, installments, review_score, review_day, delivered_day, delivered_days, late_days",
].join(", "));

/**
 * The rows of the profile of a past day, without memberships, of those customers alone of whom something became
 * known since: few in most shops. To be read where the tables are those of that day. For the engine that keeps
 * it, and for none other: it hides a table by a name given to a part of its rows.
 */
export function changedSince(past: PastProfile, scope: FeatureScope): Sql {
  // nobody knows how long a list is, so the hash table is made of it, and not of all the orders of the day
  const ofThem = sql`customer_key in (select unnest(list(customer_key)) from changed)`;
  return sql`with changed as materialized (select customer_key, external_id, email_consent, sms_consent, has_email, has_phone from (${past.newest}) as newest where ${isChanged(past)}),
    orders as materialized (select ${orderColumns} from orders where ${ofThem}),
    items as materialized (select customer_key, day, status, category from items where ${ofThem}),
    payments as materialized (select customer_key, day, status, type, installments from payments where ${ofThem}),
    customers as materialized (select changed.*, c.state, c.city from changed join customers as c on c.customer_key = changed.customer_key)
    select ${rawSql(profileColumns.join(", "))} from (${customerProfileSql({ ...scope, asOf: past.asOf }, false)}) as profile`;
}

/** Days counted from the day looked at. */
const agingColumns: readonly string[] = ["recency_days", "age_days"];

/** Whether a query over `customer_profile` names a membership, or all columns. */
const asksMembers = new RegExp(`\\b(?:${membershipNames.join("|")})\\b|\\*\\s+from\\s+customer_profile\\b`);

/**
 * The relation `customer_profile` of a past day, put together: rows of the newest data of those of whom nothing
 * became known since, and the others. Memberships are joined where the query asks for them.
 *
 * @param changed a `select` of `changedSince`, or of a kept copy
 * @param members whether the tables looked at have `memberships`; else they are null
 * @param query what will be asked of the relation
 */
export function pastProfileSql(past: PastProfile, { changed, members, query }: { changed: Sql; members: boolean; query: Sql }): Sql {
  const aged = profileColumns.map((name) => (agingColumns.includes(name) ? sql`${rawSql(name)} - ${past.lastDay - past.asOf} as ${rawSql(name)}` : rawSql(name)));
  const own = rawSql(profileColumns.join(", "));
  const rows = sql`select ${joinSql(aged, ", ")} from (${past.newest}) as newest where last_known_day <= ${past.asOf}
    union all select ${own} from (${changed}) as changed`;
  if (!asksMembers.test(query.text)) return rows;
  if (!members) return sql`select p.*, ${joinSql(membershipNames.map((name) => sql`cast(null as double precision) as ${rawSql(name)}`), ", ")} from (${rows}) as p`;
  return sql`select p.*, ${rawSql(membershipNames.map((name) => `m.${name}`).join(", "))} from (${rows}) as p left join memberships as m on m.customer_key = p.customer_key`;
}

import { otherBuyers, recordsOfOthers } from "@/lib/features/manifold-buyers";
import type { CustomerProfileFact, OnlySaleFact } from "@/lib/types/customer-profile";
import type { FeatureScope } from "@/lib/types/features";
import { joinSql, oneOf, rawSql, sql, type Sql } from "@/lib/types/sql";
import { customerProfileSql, membershipColumns, membershipNames, profileColumns } from "./customers";

type ProfileColumn = keyof CustomerProfileFact | keyof OnlySaleFact;

/** The columns of `profileColumns` that an order tells, if its customer has no other and nothing of it is manifold. */
function toldByOrder(asOf: number): Partial<Record<ProfileColumn, Sql>> {
  const number = (value: Sql): Sql => sql`cast(${value} as double precision)`;
  const delivered = (column: Sql): Sql => sql`case when delivered_day <= ${asOf} then ${column} end`;
  const revenue = number(sql`amount_cents - refund_cents`);
  const age = number(sql`${asOf} - day`);
  return {
    recency_days: age, order_count: number(sql`1`), revenue_cents: revenue, average_order_cents: revenue, age_days: age, item_count: number(sql`items`),
    late_share: number(sql`case when delivered_day <= ${asOf} and late_days is not null then case when late_days > 0 then 1 else 0 end end`),
    freight_share: sql`${number(sql`freight_cents`)} / nullif(price_cents + freight_cents, 0)`,
    mean_review_score: number(sql`case when review_day <= ${asOf} then review_score end`),
    top_category: sql`category`, payment_type: sql`payment_type`, installments: sql`installments`, first_state: sql`state`, first_category: sql`category`,
    is_simple: sql`1`, only_line_category: sql`category`, only_payment_type: sql`payment_type`, only_installments: sql`installments`,
    only_status: sql`status`, only_weekday: sql`weekday`, only_hour: sql`hour`, only_city: sql`city`, only_amount_cents: sql`amount_cents`,
    only_delivered_days: delivered(sql`delivered_days`), only_late_days: delivered(sql`late_days`),
  };
}

/** The latest day on which anything became known of one of some orders. For the engine that keeps profiles: it passes over nulls. */
const lastKnown = sql`greatest(day, delivered_day, review_day)`;

const isSale = ({ asOf, saleStatuses }: FeatureScope): Sql => sql`day <= ${asOf} and ${oneOf("status", saleStatuses)}`;

/** What a kept row says beside the profile, where one order is all that is known of the customer: with it the row of a past day is told by that of today. */
const ofOnlyOrder = ["only_order_key", "only_delivered_day", "only_review_day"] as const;

/**
 * Of the customers who are not among the others the orders hold one alone: nothing else need be read of them.
 * @param customers a `select` of them, with whatever else is wanted beside
 */
function ofOneOrder(scope: FeatureScope, customers: Sql): Sql {
  const told = toldByOrder(scope.asOf);
  const columns = profileColumns.filter((name) => told[name] !== undefined);
  const sale = sql`select customer_key as buyer, ${joinSql(columns.map((name) => sql`${told[name] ?? sql``} as ${rawSql(name)}`), ", ")}, ${lastKnown} as last_known_day,
      order_key as only_order_key, delivered_day as only_delivered_day, review_day as only_review_day
    from orders where ${isSale(scope)} and customer_key not in (${otherBuyers(scope)})`;
  return sql`(${customers}) as c join (${sale}) as sale on sale.buyer = c.customer_key`;
}

/**
 * The profile of some of the others, worked out of their rows alone, or what `select` makes of it.
 * @param customers of whom: a `select` of rows of `customers`, all others by default
 */
function ofOthers(scope: FeatureScope, withMemberships: boolean, { customers = null, select = (profile) => profile }: { customers?: Sql | null; select?: (profile: Sql) => Sql } = {}): Sql {
  const rows = (table: "orders" | "items" | "payments"): Sql =>
    sql`select * from (${recordsOfOthers(table, scope)}) as fact${customers === null ? sql`` : sql` where customer_key in (select customer_key from customers)`}`;
  return sql`with ${customers === null ? sql`` : sql`customers as materialized (${customers}), `}orders as materialized (${rows("orders")}),
    items as materialized (${rows("items")}),
    payments as materialized (${rows("payments")})
    ${select(customerProfileSql(scope, withMemberships))}`;
}

const dated = (profile: Sql): Sql => sql`select profile.*, known.last_known_day from (${profile}) as profile
  join (select customer_key, max(${lastKnown}) as last_known_day from orders group by customer_key) as known on known.customer_key = profile.customer_key`;

const own = rawSql(profileColumns.join(", "));
const members = rawSql(membershipNames.join(", "));
const onlyOrder = rawSql(ofOnlyOrder.join(", "));

/**
 * The rows of `customerProfileSql` with `last_known_day`: the latest day on which anything became known of any order of the
 * customer, whatever its status (that it was placed, delivered or reviewed). From that day on the row stays the same, but
 * for the days counted from the day looked at.
 *
 * Worked out with two thirds of the work: of most customers one order is known, which is their row; only of the others,
 * who come first, are orders grouped and lines and payments read. For the engine that keeps it, and for none other:
 * it hides tables by the names of parts of their rows.
 */
export function keptProfile(scope: FeatureScope, withMemberships: boolean): Sql {
  const customers = withMemberships
    ? sql`select c.*, ${membershipColumns(true)} from customers as c left join memberships as m on m.customer_key = c.customer_key`
    : sql`select c.*, ${membershipColumns(false)} from customers as c`;
  return sql`select ${own}, ${members}, last_known_day, ${joinSql(ofOnlyOrder.map((name) => sql`cast(null as integer) as ${rawSql(name)}`), ", ")}
      from (${ofOthers(scope, withMemberships, { select: dated })}) as others
    union all select ${own}, ${members}, last_known_day, ${onlyOrder} from ${ofOneOrder(scope, customers)}`;
}

export type PastProfile = {
  /** a `select` of the kept rows of `keptProfile` of the newest data */
  newest: Sql;
  /** the day that was made for */
  lastDay: number;
  /** the past day looked at */
  asOf: number;
};

/** How a row of today tells that of a past day, where the only order was placed by then. */
function toldByToday({ asOf, lastDay }: PastProfile): Partial<Record<ProfileColumn, Sql>> {
  const delivered = (column: string): Sql => sql`case when only_delivered_day <= ${asOf} then ${rawSql(column)} end`;
  return {
    state: thenPlace("state"), city: thenPlace("city"),
    recency_days: sql`recency_days - ${lastDay - asOf}`, age_days: sql`age_days - ${lastDay - asOf}`,
    late_share: delivered("late_share"), only_delivered_days: delivered("only_delivered_days"), only_late_days: delivered("only_late_days"),
    mean_review_score: sql`case when only_review_day > ${asOf} then cast(review.review_score as double precision) else mean_review_score end`,
  };
}

const thenPlace = (column: string): Sql => sql`case when place.customer_key is null then newest.${rawSql(column)} else place.${rawSql(column)} end`;
const places = sql`left join earlier_places as place on place.customer_key = newest.customer_key`;

/**
 * The rows of the profile of a past day, without memberships, of those customers alone of whom something became
 * known since: few in most shops. To be read where the tables are those of that day, for the engine as `keptProfile`, and
 * of its corrections of that day (`earlier_reviews`, `earlier_places` of lib/analytics/as-of.ts). Of whoever has one order
 * on record the row of today tells it; only of the others are orders grouped, lines and payments read.
 */
export function changedSince(past: PastProfile, ofSales: FeatureScope): Sql {
  const { newest, lastDay, asOf } = past;
  const changed = sql`(${newest}) as newest`;
  const isChanged = sql`last_known_day > ${asOf} and age_days >= ${lastDay - asOf}`;
  const told = toldByToday(past);
  const columns = profileColumns.map((name) => sql`${told[name] ?? sql`newest.${rawSql(name)}`} as ${rawSql(name)}`);
  const customers = sql`select newest.customer_key as customer_key, external_id, email_consent, sms_consent, has_email, has_phone, ${thenPlace("state")} as state, ${thenPlace("city")} as city
    from ${changed} ${places} where only_order_key is null and ${isChanged}`;
  return sql`select ${own} from (${ofOthers({ ...ofSales, asOf }, false, { customers })}) as others
    union all select ${joinSql(columns, ", ")} from ${changed} ${places} left join earlier_reviews as review on review.order_key = only_order_key
      where only_order_key is not null and ${isChanged}`;
}

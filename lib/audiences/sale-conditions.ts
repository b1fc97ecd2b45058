import { manifoldRows } from "@/lib/features/manifold-buyers";
import type { OrderClause } from "@/lib/types/customer-filter";
import { allOf, among, rawSql, sql, type Sql } from "@/lib/types/sql";
import { type FilterScope, amongWords, daysAgo, isBounded, ofLine, ofPayment, within } from "./sql-conditions";

/** Names of the columns that tell one sale. */
type Columns = Record<"status" | "weekday" | "hour" | "state" | "city" | "category" | "amount" | "delivered" | "late", string>;

const ofProfile: Columns = {
  status: "only_status", weekday: "only_weekday", hour: "only_hour", state: "first_state", city: "only_city", category: "first_category",
  amount: "only_amount_cents", delivered: "only_delivered_days", late: "only_late_days",
};
const ofSale: Columns = {
  status: "status", weekday: "weekday", hour: "hour", state: "state", city: "city", category: "category",
  amount: "amount_cents", delivered: "delivered_days", late: "late_days",
};

function ofOrder(clause: OrderClause, names: Columns): Sql[] {
  return [
    ...amongWords(names.status, clause.statuses),
    ...among(names.weekday, clause.weekdays),
    ...among(names.hour, clause.hours),
    ...amongWords(names.state, clause.states),
    ...amongWords(names.city, clause.cities),
    ...amongWords(names.category, clause.mainCategories),
    ...within(names.amount, clause.amountCents),
    ...within(names.delivered, clause.deliveryDays),
    ...(clause.lateDays === "unknown" ? [sql`${rawSql(names.late)} is null`] : within(names.late, clause.lateDays)),
  ];
}

const asSale = (rows: Sql): Sql => sql`(${rows}) as sale`;

function manifoldCondition(clause: OrderClause, scope: FilterScope): Sql {
  const sales = asSale(manifoldRows("orders", scope));
  const own = [...ofOrder(clause, ofSale), ...within("months_after", clause.monthsSinceFirst)];
  const parts = [
    { rows: asSale(manifoldRows("items", scope)), conditions: ofLine(clause, "category") },
    { rows: asSale(manifoldRows("payments", scope)), conditions: ofPayment(clause) },
  ].filter(({ conditions }) => conditions.length > 0);
  const days = within("day", clause.days);
  const [only] = parts;
  // a line or payment carries its day: where nothing else is asked, the sale is not looked up
  if (own.length === 0 && only !== undefined && parts.length === 1) return sql`customer_key in (select customer_key from ${only.rows} where ${allOf([...only.conditions, ...days])})`;
  const inParts = parts.map(({ rows, conditions }) => sql`order_key in (select order_key from ${rows} where ${allOf(conditions)})`);
  return sql`customer_key in (select customer_key from ${sales} where ${allOf([...own, ...days, ...inParts])})`;
}

/** Whether only sales are asked for, by what a simple customer's row of the profile tells. */
export function asksOfSales({ statuses, products }: OrderClause, { saleStatuses }: FilterScope): boolean {
  return products.length === 0 && statuses.every((status) => saleStatuses.includes(status));
}

/**
 * The conditions to have a sale that fits, for clauses that `asksOfSales`; no customer meets both. A simple
 * customer's only sale lies in the profile, so nothing is joined; of the few others the sales are asked.
 */
export function saleConditions(clause: OrderClause, scope: FilterScope): readonly [Sql, Sql] {
  const { monthsSinceFirst: months } = clause;
  const isFirst = isBounded(months) && ((months.min ?? 0) > 0 || (months.max ?? 0) < 0) ? [sql`1 = 0`] : [];
  const simple = [
    sql`is_simple = 1`, ...isFirst, ...ofOrder(clause, ofProfile),
    ...within("recency_days", daysAgo(clause.days, scope.asOf)),
    ...ofLine(clause, "only_line_category"), ...ofPayment(clause, "only_payment_type", "only_installments"),
  ];
  return [allOf(simple), sql`is_simple = 0 and ${manifoldCondition(clause, scope)}`];
}

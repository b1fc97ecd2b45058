import { scopeCondition } from "@/lib/features/feature-sql";
import { bySaleTime, repeatSales } from "@/lib/features/repeat-sales";
import type { FirstOrderClause, OrderClause, Range } from "@/lib/types/customer-filter";
import type { Day } from "@/lib/types/day";
import { allOf, among, keepable, oneOf, sql, type Sql } from "@/lib/types/sql";
import { type FilterScope, amongWords, isBounded, ofLine, ofPayment, within } from "./sql-conditions";

const isSale = ({ asOf, saleStatuses }: FilterScope): Sql => scopeCondition({ asOf, saleStatuses, windowDays: null, status: "sales" });

/** Conditions on columns `status` and `day`, which orders, items and payments share. */
function kept({ statuses, days }: OrderClause, scope: FilterScope): Sql[] {
  const status = statuses.length === 0 ? isSale(scope) : allOf([sql`day <= ${scope.asOf}`, ...among("status", statuses)]);
  return [status, ...within("day", days)];
}

/** What was learned later is not known yet: a delivery after the day looked at is none. */
function lateness(lateDays: OrderClause["lateDays"], asOf: Day): Sql[] {
  if (lateDays === "unknown") return [sql`(late_days is null or delivered_day is null or delivered_day > ${asOf})`];
  return isBounded(lateDays) ? [sql`delivered_day <= ${asOf}`, ...within("late_days", lateDays)] : [];
}

/** Conditions on columns only `orders` has. */
function ofOrder(clause: OrderClause, asOf: Day): Sql[] {
  return [
    ...among("weekday", clause.weekdays),
    ...among("hour", clause.hours),
    ...among("state", clause.states),
    ...among("city", clause.cities),
    ...among("category", clause.mainCategories),
    ...within("amount_cents", clause.amountCents),
    ...(isBounded(clause.deliveryDays) ? [sql`delivered_day <= ${asOf}`, ...within("delivered_days", clause.deliveryDays)] : []),
    ...lateness(clause.lateDays, asOf),
  ];
}

const ofItem = (clause: OrderClause): Sql[] => [...ofLine(clause, "category"), ...among("product_id", clause.products)];

/** The lines or payments of the sales, like ones together, so that a query for one kind reads few; of other statuses as they lie. */
function partsOf({ statuses }: OrderClause, scope: FilterScope, table: Sql, columns: Sql): Sql {
  if (statuses.length > 0) return table;
  return sql`(${keepable(sql`select customer_key, order_key, status, day, ${columns} from ${table} where ${oneOf("status", scope.saleStatuses)} order by ${columns}`, "facts")}) as part`;
}

/** Customers with two sales or more. */
const isRepeater: Sql = sql`customer_key in (select customer_key from customer_profile where order_count > 1)`;

/** Months since the first sale, which needs that first. */
function monthsSince(range: Range, scope: FilterScope): { join: Sql; conditions: Sql[] } {
  if (!isBounded(range)) return { join: sql``, conditions: [] };
  // in a later month than the first only those have an order who have two: few, and known
  const later = range.min !== null && range.min > 0 ? sql` and ${isRepeater}` : sql``;
  const firsts = sql`select customer_key as buyer, min(month) as first_month from orders where ${isSale(scope)}${later} group by customer_key`;
  const bounds = [...(range.min === null ? [] : [sql`month - first_month >= ${range.min}`]), ...(range.max === null ? [] : [sql`month - first_month <= ${range.max}`])];
  return { join: sql` join (${firsts}) as firsts on buyer = customer_key`, conditions: bounds };
}

/**
 * The condition on `customer_key` to have an order that fits; none for a clause that asks nothing.
 * For what the profile and `saleConditions` cannot tell: products, and orders that are no sales.
 * Items and payments carry status and day themselves, so a clause on one of them alone reads no orders.
 */
export function orderConditions(clause: OrderClause, scope: FilterScope): Sql[] {
  const own = ofOrder(clause, scope.asOf);
  const since = monthsSince(clause.monthsSinceFirst, scope);
  const parts = [
    { table: partsOf(clause, scope, sql`items`, sql`category, product_id`), conditions: ofItem(clause) },
    { table: partsOf(clause, scope, sql`payments`, sql`type, installments`), conditions: ofPayment(clause) },
  ].filter(({ conditions }) => conditions.length > 0);
  const asksOrder = own.length + since.conditions.length > 0;
  if (!asksOrder && parts.length === 0 && clause.statuses.length === 0 && !isBounded(clause.days)) return [];
  const known = kept(clause, scope);
  const [only] = parts;
  if (!asksOrder && only !== undefined && parts.length === 1) {
    return [sql`customer_key in (select customer_key from ${only.table} where ${allOf([...known, ...only.conditions])})`];
  }
  const inParts = parts.map(({ table, conditions }) => sql`order_key in (select order_key from ${table} where ${allOf([...known, ...conditions])})`);
  return [sql`customer_key in (select customer_key from orders${since.join} where ${allOf([...known, ...own, ...since.conditions, ...inParts])})`];
}

/** Sales of the people with two or more, with their place in time and the `seconds` since the one before. */
function numbered({ asOf, saleStatuses }: FilterScope): Sql {
  const facts = keepable(repeatSales(saleStatuses, sql`customer_key, day, category, sold_at - lag(sold_at) over (${bySaleTime}) as seconds`), "facts");
  return sql`select customer_key, category, place, seconds from (${facts}) as fact where day <= ${asOf}`;
}

/** The conditions on place and category of the first sale. */
export function firstOrderConditions({ states, categories }: FirstOrderClause): Sql[] {
  return [...amongWords("first_state", states), ...amongWords("first_category", categories)];
}

/** The condition on the category of the second sale. */
export function secondOrderConditions(categories: readonly string[], scope: FilterScope): Sql[] {
  const wanted = among("category", categories);
  return wanted.length === 0 ? [] : [sql`customer_key in (select customer_key from (${numbered(scope)}) as numbered where ${allOf([sql`place = 2`, ...wanted])})`];
}

const daySeconds = 86_400;

/** The condition to have come back after so many whole days of 24 hours. */
export function gapConditions({ min, max }: Range, scope: FilterScope): Sql[] {
  const bounds = [...(min === null ? [] : [sql`seconds >= ${min * daySeconds}`]), ...(max === null ? [] : [sql`seconds < ${(max + 1) * daySeconds}`])];
  return bounds.length === 0 ? [] : [sql`customer_key in (select customer_key from (${numbered(scope)}) as numbered where ${allOf(bounds)})`];
}

import { secondScore } from "@/lib/features/second-score";
import { borderlineMargin, type CustomerFilter } from "@/lib/types/customer-filter";
import { allOf, among, joinSql, sql, type Sql } from "@/lib/types/sql";
import { firstOrderConditions, gapConditions, orderConditions, secondOrderConditions } from "./order-conditions";
import { asksOfSales, saleConditions } from "./sale-conditions";
import { type FilterScope, amongWords, daysAgo, within } from "./sql-conditions";

/**
 * The condition of a filter over the relation `customer_profile` (lib/types/customer-profile.ts),
 * for the customers table and for target lists alike. An empty filter is `1 = 1`. What is asked of
 * orders is asked of `orders`, `items` and `payments` beside it, by semi-joins on the customer.
 *
 * Bounds are inclusive. Search finds an external id that begins with the text or a city that holds
 * it; case is ignored, and accents are too where the city is written without them. `coreOnly` keeps
 * members with a margin of at least 0.1; a run by rules (RFM) has no margins, and all its members
 * are core. A filter and its opposite are not both kept where a value is missing: who has no review
 * is in no range of scores.
 *
 * @param scope the day the relation was made for, and the statuses that count as a sale
 */
export function filterSql(filter: CustomerFilter, scope: FilterScope): Sql {
  const parts = filterParts(filter, scope);
  return parts.length === 1 ? (parts[0] ?? sql`1 = 1`) : sql`((${joinSql(parts, ") or (")}))`;
}

/**
 * The same as conditions of which no customer meets two, to be asked one by one and put together: what is
 * asked of orders is then asked of few, where `or` would ask it of everybody.
 */
export function filterParts(filter: CustomerFilter, scope: FilterScope): readonly Sql[] {
  const { order } = filter;
  const asked = orderConditions(order, scope);
  const ofCustomer = customerConditions(filter, scope);
  const parts = asked.length > 0 && asksOfSales(order, scope) ? saleConditions(order, scope).map((condition) => [...ofCustomer, condition]) : [[...ofCustomer, ...asked]];
  return parts.map(allOf);
}

function customerConditions(filter: CustomerFilter, scope: FilterScope): Sql[] {
  return [
    ...searchConditions(filter.search),
    ...among("segment", filter.segments),
    ...amongWords("state", filter.states),
    ...amongWords("city", filter.cities),
    ...within("revenue_cents", filter.spendCents),
    ...within("recency_days", filter.recencyDays),
    ...within("order_count", filter.orderCount),
    ...within("mean_review_score", filter.reviewScore),
    ...(filter.lateDelivery === null ? [] : [filter.lateDelivery === "ever" ? sql`late_share > 0` : sql`coalesce(late_share, 0) = 0`]),
    ...within("age_days", daysAgo(filter.firstOrder.days, scope.asOf)),
    ...within("recency_days", daysAgo(filter.lastOrderDays, scope.asOf)),
    ...(filter.emailConsent === null ? [] : [sql`email_consent = ${filter.emailConsent}`]),
    ...(filter.rfmCell === null ? [] : [inCell(filter.rfmCell)]),
    ...(filter.coreOnly ? [sql`segment is not null and (margin is null or margin >= ${borderlineMargin})`] : []),
    ...firstOrderConditions(filter.firstOrder),
    ...secondOrderConditions(filter.secondCategories, scope),
    ...gapConditions(filter.gapDays, scope),
  ];
}

function inCell({ recency, second, axis }: NonNullable<CustomerFilter["rfmCell"]>): Sql {
  const score = secondScore(axis, { frequency: "f_score", monetary: "m_score", orders: "order_count" });
  return sql`r_score = ${recency} and ${score} = ${second}`;
}

function searchConditions(search: string | null): Sql[] {
  const text = search?.trim().toLowerCase() ?? "";
  if (text === "") return [];
  const cities = [...new Set([text, withoutAccents(text)])].map(
    (city) => sql`lower(city) like ${`%${likeLiteral(city)}%`} escape '!'`,
  );
  const id = sql`lower(external_id) like ${`${likeLiteral(text)}%`} escape '!'`;
  return [sql`(${joinSql([id, ...cities], " or ")})`];
}

/** Text that `like … escape '!'` takes at its word. */
export function likeLiteral(text: string): string {
  return text.replace(/[!%_]/g, "!$&");
}

function withoutAccents(text: string): string {
  return text.normalize("NFD").replace(/\p{Mn}/gu, "");
}

import { secondScore } from "@/lib/features/second-score";
import { borderlineMargin, type CustomerFilter, type Range } from "@/lib/types/customer-filter";
import { joinSql, rawSql, sql, type Sql } from "@/lib/types/sql";

type RangeColumn = "revenue_cents" | "recency_days" | "order_count";

/**
 * The condition of a filter over the relation `customer_profile` (lib/types/customer-profile.ts),
 * for the customers table and for target lists alike. An empty filter is `1 = 1`.
 *
 * Bounds are inclusive. Search finds an external id that begins with the text or a city that holds
 * it; case is ignored, and accents are too where the city is written without them. `coreOnly` keeps
 * members with a margin of at least 0.1; a run by rules (RFM) has no margins, and all its members
 * are core.
 */
export function filterSql(filter: CustomerFilter): Sql {
  const conditions = [
    ...searchConditions(filter.search),
    ...memberOf("segment", filter.segments),
    ...memberOf("state", filter.states),
    ...within("revenue_cents", filter.spendCents),
    ...within("recency_days", filter.recencyDays),
    ...within("order_count", filter.orderCount),
    ...(filter.emailConsent === null ? [] : [sql`email_consent = ${filter.emailConsent}`]),
    ...(filter.rfmCell === null ? [] : [inCell(filter.rfmCell)]),
    ...(filter.coreOnly ? [sql`segment is not null and (margin is null or margin >= ${borderlineMargin})`] : []),
  ];
  return conditions.length === 0 ? sql`1 = 1` : joinSql(conditions, " and ");
}

function inCell({ recency, second, axis }: NonNullable<CustomerFilter["rfmCell"]>): Sql {
  const score = secondScore(axis, { frequency: "f_score", monetary: "m_score", orders: "order_count" });
  return sql`r_score = ${recency} and ${score} = ${second}`;
}

function within(column: RangeColumn, range: Range): Sql[] {
  const bounds: Sql[] = [];
  if (range.min !== null) bounds.push(sql`${rawSql(column)} >= ${range.min}`);
  if (range.max !== null) bounds.push(sql`${rawSql(column)} <= ${range.max}`);
  return bounds;
}

function memberOf(column: "segment" | "state", values: readonly (string | number)[]): Sql[] {
  if (values.length === 0) return [];
  const list = joinSql(
    values.map((value) => sql`${value}`),
    ", ",
  );
  return [sql`${rawSql(column)} in (${list})`];
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

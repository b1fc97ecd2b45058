import type { Day } from "@/lib/types/day";
import { joinSql, rawSql, sql, type Sql } from "@/lib/types/sql";

/** First day of each class of lateness after the first, which is early; the last class is open. */
export const latenessFrom = [0, 1, 3, 8] as const;
/** the class of orders not delivered, or without a promised date */
export const undelivered = 5;

/** 1 where a condition holds, else 0, also where it cannot be told. */
const oneIf = (condition: Sql): Sql => sql`case when ${condition} then 1 else 0 end`;
/** A sum over none is missing, not zero. */
const whenThere = (condition: Sql, value: Sql): Sql => sql`case when ${condition} then ${value} end`;

/**
 * What a sale adds to the sums of a group of sales; whole numbers but `revenue_squared`. `known_*`, `due`,
 * `late` and `days_*` leave out reviews and deliveries after the day looked at; `promised` and `on_time`
 * count deliveries once their promised day has come, and `due` those of them that are known.
 */
function partsOf(asOf: Day): Record<string, Sql> {
  const isKnown = sql`review_day <= ${asOf} and review_score is not null`;
  const isPromised = sql`delivered_day - late_days <= ${asOf}`;
  const isDue = sql`delivered_day <= ${asOf} and ${isPromised}`;
  const isDelivered = sql`delivered_day <= ${asOf} and delivered_days is not null`;
  return {
    orders: sql`1`,
    // times 1.0 would make it a decimal number, which takes four times as long
    revenue_squared: sql`cast(revenue_cents as double precision) * revenue_cents`,
    reviews: oneIf(sql`review_score is not null`),
    review_sum: sql`review_score`,
    review_squared: sql`review_score * review_score`,
    promised: oneIf(isPromised),
    on_time: oneIf(sql`${isPromised} and late_days <= 0`),
    known_reviews: oneIf(isKnown),
    known_review_sum: whenThere(isKnown, sql`review_score`),
    known_review_squared: whenThere(isKnown, sql`review_score * review_score`),
    known_ones: oneIf(sql`${isKnown} and review_score = 1`),
    due: oneIf(isDue),
    late: oneIf(sql`${isDue} and late_days > 0`),
    days_known: oneIf(isDelivered),
    days_sum: whenThere(isDelivered, sql`delivered_days`),
  };
}

/** What can be added up over sales: `revenue_cents` and the parts. */
export const sumNames: readonly string[] = ["revenue_cents", ...Object.keys(partsOf(0))];

/**
 * Parts as columns over a relation of sales, each behind a comma. A query says which it reads: an engine leaves the others out,
 * but only after it has understood them, which takes longer than many a small answer.
 */
export function partColumns(asOf: Day, names: readonly string[]): Sql {
  const parts = Object.entries(partsOf(asOf)).filter(([name]) => names.includes(name));
  return joinSql(parts.map(([name, part]) => sql`, ${part} as ${rawSql(name)}`), "");
}

/** Lateness as known: 0 early, 1 on the day, 2 one to two days late, 3 three to seven, 4 later, 5 not delivered. */
export const latenessOf = (asOf: Day): Sql => sql`case when late_days is null or delivered_day is null or delivered_day > ${asOf} then ${undelivered}
      when late_days < ${latenessFrom[0]} then 0 when late_days < ${latenessFrom[1]} then 1 when late_days < ${latenessFrom[2]} then 2
      when late_days < ${latenessFrom[3]} then 3 else 4 end`;

import type { Day } from "@/lib/types/day";
import { joinSql, rawSql, sql, type Sql } from "@/lib/types/sql";

/** First day of each class of lateness after the first, which is early; the last class is open. */
export const latenessFrom = [0, 1, 3, 8] as const;
/** the class of orders not delivered, or without a promised date */
export const undelivered = 5;

const when = (condition: Sql, value: Sql): Sql => sql`case when ${condition} then ${value} else 0 end`;
const one = sql`1`;
/** A sum over none is missing, not zero. */
const whenThere = (condition: Sql, value: Sql): Sql => sql`case when ${condition} then ${value} end`;

/**
 * What a sale adds to the sums of a group of sales; whole numbers but `revenue_squared`. `known_*`, `due`,
 * `late` and `days_*` leave out reviews and deliveries after the day looked at; `promised` and `on_time`
 * count deliveries once their promised day has come, and `due` those of them that are known.
 */
function partsOf(asOf: Day): Record<string, Sql> {
  const isReviewed = sql`review_score is not null`;
  const isKnown = sql`review_day <= ${asOf} and review_score is not null`;
  const isPromised = sql`delivered_day - late_days <= ${asOf}`;
  const isDue = sql`delivered_day <= ${asOf} and delivered_day - late_days <= ${asOf}`;
  const isDelivered = sql`delivered_day <= ${asOf} and delivered_days is not null`;
  return {
    orders: one,
    revenue_squared: sql`revenue_cents * 1.0 * revenue_cents`,
    reviews: when(isReviewed, one),
    review_sum: whenThere(isReviewed, sql`review_score`),
    review_squared: whenThere(isReviewed, sql`review_score * review_score`),
    promised: when(isPromised, one),
    on_time: when(sql`${isPromised} and late_days <= 0`, one),
    known_reviews: when(isKnown, one),
    known_review_sum: whenThere(isKnown, sql`review_score`),
    known_review_squared: whenThere(isKnown, sql`review_score * review_score`),
    known_ones: when(sql`${isKnown} and review_score = 1`, one),
    due: when(isDue, one),
    late: when(sql`${isDue} and late_days > 0`, one),
    days_known: when(isDelivered, one),
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

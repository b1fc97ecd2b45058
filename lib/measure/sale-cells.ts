import { monthOf, startOfMonth } from "@/lib/stats/civil-date";
import type { Day, MonthIndex } from "@/lib/types/day";
import type { DaySpan, OrdersFilter } from "@/lib/types/overview";
import { among, joinSql, keepable, type KeptOf, rawSql, sql, type Sql } from "@/lib/types/sql";
import { sales } from "./sales";

/** First day of each class of lateness after the first, which is early; the last class is open. */
export const latenessFrom = [0, 1, 3, 8] as const;
/** the class of orders not delivered, or without a promised date */
export const undelivered = 5;

/** Which sales are looked at: up to a day, of some statuses. */
export type SaleScope = { asOf: Day; saleStatuses: readonly string[] };

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
    revenue_cents: sql`revenue_cents`,
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

const sumNames = Object.keys(partsOf(0));
const list = (columns: readonly Sql[]): Sql => joinSql(columns, ", ");

/** Lateness as known: 0 early, 1 on the day, 2 one to two days late, 3 three to seven, 4 later, 5 not delivered. */
const latenessOf = (asOf: Day): Sql => sql`case when late_days is null or delivered_day is null or delivered_day > ${asOf} then ${undelivered}
      when late_days < ${latenessFrom[0]} then 0 when late_days < ${latenessFrom[1]} then 1 when late_days < ${latenessFrom[2]} then 2
      when late_days < ${latenessFrom[3]} then 3 else 4 end`;

const kinds = sql`month, state, category`;

/** `month`, `state`, `category`, `lateness` and the parts of each sale that `more` keeps. */
function eachSale({ asOf, saleStatuses }: SaleScope, columns: Sql, more: Sql): Sql {
  const parts = Object.entries(partsOf(asOf)).map(([name, part]) => sql`${part} as ${rawSql(name)}`);
  return sql`select ${columns}, ${kinds}, ${latenessOf(asOf)} as lateness, ${list(parts)} from (${sales(asOf, saleStatuses)}) as sale where ${more}`;
}

/** Who belongs to which segment; few bytes a customer. */
const members: Sql = keepable(sql`select customer_key as member, segment from memberships order by customer_key`, "run");

/**
 * The sales of the people with two or more, with what each adds to the sums, by day. They are few in most shops.
 * @param of "run" adds `segment`
 */
export function repeatSales(scope: SaleScope, of: KeptOf): Sql {
  const columns = sql`customer_key, order_key, sold_at, day, place, customer_sales, first_day, first_month`;
  const plain = keepable(sql`${eachSale(scope, columns, sql`customer_sales > 1`)} order by day`);
  if (of === "data") return plain;
  return keepable(sql`select r.*, m.segment as segment from (${plain}) as r left join (${members}) as m on m.member = r.customer_key order by day`, "run");
}

/**
 * The sales of the people with a single one, added up by month, state, category and lateness: in a shop of one-time
 * buyers a twentieth of the rows, and every sum and every count of people can be had of them.
 * @param of "run" adds `segment`, and tells apart by it
 */
export function singleCells(scope: SaleScope, of: KeptOf): Sql {
  const sums = list(sumNames.map((name) => (name === "revenue_squared" ? sql`sum(revenue_squared) as revenue_squared` : sql`cast(sum(${rawSql(name)}) as bigint) as ${rawSql(name)}`)));
  const singles = eachSale(scope, sql`customer_key`, sql`customer_sales = 1`);
  if (of === "data") return keepable(sql`select ${kinds}, lateness, ${sums} from (${singles}) as single group by ${kinds}, lateness order by month`);
  return keepable(sql`select ${kinds}, lateness, m.segment as segment, ${sums} from (${singles}) as single
    left join (${members}) as m on m.member = single.customer_key group by ${kinds}, lateness, m.segment order by month`, "run");
}

/**
 * A span cut into whole months and the days left over at its ends. Nothing is known after `asOf`, so its month is whole.
 * @returns `months` null where no month is whole
 */
export function cutAtMonths({ from, to }: DaySpan, asOf: Day): { months: { first: MonthIndex; last: MonthIndex } | null; edges: DaySpan[] } {
  const end = Math.min(to, asOf);
  const first = startOfMonth(monthOf(from)) === from ? monthOf(from) : monthOf(from) + 1;
  const last = end === asOf || startOfMonth(monthOf(end) + 1) === end + 1 ? monthOf(end) : monthOf(end) - 1;
  if (first > last) return { months: null, edges: end < from ? [] : [{ from, to: end }] };
  const ends = [{ from, to: startOfMonth(first) - 1 }, { from: startOfMonth(last + 1), to: end }];
  return { months: { first, last }, edges: ends.filter((edge) => edge.from <= edge.to) };
}

const all = (conditions: readonly Sql[]): Sql => (conditions.length === 0 ? sql`1 = 1` : joinSql(conditions, " and "));

/** Conditions on the place, category and persona of an order, of any relation that names its customer; none where nothing is chosen. */
export function kindConditions({ states, categories, segments }: OrdersFilter): Sql[] {
  const ofSegments = among("segment", segments).map((isMember) => sql`customer_key in (select member from (${members}) as m where ${isMember})`);
  return [...among("state", states), ...among("category", categories), ...ofSegments];
}

/** Which relations a filter asks: those that know segments only where it names some. */
export const keptOf = ({ segments }: OrdersFilter): KeptOf => (segments.length === 0 ? "data" : "run");

/** Conditions of a filter on the columns of the relations above. */
export const kindsIn = ({ states, categories, segments }: OrdersFilter): Sql =>
  all([...among("state", states), ...among("category", categories), ...among("segment", segments)]);

/** Sales of the days of a span that a filter keeps, of the people with two or more. */
export function repeatsIn(span: DaySpan, filter: OrdersFilter, scope: SaleScope): Sql {
  return sql`select * from (${repeatSales(scope, keptOf(filter))}) as again where day >= ${span.from} and day <= ${span.to} and ${kindsIn(filter)}`;
}

const columnsOf = sql`${kinds}, lateness, ${list(sumNames.map((name) => rawSql(name)))}`;

/** The same of the people with a single sale, in rows of one or more sales: cells where a month is whole, sales at the ends. */
export function singlesIn(span: DaySpan, filter: OrdersFilter, scope: SaleScope): Sql {
  const { months, edges } = cutAtMonths(span, scope.asOf);
  const atEnd = ({ from, to }: DaySpan): Sql => {
    const kept = all([sql`customer_sales = 1 and day >= ${from} and day <= ${to}`, ...kindConditions(filter)]);
    return sql`select ${columnsOf} from (${eachSale(scope, sql`day`, kept)}) as single`;
  };
  const { first, last } = months ?? { first: 1, last: 0 };
  const whole = sql`select ${columnsOf} from (${singleCells(scope, keptOf(filter))}) as cell where month >= ${first} and month <= ${last} and ${kindsIn(filter)}`;
  return joinSql([whole, ...edges.map(atEnd)], " union all ");
}

/** Both together: enough wherever only sales are counted and not people. */
export function salesIn(span: DaySpan, filter: OrdersFilter, scope: SaleScope): Sql {
  return sql`${singlesIn(span, filter, scope)} union all select ${columnsOf} from (${repeatsIn(span, filter, scope)}) as again`;
}

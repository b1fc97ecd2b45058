import { monthOf, startOfMonth } from "@/lib/stats/civil-date";
import type { Day, MonthIndex } from "@/lib/types/day";
import type { DaySpan, OrdersFilter } from "@/lib/types/overview";
import { allOf, amongFew, joinSql, keepable, type KeptOf, rawSql, sql, type Sql } from "@/lib/types/sql";
import { sumNames } from "./sale-parts";
import { type SaleScope, sales, withSegment } from "./sales";

const list = (names: readonly string[]): Sql => joinSql(names.map((name) => rawSql(name)), ", ");

/** Sums of a cell. */
const sumsOf = (names: readonly string[]): Sql =>
  joinSql(names.map((name) => (name === "revenue_squared" ? sql`sum(revenue_squared) as revenue_squared` : sql`cast(sum(${rawSql(name)}) as bigint) as ${rawSql(name)}`)), ", ");

/**
 * The sales added up by month, state, category, lateness and `is_single`, 1 for those of people with no other: in a
 * shop of one-time buyers a twentieth of the rows, and every sum and count of sales can be had of them.
 *
 * @param of "run" adds `segment`, and tells apart by it
 */
export function saleCells(scope: SaleScope, of: KeptOf): Sql {
  const kinds = sql`month, state, category, lateness, is_single${of === "run" ? sql`, segment` : sql``}`;
  // members are looked up for this once: to keep them beside every sale takes longer
  const plain = sales(scope, "data", ["lateness", ...sumNames]);
  const each = of === "run" ? withSegment(plain) : plain;
  return keepable(sql`select ${kinds}, ${sumsOf(sumNames)} from (${each}) as sale group by ${kinds} order by month`, of);
}

/** What day cells are told apart by, beside the day: nothing more, or one kind. */
export type DayKind = "all" | "state" | "category" | "segment";

/** The day cells a filter can be read off: of the one kind it names; null for a filter on several. */
export function dayKindOf({ states, categories, segments }: OrdersFilter): DayKind | null {
  const named = Object.entries({ state: states, category: categories, segment: segments }).filter(([, wanted]) => wanted.length > 0);
  // the keys above are kinds
  return named.length > 1 ? null : ((named[0]?.[0] ?? "all") as DayKind);
}

/**
 * The sales added up by day, one kind and `is_single`: a few rows a day, out of which any windows of days are summed with
 * neither months nor what is left over at their ends.
 * @param sums of `sumNames`: on a day nobody looked at before they are made while somebody waits
 */
export function dayCells(scope: SaleScope, kind: DayKind, sums: readonly string[]): Sql {
  const kinds = kind === "all" ? sql`day, is_single` : sql`day, ${rawSql(kind)}, is_single`;
  const plain = sales(scope, "data", sums);
  return keepable(sql`select ${kinds}, ${sumsOf(sums)} from (${kind === "segment" ? withSegment(plain) : plain}) as sale group by ${kinds} order by day`, kind === "segment" ? "run" : "data");
}

/**
 * Orders and revenue of the sales by month, state, category, segment and `is_single`: of the cells by segment what
 * every overview asks, a tenth of the numbers, since on a day nobody looked at before it is made while somebody waits.
 */
export function segmentCells(scope: SaleScope): Sql {
  const kinds = sql`month, state, category, is_single, segment`;
  return keepable(sql`select ${kinds}, cast(count(*) as bigint) as orders, cast(sum(revenue_cents) as bigint) as revenue_cents
    from (${withSegment(sales(scope))}) as sale group by ${kinds} order by month`, "run");
}

/**
 * The sales of the people with two or more, with `customer_sales` (how many the person has), person by person. They are few in most shops.
 * @param of "run" adds `segment`
 */
export function repeatSales(scope: SaleScope, of: KeptOf): Sql {
  const again = keepable(sql`select sale.*, count(*) over (partition by customer_key) as customer_sales from (${sales(scope)}) as sale where is_single = 0 order by customer_key, place`);
  return of === "run" ? keepable(sql`${withSegment(again)} order by customer_key, place`, "run") : again;
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

/** Which relations a filter asks: those that know segments only where it names some. */
export const keptOf = ({ segments }: Pick<OrdersFilter, "segments">): KeptOf => (segments.length === 0 ? "data" : "run");

/** Conditions of a filter on the columns of a relation of `keptOf`. */
export const kindsIn = ({ states, categories, segments }: OrdersFilter): Sql =>
  allOf([...amongFew("state", states), ...amongFew("category", categories), ...amongFew("segment", segments)]);

const within = ({ from, to }: DaySpan): Sql => sql`day >= ${from} and day <= ${to}`;

/** Sales of the days of a span that a filter keeps, of the people with two or more. */
export function repeatsIn(span: DaySpan, filter: OrdersFilter, scope: SaleScope): Sql {
  return sql`select * from (${repeatSales(scope, keptOf(filter))}) as again where ${within(span)} and ${kindsIn(filter)}`;
}

/**
 * Rows of one or more sales of the days of a span that a filter keeps, for sums: cells where a month is whole, sales at the ends.
 * @param sums the columns of them wanted, of `sumNames`, beside `month`, `state`, `category`, `lateness` and `is_single`
 */
export function salesIn(span: DaySpan, filter: OrdersFilter, scope: SaleScope, sums: readonly string[]): Sql {
  const { months, edges } = cutAtMonths(span, scope.asOf);
  const of = keptOf(filter);
  const columns = sql`month, state, category, lateness, is_single, ${list(sums)}`;
  const atEnds = edges.map((edge) => sql`select ${columns} from (${sales(scope, of, ["lateness", ...sums])}) as sale where ${within(edge)} and ${kindsIn(filter)}`);
  if (months === null && atEnds.length > 0) return joinSql(atEnds, " union all ");
  const { first, last } = months ?? { first: 1, last: 0 };
  const whole = sql`select ${columns} from (${saleCells(scope, of)}) as cell where month >= ${first} and month <= ${last} and ${kindsIn(filter)}`;
  return joinSql([whole, ...atEnds], " union all ");
}

/** The same of the people with a single sale. */
export function singlesIn(span: DaySpan, filter: OrdersFilter, scope: SaleScope, sums: readonly string[]): Sql {
  return sql`select * from (${salesIn(span, filter, scope, sums)}) as either where is_single = 1`;
}

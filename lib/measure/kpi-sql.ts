import { startOfMonth } from "@/lib/stats/civil-date";
import type { Day, MonthIndex } from "@/lib/types/day";
import type { DaySpan, KpiFacts, OrdersFilter } from "@/lib/types/overview";
import { joinSql, rawSql, sql, type Sql } from "@/lib/types/sql";
import type { Buyers } from "./buyers";
import { cutAtMonths, dayCells, type DayKind, dayKindOf, keptOf, kindsIn, saleCells } from "./sale-cells";
import { repeatBuys, sales, type SaleScope } from "./sales";

/** Row of `kpiSumsSql`: which window, `singles` (people with a single sale ever) and sums; those over nothing are null. */
export type KpiRow = { place: number; singles: number } & Record<keyof typeof kpiColumns, number | null>;

const kpiColumns = {
  orders: "orders",
  revenue_cents: "revenueCents",
  revenue_squared: "revenueSquared",
  reviews: "reviews",
  review_sum: "reviewSum",
  review_squared: "reviewSquared",
  delivered: "delivered",
  on_time: "onTime",
} as const satisfies Record<string, keyof KpiFacts>;

/**
 * The facts of a window out of its row and the people with two sales or more who bought in it; an empty window is all zero.
 * A customer is new when the first sale ever lies in the window, whatever the filter lets through.
 */
export function kpiFacts(row: KpiRow | undefined, again: Buyers): KpiFacts {
  const sums = Object.entries(kpiColumns).map(([column, fact]) => [fact, row?.[column as keyof typeof kpiColumns] ?? 0]);
  const singles = row?.singles ?? 0;
  // built from the closed list above, so every key is there
  return {
    ...(Object.fromEntries(sums) as Pick<KpiFacts, (typeof kpiColumns)[keyof typeof kpiColumns]>),
    customers: singles + again.people, newCustomers: singles + again.newcomers, repeatCustomers: again.repeaters, ordersSquared: singles + again.ordersSquared,
  };
}

/** Which orders are counted, and the day up to which anything is known. */
export type KpiScope = { saleStatuses: readonly string[]; today: Day; filter: OrdersFilter };

/** The days of each calendar month of `first..last`, ascending. */
export const monthSpans = (first: MonthIndex, last: MonthIndex): DaySpan[] =>
  Array.from({ length: last - first + 1 }, (_, i) => ({ from: startOfMonth(first + i), to: startOfMonth(first + i + 1) - 1 }));

/** What is added up whoever bought, by the name it has here and in the relations of sales. */
const saleSums = {
  orders: "orders", revenue_cents: "revenue_cents", revenue_squared: "revenue_squared", reviews: "reviews",
  review_sum: "review_sum", review_squared: "review_squared", delivered: "promised", on_time: "on_time",
} as const;
const windowSums = ["singles", ...Object.keys(saleSums)];
const summed = Object.values(saleSums);
/** Sums of rows of sales; `singles` are those of people with no other, so many people too. */
const sums = joinSql(
  [sql`sum(orders * is_single) as singles`, ...Object.entries(saleSums).map(([name, part]) => sql`sum(${rawSql(part)}) as ${rawSql(name)}`)], ", ");
const summedAgain = joinSql(windowSums.map((name) => sql`sum(${rawSql(name)}) as ${rawSql(name)}`), ", ");

/** A small relation `place`, `first`, `last` out of given numbers, of one row at least. */
function windowsOf(rows: readonly (readonly number[])[]): Sql {
  const values = rows.map((row) => sql`(${joinSql(row.map((value) => sql`${value}`), ", ")})`);
  return sql`with given(place, first, last) as (values ${joinSql(values, ", ")}) select place, first, last from given`;
}

/** The days of some spans as spans that share none, ascending. */
function disjoint(spans: readonly DaySpan[]): DaySpan[] {
  const apart: DaySpan[] = [];
  for (const span of [...spans].sort((a, b) => a.from - b.from)) {
    const last = apart.at(-1);
    if (last === undefined || span.from > last.to) apart.push({ ...span });
    else last.to = Math.max(last.to, span.to);
  }
  return apart;
}

/** The few rows a day that the sums of all windows are read off. */
export const kpiDays = (scope: SaleScope, kind: DayKind): Sql => dayCells(scope, kind, summed);

/** What all buyers of each window add up to, out of few rows a day. */
function sumsOfDays(spans: readonly DaySpan[], kind: DayKind, { saleStatuses, today, filter }: KpiScope): Sql {
  const windows = windowsOf(spans.map(({ from, to }, place) => [place, from, to]));
  const byDay = sql`select day, ${sums} from (${kpiDays({ asOf: today, saleStatuses }, kind)}) as cell where ${kindsIn(filter)} group by day`;
  return sql`select w.place as place, ${summedAgain} from (${byDay}) as d join (${windows}) as w on d.day >= w.first and d.day <= w.last group by w.place`;
}

/** The same: whole months from cells, the days at its ends from sales. */
function sumsOfMonths(spans: readonly DaySpan[], { saleStatuses, today, filter }: KpiScope): Sql {
  const scope = { asOf: today, saleStatuses };
  const of = keptOf(filter);
  const cut = spans.map((span) => cutAtMonths(span, today));
  const months = cut.flatMap(({ months: whole }, place) => (whole === null ? [] : [[place, whole.first, whole.last]]));
  const edges = cut.flatMap((one, place) => one.edges.map(({ from, to }) => [place, from, to]));
  const byMonth = sql`select month, ${sums} from (${saleCells(scope, of)}) as cell where ${kindsIn(filter)} group by month`;
  const atEnd = disjoint(cut.flatMap((one) => one.edges)).map(({ from, to }) =>
    sql`select day, is_single, ${rawSql(summed.join(", "))} from (${sales(scope, of, summed)}) as sale where day >= ${from} and day <= ${to} and ${kindsIn(filter)}`);
  const byDay = sql`select day, ${sums} from (${joinSql(atEnd, " union all ")}) as sale group by day`;
  const parts = [
    ...(months.length === 0 ? [] : [sql`select w.place as place, m.* from (${byMonth}) as m join (${windowsOf(months)}) as w on m.month >= w.first and m.month <= w.last`]),
    ...(edges.length === 0 ? [] : [sql`select w.place as place, d.* from (${byDay}) as d join (${windowsOf(edges)}) as w on d.day >= w.first and d.day <= w.last`]),
  ];
  // after the last day there is nothing to cut
  const nothing = sql`select 0 as place, 0 as unit, ${joinSql(windowSums.map((name) => sql`0 as ${rawSql(name)}`), ", ")} where 1 = 0`;
  return sql`select place, ${summedAgain} from (${parts.length === 0 ? nothing : joinSql(parts, " union all ")}) as parts group by place`;
}

const double = (value: Sql, name: string): Sql => sql`cast(${value} as double precision) as ${rawSql(name)}`;

/**
 * The sums of some windows, a row each that has sales, ascending by `place`, which counts them from 0.
 * Deliveries count once their promised day has come: before, only the fast ones are known. Those
 * without a promised date count neither way for the on-time share.
 *
 * @param spans one at least
 */
export function kpiSumsSql(spans: readonly DaySpan[], scope: KpiScope): Sql {
  const columns = windowSums.map((name) => double(rawSql(name), name));
  const kind = dayKindOf(scope.filter);
  return sql`select place, ${joinSql(columns, ", ")} from (${kind === null ? sumsOfMonths(spans, scope) : sumsOfDays(spans, kind, scope)}) as sums where orders > 0 order by place`;
}

/** The sales a filter keeps of the people with two or more, person by person: `customer_key`, `day`, `first_day` (of the first ever). */
export function repeatBuysSql({ saleStatuses, today, filter }: KpiScope): Sql {
  return sql`select customer_key, day, first_day from (${repeatBuys({ asOf: today, saleStatuses }, keptOf(filter))}) as sale where ${kindsIn(filter)} order by customer_key, day`;
}

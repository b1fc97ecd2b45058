import { formatDays } from "@/lib/format/duration";
import { formatMonth } from "@/lib/format/date";
import { kpiWords } from "@/lib/format/kpi-words";
import type { MoneyStyle } from "@/lib/format/money";
import { formatNumber, formatPercent } from "@/lib/format/number";
import { categoryList, listWords } from "@/lib/format/words";
import type { AggregateColumn, ExploreFigure } from "@/lib/types/explore";
import type { MonthIndex } from "@/lib/types/day";
import type { CohortRow, FirstCategoryRow, GapRow, OrderCountRow } from "./explore-repeat-sql";
import { shareOf, total } from "./explore-sums";
import { isNotableShare } from "./findings-overview";
import { noiseLimit } from "./kpis";

/** How many people ordered how often. */
export function orderCountFigure(rows: readonly OrderCountRow[], locale: string): ExploreFigure {
  const all = total(rows, (row) => row.customers);
  const again = total(rows.filter((row) => row.orders > 1), (row) => row.customers);
  return {
    finding: all === 0 ? "No customers are known" : `${formatPercent(again / all, locale)} of customers ordered more than once`,
    note: `${formatNumber(all, locale)} people by number of sales up to the as-of day; period, state and category are their first order's.`,
    table: {
      caption: "Customers by number of orders",
      columns: [
        { key: "orders", label: "Orders", unit: "count" },
        { key: "customers", label: "Customers", unit: "count" },
        { key: "share", label: "Share", unit: "share" },
      ],
      rows: rows.map((row) => [row.orders, row.customers, shareOf(row.customers, all)]),
    },
  };
}

/** First day of each class of gaps and its name; the last is open. */
const gapClasses = [
  [0, "Within 24 hours"], [1, "1 to 7 days"], [8, "8 to 30 days"], [31, "31 to 60 days"], [61, "61 to 90 days"], [91, "91 to 180 days"], [181, "181 to 365 days"], [366, "Over a year"],
] as const;
export const gapStarts: readonly number[] = gapClasses.map(([from]) => from);

function gapAt(rows: readonly GapRow[], share: number): number | null {
  const all = total(rows, (row) => row.gaps);
  let upto = 0;
  return rows.find((row) => (upto += row.gaps) >= share * all - 1e-9)?.days ?? null;
}

/** How long people take to come back. */
export function gapFigure(rows: readonly GapRow[], locale: string): ExploreFigure {
  const all = total(rows, (row) => row.gaps);
  const classes = gapClasses.map(([from, name], i) => {
    const below = gapClasses[i + 1]?.[0] ?? Infinity;
    return { name, gaps: total(rows.filter((row) => row.days >= from && row.days < below), (row) => row.gaps) };
  });
  const [middle, late] = [gapAt(rows, 0.5), gapAt(rows, 0.75)];
  return {
    finding: middle === null || late === null ? "Nobody has ordered twice" : `${formatPercent((classes[0]?.gaps ?? 0) / all, locale, 0)} of next orders come within 24 hours, three in four within ${formatDays(late + 1, locale)}`,
    note: `Time from one order to the next of the same person, ${formatNumber(all, locale)} next orders${middle === null ? "" : `; median ${formatDays(middle, locale)}`}. Those still to come are not in it.`,
    table: {
      caption: "Time to the next order",
      columns: [
        { key: "gap", label: "Time to the next order", unit: "text" },
        { key: "orders", label: "Next orders", unit: "count" },
        { key: "share", label: "Share", unit: "share" },
      ],
      rows: all === 0 ? [] : classes.map((one) => [one.name, one.gaps, one.gaps / all]),
    },
  };
}

/** Days a first order is given to be followed by a second. */
export const repeatHorizon = 180;
const fewCustomers = 100;

/** Who comes back, by what they bought first: beyond chance after Bonferroni's correction over the categories. */
export function repeatCategoryFigure(rows: readonly FirstCategoryRow[], locale: string): ExploreFigure {
  const known = rows.filter((row) => row.customers >= fewCustomers);
  const overall = shareOf(total(rows, (row) => row.repeaters), total(rows, (row) => row.customers)) ?? 0;
  const z = (row: FirstCategoryRow): number => (row.repeaters / row.customers - overall) / Math.sqrt(Math.max(1e-12, (overall * (1 - overall)) / row.customers));
  // rates of a few percent never differ by five points; half as much again is worth saying
  const above = known.filter((row) => z(row) >= noiseLimit + 0.5 && row.repeaters / row.customers >= 1.5 * overall).sort((a, b) => b.repeaters / b.customers - a.repeaters / a.customers);
  const ranked = [...known].sort((a, b) => b.repeaters / b.customers - a.repeaters / a.customers || b.customers - a.customers);
  const names = categoryList(above.slice(0, 3).map(({ category }) => category));
  const percent = (share: number): string => formatPercent(share, locale);
  return {
    finding: known.length === 0 ? "Too few first orders are old enough to compare" : above.length === 0 ? "No first category brings people back more often, beyond chance" : `${names} bring${above.length === 1 ? "s" : ""} people back most: ${percent((above[0]?.repeaters ?? 0) / (above[0]?.customers ?? 1))} against ${percent(overall)}`,
    note: `Share with a second order within ${repeatHorizon} days, by category of the first; line: ${percent(overall)} of all. Categories with under ${fewCustomers} customers are left out.`,
    table: {
      caption: `Second order within ${repeatHorizon} days by first category`,
      columns: [
        { key: "category", label: "First category", unit: "category" },
        { key: "rate", label: "Ordered again", unit: "share" },
        { key: "customers", label: "Customers", unit: "count" },
        { key: "overall", label: "All categories", unit: "share" },
      ],
      rows: ranked.map((row) => [row.category, row.repeaters / row.customers, row.customers, overall]),
    },
  };
}

const cohortColumns: readonly AggregateColumn[] = [
  { key: "cohort", label: "First order", unit: "month" },
  { key: "age", label: "Months later", unit: "count" },
  { key: "newcomers", label: kpiWords.newCustomers.name, unit: "count" },
  { key: "active", label: "Active", unit: "count" },
  { key: "share", label: "Share active", unit: "share" },
  { key: "perHead", label: "Revenue per head", unit: "money" },
  { key: "cumulative", label: "Revenue per head so far", unit: "money" },
];

export type CohortCell = { cohort: MonthIndex; age: number; newcomers: number; active: number; revenueCents: number; cumulativeCents: number };

/**
 * The cohort triangle: every month after the first order up to the last whole month, empty ones as zero.
 *
 * @param lastMonth the last month that counts; later cells are not known yet
 */
export function cohortCells(rows: readonly CohortRow[], lastMonth: MonthIndex): CohortCell[] {
  const cohorts = [...new Set(rows.map((row) => row.cohort))].filter((cohort) => cohort <= lastMonth).sort((a, b) => a - b);
  return cohorts.flatMap((cohort) => {
    const own = new Map(rows.filter((row) => row.cohort === cohort).map((row) => [row.age, row]));
    const newcomers = own.get(0)?.customers ?? 0;
    let cumulativeCents = 0;
    return Array.from({ length: lastMonth - cohort + 1 }, (_, age) => {
      const row = own.get(age);
      cumulativeCents += row?.revenue_cents ?? 0;
      return { cohort, age, newcomers, active: row?.customers ?? 0, revenueCents: row?.revenue_cents ?? 0, cumulativeCents };
    });
  });
}

/** Share of new customers active so many months later, over all cohorts that old. */
export function pooledRetention(cells: readonly CohortCell[]): { age: number; newcomers: number; active: number; revenueCents: number }[] {
  const oldest = Math.max(-1, ...cells.map((cell) => cell.age));
  return Array.from({ length: oldest + 1 }, (_, age) => {
    const own = cells.filter((cell) => cell.age === age);
    return { age, newcomers: total(own, (cell) => cell.newcomers), active: total(own, (cell) => cell.active), revenueCents: total(own, (cell) => cell.revenueCents) };
  });
}

/** The triangle by month of first order: share active, revenue per head, and per head so far. */
export function cohortFigure(cells: readonly CohortCell[], style: MoneyStyle): ExploreFigure {
  const pooled = pooledRetention(cells);
  const next = pooled[1];
  const overall = next === undefined ? null : shareOf(next.active, next.newcomers);
  const odd = overall === null ? [] : cells.filter((cell) => cell.age === 1 && cell.newcomers > 0 && isNotableShare(cell.active / cell.newcomers, overall, cell.newcomers));
  const percent = (share: number): string => formatPercent(share, style.locale, 2);
  const named = odd.slice(0, 3).map((cell) => formatMonth(cell.cohort, style.locale));
  return {
    finding: overall === null ? "No cohort is a month old" : `${percent(overall)} of new customers order again in the next month; ${named.length > 0 ? `${listWords(named)} stand out` : "no cohort stands out"}`,
    note: "People by the month of their first order and the months since. The month under way is left out.",
    table: {
      caption: "Cohorts by month of the first order",
      columns: cohortColumns,
      rows: cells.map((cell) => [cell.cohort, cell.age, cell.newcomers, cell.active, shareOf(cell.active, cell.newcomers), shareOf(cell.revenueCents, cell.newcomers), shareOf(cell.cumulativeCents, cell.newcomers)]),
    },
  };
}

/** Retention by months since the first order, cohorts pooled. */
export function retentionFigure(cells: readonly CohortCell[], locale: string): ExploreFigure {
  const pooled = pooledRetention(cells).slice(1);
  const [first, year] = [pooled.find((one) => one.age === 1), pooled.find((one) => one.age === 12)];
  const percent = (one: { active: number; newcomers: number }): string => formatPercent(shareOf(one.active, one.newcomers) ?? 0, locale, 2);
  return {
    finding: first === undefined ? "No cohort is a month old" : `${percent(first)} are active after one month${year === undefined ? "" : `, ${percent(year)} after twelve`}`,
    note: "Share of new customers with an order in the n-th month after their first, over all cohorts that old.",
    table: {
      caption: "Retention by months since the first order",
      columns: [
        { key: "age", label: "Months later", unit: "count" },
        { key: "share", label: "Share active", unit: "share" },
        { key: "active", label: "Active", unit: "count" },
        { key: "newcomers", label: "New customers that old", unit: "count" },
        { key: "perHead", label: "Revenue per head", unit: "money" },
      ],
      rows: pooled.map((one) => [one.age, shareOf(one.active, one.newcomers), one.active, one.newcomers, shareOf(one.revenueCents, one.newcomers)]),
    },
  };
}

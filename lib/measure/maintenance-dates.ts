import { civilDate, monthOf, startOfMonth } from "@/lib/stats/civil-date";
import type { Day, MonthIndex } from "@/lib/types/day";

/** Data that end so few days before the end of a month cover it. */
const nearlyWholeDays = 3;

const monthEnd = (month: MonthIndex): Day => startOfMonth(month + 1) - 1;

/**
 * Days at which models are fitted and compared: ends of months, the first one with `baseMonths` of
 * orders behind it, the last one no later than the data reach.
 *
 * @param firstDay of the orders
 * @param lastDay of the orders; stands for its month's end when at most three days are missing
 * @returns ascending; fewer than two where the orders are too young
 */
export function maintenanceDates({ firstDay, lastDay, baseMonths, stepMonths }: { firstDay: Day; lastDay: Day; baseMonths: number; stepMonths: number }): Day[] {
  const started = civilDate(firstDay);
  // a first month that misses days at its beginning does not count as whole
  const first = monthOf(firstDay) + (started.dayOfMonth <= 1 + nearlyWholeDays ? baseMonths - 1 : baseMonths);
  const dates: Day[] = [];
  for (let month = first; monthEnd(month) - nearlyWholeDays <= lastDay; month += stepMonths) dates.push(Math.min(monthEnd(month), lastDay));
  return dates;
}

/** Calendar months the orders cover, the last as `maintenanceDates` counts it. */
export function wholeMonths(span: { firstDay: Day; lastDay: Day }): number {
  return maintenanceDates({ ...span, baseMonths: 1, stepMonths: 1 }).length;
}

/** A base holds the whole course of a year, where there is more than that. */
const yearMonths = 12;

/**
 * Months of the first base where nobody chose: a year, or half of the orders where a year leaves
 * nothing to compare with.
 *
 * @param months whole months of orders
 */
export function usualBaseMonths(months: number): number {
  return months > yearMonths ? yearMonths : Math.max(1, Math.floor(months / 2));
}

const offeredBases = [1, 2, 3, 6, 12, 18, 24];

/** Base periods after which a month is left to compare, ascending; none for orders of under two months. */
export function baseChoices(months: number): number[] {
  return [...new Set([...offeredBases, usualBaseMonths(months)])].filter((base) => base < months).sort((a, b) => a - b);
}

/** Months of order flow after the base, up to the last whole one. */
export function monthsAfter(base: Day, lastDay: Day): MonthIndex[] {
  const months: MonthIndex[] = [];
  for (let month = monthOf(base) + 1; monthEnd(month) - nearlyWholeDays <= lastDay; month++) months.push(month);
  return months;
}


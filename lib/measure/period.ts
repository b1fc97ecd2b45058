import { monthOf, startOfMonth } from "@/lib/stats/civil-date";
import type { Day, MonthIndex } from "@/lib/types/day";
import type { DaySpan, PeriodChoice } from "@/lib/types/overview";
import type { Period } from "@/lib/types/overview-page";
import { monthsLater } from "./contract";

/** Whole weeks, so that as many weekends are compared. */
const year = 364;

const monthsOf = { month: 1, quarter: 3, year: 12 } as const;

/** The first day of the calendar month, quarter or year a day lies in. */
function calendarStart(day: Day, months: number): Day {
  const month = monthOf(day);
  return startOfMonth(month - (month % months));
}

type Spans = { span: DaySpan; before: DaySpan | null; lastYear: DaySpan | null };

/** So many days up to one; beside it those before, and the same weekdays a year before. */
function rollingSpans(from: Day, to: Day): Spans {
  const days = to - from + 1;
  return { span: { from, to }, before: { from: from - days, to: from - 1 }, lastYear: { from: from - year, to: to - year } };
}

/** The unit so far; beside it the unit before up to the same day of it, and the same dates a year before. */
function calendarSpans(to: Day, months: number): Spans {
  const from = calendarStart(to, months);
  const back = (by: number): DaySpan => ({ from: monthsLater(from, -by), to: monthsLater(to, -by) });
  return { span: { from, to }, before: back(months), lastYear: months === 12 ? null : back(12) };
}

function spansOf(choice: PeriodChoice, firstDay: Day, lastDay: Day): Spans {
  if (choice === "all") return { span: { from: firstDay, to: lastDay }, before: null, lastYear: null };
  if (choice === "month" || choice === "quarter" || choice === "year") return calendarSpans(lastDay, monthsOf[choice]);
  if (choice === "12months") return { ...rollingSpans(monthsLater(lastDay, -12) + 1, lastDay), before: { from: monthsLater(lastDay, -24) + 1, to: monthsLater(lastDay, -12) }, lastYear: null };
  if (typeof choice === "string") return rollingSpans(lastDay - Number(choice) + 1, lastDay);
  const within = (day: Day): Day => Math.min(lastDay, Math.max(firstDay, day));
  return rollingSpans(within(Math.min(choice.from, choice.to)), within(Math.max(choice.from, choice.to)));
}

/**
 * The period of a choice with the one before it and the one a year before, each only where the data
 * reach back that far. Presets end on the last day of the data; chosen days are cut to the data.
 *
 * @param firstDay day of the first sale
 * @param lastDay day of the last sale
 */
export function periodOf(choice: PeriodChoice, firstDay: Day, lastDay: Day): Period {
  const { span, before, lastYear } = spansOf(choice, firstDay, lastDay);
  const ifCovered = (other: DaySpan | null): DaySpan | null => (other !== null && other.from >= firstDay ? other : null);
  return {
    preset: typeof choice === "string" ? choice : "custom",
    span: { from: Math.max(span.from, firstDay), to: span.to }, before: ifCovered(before), lastYear: ifCovered(lastYear),
  };
}

/** Movers of a period that has no day before it are counted over so many days. */
const usualMoverDays = 90;

/**
 * The day movers are counted from: the one before the period; where the data begin later, 90 days
 * before its end.
 * @returns null where the data do not reach back that far either
 */
export function moversSince({ span }: Period, firstDay: Day): Day | null {
  const found = [span.from - 1, span.to - usualMoverDays].find((day) => day >= firstDay);
  return found ?? null;
}

/** Days a month may lack at its end and still count as whole. */
const tolerance = 2;

/** The last month the data cover whole, two missing days at its end allowed; a partial month would look like a fall. */
export function lastFullMonth(lastDay: Day): MonthIndex {
  const month = monthOf(lastDay);
  return monthOf(lastDay + 1 + tolerance) > month ? month : month - 1;
}

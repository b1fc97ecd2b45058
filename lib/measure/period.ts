import type { Day, MonthIndex } from "@/lib/types/day";
import type { DaySpan, PeriodPreset } from "@/lib/types/overview";
import type { Period } from "@/lib/types/overview-page";

/** Whole weeks, so that as many weekends are compared. */
const year = 364;

/**
 * The period of a preset, ending on the last day of the data.
 *
 * @param firstDay day of the first sale
 * @param lastDay day of the last sale
 */
export function periodOf(preset: PeriodPreset, firstDay: Day, lastDay: Day): Period {
  if (preset === "all") return { preset, span: { from: firstDay, to: lastDay }, before: null, lastYear: null };
  const days = Number(preset);
  const from = lastDay - days + 1;
  const before = { from: from - days, to: from - 1 };
  const lastYear = { from: from - year, to: lastDay - year };
  const ifCovered = (span: DaySpan): DaySpan | null => (span.from >= firstDay ? span : null);
  return { preset, span: { from: Math.max(from, firstDay), to: lastDay }, before: ifCovered(before), lastYear: ifCovered(lastYear) };
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

const monthOfDay = (day: Day): MonthIndex => {
  const date = new Date(day * 86_400_000);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
};

/** Days a month may lack at its end and still count as whole. */
const tolerance = 2;

/** The last month the data cover whole, two missing days at its end allowed; a partial month would look like a fall. */
export function lastFullMonth(lastDay: Day): MonthIndex {
  const month = monthOfDay(lastDay);
  return monthOfDay(lastDay + 1 + tolerance) > month ? month : month - 1;
}

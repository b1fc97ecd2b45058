import { formatMonth, formatMonthName } from "@/lib/format/date";

/** a year's name is wider than a month's place: the next January must not be near */
const lastNamedMonth = 8;

/** A month under an axis: January with its year, and the first where January is far; the others by name. */
export function monthTick(month: string | number | null, locale: string, isFirst = false): string {
  if (typeof month !== "number") return "";
  return month % 12 === 0 || (isFirst && month % 12 <= lastNamedMonth) ? formatMonth(month, locale) : formatMonthName((month % 12) + 1, locale);
}

import { formatMonth, formatMonthName, monthOfYear } from "@/lib/format/date";

/** A month under an axis: January with its year, the others by name. */
export function monthTick(month: string | number | null, locale: string): string {
  if (typeof month !== "number") return "";
  return month % 12 === 0 ? formatMonth(month, locale) : formatMonthName(monthOfYear(month), locale);
}

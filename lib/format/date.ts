import { startOfMonth } from "@/lib/stats/civil-date";
import type { Day, MonthIndex } from "@/lib/types/day";
import { isHouseLocale } from "./locale";
import { madeOnce } from "./made-once";

// components know display, not arithmetic
export { monthOf, monthOfYear, startOfMonth } from "@/lib/stats/civil-date";

const dayMs = 86_400_000;
const atDay = (day: Day): Date => new Date(day * dayMs);
const atMonth = (month: MonthIndex): Date => atDay(startOfMonth(month));

/** Digits are Latin and years Gregorian in every locale, as in addresses, files and fields. */
const dateFormat = madeOnce((locale, options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, { timeZone: "UTC", ...options, numberingSystem: "latn", calendar: "gregory" }));

const shortMonth = (date: Date, locale: string): string => dateFormat(locale, { month: "short" }).format(date);
const dayOptions = { year: "numeric", month: "short", day: "numeric" } as const;

/** A calendar day: "29 Aug 2018", pt-BR "29 ago. 2018", en-US "Aug 29, 2018". Days are already in the shop's zone. */
export function formatDay(day: Day, locale: string): string {
  const date = atDay(day);
  if (!isHouseLocale(locale)) return dateFormat(locale, dayOptions).format(date);
  return `${date.getUTCDate()} ${shortMonth(date, locale)} ${date.getUTCFullYear()}`;
}

/** A span of days, the year once where it is the same: "1 Jun – 29 Aug 2018". */
export function formatDaySpan(from: Day, to: Day, locale: string): string {
  const [start, end] = [atDay(from), atDay(to)];
  if (!isHouseLocale(locale)) return dateFormat(locale, dayOptions).formatRange(start, end);
  if (start.getUTCFullYear() !== end.getUTCFullYear()) return `${formatDay(from, locale)} – ${formatDay(to, locale)}`;
  return `${start.getUTCDate()} ${shortMonth(start, locale)} – ${formatDay(to, locale)}`;
}

/** A month: "Aug 2018". @param month year * 12 + month - 1 */
export function formatMonth(month: MonthIndex, locale: string): string {
  const date = atMonth(month);
  if (!isHouseLocale(locale)) return dateFormat(locale, { year: "numeric", month: "short" }).format(date);
  return `${shortMonth(date, locale)} ${date.getUTCFullYear()}`;
}

/** A month's name alone: "Aug". @param monthOfYear 1-12 */
export function formatMonthName(monthOfYear: number, locale: string): string {
  return shortMonth(atMonth(monthOfYear - 1), locale);
}

/** A weekday's short name. @param weekday 0 = Monday */
export function formatWeekday(weekday: number, locale: string): string {
  // day 4 of the epoch, 5 January 1970, was a Monday
  return dateFormat(locale, { weekday: "short" }).format(atDay(4 + weekday));
}

/** A moment in the shop's zone: "27 Aug 2018, 09:12", en-US "Aug 27, 2018, 9:12 AM". */
export function formatMoment(moment: Date, locale: string, timeZone: string): string {
  const time = dateFormat(isHouseLocale(locale) ? "en-GB" : locale, { timeZone, timeStyle: "short" }).format(moment);
  return `${formatDay(dayOf(moment, timeZone), locale)}, ${time}`;
}

/** Days since 1970-01-01 of a moment, by the calendar of a zone. */
export function dayOf(moment: Date, timeZone: string): Day {
  const text = dateFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" }).format(moment);
  return Date.parse(`${text}T00:00:00Z`) / dayMs;
}

/** ISO form for addresses and files: "2018-08-29". */
export function isoDay(day: Day): string {
  return atDay(day).toISOString().slice(0, 10);
}

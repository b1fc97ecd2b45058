import type { Day, MonthIndex } from "@/lib/types/day";

const dayMs = 86_400_000;
const atDay = (day: Day): Date => new Date(day * dayMs);
const atMonth = (month: MonthIndex): Date => new Date(Date.UTC(Math.floor(month / 12), month % 12, 1));

/** Making a formatter takes fifty times as long as using it. */
const monthFormats = new Map<string, Intl.DateTimeFormat>();

function shortMonth(date: Date, locale: string): string {
  let format = monthFormats.get(locale);
  if (format === undefined) {
    format = new Intl.DateTimeFormat(locale, { month: "short", timeZone: "UTC" });
    monthFormats.set(locale, format);
  }
  return format.format(date);
}

/** A calendar day: "29 Aug 2018", pt-BR "29 ago. 2018". Days are already in the shop's zone. */
export function formatDay(day: Day, locale: string): string {
  const date = atDay(day);
  return `${date.getUTCDate()} ${shortMonth(date, locale)} ${date.getUTCFullYear()}`;
}

/** A span of days, the year once where it is the same: "1 Jun – 29 Aug 2018". */
export function formatDaySpan(from: Day, to: Day, locale: string): string {
  const [start, end] = [atDay(from), atDay(to)];
  if (start.getUTCFullYear() !== end.getUTCFullYear()) return `${formatDay(from, locale)} – ${formatDay(to, locale)}`;
  return `${start.getUTCDate()} ${shortMonth(start, locale)} – ${formatDay(to, locale)}`;
}

/** A month: "Aug 2018". @param month year * 12 + month - 1 */
export function formatMonth(month: MonthIndex, locale: string): string {
  const date = atMonth(month);
  return `${shortMonth(date, locale)} ${date.getUTCFullYear()}`;
}

/** A month's name alone: "Aug". @param monthOfYear 1-12 */
export function formatMonthName(monthOfYear: number, locale: string): string {
  return shortMonth(atMonth(monthOfYear - 1), locale);
}

/** A weekday's short name. @param weekday 0 = Monday */
export function formatWeekday(weekday: number, locale: string): string {
  // day 4 of the epoch, 5 January 1970, was a Monday
  return new Intl.DateTimeFormat(locale, { weekday: "short", timeZone: "UTC" }).format(atDay(4 + weekday));
}

/** A moment in the shop's zone: "27 Aug 2018, 09:12". */
export function formatMoment(moment: Date, locale: string, timeZone: string): string {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone, year: "numeric", month: "numeric", day: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23",
  }).formatToParts(moment);
  const part = (type: string): number => Number(parts.find((p) => p.type === type)?.value ?? 0);
  const day = Date.UTC(part("year"), part("month") - 1, part("day")) / dayMs;
  const two = (n: number): string => String(n).padStart(2, "0");
  return `${formatDay(day, locale)}, ${two(part("hour"))}:${two(part("minute"))}`;
}

/** Days since 1970-01-01 of a moment, by the calendar of a zone. */
export function dayOf(moment: Date, timeZone: string): Day {
  const text = new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" }).format(moment);
  return Date.parse(`${text}T00:00:00Z`) / dayMs;
}

/** The month a day lies in. */
export function monthOf(day: Day): MonthIndex {
  const date = atDay(day);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

/** ISO form for addresses and files: "2018-08-29". */
export function isoDay(day: Day): string {
  return atDay(day).toISOString().slice(0, 10);
}

import type { Day, MonthIndex } from "@/lib/types/day";

/** A day of the proleptic Gregorian calendar. `month` 1-12, `dayOfMonth` 1-31. */
export type CivilDate = { year: number; month: number; dayOfMonth: number };

/**
 * Calendar date of a day number, without a time zone and without the clock.
 * Source: Hinnant (2013), chrono-compatible low-level date algorithms (civil_from_days).
 *
 * @param day days since 1970-01-01
 */
export function civilDate(day: number): CivilDate {
  const shifted = day + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    dayOfMonth: dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1,
  };
}

/**
 * Day number of a calendar date, the inverse of `civilDate`.
 * Source: Hinnant (2013), days_from_civil.
 *
 * @returns days since 1970-01-01
 */
export function dayOf(date: CivilDate): number {
  const year = date.month <= 2 ? date.year - 1 : date.year;
  const era = Math.floor(year / 400);
  const yearOfEra = year - era * 400;
  const shiftedMonth = date.month > 2 ? date.month - 3 : date.month + 9;
  const dayOfYear = Math.floor((153 * shiftedMonth + 2) / 5) + date.dayOfMonth - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** The month a day lies in. */
export function monthOf(day: Day): MonthIndex {
  const { year, month } = civilDate(day);
  return year * 12 + month - 1;
}

/** 1-12. */
export function monthOfYear(month: MonthIndex): number {
  return (month % 12) + 1;
}

/** The first day of a month; of the next one, less a day, its last. */
export function startOfMonth(month: MonthIndex): Day {
  const year = Math.floor(month / 12);
  return dayOf({ year, month: month - year * 12 + 1, dayOfMonth: 1 });
}

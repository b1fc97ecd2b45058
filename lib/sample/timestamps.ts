import { dayOf, secondsPerDay } from "./calendar";
import type { WallSeconds } from "./calendar";

const firstDay = dayOf(2016, 1, 1);
const days = dayOf(2021, 1, 1) - firstDay;

/** Formatting a date is the costliest step of a row, so each day is formatted once. */
const dateTexts = Array.from({ length: days }, (_, i) =>
  new Date((firstDay + i) * secondsPerDay * 1000).toISOString().slice(0, 10),
);
const twoDigits = Array.from({ length: 60 }, (_, i) => String(i).padStart(2, "0"));

/**
 * `YYYY-MM-DD HH:MM:SS`, the form of every time in the Olist files.
 *
 * @param seconds from 2016 to 2020
 * @throws RangeError outside those years
 */
export function timestampText(seconds: WallSeconds): string {
  const day = Math.floor(seconds / secondsPerDay);
  const date = dateTexts[day - firstDay];
  if (date === undefined) throw new RangeError(`day ${day} lies outside the years 2016 to 2020`);
  const rest = seconds - day * secondsPerDay;
  const hour = Math.floor(rest / 3600);
  const minute = Math.floor(rest / 60) % 60;
  return `${date} ${two(hour)}:${two(minute)}:${two(rest % 60)}`;
}

function two(value: number): string {
  return twoDigits[value] as string; // whole numbers under 60
}

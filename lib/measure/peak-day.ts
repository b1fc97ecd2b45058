import { civilDate } from "@/lib/stats/civil-date";
import { median } from "@/lib/stats/quantile";
import type { Day } from "@/lib/types/day";

export type DayCount = { day: Day; orders: number };
export type PeakDay = {
  day: Day;
  orders: number;
  /** median of the days around it */
  usual: number;
  isBlackFriday: boolean;
};

const reach = 28;
const nearby = 3;
const leastDays = 14;
const leastRatio = 2;
/** the highest of hundreds of days lies above three deviations by chance, hardly ever above six */
const leastDeviations = 6;

/** The Friday after the fourth Thursday of November. */
export function isBlackFriday(day: Day): boolean {
  const { month, dayOfMonth } = civilDate(day);
  // day 0 of the epoch was a Thursday
  return month === 11 && dayOfMonth >= 23 && dayOfMonth <= 29 && (((day % 7) + 7) % 7) === 1;
}

/**
 * The day with most orders, where it stands out from its surroundings.
 *
 * Compared with the median of the days up to 28 before and after, the three nearest on each side
 * left out (a peak has shoulders); a day without orders counts as zero. It must reach twice that median
 * and lie six deviations above it, the deviation being the larger of Poisson's and 1.4826 times the
 * median absolute deviation.
 *
 * @param days ascending, each day at most once
 * @returns null where no day stands out, or fewer than 14 days surround it
 */
export function peakDay(days: readonly DayCount[]): PeakDay | null {
  const [first, last] = [days.at(0), days.at(-1)];
  if (first === undefined || last === undefined) return null;
  const top = days.reduce((best, one) => (one.orders > best.orders ? one : best), first);
  const orders = new Map(days.map((one) => [one.day, one.orders]));
  const around: number[] = [];
  for (let day = Math.max(first.day, top.day - reach); day <= Math.min(last.day, top.day + reach); day++) {
    if (Math.abs(day - top.day) > nearby) around.push(orders.get(day) ?? 0);
  }
  if (around.length < leastDays) return null;
  const usual = median(around);
  const spread = 1.4826 * median(around.map((count) => Math.abs(count - usual)));
  const deviation = Math.max(Math.sqrt(Math.max(usual, 1)), spread);
  const standsOut = top.orders >= leastRatio * usual && top.orders - usual >= leastDeviations * deviation;
  return standsOut ? { day: top.day, orders: top.orders, usual, isBlackFriday: isBlackFriday(top.day) } : null;
}

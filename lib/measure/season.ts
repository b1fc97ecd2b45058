import { formatMonth, formatMonthName, monthOfYear } from "@/lib/format/date";
import { listWords } from "@/lib/format/words";
import type { MonthIndex } from "@/lib/types/day";
import type { SeasonFinding } from "@/lib/types/maintenance";

/** A peak has so many times the orders of its neighbours' mean. */
const peakRatio = 1.35;
/** and stands out of chance by so many deviations. */
const peakZ = 3;

export type MonthOrders = { month: MonthIndex; orders: number };

/** Months that stand out of the two around them, by ratio and beyond chance (counts taken as Poisson). */
export function peakMonths(months: readonly MonthOrders[]): MonthIndex[] {
  return months.slice(1, -1).flatMap(({ month, orders }, i) => {
    const around = ((months[i]?.orders ?? 0) + (months[i + 2]?.orders ?? 0)) / 2;
    const z = (orders - around) / Math.sqrt(orders + around / 2);
    return around > 0 && orders >= peakRatio * around && z >= peakZ ? [month] : [];
  });
}

/**
 * Whether the year has a peak to be ready for: only a month of the year that stood out in at least two
 * years is a season; one peak says "not known". methods.md section 7.
 *
 * @param months whole calendar months without a gap, ascending
 */
export function seasonOf(months: readonly MonthOrders[], locale: string): SeasonFinding {
  const peaks = peakMonths(months);
  const byMonthOfYear = Map.groupBy(peaks, monthOfYear);
  const twice = [...byMonthOfYear].filter(([, years]) => years.length >= 2).map(([month]) => month).sort((a, b) => a - b);
  if (twice.length > 0) {
    const names = listWords(twice.map((month) => formatMonthName(month, locale)));
    return { kind: "season", monthsOfYear: twice, words: `Orders peaked in ${names} in at least two years.` };
  }
  const once = peaks.map(monthOfYear);
  if (once.length === 0) return { kind: "none", monthsOfYear: [], words: "No month stands out of its neighbours: no seasonal clause." };
  const names = listWords(peaks.map((month) => formatMonth(month, locale)));
  return { kind: "seenOnce", monthsOfYear: once, words: `${peaks.length === 1 ? "One peak seen" : "Peaks seen once each"} (${names}); whether it returns is not known, so no seasonal clause.` };
}

import { civilDate, dayOf } from "@/lib/stats/civil-date";
import { holm, normalTail, twoProportionZ } from "@/lib/stats/proportions";
import type { Lifecycle, SeasonClaim } from "@/lib/types/segmentation";
import type { Hemisphere } from "@/lib/types/shop";

const seasonNames = {
  north: ["winter", "spring", "summer", "autumn"],
  south: ["summer", "autumn", "winter", "spring"],
};
const monthPeriodNames = ["beginning of the month", "middle of the month", "end of the month"];

/** A claim needs z of at least this after correction, and this much more than the others. */
const leastZ = 3;
const leastDifference = 0.05;

/**
 * Meteorological season, quarter-years from December on.
 *
 * @param month 1-12
 */
export function seasonOf(month: number, hemisphere: Hemisphere): string {
  return seasonNames[hemisphere][Math.floor((month % 12) / 3)] ?? "";
}

/** Beginning 1-10, middle 11-20, end 21-31. */
export function monthPeriodOf(dayOfMonth: number): string {
  return monthPeriodNames[Math.min(2, Math.floor((dayOfMonth - 1) / 10))] ?? "";
}

/** What the timing of orders is judged on: one entry a customer. */
export type FirstOrders = {
  /** day of the first order */
  days: Float64Array;
  /** segment of the customer, 0..k-1 */
  labels: Int32Array;
  /** last day of the data */
  asOf: number;
  hemisphere: Hemisphere;
};

/** Claims of one segment. */
export type TimingClaims = { season: SeasonClaim; monthPeriod: SeasonClaim };

type Counts = { total: Int32Array; byLabel: Map<string, Int32Array> };
type Test = {
  segment: number;
  label: string;
  kind: keyof TimingClaims;
  share: number;
  expected: number;
  z: number;
};

/** First and last day of the calendar years the data cover from end to end; null for none. */
function wholeYears(firstDay: number, lastDay: number): { from: number; to: number } | null {
  const first = civilDate(firstDay);
  const last = civilDate(lastDay);
  const startsWhole = first.month === 1 && first.dayOfMonth === 1;
  const endsWhole = last.month === 12 && last.dayOfMonth === 31;
  const from = dayOf({ year: startsWhole ? first.year : first.year + 1, month: 1, dayOfMonth: 1 });
  const to = dayOf({ year: endsWhole ? last.year : last.year - 1, month: 12, dayOfMonth: 31 });
  return from < to ? { from, to } : null;
}

function countPerSegment(orders: FirstOrders, k: number, nameOf: (day: number) => string): Counts {
  const counts: Counts = { total: new Int32Array(k), byLabel: new Map() };
  const firstDay = orders.days.reduce((least, day) => Math.min(least, day), Infinity);
  const years = orders.days.length === 0 ? null : wholeYears(firstDay, orders.asOf);
  if (years === null) return counts;
  orders.days.forEach((day, i) => {
    if (day < years.from || day > years.to) return;
    const name = nameOf(day);
    const row = counts.byLabel.get(name) ?? new Int32Array(k);
    const segment = orders.labels[i] ?? 0;
    row[segment] = (row[segment] ?? 0) + 1;
    counts.total[segment] = (counts.total[segment] ?? 0) + 1;
    counts.byLabel.set(name, row);
  });
  return counts;
}

/** Every share of every segment against the other segments of its lifecycle. */
function testsOf(counts: Counts, lifecycles: readonly Lifecycle[], kind: keyof TimingClaims): Test[] {
  return lifecycles.flatMap((lifecycle, segment) => {
    const rivals = lifecycles.flatMap((other, i) => (other === lifecycle && i !== segment ? [i] : []));
    const sumOver = (row: Int32Array) => rivals.reduce((sum, i) => sum + (row[i] ?? 0), 0);
    const n = counts.total[segment] ?? 0;
    const nRivals = sumOver(counts.total);
    if (n === 0 || nRivals === 0) return [];
    return [...counts.byLabel].map(([label, row]) => {
      const hits = row[segment] ?? 0;
      const z = twoProportionZ(hits, n, sumOver(row), nRivals);
      return { segment, label, kind, share: hits / n, expected: sumOver(row) / nRivals, z };
    });
  });
}

function strongest(tests: readonly Test[], segment: number, kind: keyof TimingClaims): SeasonClaim {
  const best = tests
    .filter((test) => test.segment === segment && test.kind === kind)
    .reduce<Test | null>((most, test) => (most === null || test.z > most.z ? test : most), null);
  return best === null ? null : { label: best.label, share: best.share, expected: best.expected, z: best.z };
}

/**
 * When the members of each segment place their first order, claimed only with a signal.
 *
 * A Lost persona ordered in other months than a New one by definition, which is no preference. So
 * the first orders of a segment are compared with those of all other customers whose segment has
 * the same lifecycle, over whole calendar years only (each season equally often). A share is
 * claimed when it exceeds theirs by 5 points and its two-proportion test still reaches z = 3 after
 * Holm's correction over all shares of all segments of the run, both tails.
 *
 * @param lifecycles one a segment
 * @returns one pair of claims a segment; null = no pattern
 */
export function timingClaims(orders: FirstOrders, lifecycles: readonly Lifecycle[]): TimingClaims[] {
  const k = lifecycles.length;
  const seasons = countPerSegment(orders, k, (day) => seasonOf(civilDate(day).month, orders.hemisphere));
  const periods = countPerSegment(orders, k, (day) => monthPeriodOf(civilDate(day).dayOfMonth));
  const tests = [...testsOf(seasons, lifecycles, "season"), ...testsOf(periods, lifecycles, "monthPeriod")];
  const adjusted = holm(tests.map(({ z }) => 2 * normalTail(Math.abs(z))));
  const claimed = tests.filter(
    (test, i) =>
      test.z > 0 &&
      test.share - test.expected >= leastDifference &&
      (adjusted[i] ?? 1) <= 2 * normalTail(leastZ),
  );
  return lifecycles.map((_, segment) => ({
    season: strongest(claimed, segment, "season"),
    monthPeriod: strongest(claimed, segment, "monthPeriod"),
  }));
}

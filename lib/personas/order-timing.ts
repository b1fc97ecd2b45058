import { civilDate, type CivilDate } from "@/lib/stats/civil-date";
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
/** An occasion counts as seen with so many first orders on both sides. */
const leastOrders = 10;
/** A pattern shows on so many occasions, and on this share of all that were seen. */
const leastOccasions = { season: 2, monthPeriod: 6 };
const leastShareOfOccasions = 0.75;
/** A season must be this clear in each single year. */
const leastZOfYear = 2;
/** A year counts when each of its seasons holds this share of the year's first orders. */
const leastShareOfSeason = 0.1;

/**
 * Meteorological season, quarter-years from December on.
 *
 * @param month 1-12
 */
export function seasonOf(month: number, hemisphere: Hemisphere): string {
  return seasonNames[hemisphere][seasonIndex(month)] ?? "";
}

function seasonIndex(month: number): number {
  return Math.floor((month % 12) / 3);
}

/** Beginning 1-10, middle 11-20, end 21-31. */
export function monthPeriodOf(dayOfMonth: number): string {
  return monthPeriodNames[monthPeriodIndex(dayOfMonth)] ?? "";
}

function monthPeriodIndex(dayOfMonth: number): number {
  return Math.min(2, Math.floor((dayOfMonth - 1) / 10));
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

/** What a pattern is looked for in: a season comes back every year, a period every month. */
type Pattern = {
  kind: keyof TimingClaims;
  parts: readonly string[];
  partOf: (date: CivilDate) => number;
  /** occasions of a year, and which one a date falls in */
  occasionsPerYear: number;
  occasionOf: (date: CivilDate) => number;
};

/** First orders by occasion, part and segment. */
type Counts = {
  kind: keyof TimingClaims;
  parts: readonly string[];
  occasions: number;
  k: number;
  cells: Int32Array;
};
type Test = {
  segment: number;
  kind: keyof TimingClaims;
  label: string;
  share: number;
  expected: number;
  z: number;
};

/** Calendar years the data cover from the first of January to the last of December. */
function wholeYears(firstDay: number, lastDay: number): { first: number; count: number } {
  const start = civilDate(firstDay);
  const end = civilDate(lastDay);
  const first = start.month === 1 && start.dayOfMonth === 1 ? start.year : start.year + 1;
  const last = end.month === 12 && end.dayOfMonth === 31 ? end.year : end.year - 1;
  return { first, count: Math.max(0, last - first + 1) };
}

function countFirstOrders({ days, labels, asOf }: FirstOrders, k: number, pattern: Pattern): Counts {
  const { kind, parts, occasionsPerYear } = pattern;
  const firstDay = days.reduce((least, day) => Math.min(least, day), asOf);
  const { first, count: years } = wholeYears(firstDay, asOf);
  const occasions = years * occasionsPerYear;
  const cells = new Int32Array(occasions * parts.length * k);
  days.forEach((day, i) => {
    const date = civilDate(day);
    const year = date.year - first;
    if (year < 0 || year >= years) return;
    const occasion = year * occasionsPerYear + pattern.occasionOf(date);
    cells[(occasion * parts.length + pattern.partOf(date)) * k + (labels[i] ?? 0)]! += 1; // all three in range
  });
  return { kind, parts, occasions, k, cells };
}

/** First orders of some segments in one part, or in all (null), on one occasion, or on all (null). */
function countOf(
  counts: Counts,
  segments: readonly number[],
  part: number | null,
  occasion: number | null,
): number {
  let sum = 0;
  for (let o = occasion ?? 0; o < (occasion === null ? counts.occasions : occasion + 1); o++) {
    for (let p = part ?? 0; p < (part === null ? counts.parts.length : part + 1); p++) {
      for (const segment of segments)
        sum += counts.cells[(o * counts.parts.length + p) * counts.k + segment] ?? 0;
    }
  }
  return sum;
}

function rivalsOf(segment: number, lifecycles: readonly Lifecycle[]): number[] {
  return lifecycles.flatMap((other, i) => (other === lifecycles[segment] && i !== segment ? [i] : []));
}

/** Every share of every segment against the other segments of its lifecycle, over all occasions. */
function testsOf(counts: Counts, lifecycles: readonly Lifecycle[]): Test[] {
  return lifecycles.flatMap((_, segment) => {
    const rivals = rivalsOf(segment, lifecycles);
    const n = countOf(counts, [segment], null, null);
    const nRivals = countOf(counts, rivals, null, null);
    if (n === 0 || nRivals === 0) return [];
    return counts.parts.map((label, part) => {
      const hits = countOf(counts, [segment], part, null);
      const rivalHits = countOf(counts, rivals, part, null);
      const z = twoProportionZ(hits, n, rivalHits, nRivals);
      return { segment, kind: counts.kind, label, share: hits / n, expected: rivalHits / nRivals, z };
    });
  });
}

/** A year that a cut along recency runs through has seasons without orders: it says nothing of preferences. */
function isWhole(counts: Counts, segments: readonly number[], year: number): boolean {
  const all = countOf(counts, segments, null, year);
  return counts.parts.every((_, part) => countOf(counts, segments, part, year) >= leastShareOfSeason * all);
}

type Hits = readonly [hits: number, of: number];

/**
 * A season has few occasions, so each must show it clearly: with two years, one that shows it because
 * the segment was cut there and one that leans the same way by chance would else be a claim. Months
 * are many, and a lean in most of them is evidence.
 */
function shows(kind: keyof TimingClaims, [hits, n]: Hits, [rivalHits, nRivals]: Hits): boolean {
  const difference = hits / n - rivalHits / nRivals;
  if (kind === "monthPeriod") return difference > 0;
  return difference >= leastDifference && twoProportionZ(hits, n, rivalHits, nRivals) >= leastZOfYear;
}

/**
 * Whether a pattern shows again and again. A segment cut out by recency has its season once, where
 * the cut fell, and one big sale makes one month's end; a preference comes back.
 */
function comesBack(counts: Counts, { segment, label }: Test, lifecycles: readonly Lifecycle[]): boolean {
  const rivals = rivalsOf(segment, lifecycles);
  const part = counts.parts.indexOf(label);
  let seen = 0;
  let shown = 0;
  for (let occasion = 0; occasion < counts.occasions; occasion++) {
    const n = countOf(counts, [segment], null, occasion);
    const nRivals = countOf(counts, rivals, null, occasion);
    if (n < leastOrders || nRivals < leastOrders) continue;
    if (counts.kind === "season" && !isWhole(counts, [segment], occasion)) continue;
    if (counts.kind === "season" && !isWhole(counts, rivals, occasion)) continue;
    seen++;
    if (shows(counts.kind, [countOf(counts, [segment], part, occasion), n], [countOf(counts, rivals, part, occasion), nRivals])) shown++;
  }
  return shown >= leastOccasions[counts.kind] && shown >= leastShareOfOccasions * seen;
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
 * Holm's correction over all shares of all segments of the run, both tails. It must moreover come back: of
 * the occasions (years for a season, months for a period of the month) with 10 first orders on both
 * sides it must show on three quarters, and on 2 years (a season: each by 5 points and z = 2) or 6
 * months at least.
 *
 * @param lifecycles one a segment
 * @returns one pair of claims a segment; null = no pattern
 */
export function timingClaims(orders: FirstOrders, lifecycles: readonly Lifecycle[]): TimingClaims[] {
  const k = lifecycles.length;
  const seasons = countFirstOrders(orders, k, {
    kind: "season",
    parts: seasonNames[orders.hemisphere],
    partOf: ({ month }) => seasonIndex(month),
    occasionsPerYear: 1,
    occasionOf: () => 0,
  });
  const periods = countFirstOrders(orders, k, {
    kind: "monthPeriod",
    parts: monthPeriodNames,
    partOf: ({ dayOfMonth }) => monthPeriodIndex(dayOfMonth),
    occasionsPerYear: 12,
    occasionOf: ({ month }) => month - 1,
  });
  const tests = [...testsOf(seasons, lifecycles), ...testsOf(periods, lifecycles)];
  const adjusted = holm(tests.map(({ z }) => 2 * normalTail(Math.abs(z))));
  const claimed = tests.filter((test, i) => {
    const isLarge = test.z > 0 && test.share - test.expected >= leastDifference;
    if (!isLarge || (adjusted[i] ?? 1) > 2 * normalTail(leastZ)) return false;
    return comesBack(test.kind === "season" ? seasons : periods, test, lifecycles);
  });
  return lifecycles.map((_, segment) => ({
    season: strongest(claimed, segment, "season"),
    monthPeriod: strongest(claimed, segment, "monthPeriod"),
  }));
}

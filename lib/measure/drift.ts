import { quantileOfSorted, sortedFinite } from "@/lib/stats/quantile";
import type { MonthIndex } from "@/lib/types/day";
import type { DriftWord, FlowDrift, FlowName } from "@/lib/types/maintenance";

/** Shares of nothing would make the index infinite. */
const leastShare = 1e-4;
export const moderateDrift = 0.1;
export const majorDrift = 0.25;
/** Classes rarer than this in the base are counted together. */
const rareShare = 0.01;
/** An index that chance alone would raise so far says nothing. */
const mostNoise = 0.05;

/**
 * Population stability index of two sets of counts over the same bins.
 * Variant: natural logarithm, shares floored at 1e-4; 0 for the same shares.
 * Source: Siddiqi (2006), Credit Risk Scorecards.
 *
 * @param base counts per bin
 * @param now counts per bin, as many
 * @throws RangeError if the bins differ in number
 */
export function stabilityIndex(base: readonly number[], now: readonly number[]): number {
  if (base.length !== now.length) throw new RangeError(`bins differ in number: ${base.length} and ${now.length}`);
  const shares = (counts: readonly number[]): number[] => {
    const total = counts.reduce((sum, count) => sum + count, 0);
    return counts.map((count) => Math.max(leastShare, total === 0 ? 0 : count / total));
  };
  const [was, is] = [shares(base), shares(now)];
  return was.reduce((sum, share, i) => sum + ((is[i] ?? leastShare) - share) * Math.log((is[i] ?? leastShare) / share), 0);
}

/** Under 0.1 none, from 0.25 major. */
export function driftWord(psi: number | null): DriftWord {
  if (psi === null || psi < moderateDrift) return "none";
  return psi < majorDrift ? "moderate" : "major";
}

/** Counts of each month over the same bins. */
export type MonthlyBins = {
  labels: readonly string[];
  base: readonly number[];
  months: ReadonlyMap<MonthIndex, readonly number[]>;
  /** months of which too much is not known yet (deliveries, reviews): they say nothing */
  unknown: ReadonlySet<MonthIndex>;
};

/** So much more than in the base may be unknown of a month that still says something. */
const mostUnknown = 0.05;

/** Months whose unknown part exceeds that of the base. */
function unknownMonths(known: Omit<MonthlyBins, "unknown">, missing: { base: number; months: ReadonlyMap<MonthIndex, number> }): Set<MonthIndex> {
  const share = (unknown: number, counts: readonly number[]): number => unknown / Math.max(1, unknown + totalOf(counts));
  const usual = share(missing.base, known.base);
  return new Set([...known.months].filter(([month, counts]) => share(missing.months.get(month) ?? 0, counts) > usual + mostUnknown).map(([month]) => month));
}

const totalOf = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);

/**
 * What chance alone is expected to make of the index: (bins - 1) x (1/n + 1/m), since the index is
 * close to a chi-square over n and m. Source: Yurdakul & Naranjo (2020), Statistical properties of the PSI.
 */
function expectedNoise(base: readonly number[], now: readonly number[]): number {
  const [n, m] = [totalOf(base), totalOf(now)];
  return n === 0 || m === 0 ? Infinity : (base.length - 1) * (1 / n + 1 / m);
}

/**
 * Drift of one part of the flow over the months after the base.
 *
 * @param months ascending
 * @param describe the change of the last month in words
 */
export function flowDrift(flow: FlowName, bins: MonthlyBins, months: readonly MonthIndex[], describe: (last: readonly number[]) => string): FlowDrift {
  const psi = months.map((month) => {
    const counts = bins.months.get(month) ?? bins.base.map(() => 0);
    return bins.unknown.has(month) || expectedNoise(bins.base, counts) > mostNoise ? null : stabilityIndex(bins.base, counts);
  });
  const lastKnown = psi.findLastIndex((value) => value !== null);
  const now = driftWord(psi[lastKnown] ?? null);
  const last = months[lastKnown];
  const counts = last === undefined ? undefined : bins.months.get(last);
  return {
    flow, psi, now,
    since: now === "none" ? null : (months[firstOfTail(psi.slice(0, lastKnown + 1))] ?? null),
    change: now === "none" || counts === undefined ? null : describe(counts),
  };
}

/** Where the unbroken run of moderate or major months at the end begins. */
function firstOfTail(psi: readonly (number | null)[]): number {
  let first = psi.length - 1;
  while (first > 0 && driftWord(psi[first - 1] ?? null) !== "none") first--;
  return first;
}

type ClassRow = { month: MonthIndex; bin: string; orders: number };

/**
 * Counts by class: rare ones of the base, and those it never met, together as "other".
 *
 * @param unknownBin class of what is not known yet, left out and watched apart; null = every class is known
 */
export function classBins(all: readonly ClassRow[], lastBaseMonth: MonthIndex, unknownBin: string | null = null): MonthlyBins {
  const rows = all.filter((row) => row.bin !== unknownBin);
  const missing = { base: 0, months: new Map<MonthIndex, number>() };
  for (const { month, bin, orders } of all) {
    if (bin !== unknownBin) continue;
    if (month <= lastBaseMonth) missing.base += orders;
    else missing.months.set(month, orders);
  }
  const base = new Map<string, number>();
  for (const row of rows) if (row.month <= lastBaseMonth) base.set(row.bin, (base.get(row.bin) ?? 0) + row.orders);
  const total = totalOf([...base.values()]);
  const kept = [...base].filter(([, orders]) => orders >= rareShare * total).map(([bin]) => bin).sort();
  const labels = [...kept, "other"];
  const place = new Map(kept.map((bin, i) => [bin, i]));
  const count = (chosen: readonly ClassRow[]) => {
    const counts = labels.map(() => 0);
    for (const { bin, orders } of chosen) {
      const i = place.get(bin) ?? kept.length;
      counts[i] = (counts[i] ?? 0) + orders;
    }
    return counts;
  };
  const byMonth = Map.groupBy(rows.filter((row) => row.month > lastBaseMonth), (row) => row.month);
  const known = { labels, base: count(rows.filter((row) => row.month <= lastBaseMonth)), months: new Map([...byMonth].map(([month, list]) => [month, count(list)])) };
  return { ...known, unknown: unknownMonths(known, missing) };
}

/**
 * Counts by deciles of the base, equal deciles being one; missing values are watched apart.
 *
 * @param months n months, one an order
 * @param values n values, NaN = missing
 */
export function decileBins(months: ArrayLike<number>, values: ArrayLike<number>, lastBaseMonth: MonthIndex): MonthlyBins {
  const base: number[] = [];
  for (let i = 0; i < values.length; i++) if ((months[i] ?? Infinity) <= lastBaseMonth) base.push(values[i] ?? NaN);
  const sorted = sortedFinite(base);
  const cuts = [...new Set(Array.from({ length: 9 }, (_, i) => quantileOfSorted(sorted, (i + 1) / 10)))].filter(Number.isFinite);
  const labels = [...cuts.map((cut) => `at most ${cut}`), "above"];
  const missing = { base: 0, months: new Map<MonthIndex, number>() };
  const counted = { base: labels.map(() => 0), months: new Map<MonthIndex, number[]>() };
  for (let i = 0; i < values.length; i++) {
    const month = months[i] ?? Infinity;
    const isBase = month <= lastBaseMonth;
    if (!isBase && !counted.months.has(month)) counted.months.set(month, labels.map(() => 0));
    const counts = isBase ? counted.base : counted.months.get(month);
    const value = values[i] ?? NaN;
    const bin = cutsBelow(cuts, value);
    if (counts && Number.isFinite(value)) counts[bin] = (counts[bin] ?? 0) + 1;
    else if (isBase) missing.base++;
    else missing.months.set(month, (missing.months.get(month) ?? 0) + 1);
  }
  const known = { labels, ...counted };
  return { ...known, unknown: unknownMonths(known, missing) };
}

function cutsBelow(cuts: readonly number[], value: number): number {
  const found = cuts.findIndex((cut) => value <= cut);
  return found < 0 ? cuts.length : found;
}

/** The class whose share moved most: its label and both shares. */
export function largestMove({ labels, base }: MonthlyBins, now: readonly number[]): { label: string; was: number; is: number } {
  const [n, m] = [Math.max(1, totalOf(base)), Math.max(1, totalOf(now))];
  const moves = labels.map((label, i) => ({ label, was: (base[i] ?? 0) / n, is: (now[i] ?? 0) / m }));
  return moves.reduce((best, move) => (Math.abs(move.is - move.was) > Math.abs(best.is - best.was) ? move : best), moves[0] ?? { label: "", was: 0, is: 0 });
}

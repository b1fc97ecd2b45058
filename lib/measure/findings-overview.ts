import { formatDifference, formatPercent, formatPoints } from "@/lib/format/number";
import { capitalise, countWord } from "@/lib/format/words";
import type { BandMeasure, KpiReading, PersonaShare, RevenueByPersona } from "@/lib/types/overview";
import { getKpi, noiseLimit } from "./kpis";

/** A difference in share is said only beyond chance and from five points on. */
export const leastPoints = 0.05;

/** Whether two shares of the same n cases differ enough to be a finding. */
export function isNotableShare(share: number, expected: number, n: number): boolean {
  const error = Math.sqrt((expected * (1 - expected)) / Math.max(1, n));
  return Math.abs(share - expected) >= leastPoints && (error === 0 || Math.abs(share - expected) / error >= noiseLimit);
}

function revenueSentence(revenue: KpiReading, locale: string): string {
  if (revenue.value === null || revenue.before === null || revenue.before === 0) return "Revenue has no period before to compare with";
  const change = revenue.value / revenue.before - 1;
  if (revenue.verdict === "same") return "Revenue kept its level, within chance";
  return `Revenue ${change < 0 ? "fell" : "rose"} ${formatPercent(Math.abs(change), locale)}`;
}

const mattering = ["onTimeShare", "reviewScore", "averageOrder", "repeatRate"] as const;

function secondSentence(readings: readonly KpiReading[], locale: string): string | null {
  const moved = readings
    .filter((r) => (mattering as readonly string[]).includes(r.key) && r.verdict !== "same")
    .sort((a, b) => Math.abs(b.z ?? 0) - Math.abs(a.z ?? 0))[0];
  if (moved === undefined || moved.value === null || moved.before === null) return null;
  const kpi = getKpi(moved.key);
  const verb = moved.value > moved.before ? "rose" : "fell";
  const difference = moved.value - moved.before;
  if (kpi.comparison === "points") {
    return `${kpi.name.toLowerCase()} ${verb} to ${formatPercent(moved.value, locale)} (${formatPoints(difference, locale)})`;
  }
  if (kpi.comparison === "difference") return `${kpi.name.toLowerCase()} ${verb} by ${formatDifference(Math.abs(difference), locale).replace("+", "")}`;
  return `${kpi.name.toLowerCase()} ${verb} ${formatPercent(Math.abs(moved.value / moved.before - 1), locale)}`;
}

/** The page's one sentence: what happened to revenue, and the other KPI that moved most beyond chance. */
export function overviewFinding(readings: readonly KpiReading[], locale: string): string {
  const revenue = readings.find((r) => r.key === "revenue");
  if (revenue === undefined) return "";
  const second = secondSentence(readings, locale);
  return second === null ? `${revenueSentence(revenue, locale)}.` : `${revenueSentence(revenue, locale)}; ${second}.`;
}

/** What the stacked chart shows: the band that carries most, and what the merged group adds. */
export function revenueFinding({ bands, measure = "revenue" }: RevenueByPersona & { measure?: BandMeasure }, locale: string): string {
  const isRevenue = measure === "revenue";
  const ranked = bands.filter((band) => band.merged.length === 0 && band.valueWord !== null).sort((a, b) => b.share - a.share);
  const [first] = ranked;
  if (first === undefined) return isRevenue ? "Revenue by month" : "Customers who ordered by month";
  const group = bands.find((band) => band.merged.length > 0);
  const even = ranked.length > 0 ? 1 / (ranked.length + (group === undefined ? 0 : 1)) : 1;
  const head = first.share >= even + leastPoints ? `${first.name} ${isRevenue ? "carries" : "is"} ${formatPercent(first.share, locale, 0)} of ${isRevenue ? "all revenue" : "those who ordered"}` : `No persona ${isRevenue ? "carries much more than its part of the revenue" : "is much more of those who ordered than its part"}`;
  if (group === undefined) return head;
  const kind = group.name === "Repeat buyers" ? "repeat-buyer personas" : "small personas";
  return `${head}; ${countWord(group.merged.length)} ${kind} ${isRevenue ? "bring" : "are"} ${formatPercent(group.share, locale, 0)}`;
}

/** What the paired bars show: the persona whose revenue most exceeds its head count. */
export function pairedFinding(personas: readonly PersonaShare[], locale: string): string {
  const customers = personas.reduce((sum, p) => sum + p.customers, 0);
  const top = [...personas].sort((a, b) => b.revenueShare - b.customerShare - (a.revenueShare - a.customerShare))[0];
  if (top === undefined || top.revenueShare <= top.customerShare || !isNotableShare(top.revenueShare, top.customerShare, customers)) {
    return "Every group brings about its share of revenue";
  }
  return `${capitalise(formatPercent(top.customerShare, locale))} of customers bring ${formatPercent(top.revenueShare, locale)} of revenue`;
}

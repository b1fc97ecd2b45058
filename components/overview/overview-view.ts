import { formatDay } from "@/lib/format/date";
import { formatMoney, formatMoneyShort, type MoneyStyle } from "@/lib/format/money";
import { formatChange, formatDifference, formatNumber, formatPercent, formatPoints } from "@/lib/format/number";
import type { DaySpan, KpiReading } from "@/lib/types/overview";
import type { KpiFigure } from "../ui/kpi-tile";

/** What the registry says of a KPI, handed down with the reading. */
export type KpiWords = { name: string; formula: string; format: "moneyShort" | "money" | "count" | "percent" | "twoDecimals" | "threeDecimals"; comparison: "relative" | "points" | "difference" };

function valueText(value: number | null, { format }: KpiWords, style: MoneyStyle): string {
  if (value === null) return "unknown";
  switch (format) {
    case "moneyShort":
      return formatMoneyShort(value, style);
    case "money":
      return formatMoney(value, style);
    case "count":
      return formatNumber(value, style.locale);
    case "percent":
      return formatPercent(value, style.locale);
    case "twoDecimals":
      return formatNumber(value, style.locale, 2);
    case "threeDecimals":
      return formatNumber(value, style.locale, 3);
  }
}

function changeText({ value, before }: Pick<KpiReading, "value" | "before">, words: KpiWords, locale: string): string | null {
  if (value === null || before === null) return null;
  if (words.comparison === "points") return formatPoints(value - before, locale);
  if (words.comparison === "difference") return formatDifference(value - before, locale, words.format === "threeDecimals" ? 3 : 2);
  return before === 0 ? null : formatChange(value / before - 1, locale);
}

function yearText({ value, lastYear }: KpiReading, words: KpiWords, { locale }: MoneyStyle): string | null {
  const change = changeText({ value, before: lastYear }, words, locale);
  return change === null ? null : `${change} on last year`;
}

type FigureInput = { reading: KpiReading; words: KpiWords; style: MoneyStyle; beforeSpan: DaySpan | null; historySpan: readonly [string, string] | null };

/** A KPI as its tile shows it. */
export function kpiFigure({ reading, words, style, beforeSpan, historySpan }: FigureInput): KpiFigure {
  const before = valueText(reading.before, words, style);
  return {
    key: reading.key,
    label: words.name,
    value: valueText(reading.value, words, style),
    change: changeText(reading, words, style.locale),
    verdict: reading.verdict,
    isUp: (reading.value ?? 0) >= (reading.before ?? 0),
    before: beforeSpan === null || reading.before === null ? null : `${before} in the ${beforeSpan.to - beforeSpan.from + 1} days up to ${formatDay(beforeSpan.to, style.locale)}`,
    lastYear: yearText(reading, words, style),
    history: reading.history,
    span: historySpan,
    formula: words.formula,
  };
}

import { formatDay } from "@/lib/format/date";
import { formatKpi, formatKpiChange, type KpiStyle } from "@/lib/format/kpi-words";
import type { MoneyStyle } from "@/lib/format/money";
import type { DaySpan, KpiReading } from "@/lib/types/overview";
import type { KpiFigure } from "../ui/kpi-tile";

/** What the registry says of a KPI, handed down with the reading. */
export type KpiWords = KpiStyle & { name: string; formula: string };

function yearText({ value, lastYear }: KpiReading, words: KpiWords, { locale }: MoneyStyle): string | null {
  const change = formatKpiChange(value, lastYear, words, locale);
  if (change === null) return null;
  return /[1-9]/.test(change) ? `${change} on last year` : "as last year";
}

type FigureInput = { reading: KpiReading; words: KpiWords; style: MoneyStyle; beforeSpan: DaySpan | null; historySpan: readonly [string, string] | null };

/** A KPI as its tile shows it. */
export function kpiFigure({ reading, words, style, beforeSpan, historySpan }: FigureInput): KpiFigure {
  const before = formatKpi(reading.before, words, style);
  return {
    key: reading.key,
    label: words.name,
    value: formatKpi(reading.value, words, style),
    change: formatKpiChange(reading.value, reading.before, words, style.locale),
    verdict: reading.verdict,
    isUp: (reading.value ?? 0) >= (reading.before ?? 0),
    before: beforeSpan === null || reading.before === null ? null : `${before} in the ${beforeSpan.to - beforeSpan.from + 1} days up to ${formatDay(beforeSpan.to, style.locale)}`,
    lastYear: yearText(reading, words, style),
    history: reading.history,
    span: historySpan,
    formula: words.formula,
  };
}

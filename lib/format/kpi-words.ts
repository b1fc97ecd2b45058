import type { KpiComparison, KpiFormat } from "@/lib/types/overview";
import { formatMoney, formatMoneyShort, type MoneyStyle } from "./money";
import { formatChange, formatDifference, formatNumber, formatPercent, formatPoints } from "./number";

/** How a KPI is written and compared, as the registry says. */
export type KpiStyle = { format: KpiFormat; comparison: KpiComparison };

/** A KPI's value; "unknown" where there is none. */
export function formatKpi(value: number | null, { format }: KpiStyle, style: MoneyStyle): string {
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

/** Its change against another period, relative, in points or in its own unit; null where either is unknown or there was nothing before. */
export function formatKpiChange(value: number | null, before: number | null, { format, comparison }: KpiStyle, locale: string): string | null {
  if (value === null || before === null) return null;
  if (comparison === "points") return formatPoints(value - before, locale);
  if (comparison === "difference") return formatDifference(value - before, locale, format === "threeDecimals" ? 3 : 2);
  return before === 0 ? null : formatChange(value / before - 1, locale);
}

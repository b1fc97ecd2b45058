import type { KpiComparison, KpiFormat, KpiKey } from "@/lib/types/overview";
import { formatMoney, formatMoneyShort, type MoneyStyle } from "./money";
import { formatChange, formatDifference, formatNumber, formatPercent, formatPoints } from "./number";

/** How a KPI is written and compared, as the registry says. */
export type KpiStyle = { format: KpiFormat; comparison: KpiComparison };

/** The part of the registry of KPIs (`lib/measure/kpis.ts`) that words and writes them; components may read no more of it. */
export const kpiWords = {
  revenue: { name: "Revenue", format: "moneyShort", comparison: "relative" },
  orders: { name: "Orders", format: "count", comparison: "relative" },
  customers: { name: "Customers", format: "count", comparison: "relative" },
  newCustomers: { name: "New customers", format: "count", comparison: "relative" },
  averageOrder: { name: "Average order", format: "money", comparison: "relative" },
  repeatRate: { name: "Repeat rate", format: "percent", comparison: "points" },
  ordersPerCustomer: { name: "Orders per customer", format: "threeDecimals", comparison: "difference" },
  reviewScore: { name: "Review score", format: "twoDecimals", comparison: "difference" },
  onTimeShare: { name: "On-time share", format: "percent", comparison: "points" },
} as const satisfies Record<KpiKey, KpiStyle & { name: string }>;

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

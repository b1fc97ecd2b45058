import type { FeatureName } from "@/lib/types/features";
import { formatDays } from "./duration";
import { kpiWords } from "./kpi-words";
import { formatMoney, type MoneyStyle } from "./money";
import { formatNumber, formatPercent } from "./number";
import { uncapitalise } from "./words";

type Unit = "days" | "count" | "money" | "share" | "score" | "month" | "dayOfMonth";

const words: Record<FeatureName, readonly [label: string, unit: Unit]> = {
  recencyDays: ["Days since last order", "days"],
  orderCount: ["Orders", "count"],
  revenueCents: ["Total spend", "money"],
  averageOrderCents: [kpiWords.averageOrder.name, "money"],
  averageItemPriceCents: ["Average item price", "money"],
  averageFreightCents: ["Average freight", "money"],
  freightShare: ["Freight share", "share"],
  itemCount: ["Items bought", "count"],
  itemsPerOrder: ["Items per order", "count"],
  sellerRows: ["Sellers, summed over orders", "count"],
  distinctSellers: ["Distinct sellers", "count"],
  distinctCategories: ["Distinct categories", "count"],
  tenureDays: ["Days from first to last order", "days"],
  ageDays: ["Days since first order", "days"],
  meanReviewScore: [kpiWords.reviewScore.name, "score"],
  meanLateDays: ["Days late, mean", "days"],
  lateShare: ["Late share", "share"],
  maxInstallments: ["Most instalments", "count"],
  weekendShare: ["Weekend share", "share"],
  mainOrderMonth: ["Main order month", "month"],
  mainOrderDay: ["Main day of month", "dayOfMonth"],
};

/** A feature's name as a person says it. */
export function featureLabel(feature: FeatureName): string {
  return words[feature][0];
}

/**
 * Which side of the middle a group lies on, as a person says it: "more orders", "low review score".
 * @param isMore above the middle, else below
 */
export function featureSide(feature: FeatureName, isMore: boolean): string {
  const [label, unit] = words[feature];
  const name = uncapitalise(label);
  if (unit === "days" || unit === "count") return `${isMore ? "more" : "fewer"} ${name}`;
  return `${isMore ? "high" : "low"} ${name}`;
}

/**
 * A mean of a feature: whole days from ten on, counts always with their decimals ("1.00 orders" is not
 * one order), all else like a value.
 * @param value raw unit of the feature, null = missing
 */
export function formatFeatureMean(feature: FeatureName, value: number | null, style: MoneyStyle): string {
  if (value === null) return "unknown";
  switch (words[feature][1]) {
    case "days":
      return formatDays(value, style.locale, Math.abs(value) < 10 ? 1 : 0);
    case "count":
    case "score":
      return formatNumber(value, style.locale, 2);
    default:
      return formatFeature(feature, value, style);
  }
}

/**
 * A feature's value with its unit: "390 days", "R$ 164.09", "1.07", "12.5%".
 * @param value raw unit of the feature, null = missing
 */
export function formatFeature(feature: FeatureName, value: number | null, style: MoneyStyle): string {
  if (value === null) return "unknown";
  const digits = Number.isInteger(value) ? 0 : 2;
  switch (words[feature][1]) {
    case "days":
      return formatDays(value, style.locale, Number.isInteger(value) ? 0 : 1);
    case "money":
      return formatMoney(value, style);
    case "share":
      return formatPercent(value, style.locale);
    default:
      return formatNumber(value, style.locale, digits);
  }
}

import { kpiWords } from "@/lib/format/kpi-words";
import type { KpiComparison, KpiFacts, KpiFormat, KpiKey, KpiReading } from "@/lib/types/overview";

/** What a KPI counts in. */
export type KpiUnit = "money" | "count" | "fraction" | "score" | "perCustomer";

export type KpiDefinition = {
  key: KpiKey;
  name: string;
  /** in words, shown with the figure */
  formula: string;
  unit: KpiUnit;
  format: KpiFormat;
  /** which way is good; `none` never turns green or red */
  better: "up" | "none";
  comparison: KpiComparison;
  value: (facts: KpiFacts) => number | null;
  /** variance of `value` by chance, under independent orders or customers */
  variance: (facts: KpiFacts) => number | null;
};

const ratio = (a: number, b: number): number | null => (b > 0 ? a / b : null);

/** Variance of a mean from sums and sums of squares; null under two cases. */
function meanVariance(n: number, sum: number, squared: number): number | null {
  if (n < 2) return null;
  return Math.max(0, (squared - (sum * sum) / n) / (n - 1)) / n;
}

/** Variance of a share; null over nothing. */
function shareVariance(part: number, whole: number): number | null {
  const share = ratio(part, whole);
  return share === null ? null : (share * (1 - share)) / whole;
}

/**
 * The only list of KPIs: screens, reports and tests read names, formulas, units and direction here.
 *
 * Noise: counts are Poisson (variance = count); revenue is a compound Poisson sum (variance = sum of
 * squared order values); means and shares have their usual standard errors.
 */
export const kpis: readonly KpiDefinition[] = [
  {
    key: "revenue", ...kpiWords.revenue, unit: "money", better: "up",
    formula: "Payments of all sales less refunds",
    value: (f) => f.revenueCents,
    variance: (f) => f.revenueSquared,
  },
  {
    key: "orders", ...kpiWords.orders, unit: "count", better: "up",
    formula: "Orders with a status that counts as a sale",
    value: (f) => f.orders,
    variance: (f) => f.orders,
  },
  {
    key: "customers", ...kpiWords.customers, unit: "count", better: "up",
    formula: "Different people with a sale",
    value: (f) => f.customers,
    variance: (f) => f.customers,
  },
  {
    key: "newCustomers", ...kpiWords.newCustomers, unit: "count", better: "up",
    formula: "Customers whose first sale ever lies in the period",
    value: (f) => f.newCustomers,
    variance: (f) => f.newCustomers,
  },
  {
    key: "averageOrder", ...kpiWords.averageOrder, unit: "money", better: "up",
    formula: "Revenue divided by orders",
    value: (f) => ratio(f.revenueCents, f.orders),
    variance: (f) => meanVariance(f.orders, f.revenueCents, f.revenueSquared),
  },
  {
    key: "repeatRate", ...kpiWords.repeatRate, unit: "fraction", better: "up",
    formula: "Customers with two or more orders in the period, divided by customers of the period",
    value: (f) => ratio(f.repeatCustomers, f.customers),
    variance: (f) => shareVariance(f.repeatCustomers, f.customers),
  },
  {
    key: "ordersPerCustomer", ...kpiWords.ordersPerCustomer, unit: "perCustomer", better: "up",
    formula: "Orders divided by customers of the period",
    value: (f) => ratio(f.orders, f.customers),
    variance: (f) => meanVariance(f.customers, f.orders, f.ordersSquared),
  },
  {
    key: "reviewScore", ...kpiWords.reviewScore, unit: "score", better: "up",
    formula: "Mean of the latest review of each reviewed order, 1 to 5",
    value: (f) => ratio(f.reviewSum, f.reviews),
    variance: (f) => meanVariance(f.reviews, f.reviewSum, f.reviewSquared),
  },
  {
    key: "onTimeShare", ...kpiWords.onTimeShare, unit: "fraction", better: "up",
    formula: "Orders delivered on or before the promised date, divided by delivered orders whose promised date has come",
    value: (f) => ratio(f.onTime, f.delivered),
    variance: (f) => shareVariance(f.onTime, f.delivered),
  },
];

/** The definition of a KPI. */
export function getKpi(key: KpiKey): KpiDefinition {
  const found = kpis.find((kpi) => kpi.key === key);
  if (found === undefined) throw new RangeError(`unknown KPI ${key}`);
  return found;
}

/** A change counts as real from three standard errors on. */
export const noiseLimit = 3;

/**
 * How many standard errors lie between two windows.
 * @returns null where either window cannot say (no cases, or too few for a variance)
 */
export function changeZ(kpi: KpiDefinition, now: KpiFacts, before: KpiFacts): number | null {
  const [a, b] = [kpi.value(now), kpi.value(before)];
  const [varianceA, varianceB] = [kpi.variance(now), kpi.variance(before)];
  if (a === null || b === null || varianceA === null || varianceB === null) return null;
  const error = Math.sqrt(varianceA + varianceB);
  if (error > 0) return (a - b) / error;
  return a === b ? 0 : null;
}

/** Facts of the period, of the ones it is compared with (null where the data do not reach back that far), and by month. */
export type KpiWindows = { now: KpiFacts; before: KpiFacts | null; lastYear: KpiFacts | null; months: readonly KpiFacts[] };

/** Each KPI now, before, a year before and by month. */
export function kpiReadings({ now, before, lastYear, months }: KpiWindows): KpiReading[] {
  return kpis.map((kpi) => {
    const z = before === null ? null : changeZ(kpi, now, before);
    const isReal = z !== null && Math.abs(z) >= noiseLimit && kpi.better !== "none";
    return {
      key: kpi.key,
      value: kpi.value(now),
      before: before === null ? null : kpi.value(before),
      lastYear: lastYear === null ? null : kpi.value(lastYear),
      z,
      verdict: isReal ? (z > 0 ? "better" : "worse") : "same",
      history: months.map((facts) => (facts.orders > 0 ? kpi.value(facts) : null)),
    };
  });
}

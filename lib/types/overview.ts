import type { Day, MonthIndex } from "./day";
import type { Lifecycle, ValueWord } from "./segmentation";

export const kpiKeys = [
  "revenue",
  "orders",
  "customers",
  "newCustomers",
  "averageOrder",
  "repeatRate",
  "ordersPerCustomer",
  "reviewScore",
  "onTimeShare",
] as const;
export type KpiKey = (typeof kpiKeys)[number];

/** How a value is written: money short or to the cent, a whole count, percent, or so many decimals. */
export type KpiFormat = "moneyShort" | "money" | "count" | "percent" | "twoDecimals" | "threeDecimals";

/** A change is relative, in points of percent, or a difference in the KPI's own unit. */
export type KpiComparison = "relative" | "points" | "difference";

/** Sums over the sales of a window or month; every KPI and its noise is a formula of these. */
export type KpiFacts = {
  orders: number;
  customers: number;
  newCustomers: number;
  /** customers with two or more orders within the window */
  repeatCustomers: number;
  /** sum over customers of the square of their orders */
  ordersSquared: number;
  revenueCents: number;
  /** sum over orders of the square of their revenue, cents squared */
  revenueSquared: number;
  reviews: number;
  reviewSum: number;
  reviewSquared: number;
  /** delivered orders whose promised date is known */
  delivered: number;
  onTime: number;
};

/** One KPI now, in the period before, and month by month. Fractions are 0-1, money minor units. */
export type KpiReading = {
  key: KpiKey;
  value: number | null;
  before: number | null;
  /** a year before; null where the data do not reach back that far */
  lastYear: number | null;
  /** difference in its standard errors; null without a period before */
  z: number | null;
  /** better and worse only beyond chance */
  verdict: "better" | "worse" | "same";
  history: readonly (number | null)[];
};

/** First and last day, both included. */
export type DaySpan = { from: Day; to: Day };

/** Days up to the last one of the data, the calendar month, quarter or year it lies in, twelve months, everything. */
export const periodPresets = ["30", "90", "180", "365", "month", "quarter", "year", "12months", "all"] as const;
/** Which orders the overview counts; an empty list lets everything through. */
export type OrdersFilter = { states: readonly string[]; categories: readonly string[]; /** of the customer, now */ segments: readonly number[] };
export const everyOrder: OrdersFilter = { states: [], categories: [], segments: [] };
/** Whether it asks anything of an order itself, and not of its customer alone. */
export const asksOrders = ({ states, categories }: OrdersFilter): boolean => states.length + categories.length > 0;

export type PeriodPreset = (typeof periodPresets)[number];
/** A preset, or days somebody chose. */
export type PeriodChoice = PeriodPreset | DaySpan;

/** What a list or chart needs to know of a persona. Shares are fractions of the run's customers and revenue. */
export type PersonaShare = {
  index: number;
  name: string;
  valueWord: ValueWord | null;
  lifecycle: Lifecycle;
  customers: number;
  customerShare: number;
  revenueCents: number;
  revenueShare: number;
};

/** One band of the stacked chart. */
export type RevenueBand = {
  name: string;
  valueWord: ValueWord | null;
  lifecycle: Lifecycle;
  /** share of the sum of all months */
  share: number;
  /** one a month: minor units of revenue, or customers who ordered */
  values: readonly number[];
  /** names of the personas merged into it; empty for a persona of its own */
  merged: readonly string[];
};
export type RevenueByPersona = { months: readonly MonthIndex[]; bands: readonly RevenueBand[] };

/** What the stacked chart counts. */
export const bandMeasures = ["revenue", "customers"] as const;
export type BandMeasure = (typeof bandMeasures)[number];

/** Something a person should look at; most urgent first. */
export type Notice = {
  key: string;
  tone: "warn" | "info" | "plain";
  title: string;
  text: string;
  href: string | null;
};

/** A notice as one user sees it. */
export type OwnNotice = Notice & {
  /** names it by what it says */
  print: string;
  /** this user has put it away */
  isDismissed: boolean;
};

import type { RfmAxis } from "./rfm";
import type { ConsentState } from "./snapshot";

/** Half-open in days and cents: `min <= value <= max`; null = no bound. */
export type Range = { min: number | null; max: number | null };

/** Members with a margin under this lie on the border to the next segment. methods.md section 6. */
export const borderlineMargin = 0.1;

export const lateHistories = ["ever", "never"] as const;
/** "ever": a delivery known to be late; "never": none known to be late, those without a delivery included. */
export type LateHistory = (typeof lateHistories)[number];

/** Name that stands for items without a category. */
export const unknownCategory = "unknown";

/**
 * What an order is like: every condition holds of one and the same order, and the customer has at
 * least one such. An empty list or an open range asks nothing.
 */
export type OrderClause = {
  /** empty = the statuses that count as a sale */
  statuses: readonly string[];
  /** calendar days of the shop's zone */
  days: Range;
  /** 0 = Monday */
  weekdays: readonly number[];
  hours: readonly number[];
  /** where this order went */
  states: readonly string[];
  cities: readonly string[];
  /** category of the dearest item */
  mainCategories: readonly string[];
  /** an item in any of these categories and, where both are asked, of any of these products */
  categories: readonly string[];
  products: readonly string[];
  /** a payment of any of these types and, where both are asked, in so many instalments */
  paymentTypes: readonly string[];
  installments: Range;
  amountCents: Range;
  /** days from order to door, of deliveries known by then */
  deliveryDays: Range;
  /** days after the promised date, negative = early; "unknown": not delivered by then, or nothing promised */
  lateDays: Range | "unknown";
  /** calendar months since the first order */
  monthsSinceFirst: Range;
};

/** What the first order was like. */
export type FirstOrderClause = { days: Range; states: readonly string[]; /** of the dearest item */ categories: readonly string[] };

/** The filters of the customers table and of a target list, the same everywhere. */
export type CustomerFilter = {
  search: string | null;
  /** segment indexes of the segmentation looked at */
  segments: readonly number[];
  /** place of the customer, which is that of the latest order */
  states: readonly string[];
  cities: readonly string[];
  spendCents: Range;
  recencyDays: Range;
  orderCount: Range;
  /** mean of the customer's reviews known by then, 1-5; a bound leaves out those without a review */
  reviewScore: Range;
  lateDelivery: LateHistory | null;
  firstOrder: FirstOrderClause;
  /** calendar days of the latest order, in the shop's zone */
  lastOrderDays: Range;
  /** category of the second order's dearest item */
  secondCategories: readonly string[];
  /** whole days of 24 hours between any order and the next */
  gapDays: Range;
  order: OrderClause;
  emailConsent: ConsentState | null;
  /** one cell of the RFM grid of the segmentation looked at */
  rfmCell: { recency: number; second: number; axis: RfmAxis } | null;
  /** true: only members with margin >= 0.1 */
  coreOnly: boolean;
};

export const anyRange: Range = { min: null, max: null };

export const anyOrder: OrderClause = {
  statuses: [],
  days: anyRange,
  weekdays: [],
  hours: [],
  states: [],
  cities: [],
  mainCategories: [],
  categories: [],
  products: [],
  paymentTypes: [],
  installments: anyRange,
  amountCents: anyRange,
  deliveryDays: anyRange,
  lateDays: anyRange,
  monthsSinceFirst: anyRange,
};

export const anyFirstOrder: FirstOrderClause = { days: anyRange, states: [], categories: [] };

export const noFilter: CustomerFilter = {
  search: null,
  segments: [],
  states: [],
  cities: [],
  spendCents: anyRange,
  recencyDays: anyRange,
  orderCount: anyRange,
  reviewScore: anyRange,
  lateDelivery: null,
  firstOrder: anyFirstOrder,
  lastOrderDays: anyRange,
  secondCategories: [],
  gapDays: anyRange,
  order: anyOrder,
  emailConsent: null,
  rfmCell: null,
  coreOnly: false,
};

/** What there is to filter by, each with the customers it would keep, most first. */
export type CustomerChoices = Record<"states" | "cities" | "categories" | "payments" | "statuses", readonly { choice: string; customers: number }[]>;

export const customerSorts = [
  "revenueCents",
  "orderCount",
  "averageOrderCents",
  "recencyDays",
  "externalId",
  "city",
  "meanReviewScore",
  "ageDays",
  "itemCount",
  "lateShare",
  "freightShare",
  "margin",
] as const;
export type CustomerSort = (typeof customerSorts)[number];
export type Direction = "asc" | "desc";

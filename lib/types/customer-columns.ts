import type { CustomerSort } from "./customer-filter";

/** Columns the customers table and its export can show, in the order they are offered. */
export const customerColumnIds = [
  "externalId",
  "persona",
  "orderCount",
  "revenueCents",
  "averageOrderCents",
  "lastOrder",
  "recencyDays",
  "city",
  "topCategory",
  "payment",
  "meanReviewScore",
  "scores",
  "membership",
  "consent",
  "smsConsent",
  "firstOrder",
  "itemCount",
  "lateShare",
  "freightShare",
  "runnerUp",
  "margin",
] as const;
export type CustomerColumnId = (typeof customerColumnIds)[number];

/** What is shown to who has chosen nothing. */
export const defaultColumns: readonly CustomerColumnId[] = customerColumnIds.slice(0, 14);

/** The column that opens the row: always shown, always first. */
export const leadColumn: CustomerColumnId = "externalId";

/** `sort`: what its head sorts by. `width`: px, of its share where the table is wider. */
export type CustomerColumn = { label: string; sort: CustomerSort | null; isNumber: boolean; width: number };

export const customerColumns: Readonly<Record<CustomerColumnId, CustomerColumn>> = {
  externalId: { label: "Customer", sort: "externalId", isNumber: false, width: 84 },
  persona: { label: "Persona", sort: null, isNumber: false, width: 122 },
  orderCount: { label: "Orders", sort: "orderCount", isNumber: true, width: 58 },
  revenueCents: { label: "Spend", sort: "revenueCents", isNumber: true, width: 88 },
  averageOrderCents: { label: "Average", sort: "averageOrderCents", isNumber: true, width: 82 },
  lastOrder: { label: "Last order", sort: null, isNumber: false, width: 88 },
  recencyDays: { label: "Days ago", sort: "recencyDays", isNumber: true, width: 74 },
  city: { label: "City", sort: "city", isNumber: false, width: 120 },
  topCategory: { label: "Top category", sort: null, isNumber: false, width: 110 },
  payment: { label: "Payment", sort: null, isNumber: false, width: 76 },
  meanReviewScore: { label: "Review", sort: "meanReviewScore", isNumber: true, width: 62 },
  scores: { label: "R·F·M", sort: null, isNumber: false, width: 50 },
  membership: { label: "Membership", sort: null, isNumber: false, width: 102 },
  consent: { label: "Consent", sort: null, isNumber: false, width: 74 },
  smsConsent: { label: "SMS consent", sort: null, isNumber: false, width: 88 },
  firstOrder: { label: "First order", sort: "ageDays", isNumber: false, width: 90 },
  itemCount: { label: "Items", sort: "itemCount", isNumber: true, width: 58 },
  lateShare: { label: "Late", sort: "lateShare", isNumber: true, width: 62 },
  freightShare: { label: "Freight", sort: "freightShare", isNumber: true, width: 66 },
  runnerUp: { label: "Runner-up", sort: null, isNumber: false, width: 132 },
  margin: { label: "Margin", sort: "margin", isNumber: true, width: 64 },
};

/** Rows that are read at a time. */
export const customersPageSize = 50;

import type { ConsentState } from "./snapshot";

/**
 * One row per customer with a sale up to a day: the relation `customer_profile` that the customers
 * table, the customer page and target lists filter. A missing value is null; money is minor units.
 */
export type CustomerProfileFact = {
  customer_key: number;
  external_id: string;
  state: string | null;
  city: string | null;
  email_consent: ConsentState;
  sms_consent: ConsentState;
  has_email: number;
  has_phone: number;
  recency_days: number;
  order_count: number;
  revenue_cents: number;
  average_order_cents: number;
  /** since the first order */
  age_days: number;
  item_count: number;
  /** of the deliveries known by then, 0-1; null without one */
  late_share: number | null;
  /** of price and freight together, 0-1 */
  freight_share: number | null;
  /** mean of the reviews known by then */
  mean_review_score: number | null;
  /** category most was spent in */
  top_category: string | null;
  /** of the latest order */
  payment_type: string | null;
  installments: number | null;
  /** of the first order */
  first_state: string | null;
  first_category: string | null;
  /** index in the segmentation looked at; null = the customer is not in it */
  segment: number | null;
  runner_up: number | null;
  margin: number | null;
  r_score: number | null;
  f_score: number | null;
  m_score: number | null;
};

/**
 * What the profile tells beside that, for filters alone: a simple customer has one sale, with lines of one
 * category (or none) and one payment at most. Of whoever has one sale the columns `only_…` tell it, of others they are null.
 */
export type OnlySaleFact = {
  is_simple: number;
  /** of a simple customer, as the payment */
  only_line_category: string | null;
  only_payment_type: string | null;
  only_installments: number | null;
  only_status: string | null;
  /** 0 = Monday */
  only_weekday: number | null;
  only_hour: number | null;
  only_city: string | null;
  only_amount_cents: number | null;
  /** of a delivery known by then, as the lateness */
  only_delivered_days: number | null;
  only_late_days: number | null;
};

/** RFM scores of a run, 1 = lowest. */
export type RfmScores = { recency: number; frequency: number; monetary: number };

/** A line of the customers table. No contact details. */
export type CustomerRow = {
  key: number;
  externalId: string;
  state: string | null;
  city: string | null;
  emailConsent: ConsentState;
  smsConsent: ConsentState;
  recencyDays: number;
  orderCount: number;
  revenueCents: number;
  averageOrderCents: number;
  ageDays: number;
  itemCount: number;
  lateShare: number | null;
  freightShare: number | null;
  meanReviewScore: number | null;
  topCategory: string | null;
  paymentType: string | null;
  installments: number | null;
  segment: number | null;
  runnerUp: number | null;
  margin: number | null;
  scores: RfmScores | null;
};

/** The filtered set as a whole. */
export type CustomerTotals = { customers: number; revenueCents: number; orders: number };

/** Where a page begins: the sort value and key of the row beside it. */
export type CustomerCursor = { side: "after" | "before"; value: number | string | null; key: number };

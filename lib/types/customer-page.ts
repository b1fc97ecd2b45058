import type { RfmScores } from "./customer-profile";
import type { Day } from "./day";
import type { FeatureName } from "./features";
import type { ConsentState } from "./snapshot";

export type CustomerItem = { line: number; productId: string; category: string | null; priceCents: number; freightCents: number };
export type CustomerPayment = { sequence: number; type: string; installments: number; amountCents: number };

/** One order of a customer, whichever its status. */
export type CustomerOrder = {
  key: number;
  day: Day;
  status: string;
  /** counts towards the customer's features */
  isSale: boolean;
  amountCents: number;
  freightCents: number;
  refundCents: number;
  category: string | null;
  reviewScore: number | null;
  deliveredDay: Day | null;
  /** delivered minus promised, negative = early */
  lateDays: number | null;
  items: readonly CustomerItem[];
  payments: readonly CustomerPayment[];
};

/** Recency, orders or revenue of a customer beside those of all customers. */
export type Standing = {
  measure: "recencyDays" | "orderCount" | "revenueCents";
  value: number;
  /** mid-rank percentile among all customers with a sale, 0-1 */
  percentile: number;
  /** cut points of the run, ascending raw units; empty when it has none */
  cuts: readonly number[];
  /** score of the run, 1 = lowest; null when it has none */
  score: number | null;
};

/** A feature the run looked at: this customer, their segment's mean and the runner-up's. */
export type FeatureComparison = { feature: FeatureName; value: number | null; own: number | null; runnerUp: number | null };

export type CustomerMembership = {
  segment: number;
  runnerUp: number | null;
  margin: number | null;
  scores: RfmScores | null;
  comparison: readonly FeatureComparison[];
};

export type CustomerDetails = {
  key: number;
  externalId: string;
  state: string | null;
  city: string | null;
  zip: string | null;
  emailConsent: ConsentState;
  smsConsent: ConsentState;
  hasEmail: boolean;
  hasPhone: boolean;
  orders: readonly CustomerOrder[];
  /** more orders exist than are listed */
  isCut: boolean;
  /** null for a customer without a sale by the as-of day */
  sales: {
    orderCount: number;
    revenueCents: number;
    averageOrderCents: number;
    recencyDays: number;
    meanReviewScore: number | null;
  } | null;
  standings: readonly Standing[];
  membership: CustomerMembership | null;
};

/** What only campaign owners and admins see, and only on request. */
export type CustomerContact = {
  email: string | null;
  phone: string | null;
  firstName: string | null;
  lastName: string | null;
};

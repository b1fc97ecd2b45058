import type { CustomerDetails, CustomerMembership, CustomerOrder, FeatureComparison, Standing } from "@/lib/types/customer-page";
import type { CustomerProfileFact, RfmScores } from "@/lib/types/customer-profile";
import type { FeatureName } from "@/lib/types/features";
import type { RfmCuts, Segment } from "@/lib/types/segmentation";
import type { CustomerFact, ItemFact, MembershipFact, OrderFact, PaymentFact } from "@/lib/types/snapshot";
import { customerOrdersLimit } from "./customer-page";

/** The row of `customerStandingSql`. */
export type StandingRow = Record<
  "customers" | "recency_less" | "recency_same" | "orders_less" | "orders_same" | "revenue_less" | "revenue_same",
  number
>;

export type CustomerRows = {
  fact: CustomerFact;
  /** null without a sale by the as-of day */
  profile: CustomerProfileFact | null;
  membership: MembershipFact | null;
  orders: readonly OrderFact[];
  items: readonly ItemFact[];
  payments: readonly PaymentFact[];
  standing: StandingRow | null;
  /** the customer's value of each feature of the run, raw units */
  features: Partial<Record<FeatureName, number | null>>;
  /** the run looked at; null before the first */
  run: { features: readonly FeatureName[]; cuts: RfmCuts | null; segments: readonly Segment[] } | null;
  saleStatuses: readonly string[];
};

/** All that a customer's page shows, out of the rows of its queries. */
export function customerDetails(rows: CustomerRows): CustomerDetails {
  const { fact, profile } = rows;
  return {
    key: fact.customer_key,
    externalId: fact.external_id,
    state: fact.state,
    city: fact.city,
    zip: fact.zip,
    emailConsent: fact.email_consent,
    smsConsent: fact.sms_consent,
    hasEmail: fact.has_email === 1,
    hasPhone: fact.has_phone === 1,
    orders: rows.orders.map((order) => orderOf(order, rows)),
    isCut: rows.orders.length === customerOrdersLimit,
    sales: profile && {
      orderCount: profile.order_count,
      revenueCents: profile.revenue_cents,
      averageOrderCents: profile.average_order_cents,
      recencyDays: profile.recency_days,
      meanReviewScore: profile.mean_review_score,
    },
    standings: standingsOf(rows),
    membership: membershipOf(rows),
  };
}

function orderOf(order: OrderFact, { items, payments, saleStatuses }: CustomerRows): CustomerOrder {
  return {
    key: order.order_key,
    day: order.day,
    status: order.status,
    isSale: saleStatuses.includes(order.status),
    amountCents: order.amount_cents,
    freightCents: order.freight_cents,
    refundCents: order.refund_cents,
    category: order.category,
    reviewScore: order.review_score,
    deliveredDay: order.delivered_day,
    lateDays: order.late_days,
    items: items
      .filter((item) => item.order_key === order.order_key)
      .map((item) => ({
        line: item.line, productId: item.product_id, category: item.category, priceCents: item.price_cents, freightCents: item.freight_cents,
      })),
    payments: payments
      .filter((payment) => payment.order_key === order.order_key)
      .map((payment) => ({ sequence: payment.sequence, type: payment.type, installments: payment.installments, amountCents: payment.amount_cents })),
  };
}

/** The RFM scores of a membership, if its run scored. */
export function scoresOf(row: Pick<MembershipFact, "r_score" | "f_score" | "m_score">): RfmScores | null {
  if (row.r_score === null || row.f_score === null || row.m_score === null) return null;
  return { recency: row.r_score, frequency: row.f_score, monetary: row.m_score };
}

function standingsOf({ profile, standing, membership, run }: CustomerRows): Standing[] {
  if (profile === null || standing === null || standing.customers === 0) return [];
  const scores = membership && scoresOf(membership);
  const percentile = (less: number, same: number): number => (less + same / 2) / standing.customers;
  return [
    {
      measure: "recencyDays",
      value: profile.recency_days,
      percentile: percentile(standing.recency_less, standing.recency_same),
      cuts: run?.cuts?.recencyDays ?? [],
      score: scores?.recency ?? null,
    },
    {
      measure: "orderCount",
      value: profile.order_count,
      percentile: percentile(standing.orders_less, standing.orders_same),
      cuts: run?.cuts?.orderCount ?? [],
      score: scores?.frequency ?? null,
    },
    {
      measure: "revenueCents",
      value: profile.revenue_cents,
      percentile: percentile(standing.revenue_less, standing.revenue_same),
      cuts: run?.cuts?.revenueCents ?? [],
      score: scores?.monetary ?? null,
    },
  ];
}

function membershipOf({ membership, run, features }: CustomerRows): CustomerMembership | null {
  if (membership === null || run === null) return null;
  const centroid = (index: number | null) => run.segments.find((segment) => segment.index === index)?.centroid ?? {};
  const own = centroid(membership.segment);
  const runnerUp = centroid(membership.runner_up);
  const comparison: FeatureComparison[] = run.features.map((feature) => ({
    feature,
    value: features[feature] ?? null,
    own: own[feature] ?? null,
    runnerUp: runnerUp[feature] ?? null,
  }));
  return {
    segment: membership.segment,
    runnerUp: membership.runner_up,
    margin: membership.margin,
    scores: scoresOf(membership),
    comparison,
  };
}

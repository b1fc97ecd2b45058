import { expect, test } from "vitest";
import { customerDetails, type CustomerRows } from "@/lib/measure/customer-details";
import { orderNumbers } from "@/lib/measure/customer-numbers";
import type { CustomerProfileFact } from "@/lib/types/customer-profile";
import type { Segment } from "@/lib/types/segmentation";
import type { CustomerFact, ItemFact, OrderFact, PaymentFact } from "@/lib/types/snapshot";

const fact: CustomerFact = {
  customer_key: 7, external_id: "ada", state: "SP", city: "campinas", zip: "13000", lat: null, lng: null,
  email_consent: "yes", sms_consent: "unknown", has_email: 1, has_phone: 0,
};
const profile: CustomerProfileFact = {
  customer_key: 7, external_id: "ada", state: "SP", city: "campinas", email_consent: "yes", sms_consent: "unknown",
  has_email: 1, has_phone: 0, recency_days: 30, order_count: 2, revenue_cents: 7500, average_order_cents: 3750,
  age_days: 60, item_count: 3, late_share: 0, freight_share: 0.2,
  mean_review_score: 3.5, top_category: "toys", payment_type: "boleto", installments: 1, first_state: "SP", first_category: "toys",
  segment: 0, runner_up: 1, margin: 0.4, r_score: 4, f_score: 2, m_score: 3,
};
const order = (key: number, status: string): OrderFact => ({
  customer_key: 7, order_key: key, sold_at: 0, day: key, month: 0, month_of_year: 1, day_of_month: 1, weekday: 0, hour: 0,
  amount_cents: 5000, price_cents: 4000, freight_cents: 1000, items: 1, sellers: 1, payment_type: "boleto", installments: 1,
  review_score: 4, review_day: 2, delivered_day: 9, delivered_days: 5, late_days: -3, refund_cents: 0, status,
  state: "SP", city: "campinas", category: "toys",
});
const item = (key: number, line: number): ItemFact => ({
  customer_key: 7, order_key: key, line, day: key, month: 0, status: "delivered", product_id: `p${line}`, seller_id: null,
  category: "toys", price_cents: 2000, freight_cents: 500,
});
const payment: PaymentFact = {
  customer_key: 7, order_key: 2, sequence: 1, day: 2, month: 0, status: "delivered", type: "boleto", installments: 1, amount_cents: 5000,
};
const segment = (index: number, recencyDays: number): Segment => ({
  index, name: `s${index}`, valueWord: null, lifecycle: null, customers: 1, customerShare: 0.5, revenueCents: 1, revenueShare: 0.5,
  centroid: { recencyDays, meanReviewScore: null }, medians: {}, levels: {}, season: null, monthPeriod: null, silhouette: null,
  borderlineShare: null, nearest: null, reason: "", advice: { goal: "", action: "", avoid: "" }, lifetimeMonths: null, stability: null, rule: null,
});

const rows: CustomerRows = {
  fact,
  profile,
  membership: { customer_key: 7, segment: 0, runner_up: 1, margin: 0.4, r_score: 4, f_score: 2, m_score: 3 },
  orders: [order(2, "delivered"), order(1, "canceled")],
  items: [item(2, 1), item(2, 2), item(1, 1)],
  payments: [payment],
  standing: { customers: 10, recency_less: 2, recency_same: 2, orders_less: 9, orders_same: 1, revenue_less: 0, revenue_same: 10 },
  features: { recencyDays: 30 },
  run: {
    features: ["recencyDays", "meanReviewScore"],
    cuts: { recencyDays: [20, 40, 60], orderCount: [1], revenueCents: [] },
    segments: [segment(0, 25), segment(1, 300)],
  },
  saleStatuses: ["delivered"],
};

test("items and payments stand with their own order, and a cancelled order is no sale", () => {
  const { orders } = customerDetails(rows);
  expect(orders.map((o) => [o.key, o.isSale, o.items.map((i) => i.productId), o.payments.length])).toEqual([
    [2, true, ["p1", "p2"], 1],
    [1, false, ["p1"], 0],
  ]);
});

test("a percentile counts those with less and half of those with the same", () => {
  const { standings } = customerDetails(rows);
  expect(standings.map((s) => [s.measure, s.percentile, s.score])).toEqual([
    ["recencyDays", 0.3, 4],
    ["orderCount", 0.95, 2],
    ["revenueCents", 0.5, 3],
  ]);
  expect(standings[0]?.cuts).toEqual([20, 40, 60]);
});

test("a membership compares the customer with their own segment and the runner-up", () => {
  expect(customerDetails(rows).membership?.comparison).toEqual([
    { feature: "recencyDays", value: 30, own: 25, runnerUp: 300 },
    { feature: "meanReviewScore", value: null, own: null, runnerUp: null },
  ]);
});

test("a customer without a sale has no standing and no sums", () => {
  const details = customerDetails({ ...rows, profile: null, membership: null, standing: null });
  expect([details.sales, details.standings, details.membership]).toEqual([null, [], null]);
  expect(details.emailConsent).toBe("yes");
});

test("before the first run there is no membership and no cut point", () => {
  const details = customerDetails({ ...rows, run: null, membership: null });
  expect(details.membership).toBeNull();
  expect(details.standings.map((s) => [s.cuts, s.score])).toEqual([[[], null], [[], null], [[], null]]);
});

test("the file of the orders has the status as it is stored, and says which of them count", () => {
  const { columns, rows: lines } = orderNumbers(customerDetails(rows).orders);
  expect(columns.map(({ key }) => key)).toEqual(["day", "status", "isSale", "category", "amount", "refund"]);
  expect(lines).toEqual([[2, "delivered", "yes", "toys", 5000, 0], [1, "canceled", "no", "toys", 5000, 0]]);
});

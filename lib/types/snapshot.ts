/**
 * Tables of a snapshot, as the shared analytics SQL sees them. Every query is plain
 * aggregate SQL over these names and runs unchanged on DuckDB (views over Parquet) and
 * on SQLite (tables of the same name), so: no date functions, no booleans, no median,
 * `cast(... as double precision) /` for division. Money is integer minor units; days count from 1970-01-01 in
 * the shop's time zone; a missing value is null.
 */

/** One row per order whose customer is known, every status. methods.md section 1. */
export type OrderFact = {
  customer_key: number;
  order_key: number;
  /** epoch seconds, UTC */
  sold_at: number;
  day: number;
  /** year * 12 + month - 1 */
  month: number;
  month_of_year: number;
  day_of_month: number;
  /** 0 = Monday */
  weekday: number;
  hour: number;
  /** payments; items + freight when the order has no payment row */
  amount_cents: number;
  price_cents: number;
  freight_cents: number;
  items: number;
  /** distinct sellers of the order */
  sellers: number;
  /** type of the largest payment */
  payment_type: string | null;
  /** most instalments of any payment */
  installments: number | null;
  /** score of the latest review of the order */
  review_score: number | null;
  review_day: number | null;
  delivered_day: number | null;
  delivered_days: number | null;
  /** delivered minus promised by calendar date, negative = early */
  late_days: number | null;
  refund_cents: number;
  status: string;
  state: string | null;
  city: string | null;
  /** English category of the dearest item */
  category: string | null;
};

/** One row per order line. */
export type ItemFact = {
  customer_key: number;
  order_key: number;
  line: number;
  day: number;
  month: number;
  status: string;
  product_id: string;
  seller_id: string | null;
  category: string | null;
  price_cents: number;
  freight_cents: number;
};

/** One row per payment. */
export type PaymentFact = {
  customer_key: number;
  order_key: number;
  sequence: number;
  day: number;
  month: number;
  status: string;
  type: string;
  installments: number;
  amount_cents: number;
};

export type ConsentState = "yes" | "no" | "unknown";

/** One row per known customer. No contact details: those stay in the store. */
export type CustomerFact = {
  customer_key: number;
  external_id: string;
  /** place of the latest order's account */
  state: string | null;
  city: string | null;
  zip: string | null;
  lat: number | null;
  lng: number | null;
  email_consent: ConsentState;
  sms_consent: ConsentState;
  has_email: number;
  has_phone: number;
};

/** One row per customer and segmentation. */
export type MembershipFact = {
  customer_key: number;
  /** index of the segment in the run, 0 = the largest */
  segment: number;
  runner_up: number | null;
  /** 1 - d1/d2; null for RFM */
  margin: number | null;
  r_score: number | null;
  f_score: number | null;
  m_score: number | null;
};

export const snapshotTables = ["orders", "items", "payments", "customers"] as const;
export type SnapshotTable = (typeof snapshotTables)[number];

/** Tables that lie in one file a month of orders; the others have one file. */
export const isPartitioned = (table: string): boolean => table === "orders" || table === "items" || table === "payments";

/** What a published snapshot is, as the store records it. */
export type Snapshot = {
  id: number;
  /** hex digest of the data, independent of file layout */
  hash: string;
  publishedAt: Date;
  importId: number | null;
  orders: number;
  customers: number;
  firstDay: number | null;
  /** day of the last sale: the default as-of date */
  lastDay: number | null;
};

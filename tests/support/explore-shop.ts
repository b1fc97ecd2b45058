import { createRandom } from "@/lib/stats/random";
import type { OrderFilter } from "@/lib/types/explore";
import type { ItemFact, OrderFact, PaymentFact } from "@/lib/types/snapshot";
import { tuples } from "./two-engines";

/** A made-up shop of a few hundred orders with every kind of gap: no category, no state, no review, no delivery, no payment. */
export type ExploreShop = {
  orders: readonly OrderFact[];
  items: readonly ItemFact[];
  payments: readonly PaymentFact[];
  places: readonly { key: number; state: string | null; city: string | null; lat: number | null; lng: number | null }[];
  /** segment by customer key */
  members: ReadonlyMap<number, number>;
};

const statuses = ["delivered", "delivered", "delivered", "delivered", "shipped", "canceled"];
export const saleStatuses = ["delivered", "shipped"];
const states = ["SP", "SP", "SP", "RJ", "MG", null];
const categories = ["toys", "auto", "garden_tools", "baby", null];
const paymentTypes = ["credit_card", "credit_card", "boleto", "voucher"];
export const firstMonth = 2017 * 12;
/** 1 January 2017 */
export const firstDay = 17_167;
export const dayCount = 300;

const monthOf = (day: number): number => {
  const date = new Date(day * 86_400_000);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
};

export function makeShop(seed: number, orderCount = 300, customerCount = 120): ExploreShop {
  const random = createRandom(seed);
  const below = (n: number): number => Math.floor(random() * n);
  const pick = <T>(values: readonly T[]): T => values[below(values.length)] as T;
  const places = Array.from({ length: customerCount }, (_, i) => {
    const state = pick(states);
    return { key: i + 1, state, city: state === null ? null : `${state.toLowerCase()} city ${below(3)}`, lat: random() < 0.1 ? null : -20 - below(10), lng: random() < 0.1 ? null : -40 - below(10) };
  });
  const orders = Array.from({ length: orderCount }, (_, i): OrderFact => {
    // squared, so that a few customers order often
    const key = 1 + Math.floor(random() ** 2 * customerCount);
    const day = firstDay + below(dayCount);
    const hour = below(24);
    const delivered = random() < 0.85 ? day + below(40) : null;
    const price = 100 * (1 + below(200));
    return {
      customer_key: key, order_key: i + 1, sold_at: day * 86_400 + hour * 3600 + below(3600), day, month: monthOf(day), month_of_year: (monthOf(day) % 12) + 1,
      day_of_month: new Date(day * 86_400_000).getUTCDate(), weekday: (day + 3) % 7, hour, amount_cents: price + 1500, price_cents: price, freight_cents: 1500,
      items: 1 + below(3), sellers: 1, payment_type: random() < 0.05 ? null : pick(paymentTypes), installments: 1 + below(6),
      review_score: random() < 0.8 ? 1 + below(5) : null, review_day: day + below(60), delivered_day: delivered, delivered_days: delivered === null ? null : delivered - day,
      late_days: delivered === null || random() < 0.05 ? null : below(30) - 20, refund_cents: random() < 0.05 ? 500 : 0, status: pick(statuses),
      state: places[key - 1]?.state ?? null, city: places[key - 1]?.city ?? null, category: pick(categories),
    };
  });
  // a product has one category, as in a snapshot
  const products = Array.from({ length: 40 }, (_, i) => ({ product_id: `p${i}`, category: pick(categories) }));
  const items = orders.flatMap((o) => Array.from({ length: o.items }, (_, line): ItemFact => ({
    customer_key: o.customer_key, order_key: o.order_key, line: line + 1, day: o.day, month: o.month, status: o.status,
    ...pick(products), seller_id: "s1", price_cents: 100 * (1 + below(100)), freight_cents: 500,
  })));
  const payments = orders.flatMap((o) => (o.payment_type === null ? [] : Array.from({ length: random() < 0.1 ? 2 : 1 }, (_, sequence): PaymentFact => ({
    customer_key: o.customer_key, order_key: o.order_key, sequence: sequence + 1, day: o.day, month: o.month, status: o.status,
    type: sequence === 0 ? (o.payment_type ?? "") : "voucher", installments: sequence === 0 ? (o.installments ?? 1) : 1, amount_cents: 500 + below(30_000),
  }))));
  return { orders, items, payments, places, members: new Map(places.map(({ key }) => [key, key % 3])) };
}

/** The statements that make a table of rows. */
export function tableOf(name: string, rows: readonly Readonly<Record<string, unknown>>[]): string[] {
  const columns = Object.keys(rows[0] ?? {});
  const type = (column: string): string => {
    const value = rows.map((row) => row[column]).find((one) => one !== null);
    return typeof value === "string" ? "text" : "integer";
  };
  return [
    `create table ${name} (${columns.map((column) => `${column} ${type(column)}`).join(", ")})`,
    `insert into ${name} values ${tuples(rows.map((row) => columns.map((column) => row[column])))}`,
  ];
}

/** The statements that make the shop's tables. */
export function shopTables(shop: ExploreShop): string[] {
  return [
    ...tableOf("orders", shop.orders),
    ...tableOf("items", shop.items),
    ...tableOf("payments", shop.payments),
    ...tableOf("customers", shop.places.map(({ key, ...place }) => ({ customer_key: key, external_id: `c${key}`, email_consent: "yes", sms_consent: "no", has_email: 1, has_phone: 0, ...place }))),
    ...tableOf("memberships", [...shop.members].map(([customer_key, segment]) => ({ customer_key, segment, runner_up: null, margin: null, r_score: null, f_score: null, m_score: null }))),
  ];
}

/** A random choice of period, places, categories and personas; each side is often left open. */
export function randomFilter(random: () => number): OrderFilter {
  const some = <T>(values: readonly T[]): T[] => (random() < 0.5 ? [] : values.filter(() => random() < 0.5));
  const from = firstDay + Math.floor(random() * dayCount * 0.5);
  const to = from + Math.floor(random() * dayCount);
  return { span: { from, to }, asOf: to + Math.floor(random() * 30), states: some(["SP", "RJ", "MG"]), categories: some(["toys", "auto", "baby"]), segments: some([0, 1, 2]) };
}

/** The same choice in plain words: what the SQL must agree with. */
export function isChosen({ members }: ExploreShop, filter: OrderFilter, order: Pick<OrderFact, "day" | "customer_key" | "state" | "category">): boolean {
  const isIn = <T>(values: readonly T[], value: T | null | undefined): boolean => values.length === 0 || (value !== null && value !== undefined && values.includes(value));
  return (
    order.day >= filter.span.from && order.day <= filter.span.to &&
    isIn(filter.states, order.state) && isIn(filter.categories, order.category) && isIn(filter.segments, members.get(order.customer_key))
  );
}

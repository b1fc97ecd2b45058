import type { Day } from "@/lib/types/day";
import type { Range } from "@/lib/types/customer-filter";
import type { OrderFact } from "@/lib/types/snapshot";
import { grouped, sumOf } from "../explore-engines";
import { type ExploreShop, saleStatuses } from "../explore-shop";

/**
 * The figures of the product told again over plain rows, in plain loops and without its SQL: what both
 * engines must agree with. Columns are named as those of the query they stand for.
 */
export type Answer = Record<string, string | number | null>[];

/** The rows as a shop of that day has them: later ones are not there, later deliveries and reviews unknown. */
export function shopAsOf(shop: ExploreShop, day: Day | null): ExploreShop {
  if (day === null) return shop;
  const isThere = (row: { day: Day }): boolean => row.day <= day;
  const orders = shop.orders.filter(isThere).map((order) => ({
    ...order,
    ...((order.delivered_day ?? 0) > day ? { delivered_day: null, delivered_days: null, late_days: null } : {}),
    ...((order.review_day ?? 0) > day ? { review_day: null, review_score: null } : {}),
  }));
  const buyers = new Set(orders.map((order) => order.customer_key));
  return { ...shop, orders, items: shop.items.filter(isThere), payments: shop.payments.filter(isThere), places: shop.places.filter(({ key }) => buyers.has(key)) };
}

export const isSale = (row: { status: string }): boolean => saleStatuses.includes(row.status);
export const salesOf = (shop: ExploreShop): OrderFact[] => shop.orders.filter(isSale);
export const revenueOf = (order: OrderFact): number => order.amount_cents - order.refund_cents;
export const peopleIn = (rows: readonly { customer_key: number }[]): number => new Set(rows.map((row) => row.customer_key)).size;
export const isWithin = (value: number | null, { min, max }: Range): boolean =>
  (min === null && max === null) || (value !== null && (min === null || value >= min) && (max === null || value <= max));
export const isAmong = <T>(value: T | null | undefined, values: readonly T[]): boolean => values.length === 0 || (value !== null && value !== undefined && values.includes(value));

/** Mean of what is known; null of nothing. */
export function meanOf(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : sumOf(known, (value) => value) / known.length;
}

/** Sum of what is known; null of nothing, as SQL has it. */
export function sumOrNull(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : sumOf(known, (value) => value);
}

/** Sales of each person, oldest first. */
export function salesByPerson(shop: ExploreShop): Map<number, OrderFact[]> {
  const byTime = salesOf(shop).sort((a, b) => a.sold_at - b.sold_at || a.order_key - b.order_key);
  return grouped(byTime, (order) => order.customer_key);
}

/** Text of one order: both engines compare by bytes. */
export const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

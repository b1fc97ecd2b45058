import type { OrderFilter } from "@/lib/types/explore";
import type { OrderFact, PaymentFact } from "@/lib/types/snapshot";
import { grouped, sumOf } from "../explore-engines";
import { type ExploreShop, isChosen } from "../explore-shop";
import { type Answer, byText, isSale, peopleIn, revenueOf, salesOf } from "./shop";

const chosen = (shop: ExploreShop, filter: OrderFilter): OrderFact[] => salesOf(shop).filter((order) => isChosen(shop, filter, order));
const squared = (value: number): number => value ** 2;

export const totals = (shop: ExploreShop, filter: OrderFilter): Answer => [{ orders: chosen(shop, filter).length, customers: peopleIn(chosen(shop, filter)) }];

export const choices = (shop: ExploreShop, column: "state" | "category"): Answer =>
  [...grouped(salesOf(shop).filter((order) => order[column] !== null), (order) => order[column] ?? "")].map(([choice, rows]) => ({ choice, orders: rows.length }));

export const byStatus = (shop: ExploreShop, filter: OrderFilter): Answer =>
  [...grouped(shop.orders.filter((order) => isChosen(shop, filter, order)), (order) => order.status)]
    .map(([status, rows]) => ({ status, orders: rows.length, amount_cents: sumOf(rows, (order) => order.amount_cents) }));

export const byDay = (shop: ExploreShop, filter: OrderFilter): Answer =>
  [...grouped(chosen(shop, filter), (order) => order.day)].map(([day, rows]) => ({ day, month: rows[0]?.month ?? 0, orders: rows.length, revenue_cents: sumOf(rows, revenueOf) }));

export const byHour = (shop: ExploreShop, filter: OrderFilter): Answer =>
  [...grouped(chosen(shop, filter), (order) => order.weekday * 24 + order.hour)].map(([at, rows]) => ({ weekday: Math.floor(at / 24), hour: at % 24, orders: rows.length }));

const percents = [1, 5, 10, 25, 50, 75, 90, 95, 99];

/** The least value that at least so many percent do not exceed. */
function quantiles(values: readonly number[]): Record<string, number | null> {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (percent: number): number | null => sorted.find((_, i) => (i + 1) * 100 >= percent * sorted.length) ?? null;
  return { cases: sorted.length, total: sumOf(sorted, (value) => value), highest: sorted.at(-1) ?? null, ...Object.fromEntries(percents.map((percent) => [`p${percent}`, at(percent)])) };
}

/** Quantiles of the amounts beside bins of 1 minor unit, or of 5 times the power of ten a hundredth below; open twenty bins past the 95 % quantile. */
export function amountSpread(shop: ExploreShop, filter: OrderFilter): Answer {
  const amounts = chosen(shop, filter).map((order) => order.amount_cents);
  const known = quantiles(amounts);
  const p95 = Number(known["p95"] ?? 0);
  let width = 1;
  for (let reach = 200; p95 >= reach; reach *= 10) width = reach / 40;
  const open = Math.floor(p95 / width) * width + 20 * width;
  return [...grouped(amounts, (amount) => Math.min(open, Math.floor(amount / width) * width))].map(([low, rows]) => ({ ...known, low, orders: rows.length, amount: sumOf(rows, (amount) => amount) }));
}

export function amountQuantiles(shop: ExploreShop, filter: OrderFilter): Answer {
  const amounts = chosen(shop, filter).map((order) => order.amount_cents);
  return amounts.length === 0 ? [] : [{ kind: 1, ...quantiles(amounts) }];
}

function paid(shop: ExploreShop, filter: OrderFilter): PaymentFact[] {
  const kept = new Set(chosen(shop, filter).map((order) => order.order_key));
  return shop.payments.filter((payment) => kept.has(payment.order_key));
}

const paidIn = (rows: readonly PaymentFact[]) => ({ payments: rows.length, amount_cents: sumOf(rows, (payment) => payment.amount_cents) });

export const paymentTypes = (shop: ExploreShop, filter: OrderFilter): Answer => [...grouped(paid(shop, filter), (payment) => payment.type)].map(([type, rows]) => ({ type, ...paidIn(rows) }));

export function installments(shop: ExploreShop, filter: OrderFilter): Answer {
  const splittable = new Set(shop.payments.filter((payment) => payment.installments > 1).map((payment) => payment.type));
  const rows = paid(shop, filter).filter((payment) => splittable.has(payment.type) && payment.installments > 0);
  return [...grouped(rows, (payment) => payment.installments)].map(([parts, own]) => ({ installments: parts, ...paidIn(own), amount_squared: sumOf(own, (payment) => squared(payment.amount_cents)) }));
}

export const paymentQuantiles = (shop: ExploreShop, filter: OrderFilter): Answer =>
  [...grouped(paid(shop, filter), (payment) => payment.type)].map(([kind, rows]) => ({ kind, ...quantiles(rows.map((payment) => payment.amount_cents)) }));

/** Sold items: an item has a category of its own, its place is the order's. */
function sold(shop: ExploreShop, filter: OrderFilter) {
  const orders = new Map(shop.orders.map((order) => [order.order_key, order]));
  return shop.items.filter((item) => {
    const order = orders.get(item.order_key);
    return order !== undefined && isSale(order) && isChosen(shop, filter, { ...order, category: item.category });
  });
}
const distinct = <Row>(rows: readonly Row[], of: (row: Row) => string | number): number => new Set(rows.map(of)).size;

export const categories = (shop: ExploreShop, filter: OrderFilter): Answer =>
  [...grouped(sold(shop, filter), (item) => item.category ?? "unknown")].map(([category, rows]) => ({
    category, orders: distinct(rows, (item) => item.order_key), items: rows.length, products: distinct(rows, (item) => item.product_id), revenue_cents: sumOf(rows, (item) => item.price_cents),
  }));

export function products(shop: ExploreShop, filter: OrderFilter, most: number): Answer {
  const all = [...grouped(sold(shop, filter), (item) => item.product_id)].map(([product, rows]) => ({
    product, category: rows.flatMap((item) => item.category ?? []).sort(byText).at(-1) ?? null,
    orders: distinct(rows, (item) => item.order_key), items: rows.length, revenue_cents: sumOf(rows, (item) => item.price_cents),
  }));
  type Sold = (typeof all)[number];
  // beyond the first `most` a ranking does not tell apart
  const places = (compare: (a: Sold, b: Sold) => number) => new Map([...all].sort((a, b) => compare(a, b) || byText(a.product, b.product)).map((one, i) => [one.product, Math.min(i, most) + 1]));
  const byRevenue = places((a, b) => b.revenue_cents - a.revenue_cents || b.orders - a.orders);
  const byOrders = places((a, b) => b.orders - a.orders || b.revenue_cents - a.revenue_cents);
  const fromLeast = places((a, b) => a.orders - b.orders || a.revenue_cents - b.revenue_cents);
  return all
    .map((one) => ({
      ...one, place_by_revenue: byRevenue.get(one.product) ?? 0, place_by_orders: byOrders.get(one.product) ?? 0, place_from_least: fromLeast.get(one.product) ?? 0,
      products: all.length, sold_once: all.filter(({ orders }) => orders === 1).length, all_revenue_cents: sumOf(all, (one) => one.revenue_cents),
    }))
    .filter((one) => one.place_by_revenue <= most || one.place_by_orders <= most || one.place_from_least <= most);
}

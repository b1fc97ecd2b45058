import { placeWords } from "@/lib/format/place-words";
import { categoryWords } from "@/lib/format/words";
import { lastFullMonth } from "@/lib/measure/period";
import type { OrderFilter } from "@/lib/types/explore";
import type { OrderFact } from "@/lib/types/snapshot";
import { grouped } from "./explore-engines";
import { type ExploreShop, isChosen, saleStatuses } from "./explore-shop";

type Row = readonly (string | number | null)[];
/** How many customers stand behind a row of a figure; `next` is the row after it. */
type Count = (row: Row, next: Row | undefined) => number;

const people = (orders: readonly { customer_key: number }[]): number => new Set(orders.map((order) => order.customer_key)).size;
const isSale = ({ status }: { status: string }): boolean => saleStatuses.includes(status);
const gapStarts: Record<string, readonly [number, number]> = {
  "Within 24 hours": [0, 0], "1 to 7 days": [1, 7], "8 to 30 days": [8, 30], "31 to 60 days": [31, 60], "61 to 90 days": [61, 90],
  "91 to 180 days": [91, 180], "181 to 365 days": [181, 365], "Over a year": [366, Infinity],
};
const lateness: Record<string, readonly [number, number]> = {
  Early: [-Infinity, -1], "On the day": [0, 0], "1–2 days late": [1, 2], "3–7 days late": [3, 7], "Over 7 days late": [8, Infinity],
};
const within = (value: number, [from, to]: readonly [number, number]): boolean => value >= from && value <= to;

/** The customers behind every row of every figure, counted one by one from the orders themselves. */
export function peopleBehind(shop: ExploreShop, filter: OrderFilter): Record<string, Record<string, Count>> {
  const chosen = shop.orders.filter((order) => order.day <= filter.asOf && isChosen(shop, filter, order));
  const sold = chosen.filter(isSale);
  const sales = shop.orders.filter((order) => isSale(order) && order.day <= filter.asOf);
  const buyers = new Set(sales.map((order) => order.customer_key));
  const soldKeys = new Set(sold.map((order) => order.order_key));
  const stateOf = new Map(shop.orders.map((order) => [order.order_key, order.state]));
  const payments = shop.payments.filter((payment) => soldKeys.has(payment.order_key));
  const splits = new Set(shop.payments.filter((payment) => payment.installments > 1).map((payment) => payment.type));
  const items = shop.items.filter((item) => isSale(item) && item.day <= filter.asOf && isChosen(shop, filter, { ...item, state: stateOf.get(item.order_key) ?? null }));
  const orders = (fits: (order: OrderFact, row: Row, next: Row | undefined) => boolean): Count => (row, next) => people(sold.filter((order) => fits(order, row, next)));
  const lateDays = (order: OrderFact): number | null => (order.delivered_day !== null && order.delivered_day <= filter.asOf ? order.late_days : null);
  const isLate = (order: OrderFact): boolean => (lateDays(order) ?? 0) > 0;
  const histories = [...grouped(sales, (order) => order.customer_key).values()].flatMap((own) => {
    const [first, ...later] = [...own].sort((a, b) => a.sold_at - b.sold_at || a.order_key - b.order_key);
    return first !== undefined && isChosen(shop, filter, first) ? [{ first, later, all: [first, ...later] }] : [];
  });
  type History = (typeof histories)[number];
  const peopleWith = (fits: (history: History, row: Row) => boolean): Count => (row) => histories.filter((history) => fits(history, row)).length;
  const payment: Count = (row) => people(payments.filter((one) => one.type === row[0]));
  const category: Count = (row) => people(items.filter((item) => (item.category ?? "unknown") === row[0]));
  const product: Count = (row) => people(items.filter((item) => item.product_id === row[0]));
  const activeAt = (history: History, age: number): boolean => history.all.some((order) => order.month - history.first.month === age);
  const lastMonth = lastFullMonth(filter.asOf);
  return {
    orders: {
      days: orders((order, row) => order.day === row[0]),
      months: orders((order, row) => order.month === row[0]),
      hours: orders((order, row) => order.weekday === row[0] && order.hour === row[1]),
      statuses: (row) => people(chosen.filter((order) => order.status === row[0] && buyers.has(order.customer_key))),
      amounts: orders((order, row, next) => order.amount_cents >= Number(row[0]) && order.amount_cents < Number(next?.[0] ?? Infinity)),
      quantiles: orders((order, row) => order.amount_cents <= Number(row[1])),
    },
    payments: {
      types: payment,
      values: payment,
      installments: (row) => people(payments.filter((one) => splits.has(one.type) && one.installments === row[0])),
    },
    products: {
      categoriesByRevenue: category, categoriesByOrders: category, leastByRevenue: category, leastByOrders: category,
      productsByRevenue: product, productsByOrders: product, leastProducts: product,
      affinity: peopleWith(({ first, later }, row) => first.category !== null && `${categoryWords(first.category)} → ${categoryWords(later[0]?.category ?? "nothing")}` === row[0]),
    },
    places: {
      states: orders((order, row) => order.state === row[0]),
      cities: orders((order, row) => order.city !== null && placeWords(order.city, null) === row[0] && order.state === row[1]),
    },
    service: {
      reviews: orders((order, row) => {
        const [days, range] = [lateDays(order), lateness[String(row[0])]];
        return range === undefined ? days === null : days !== null && within(days, range);
      }),
      months: orders((order, row) => order.month === row[0] && isLate(order)),
      states: orders((order, row) => order.state === row[0] && isLate(order)),
      days: orders((order, row, next) => order.delivered_day !== null && order.delivered_day <= filter.asOf && within(order.delivered_days ?? -1, [Number(row[0]), next === undefined ? Infinity : Number(row[0])])),
    },
    retention: {
      cohorts: peopleWith((history, row) => history.first.month === row[0] && activeAt(history, Number(row[1]))),
      pooled: peopleWith((history, row) => history.first.month + Number(row[0]) <= lastMonth && activeAt(history, Number(row[0]))),
    },
    repeat: {
      counts: peopleWith(({ all }, row) => all.length === row[0]),
      gaps: peopleWith(({ all }, row) => all.slice(1).some((order, i) => within(Math.floor((order.sold_at - (all[i]?.sold_at ?? 0)) / 86_400), gapStarts[String(row[0])] ?? [1, 0]))),
      categories: peopleWith(({ first }, row) => first.category === row[0] && first.day <= filter.asOf - 180),
    },
  };
}

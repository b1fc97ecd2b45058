import type { Day } from "@/lib/types/day";
import type { FeatureScope } from "@/lib/types/features";
import type { OrderFact } from "@/lib/types/snapshot";
import { grouped, sumOf } from "../explore-engines";
import type { ExploreShop } from "../explore-shop";
import { type Answer, meanOf, revenueOf } from "./shop";

const isInScope = ({ asOf, windowDays, status, saleStatuses }: FeatureScope) => (row: { day: Day; status: string }): boolean =>
  row.day <= asOf && (windowDays === null || row.day > asOf - windowDays) && (status === "delivered" ? row.status === "delivered" : saleStatuses.includes(row.status));

/** What occurs most often; of equally frequent values the one used last. */
function mainOf(rows: readonly OrderFact[], of: (row: OrderFact) => number): number {
  const uses = [...grouped(rows, of)].map(([value, own]) => ({ value, times: own.length, last: Math.max(...own.map(({ day }) => day)) }));
  return uses.sort((a, b) => b.times - a.times || b.last - a.last || b.value - a.value)[0]?.value ?? 0;
}

const ratio = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

function ofOrders(rows: readonly OrderFact[], asOf: Day) {
  const days = rows.map(({ day }) => day);
  const [first, last] = [Math.min(...days), Math.max(...days)];
  const delivered = rows.filter((row) => row.delivered_day !== null && row.delivered_day <= asOf);
  const sum = (of: (row: OrderFact) => number): number => sumOf(rows, of);
  return {
    recency_days: asOf - last, order_count: rows.length, revenue_cents: sum(revenueOf), average_order_cents: sum(revenueOf) / rows.length,
    average_item_price_cents: ratio(sum((row) => row.price_cents), sum((row) => row.items)), average_freight_cents: sum((row) => row.freight_cents) / rows.length,
    freight_share: ratio(sum((row) => row.freight_cents), sum((row) => row.price_cents + row.freight_cents)),
    item_count: sum((row) => row.items), items_per_order: sum((row) => row.items) / rows.length, seller_rows: sum((row) => row.sellers),
    tenure_days: last - first, age_days: asOf - first,
    mean_review_score: meanOf(rows.map((row) => (row.review_day !== null && row.review_day <= asOf ? row.review_score : null))),
    mean_late_days: meanOf(delivered.map((row) => row.late_days)),
    late_share: meanOf(delivered.map((row) => (row.late_days === null ? null : row.late_days > 0 ? 1 : 0))),
    max_installments: Math.max(...rows.map((row) => row.installments ?? 0)), weekend_share: rows.filter(({ weekday }) => weekday >= 5).length / rows.length,
    main_order_month: mainOf(rows, (row) => row.month_of_year), main_order_day: mainOf(rows, (row) => row.day_of_month),
  };
}

/** All features of everybody with a sale in the scope. */
export function features(shop: ExploreShop, scope: FeatureScope): (ReturnType<typeof ofOrders> & { customer_key: number; distinct_sellers: number | null; distinct_categories: number | null })[] {
  const items = grouped(shop.items.filter(isInScope(scope)), (item) => item.customer_key);
  return [...grouped(shop.orders.filter(isInScope(scope)), (order) => order.customer_key)].map(([customer_key, rows]) => {
    const basket = items.get(customer_key);
    const distinct = (of: (item: NonNullable<typeof basket>[number]) => string | null): number | null =>
      basket === undefined ? null : new Set(basket.flatMap((item) => of(item) ?? [])).size;
    return { customer_key, ...ofOrders(rows, scope.asOf), distinct_sellers: distinct((item) => item.seller_id), distinct_categories: distinct((item) => item.category) };
  });
}

/** Customers and revenue by recency score and second score: frequency, or its half-up mean with money, at most 2 for one order. */
export function rfmGrid(shop: ExploreShop, scope: FeatureScope, axis: "frequency" | "frequencyAndMonetary"): Answer {
  const scored = features(shop, scope).flatMap(({ customer_key, order_count, revenue_cents }) => {
    const scores = shop.members.has(customer_key) ? scoresOf(customer_key) : null;
    if (scores === null) return [];
    const mean = Math.floor((scores.f + scores.m + 1) / 2);
    return [{ recency: scores.r, second: axis === "frequency" ? scores.f : order_count <= 1 ? Math.min(2, mean) : mean, revenue_cents }];
  });
  return [...grouped(scored, ({ recency, second }) => recency * 10 + second)].map(([at, rows]) => ({
    recency: Math.floor(at / 10), second: at % 10, customers: rows.length, revenue_cents: sumOf(rows, (row) => row.revenue_cents),
  }));
}

/** Made-up scores of a member. */
export const scoresOf = (key: number) => ({ r: 1 + (key % 5), f: 1 + (key % 4), m: 1 + (key % 3) });
export const marginOf = (key: number): number => (key % 10) / 20;

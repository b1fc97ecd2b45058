import { afterAll, beforeAll, expect, test } from "vitest";
import { categoriesSql, type CategoryRow, type ProductRow, productsSql } from "@/lib/measure/explore-products-sql";
import {
  affinitySql, type AffinityRow, type CohortRow, cohortsSql, type FirstCategoryRow, type GapRow, type OrderCountRow, orderCountsSql, orderGapsSql, repeatByCategorySql,
} from "@/lib/measure/explore-repeat-sql";
import { createRandom } from "@/lib/stats/random";
import type { OrderFilter } from "@/lib/types/explore";
import type { OrderFact } from "@/lib/types/snapshot";
import { exploreEngines, grouped, sumOf } from "../support/explore-engines";
import { isChosen, makeShop, randomFilter, saleStatuses } from "../support/explore-shop";

const shop = makeShop(14);
let engines: Awaited<ReturnType<typeof exploreEngines>>;
beforeAll(async () => {
  engines = await exploreEngines(shop);
});
afterAll(() => engines.close());

const random = createRandom(8);
const filters = Array.from({ length: 25 }, () => randomFilter(random));
const revenueOf = (order: OrderFact): number => order.amount_cents - order.refund_cents;

/** The histories, oldest first, of the people whose first sale is chosen. */
function histories(filter: OrderFilter): (readonly [OrderFact, ...OrderFact[]])[] {
  const sales = shop.orders.filter((order) => saleStatuses.includes(order.status) && order.day <= filter.asOf);
  return [...grouped(sales, (order) => order.customer_key).values()].flatMap((own) => {
    const [first, ...later] = [...own].sort((a, b) => a.sold_at - b.sold_at || a.order_key - b.order_key);
    return first !== undefined && isChosen(shop, filter, first) ? [[first, ...later] as const] : [];
  });
}

const countsOf = <Key extends string | number>(keys: readonly Key[]): Map<Key, number> => new Map([...grouped(keys, (key) => key)].map(([key, all]) => [key, all.length]));

test("orders per person, gaps, first categories and pairs agree with histories told by hand, on both engines", async () => {
  for (const filter of filters) {
    const people = histories(filter);
    const counts = await engines.ask<OrderCountRow>(orderCountsSql(filter, saleStatuses));
    expect(new Map(counts.map((row) => [row.orders, row.customers]))).toEqual(countsOf(people.map((own) => own.length)));
    const gaps = await engines.ask<GapRow>(orderGapsSql(filter, saleStatuses));
    const told = people.flatMap((own) => own.slice(1).map((order, i) => Math.floor((order.sold_at - (own[i]?.sold_at ?? 0)) / 86_400)));
    expect(new Map(gaps.map((row) => [row.days, row.gaps]))).toEqual(countsOf(told));
    const horizon = 60;
    const old = people.filter(([first]) => first.category !== null && first.day <= filter.asOf - horizon);
    const byCategory = grouped(old, ([first]) => first.category ?? "");
    const categories = await engines.ask<FirstCategoryRow>(repeatByCategorySql(filter, saleStatuses, horizon));
    expect(new Map(categories.map((row) => [row.category, [row.customers, row.repeaters]]))).toEqual(
      new Map([...byCategory].map(([category, rows]) => [category, [rows.length, rows.filter(([first, second]) => second !== undefined && second.day - first.day <= horizon).length]])),
    );
    const pairs = await engines.ask<AffinityRow>(affinitySql(filter, saleStatuses));
    const twice = people.flatMap(([first, second]) => (first.category && second?.category ? [`${first.category}>${second.category}`] : []));
    expect(new Map(pairs.map((row) => [`${row.first}>${row.next}`, row.customers]))).toEqual(countsOf(twice));
  }
});

test("the cohort triangle agrees with histories told by hand; its cells add up to every later order", async () => {
  for (const filter of filters) {
    const people = histories(filter);
    const rows = await engines.ask<CohortRow>(cohortsSql(filter, saleStatuses));
    const cells = grouped(people.flatMap((own) => own.map((order) => ({ at: `${own[0].month}+${order.month - own[0].month}`, key: order.customer_key, revenue: revenueOf(order) }))), (one) => one.at);
    expect(new Map(rows.map((row) => [`${row.cohort}+${row.age}`, [row.customers, row.revenue_cents]]))).toEqual(
      new Map([...cells].map(([at, all]) => [at, [new Set(all.map((one) => one.key)).size, sumOf(all, (one) => one.revenue)]])),
    );
    expect(sumOf(rows.filter((row) => row.age === 0), (row) => row.customers)).toBe(people.length);
  }
});

test("categories and products agree with a count by hand; categories partition the items sold", async () => {
  const orders = new Map(shop.orders.map((order) => [order.order_key, order]));
  for (const filter of filters) {
    const sold = shop.items.filter((item) => {
      const order = orders.get(item.order_key);
      return order !== undefined && saleStatuses.includes(order.status) && isChosen(shop, filter, { ...order, category: item.category });
    });
    const categories = await engines.ask<CategoryRow>(categoriesSql(filter, saleStatuses));
    expect(sumOf(categories, (row) => row.items)).toBe(sold.length);
    expect(new Map(categories.map((row) => [row.category, [row.orders, row.products, row.revenue_cents]]))).toEqual(
      new Map([...grouped(sold, (item) => item.category ?? "unknown")].map(([category, items]) => [category, [new Set(items.map((i) => i.order_key)).size, new Set(items.map((i) => i.product_id)).size, sumOf(items, (i) => i.price_cents)]])),
    );
    const counted = [...grouped(sold, (item) => item.product_id)].map(([product, items]) => ({ product, orders: new Set(items.map((i) => i.order_key)).size, revenue: sumOf(items, (i) => i.price_cents) }));
    const rows = await engines.ask<ProductRow>(productsSql(filter, saleStatuses, 5));
    const placed = (of: keyof ProductRow) => [...rows].filter((row) => Number(row[of]) <= 5).sort((a, b) => Number(a[of]) - Number(b[of])).map((row) => row.product);
    const inOrder = (compare: (a: (typeof counted)[number], b: (typeof counted)[number]) => number) => [...counted].sort((a, b) => compare(a, b) || (a.product < b.product ? -1 : 1)).slice(0, 5).map((one) => one.product);
    expect(placed("place_by_revenue")).toEqual(inOrder((a, b) => b.revenue - a.revenue || b.orders - a.orders));
    expect(placed("place_by_orders")).toEqual(inOrder((a, b) => b.orders - a.orders || b.revenue - a.revenue));
    expect(placed("place_from_least")).toEqual(inOrder((a, b) => a.orders - b.orders || a.revenue - b.revenue));
    const totals = rows[0];
    expect([totals?.products, totals?.sold_once ?? 0]).toEqual([counted.length, counted.filter((one) => one.orders === 1).length]);
  }
});

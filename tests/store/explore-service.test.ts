import { afterAll, beforeAll, expect, test } from "vitest";
import { citiesSql, type CityRow, placesSql, type StateRow } from "@/lib/measure/explore-places-sql";
import {
  deliveryDaysSql, type DeliveryRow, type LatenessRow, type MonthServiceRow, reviewByLatenessSql, serviceByMonthSql, serviceByStateSql, type StateServiceRow,
} from "@/lib/measure/explore-service-sql";
import { createRandom } from "@/lib/stats/random";
import type { OrderFilter } from "@/lib/types/explore";
import { exploreEngines, grouped, sumOf } from "../support/explore-engines";
import { isChosen, makeShop, randomFilter, saleStatuses } from "../support/explore-shop";

const shop = makeShop(13);
let engines: Awaited<ReturnType<typeof exploreEngines>>;
beforeAll(async () => {
  engines = await exploreEngines(shop);
});
afterAll(() => engines.close());

const random = createRandom(7);
const filters = Array.from({ length: 25 }, () => randomFilter(random));

/** The chosen sales, what was learned after the as-of day forgotten. */
function knownSales(filter: OrderFilter) {
  return shop.orders.filter((order) => saleStatuses.includes(order.status) && isChosen(shop, filter, order)).map((order) => {
    const isDelivered = order.delivered_day !== null && order.delivered_day <= filter.asOf;
    // a delivery before its promise tells nothing yet of those that will be late
    const due = isDelivered && order.late_days !== null && (order.delivered_day ?? 0) - order.late_days <= filter.asOf ? order.late_days : null;
    const isReviewed = order.review_day !== null && order.review_day <= filter.asOf;
    return { ...order, days: isDelivered ? order.delivered_days : null, late: isDelivered ? order.late_days : null, review: isReviewed ? order.review_score : null, due };
  });
}
type Known = ReturnType<typeof knownSales>[number];

const lateOf = (rows: readonly Known[]) => rows.filter((row) => row.due !== null && row.due > 0).length;
const service = (rows: readonly Known[]) => [rows.filter((row) => row.due !== null).length, lateOf(rows), sumOf(rows, (row) => row.days ?? 0), rows.filter((row) => row.review !== null).length, sumOf(rows, (row) => row.review ?? 0)];

test("service by month, state and days agrees with a count by hand; later deliveries and reviews are not known yet", async () => {
  for (const filter of filters) {
    const known = knownSales(filter);
    const cells = (row: MonthServiceRow | StateServiceRow) => [row.delivered, row.late, row.days_sum ?? 0, row.reviews, row.review_sum ?? 0];
    const months = await engines.ask<MonthServiceRow>(serviceByMonthSql(filter, saleStatuses));
    expect(new Map(months.map((row) => [row.month, cells(row)]))).toEqual(new Map([...grouped(known, (row) => row.month)].map(([month, rows]) => [month, service(rows)])));
    const states = await engines.ask<StateServiceRow>(serviceByStateSql(filter, saleStatuses));
    expect(new Map(states.map((row) => [row.state, cells(row)]))).toEqual(new Map([...grouped(known.filter((row) => row.state !== null), (row) => row.state ?? "")].map(([state, rows]) => [state, service(rows)])));
    const days = await engines.ask<DeliveryRow>(deliveryDaysSql(filter, saleStatuses));
    expect(days.map((row) => [row.days, row.orders])).toEqual([...grouped(known.filter((row) => row.days !== null), (row) => row.days ?? 0)].sort(([a], [b]) => a - b).map(([at, rows]) => [at, rows.length]));
  }
});

test("every sale falls in one class of lateness, by the days after the promise", async () => {
  for (const filter of filters) {
    const known = knownSales(filter);
    const classOf = ({ late }: Known): number => (late === null ? 5 : late < 0 ? 0 : late === 0 ? 1 : late <= 2 ? 2 : late <= 7 ? 3 : 4);
    const rows = await engines.ask<LatenessRow>(reviewByLatenessSql(filter, saleStatuses));
    expect(sumOf(rows, (row) => row.orders)).toBe(known.length);
    for (const row of rows) {
      const inside = known.filter((one) => classOf(one) === row.lateness);
      const scores = inside.flatMap((one) => (one.review === null ? [] : [one.review]));
      expect([row.orders, row.reviews, row.review_sum ?? 0, row.review_squared ?? 0, row.ones]).toEqual([inside.length, scores.length, sumOf(scores, (s) => s), sumOf(scores, (s) => s * s), scores.filter((s) => s === 1).length]);
    }
  }
});

test("places agree with a count by hand; states partition the sales with a known place", async () => {
  for (const filter of filters) {
    const known = knownSales(filter).filter((row) => row.state !== null);
    const states = await engines.ask<StateRow>(placesSql(filter, saleStatuses));
    expect(sumOf(states, (row) => row.orders)).toBe(known.length);
    for (const row of states) {
      const inside = known.filter((one) => one.state === row.state);
      const people = grouped(inside, (one) => one.customer_key);
      expect([row.customers, row.repeat_customers, row.orders, row.revenue_cents, row.delivered, row.late]).toEqual([
        people.size, [...people.values()].filter((orders) => orders.length > 1).length, inside.length, sumOf(inside, (one) => one.amount_cents - one.refund_cents), inside.filter((one) => one.due !== null).length, lateOf(inside),
      ]);
    }
    const cities = await engines.ask<CityRow>(citiesSql(filter, saleStatuses, 4));
    const counted = [...grouped(known, (one) => `${one.state}/${one.city}`)].map(([name, rows]) => ({ name, customers: new Set(rows.map((one) => one.customer_key)).size, orders: rows.length }));
    counted.sort((a, b) => b.customers - a.customers || b.orders - a.orders || (a.name < b.name ? -1 : 1));
    expect(cities.map((row) => [`${row.state}/${row.city}`, row.customers, row.orders])).toEqual(counted.slice(0, 4).map((one) => [one.name, one.customers, one.orders]));
  }
});

import { afterAll, beforeAll, expect, test } from "vitest";
import {
  amountBinsSql, amountQuantilesSql, type BinRow, type HourRow, type OrderDayRow, ordersByDaySql, ordersByHourSql, ordersByStatusSql, type StatusRow,
} from "@/lib/measure/explore-orders-sql";
import { choicesSql, exploreTotalsSql } from "@/lib/measure/explore-scope";
import { quantilePercents, type QuantileRow } from "@/lib/measure/quantiles";
import { createRandom } from "@/lib/stats/random";
import { exploreEngines, grouped, sumOf } from "../support/explore-engines";
import { isChosen, makeShop, randomFilter, saleStatuses } from "../support/explore-shop";

const shop = makeShop(11);
let engines: Awaited<ReturnType<typeof exploreEngines>>;
beforeAll(async () => {
  engines = await exploreEngines(shop);
});
afterAll(() => engines.close());

const random = createRandom(5);
const filters = Array.from({ length: 30 }, () => randomFilter(random));
const sales = shop.orders.filter((order) => saleStatuses.includes(order.status));

test("status, day and hour tables agree with a count by hand on both engines, whatever the filters", async () => {
  for (const filter of filters) {
    const chosen = shop.orders.filter((order) => isChosen(shop, filter, order));
    const sold = chosen.filter((order) => saleStatuses.includes(order.status));
    const statuses = await engines.ask<StatusRow>(ordersByStatusSql(filter));
    expect(new Map(statuses.map((row) => [row.status, row.orders]))).toEqual(new Map([...grouped(chosen, (o) => o.status)].map(([status, rows]) => [status, rows.length])));
    const days = await engines.ask<OrderDayRow>(ordersByDaySql(filter, saleStatuses));
    expect(days.map((row) => [row.day, row.orders, row.revenue_cents])).toEqual(
      [...grouped(sold, (o) => o.day)].sort(([a], [b]) => a - b).map(([day, rows]) => [day, rows.length, sumOf(rows, (o) => o.amount_cents - o.refund_cents)]),
    );
    const hours = await engines.ask<HourRow>(ordersByHourSql(filter, saleStatuses));
    expect(new Map(hours.map((row) => [row.weekday * 24 + row.hour, row.orders]))).toEqual(new Map([...grouped(sold, (o) => o.weekday * 24 + o.hour)].map(([at, rows]) => [at, rows.length])));
    const [totals] = await engines.ask(exploreTotalsSql(filter, saleStatuses));
    expect(totals).toEqual({ orders: sold.length, customers: new Set(sold.map((o) => o.customer_key)).size });
  }
});

test("quantiles are amounts that occur, by the inverse of the empirical distribution", async () => {
  for (const filter of filters.slice(0, 30)) {
    const amounts = sales.filter((order) => isChosen(shop, filter, order)).map((order) => order.amount_cents).sort((a, b) => a - b);
    const [row] = await engines.ask<QuantileRow>(amountQuantilesSql(filter, saleStatuses));
    expect(row?.cases ?? 0).toBe(amounts.length);
    for (const percent of quantilePercents) {
      const at = Math.ceil((percent / 100) * amounts.length - 1e-9) - 1;
      expect(row?.[`p${percent}`]).toBe(amounts[at] ?? null);
    }
    expect(row?.highest ?? null).toBe(amounts.at(-1) ?? null);
  }
});

test("bins hold every sale once, the last one all that are dearer", async () => {
  for (const filter of filters.slice(0, 20)) {
    const chosen = sales.filter((order) => isChosen(shop, filter, order));
    const bins = await engines.ask<BinRow>(amountBinsSql(filter, saleStatuses, 2500, 15_000));
    expect(sumOf(bins, (bin) => bin.orders)).toBe(chosen.length);
    expect(sumOf(bins, (bin) => bin.amount_cents)).toBe(sumOf(chosen, (o) => o.amount_cents));
    for (const bin of bins) {
      const inside = chosen.filter((o) => o.amount_cents >= bin.low_cents && (bin.low_cents === 15_000 || o.amount_cents < bin.low_cents + 2500));
      expect(bin.orders).toBe(inside.length);
    }
  }
});

test("states partition the sales: each alone, added up, gives all with a known state", async () => {
  const open = { span: { from: 0, to: 99_999 }, asOf: 99_999, states: [], categories: [], segments: [] };
  const totalOf = async (states: string[]) => (await engines.ask<{ orders: number }>(exploreTotalsSql({ ...open, states }, saleStatuses)))[0]?.orders ?? 0;
  const known = (await engines.ask<{ choice: string; orders: number }>(choicesSql("state", 99_999, saleStatuses))).map((row) => row.choice);
  expect(known).toEqual(["SP", "RJ", "MG"].sort((a, b) => sales.filter((o) => o.state === b).length - sales.filter((o) => o.state === a).length));
  let sum = 0;
  for (const state of known) sum += await totalOf([state]);
  expect(sum).toBe(await totalOf(known));
  expect(sum + sales.filter((o) => o.state === null).length).toBe(await totalOf([]));
});

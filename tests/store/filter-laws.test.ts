import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { filterParts, filterSql } from "@/lib/audiences/filter-sql";
import { customerProfileSql, overProfile } from "@/lib/measure/customers";
import { anyFirstOrder, anyOrder, type CustomerFilter, noFilter, type OrderClause } from "@/lib/types/customer-filter";
import { sql, type Sql } from "@/lib/types/sql";
import { exploreEngines } from "../support/explore-engines";
import { dayCount, firstDay, makeShop, saleStatuses } from "../support/explore-shop";
import { oneField, someClause, someFilter } from "../support/some-filter";

const data = makeShop(31);
// a month before the end, so that later orders, deliveries and reviews are not known yet
const asOf = firstDay + dayCount - 30;
const scope = { asOf, windowDays: null, status: "sales" as const, saleStatuses };
const runs = { numRuns: 60, seed: 5 };
let engines: Awaited<ReturnType<typeof exploreEngines>>;
beforeAll(async () => {
  engines = await exploreEngines(data);
  await engines.keep("profile", customerProfileSql(scope, true));
});
afterAll(() => engines.close());

const over = (query: Sql) => overProfile(sql`select * from profile`, query);
const condition = (part: Partial<CustomerFilter>): Sql => filterSql({ ...noFilter, ...part }, scope);
async function keysOf(where: Sql): Promise<number[]> {
  return (await engines.ask<{ customer_key: number }>(over(sql`select customer_key from customer_profile where ${where} order by customer_key`))).map((row) => row.customer_key);
}
const kept = (part: Partial<CustomerFilter>): Promise<number[]> => keysOf(condition(part));
const ofOrder = (clause: Partial<OrderClause>): Partial<CustomerFilter> => ({ order: { ...anyOrder, ...clause } });

test("a filter, its opposite and where it cannot say are everybody, and a sum over the filter is its count", async () => {
  const everybody = (await kept({})).length;
  await fc.assert(
    fc.asyncProperty(someFilter, async (part) => {
      const where = condition(part);
      const [yes, no, unknown] = [await keysOf(where), await keysOf(sql`not (${where})`), await keysOf(sql`(${where}) is null`)];
      expect(yes.length + no.length + unknown.length).toBe(everybody);
      const [sum] = await engines.ask<{ matches: number }>(over(sql`select cast(coalesce(sum(case when ${where} then 1 else 0 end), 0) as double precision) as matches from customer_profile`));
      expect(sum?.matches).toBe(yes.length);
    }),
    runs,
  );
});

test("the parts of a filter keep nobody twice, and together whom the filter keeps", async () => {
  await fc.assert(
    fc.asyncProperty(someClause, async (clause) => {
      const part = ofOrder(clause);
      const found = await Promise.all(filterParts({ ...noFilter, ...part }, scope).map(keysOf));
      expect(found.flat().sort((a, b) => a - b)).toEqual(await kept(part));
    }),
    runs,
  );
});

test("two filters at once keep who both keep", async () => {
  await fc.assert(
    fc.asyncProperty(oneField, someFilter, async (one, other) => {
      fc.pre(Object.keys(one)[0] !== Object.keys(other)[0]);
      const first = new Set(await kept(one));
      expect(await kept({ ...one, ...other })).toEqual((await kept(other)).filter((key) => first.has(key)));
    }),
    runs,
  );
});

test("parts that exclude each other add up to everybody", async () => {
  const everybody = (await kept({})).length;
  const months = Array.from({ length: 11 }, (_, i) => ({ min: firstDay + i * 30, max: firstDay + i * 30 + 29 }));
  const categories = ["toys", "auto", "garden_tools", "baby"];
  const partitions: [string, Partial<CustomerFilter>[], Sql | null][] = [
    ["segments", [0, 1, 2].map((index) => ({ segments: [index] })), null],
    ["states", ["SP", "RJ", "MG"].map((state) => ({ states: [state] })), sql`state is null`],
    ["cities", ["sp", "rj", "mg"].flatMap((state) => [0, 1, 2].map((n) => ({ cities: [`${state} city ${n}`] }))), sql`city is null`],
    ["spend", [{ spendCents: { min: null, max: 9999 } }, { spendCents: { min: 10_000, max: 29_999 } }, { spendCents: { min: 30_000, max: null } }], null],
    ["orders", [{ orderCount: { min: null, max: 1 } }, { orderCount: { min: 2, max: 2 } }, { orderCount: { min: 3, max: null } }], null],
    ["late deliveries", [{ lateDelivery: "ever" }, { lateDelivery: "never" }], null],
    ["reviews", [{ reviewScore: { min: 1, max: 2.9999 } }, { reviewScore: { min: 3, max: 5 } }], sql`mean_review_score is null`],
    ["first orders", months.map((days) => ({ firstOrder: { ...anyFirstOrder, days } })), null],
    ["last orders", months.map((lastOrderDays) => ({ lastOrderDays })), null],
    ["categories of the first order", categories.map((category) => ({ firstOrder: { ...anyFirstOrder, categories: [category] } })), null],
  ];
  for (const [name, parts, rest] of partitions) {
    const counts = await Promise.all(parts.map(async (part) => (await kept(part)).length));
    const without = rest === null ? 0 : (await keysOf(rest)).length;
    const sum = counts.reduce((a, b) => a + b, without);
    if (name === "categories of the first order") expect(sum, name).toBeLessThanOrEqual(everybody);
    else expect(sum, name).toBe(everybody);
  }
});

test("an order's parts add up to the people who have only one, and to no less than all who have any", async () => {
  const single = { orderCount: { min: 1, max: 1 } };
  const hours = Array.from({ length: 24 }, (_, hour) => hour);
  const partitions: Partial<OrderClause>[][] = [
    saleStatuses.map((status) => ({ statuses: [status] })),
    [0, 1, 2, 3, 4, 5, 6].map((weekday) => ({ weekdays: [weekday] })),
    hours.map((hour) => ({ hours: [hour] })),
    [{ amountCents: { min: null, max: 9999 } }, { amountCents: { min: 10_000, max: null } }],
    [{ lateDays: { min: null, max: -1 } }, { lateDays: { min: 0, max: 0 } }, { lateDays: { min: 1, max: null } }, { lateDays: "unknown" }],
    [{ days: { min: null, max: firstDay + 99 } }, { days: { min: firstDay + 100, max: null } }],
  ];
  const [ones, everybody] = [(await kept(single)).length, (await kept({})).length];
  expect(ones).toBeGreaterThan(10);
  for (const parts of partitions) {
    // a canceled order beside the one sale is an order too, so only sales are asked for
    const alone = await Promise.all(parts.map(async (clause) => (await kept({ ...single, ...ofOrder({ statuses: saleStatuses, ...clause }) })).length));
    expect(alone.reduce((a, b) => a + b, 0)).toBe(ones);
    const met = await Promise.all(parts.map((clause) => kept(ofOrder(clause))));
    expect(new Set(met.flat()).size).toBe(everybody);
  }
});

test("conditions on an order hold of one and the same order: together they keep no more than each alone", async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom("SP", "RJ"), fc.constantFrom("toys", "auto"), fc.constantFrom("boleto", "voucher"), async (state, category, type) => {
      const together = await kept(ofOrder({ states: [state], categories: [category], paymentTypes: [type] }));
      const byHand = data.orders.filter(
        (order) =>
          order.day <= asOf && saleStatuses.includes(order.status) && order.state === state &&
          data.items.some((item) => item.order_key === order.order_key && item.category === category) &&
          data.payments.some((payment) => payment.order_key === order.order_key && payment.type === type),
      );
      expect(together).toEqual([...new Set(byHand.map((order) => order.customer_key))].sort((a, b) => a - b));
    }),
    { numRuns: 8, seed: 3 },
  );
});

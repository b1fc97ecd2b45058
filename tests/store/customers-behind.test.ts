import { afterAll, beforeAll, expect, test } from "vitest";
import { filterOf, loadCustomersParams } from "@/components/customers/search-params";
import { monthCustomers, personaCustomers } from "@/components/overview/customer-links";
import { filterSql } from "@/lib/audiences/filter-sql";
import { customerProfileSql, customerTotalsSql, overProfile } from "@/lib/measure/customers";
import { behindFirstCategory } from "@/lib/measure/customers-behind";
import { personaSumsSql } from "@/lib/measure/persona-sums-sql";
import { createRandom } from "@/lib/stats/random";
import type { ExploreFigure, ExploreTopic, OrderFilter } from "@/lib/types/explore";
import { defaultShop } from "@/lib/types/shop";
import { rawSql, sql } from "@/lib/types/sql";
import type { ExploreLook } from "@/lib/workflows/read-explore-look";
import { exploreOrders } from "@/lib/workflows/read-explore-orders";
import { explorePayments } from "@/lib/workflows/read-explore-payments";
import { explorePlaces } from "@/lib/workflows/read-explore-places";
import { exploreProducts } from "@/lib/workflows/read-explore-products";
import { exploreRepeat, exploreRetention } from "@/lib/workflows/read-explore-repeat";
import { exploreService } from "@/lib/workflows/read-explore-service";
import { exploreEngines } from "../support/explore-engines";
import { firstDay, makeShop, randomFilter, saleStatuses } from "../support/explore-shop";
import { peopleBehind } from "../support/people-behind";

const data = makeShop(21);
const shop = { ...defaultShop, saleStatuses };
let engines: Awaited<ReturnType<typeof exploreEngines>>;
beforeAll(async () => {
  engines = await exploreEngines(data);
});
afterAll(() => engines.close());

const readers: Record<ExploreTopic, (look: ExploreLook) => Record<string, () => Promise<ExploreFigure>>> = {
  orders: exploreOrders, payments: explorePayments, products: exploreProducts, places: explorePlaces,
  service: exploreService, retention: exploreRetention, repeat: exploreRepeat,
};
const lastDay = Math.max(...data.orders.map((order) => order.day));
const everything: OrderFilter = { span: { from: firstDay, to: lastDay }, asOf: lastDay, states: [], categories: [], segments: [] };
const random = createRandom(4);
const looks = [everything, { ...everything, categories: ["toys", "baby"] }, { ...everything, states: ["SP", "MG"], segments: [0, 2] }, randomFilter(random)];

const mostRows = 6;
/** First, last and some between: every seventh row of a long table. */
const sampled = (count: number): number[] => Array.from({ length: count }, (_, i) => i).filter((i) => count <= mostRows || i === 0 || i === count - 1 || i % Math.ceil(count / mostRows) === 0);
/** columns that count the very customers a row leads to */
const countedPeople: Record<string, number> = { "places.states": 1, "places.cities": 2, "repeat.counts": 1, "repeat.categories": 2, "retention.cohorts": 3, "retention.pooled": 2, "products.affinity": 1 };

test("every row of every figure leads to as many customers as there are behind it, on both engines", async () => {
  const seen = new Map<string, number>();
  for (const [at, filter] of looks.entries()) {
    const scope = { asOf: filter.asOf, windowDays: null, status: "sales" as const, saleStatuses };
    await engines.keep(`profile_${at}`, customerProfileSql(scope, true));
    const countOf = async (where: ReturnType<typeof filterSql>): Promise<number> =>
      (await engines.ask<{ customers: number }>(overProfile(sql`select * from ${rawSql(`profile_${at}`)}`, customerTotalsSql(where))))[0]?.customers ?? -1;
    const look: ExploreLook = { shop, filter, firstDay, totals: () => Promise.resolve({ orders: 1, customers: 1 }), ask: (query) => engines.ask(query), choices: { states: [], categories: [], segments: [] } };
    const counted = peopleBehind(data, filter);
    for (const [topic, read] of Object.entries(readers)) {
      for (const [name, figure] of Object.entries(read(look))) {
        const { table } = await figure();
        const key = `${topic}.${name}`;
        const count = counted[topic]?.[name];
        expect(count, key).toBeDefined();
        for (const i of sampled(table.rows.length)) {
          const [row, behind] = [table.rows[i] ?? [], table.behind?.[i] ?? null];
          const expected = count?.(row, table.rows[i + 1]) ?? -1;
          expect(behind, `${key} ${row.join()}`).not.toBeNull();
          if (behind === null) continue;
          expect(await countOf(filterSql(behind, scope)), `${key} ${row.join()} of look ${at}`).toBe(expected);
          const column = countedPeople[key];
          if (column !== undefined) expect(row[column], key).toBe(expected);
          seen.set(key, (seen.get(key) ?? 0) + expected);
        }
      }
    }
  }
  // no figure is tested on nothing; the categories of first orders need a hundred people each and come below
  const figures = Object.entries(peopleBehind(data, everything)).flatMap(([topic, counts]) => Object.keys(counts).map((name) => `${topic}.${name}`));
  expect(figures).toHaveLength(28);
  expect(figures.filter((key) => (seen.get(key) ?? 0) === 0)).toEqual(["repeat.categories"]);
});

test("a first category leads to those whose first order of it is old enough to be followed by a second", async () => {
  const horizon = 180;
  const behind = behindFirstCategory({ filter: everything, firstDay }, horizon);
  const scope = { asOf: lastDay, saleStatuses };
  for (const category of ["toys", "auto", "baby"]) {
    const filter = behind([category]);
    if (filter === null) throw new RangeError(`no customers behind ${category}`);
    const expected = peopleBehind(data, everything).repeat?.categories?.([category], undefined) ?? 0;
    expect(expected).toBeGreaterThan(0);
    expect(await engines.ask(overProfile(sql`select * from profile_0`, customerTotalsSql(filterSql(filter, scope))))).toMatchObject([{ customers: expected }]);
  }
});

test("a persona's row and a month's row of the overview lead to as many customers as they count", async () => {
  const chosen = { states: ["SP", "RJ"], categories: ["toys", "auto", "baby"], segments: [0, 2] };
  const scope = { asOf: lastDay, saleStatuses };
  const countAt = async (href: string): Promise<number> => {
    const filter = filterOf(loadCustomersParams(new URLSearchParams(href.split("?")[1])), shop);
    return (await engines.ask<{ customers: number }>(overProfile(sql`select * from profile_0`, customerTotalsSql(filterSql(filter, scope)))))[0]?.customers ?? -1;
  };
  const personas = await engines.ask<{ segment: number; customers: number }>(personaSumsSql({ saleStatuses, today: lastDay, filter: chosen }));
  expect(personas.map((row) => row.segment)).toEqual([0, 2]);
  for (const { segment, customers } of personas) expect(await countAt(personaCustomers(segment, { filter: chosen, segmentationId: 1 }))).toBe(customers);
  const look = { ...everything, ...chosen };
  for (const month of [2017 * 12 + 1, 2017 * 12 + 6]) {
    expect(await countAt(monthCustomers(month, { filter: chosen, segmentationId: 1 }))).toBe(peopleBehind(data, look).orders?.months?.([month], undefined));
  }
});

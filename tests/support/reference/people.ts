import type { OrderFilter } from "@/lib/types/explore";
import type { OrderFact } from "@/lib/types/snapshot";
import { grouped, sumOf } from "../explore-engines";
import { type ExploreShop, isChosen } from "../explore-shop";
import { type Answer, peopleIn, revenueOf, salesByPerson } from "./shop";

type History = readonly [OrderFact, ...OrderFact[]];

/** Sales up to the day, oldest first, of the people whose first one is chosen. */
function histories(shop: ExploreShop, filter: OrderFilter): History[] {
  return [...salesByPerson(shop).values()].flatMap((own) => {
    const [first, ...later] = own.filter(({ day }) => day <= filter.asOf);
    return first !== undefined && isChosen(shop, filter, first) ? [[first, ...later] as const] : [];
  });
}

const countedBy = <Key extends string | number>(keys: readonly Key[]): [Key, number][] => [...grouped(keys, (key) => key)].map(([key, all]) => [key, all.length]);

export const orderCounts = (shop: ExploreShop, filter: OrderFilter): Answer =>
  countedBy(histories(shop, filter).map((own) => own.length)).map(([orders, customers]) => ({ orders, customers }));

export const orderGaps = (shop: ExploreShop, filter: OrderFilter): Answer =>
  countedBy(histories(shop, filter).flatMap((own) => own.slice(1).map((order, i) => Math.floor((order.sold_at - (own[i]?.sold_at ?? 0)) / 86_400)))).map(([days, gaps]) => ({ days, gaps }));

export function repeatByCategory(shop: ExploreShop, filter: OrderFilter, horizon: number): Answer {
  const old = histories(shop, filter).filter(([first]) => first.category !== null && first.day <= filter.asOf - horizon);
  return [...grouped(old, ([first]) => first.category ?? "")].map(([category, people]) => ({
    category, customers: people.length, repeaters: people.filter(([first, second]) => second !== undefined && second.day - first.day <= horizon).length,
  }));
}

export function cohorts(shop: ExploreShop, filter: OrderFilter): Answer {
  const cells = histories(shop, filter).flatMap((own) => own.map((order) => ({ cohort: own[0].month, age: order.month - own[0].month, order })));
  return [...grouped(cells, ({ cohort, age }) => `${cohort}+${age}`).values()].map((rows) => ({
    cohort: rows[0]?.cohort ?? 0, age: rows[0]?.age ?? 0, customers: peopleIn(rows.map(({ order }) => order)), revenue_cents: sumOf(rows, ({ order }) => revenueOf(order)),
  }));
}

export function affinity(shop: ExploreShop, filter: OrderFilter): Answer {
  const pairs = histories(shop, filter).flatMap(([first, second]) => (first.category && second?.category ? [{ first: first.category, next: second.category }] : []));
  return [...grouped(pairs, ({ first, next }) => `${first}>${next}`).values()].map((rows) => ({ first: rows[0]?.first ?? "", next: rows[0]?.next ?? "", customers: rows.length }));
}

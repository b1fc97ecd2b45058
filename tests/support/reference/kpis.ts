import type { Day } from "@/lib/types/day";
import type { OrdersFilter } from "@/lib/types/overview";
import type { OrderFact } from "@/lib/types/snapshot";
import { grouped, sumOf } from "../explore-engines";
import type { ExploreShop } from "../explore-shop";
import { type Answer, isAmong, peopleIn, revenueOf, salesByPerson, salesOf, sumOrNull } from "./shop";

function counted(shop: ExploreShop, { states, categories, segments }: OrdersFilter): OrderFact[] {
  return salesOf(shop).filter((order) => isAmong(order.state, states) && isAmong(order.category, categories) && isAmong(shop.members.get(order.customer_key), segments));
}

/** Sums of some windows; `singles` are those who bought in it and never else. */
export function kpiSums(shop: ExploreShop, spans: readonly { from: Day; to: Day }[], today: Day, filter: OrdersFilter): Answer {
  const people = salesByPerson(shop);
  return spans.flatMap(({ from, to }, place) => {
    const rows = counted(shop, filter).filter(({ day }) => day >= from && day <= to);
    const scores = rows.flatMap((order) => (order.review_score === null ? [] : [order.review_score]));
    const due = rows.flatMap(({ delivered_day: at, late_days: late }) => (at === null || late === null || at - late > today ? [] : [late]));
    return rows.length === 0 ? [] : [{
      place, orders: rows.length, singles: rows.filter((order) => people.get(order.customer_key)?.length === 1).length,
      revenue_cents: sumOf(rows, revenueOf), revenue_squared: sumOf(rows, (order) => revenueOf(order) ** 2),
      reviews: scores.length, review_sum: sumOrNull(scores), review_squared: sumOrNull(scores.map((score) => score ** 2)),
      delivered: due.length, on_time: due.filter((late) => late <= 0).length,
    }];
  });
}

/** The counted sales of people with more than one. */
export function repeatBuys(shop: ExploreShop, filter: OrdersFilter): Answer {
  const people = salesByPerson(shop);
  return counted(shop, filter).flatMap(({ customer_key, day }) => {
    const own = people.get(customer_key) ?? [];
    return own.length < 2 ? [] : [{ customer_key, day, first_day: own[0]?.day ?? 0 }];
  });
}

export function revenueByPersona(shop: ExploreShop, filter: OrdersFilter): Answer {
  const segmentOf = (order: OrderFact): number | null => shop.members.get(order.customer_key) ?? null;
  return [...grouped(counted(shop, filter), (order) => `${order.month} ${segmentOf(order)}`).values()].map((own) => {
    const [one] = own;
    return { month: one?.month ?? 0, segment: one === undefined ? null : segmentOf(one), revenue_cents: sumOf(own, revenueOf) };
  });
}

export function personaSums(shop: ExploreShop, filter: OrdersFilter): Answer {
  const ofMembers = counted(shop, filter).filter((order) => shop.members.has(order.customer_key));
  return [...grouped(ofMembers, (order) => shop.members.get(order.customer_key) ?? -1)].map(([segment, own]) => ({ segment, customers: peopleIn(own), revenue_cents: sumOf(own, revenueOf) }));
}

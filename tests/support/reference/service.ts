import type { OrderFilter } from "@/lib/types/explore";
import type { OrderFact } from "@/lib/types/snapshot";
import { grouped, sumOf } from "../explore-engines";
import { type ExploreShop, isChosen } from "../explore-shop";
import { type Answer, byText, peopleIn, revenueOf, salesOf, sumOrNull } from "./shop";

type Known = OrderFact & { due: number | null };

/** Chosen sales with what was known by the day; lateness counts as due once the promised day has come. */
function known(shop: ExploreShop, filter: OrderFilter): Known[] {
  return salesOf(shop).filter((order) => isChosen(shop, filter, order)).map((order) => {
    const isThere = order.delivered_day !== null && order.delivered_day <= filter.asOf;
    const isReviewed = order.review_day !== null && order.review_day <= filter.asOf;
    const late = isThere ? order.late_days : null;
    return {
      ...order, late_days: late, delivered_days: isThere ? order.delivered_days : null, review_score: isReviewed ? order.review_score : null,
      due: late !== null && (order.delivered_day ?? 0) - late <= filter.asOf ? late : null,
    };
  });
}

const scoresOf = (rows: readonly Known[]): number[] => rows.flatMap((row) => (row.review_score === null ? [] : [row.review_score]));

function service(rows: readonly Known[]) {
  const due = rows.filter((row) => row.due !== null);
  return {
    delivered: due.length, late: due.filter((row) => (row.due ?? 0) > 0).length, days_known: rows.filter((row) => row.delivered_days !== null).length,
    days_sum: sumOrNull(rows.map((row) => row.delivered_days)), reviews: scoresOf(rows).length, review_sum: sumOrNull(scoresOf(rows)),
  };
}

export const serviceByMonth = (shop: ExploreShop, filter: OrderFilter): Answer => [...grouped(known(shop, filter), (row) => row.month)].map(([month, rows]) => ({ month, ...service(rows) }));

const placed = (shop: ExploreShop, filter: OrderFilter) => grouped(known(shop, filter).filter((row) => row.state !== null), (row) => row.state ?? "");

export const serviceByState = (shop: ExploreShop, filter: OrderFilter): Answer => [...placed(shop, filter)].map(([state, rows]) => ({ state, ...service(rows) }));

export const deliveryDays = (shop: ExploreShop, filter: OrderFilter): Answer =>
  [...grouped(known(shop, filter).filter((row) => row.delivered_days !== null), (row) => row.delivered_days ?? 0)].map(([days, rows]) => ({ days, orders: rows.length }));

/** 0 early, 1 on the day, 2 one or two days late, 3 up to a week, 4 later, 5 not delivered. */
const classOf = ({ late_days: late }: Known): number => (late === null ? 5 : late < 0 ? 0 : late === 0 ? 1 : late <= 2 ? 2 : late <= 7 ? 3 : 4);

export const reviewByLateness = (shop: ExploreShop, filter: OrderFilter): Answer =>
  [...grouped(known(shop, filter), classOf)].map(([lateness, rows]) => ({
    lateness, orders: rows.length, reviews: scoresOf(rows).length, review_sum: sumOrNull(scoresOf(rows)), review_squared: sumOrNull(scoresOf(rows).map((score) => score ** 2)),
    ones: scoresOf(rows).filter((score) => score === 1).length,
  }));

export const places = (shop: ExploreShop, filter: OrderFilter): Answer =>
  [...placed(shop, filter)].map(([state, rows]) => {
    const people = [...grouped(rows, (row) => row.customer_key).values()];
    const { delivered, late, reviews, review_sum } = service(rows);
    return {
      state, customers: people.length, repeat_customers: people.filter((own) => own.length > 1).length, orders: rows.length, delivered, late, reviews, review_sum,
      revenue_cents: sumOf(rows, revenueOf), revenue_squared: sumOf(rows, (row) => revenueOf(row) ** 2), review_squared: sumOrNull(scoresOf(rows).map((score) => score ** 2)),
    };
  });

export function cities(shop: ExploreShop, filter: OrderFilter, most: number): Answer {
  const rows = known(shop, filter).filter((row) => row.state !== null && row.city !== null);
  const all = [...grouped(rows, (row) => `${row.state}/${row.city}`).values()].map((own) => ({
    state: own[0]?.state ?? "", city: own[0]?.city ?? "", customers: peopleIn(own), orders: own.length, revenue_cents: sumOf(own, revenueOf),
  }));
  return all.sort((a, b) => b.customers - a.customers || b.orders - a.orders || byText(a.state, b.state) || byText(a.city, b.city)).slice(0, most);
}

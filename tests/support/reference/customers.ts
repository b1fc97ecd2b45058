import { type CustomerFilter, type CustomerSort, type Direction, type OrderClause, unknownCategory } from "@/lib/types/customer-filter";
import type { Day } from "@/lib/types/day";
import type { OrderFact } from "@/lib/types/snapshot";
import { grouped, sumOf } from "../explore-engines";
import { type ExploreShop, saleStatuses } from "../explore-shop";
import { features, marginOf, scoresOf } from "./features";
import { type Answer, byText, isAmong, isSale, isWithin, salesByPerson } from "./shop";

type Person = ReturnType<typeof profiles>[number];

/** Everybody with a sale by the day, with place, habits and membership. */
function profiles(shop: ExploreShop, asOf: Day) {
  const homes = new Map(shop.places.map((place) => [place.key, place]));
  const sales = salesByPerson(shop);
  return features(shop, { asOf, windowDays: null, status: "sales", saleStatuses }).map((row) => {
    const own = (sales.get(row.customer_key) ?? []).filter(({ day }) => day <= asOf);
    const home = homes.get(row.customer_key);
    const spent = [...grouped(own.filter((order) => order.category !== null), (order) => order.category ?? "")]
      .map(([category, rows]) => ({ category, cents: sumOf(rows, (order) => order.amount_cents) }))
      .sort((a, b) => b.cents - a.cents || byText(a.category, b.category));
    const segment = shop.members.get(row.customer_key) ?? null;
    return {
      ...row, own, external_id: `c${row.customer_key}`, state: home?.state ?? null, city: home?.city ?? null, top_category: spent[0]?.category ?? null,
      payment_type: own.at(-1)?.payment_type ?? null, segment, margin: segment === null ? null : marginOf(row.customer_key),
      scores: segment === null ? null : scoresOf(row.customer_key),
    };
  });
}

function isSearched({ external_id, city }: Person, search: string | null): boolean {
  const text = search?.trim().toLowerCase() ?? "";
  return external_id.startsWith(text) || (city ?? "").includes(text);
}

function fits(shop: ExploreShop, order: OrderFact, clause: OrderClause, first: OrderFact | undefined, asOf: Day): boolean {
  const isOfStatus = clause.statuses.length === 0 ? isSale(order) : clause.statuses.includes(order.status);
  const isThere = order.delivered_day !== null && order.delivered_day <= asOf;
  const asksItems = clause.categories.length + clause.products.length > 0;
  const hasItem = !asksItems || shop.items.some((item) => item.order_key === order.order_key && isAmong(item.category ?? unknownCategory, clause.categories) && isAmong(item.product_id, clause.products));
  const isPaid = (clause.paymentTypes.length === 0 && clause.installments.min === null && clause.installments.max === null) ||
    shop.payments.some((payment) => payment.order_key === order.order_key && isAmong(payment.type, clause.paymentTypes) && isWithin(payment.installments, clause.installments));
  const isAsLate = clause.lateDays === "unknown" ? !isThere || order.late_days === null : isWithin(isThere ? order.late_days : null, clause.lateDays);
  return (
    isOfStatus && order.day <= asOf && isWithin(order.day, clause.days) && isAmong(order.weekday, clause.weekdays) && isAmong(order.hour, clause.hours) &&
    isAmong(order.state, clause.states) && isAmong(order.city, clause.cities) && isAmong(order.category, clause.mainCategories) && isWithin(order.amount_cents, clause.amountCents) &&
    isWithin(isThere ? order.delivered_days : null, clause.deliveryDays) && isAsLate && hasItem && isPaid &&
    isWithin(first === undefined ? null : order.month - first.month, clause.monthsSinceFirst)
  );
}

function isKept(shop: ExploreShop, person: Person, filter: CustomerFilter, asOf: Day): boolean {
  const { own, scores } = person;
  const [first, second] = own;
  const gaps = own.slice(1).map((order, i) => Math.floor((order.sold_at - (own[i]?.sold_at ?? 0)) / 86_400));
  const asksGap = filter.gapDays.min !== null || filter.gapDays.max !== null;
  const asksOrder = JSON.stringify(filter.order) !== JSON.stringify(noClause);
  const mean = scores === null ? 0 : Math.floor((scores.f + scores.m + 1) / 2);
  const secondScore = scores === null ? null : filter.rfmCell?.axis === "frequency" ? scores.f : person.order_count <= 1 ? Math.min(2, mean) : mean;
  return (
    isSearched(person, filter.search) && isAmong(person.segment, filter.segments) && isAmong(person.state, filter.states) && isAmong(person.city, filter.cities) &&
    isWithin(person.revenue_cents, filter.spendCents) && isWithin(person.recency_days, filter.recencyDays) && isWithin(person.order_count, filter.orderCount) &&
    isWithin(person.mean_review_score, filter.reviewScore) &&
    (filter.lateDelivery === null || (filter.lateDelivery === "ever") === (person.late_share ?? 0) > 0) &&
    isWithin(first?.day ?? null, filter.firstOrder.days) && isAmong(first?.state, filter.firstOrder.states) && isAmong(first?.category, filter.firstOrder.categories) &&
    isWithin(own.at(-1)?.day ?? null, filter.lastOrderDays) && isAmong(second?.category, filter.secondCategories) && (!asksGap || gaps.some((gap) => isWithin(gap, filter.gapDays))) &&
    (!filter.coreOnly || (person.segment !== null && (person.margin === null || person.margin >= 0.1))) &&
    (filter.rfmCell === null || (scores?.r === filter.rfmCell.recency && secondScore === filter.rfmCell.second)) &&
    (!asksOrder || shop.orders.some((order) => order.customer_key === person.customer_key && fits(shop, order, filter.order, first, asOf)))
  );
}

const open = { min: null, max: null };
const noClause: OrderClause = {
  statuses: [], days: open, weekdays: [], hours: [], states: [], cities: [], mainCategories: [], categories: [], products: [], paymentTypes: [],
  installments: open, amountCents: open, deliveryDays: open, lateDays: open, monthsSinceFirst: open,
};

const kept = (shop: ExploreShop, filter: CustomerFilter, asOf: Day): Person[] => profiles(shop, asOf).filter((person) => isKept(shop, person, filter, asOf));

export function customerTotals(shop: ExploreShop, filter: CustomerFilter, asOf: Day): Answer {
  const people = kept(shop, filter, asOf);
  return [{ customers: people.length, revenue_cents: sumOf(people, (person) => person.revenue_cents), orders: sumOf(people, (person) => person.order_count) }];
}

const sortedBy: Record<CustomerSort, (person: Person) => string | number | null> = {
  revenueCents: (person) => person.revenue_cents, orderCount: (person) => person.order_count, averageOrderCents: (person) => person.average_order_cents,
  recencyDays: (person) => person.recency_days, externalId: (person) => person.external_id, city: (person) => person.city, meanReviewScore: (person) => person.mean_review_score,
  ageDays: (person) => person.age_days, itemCount: (person) => person.item_count, lateShare: (person) => person.late_share, freightShare: (person) => person.freight_share,
  margin: (person) => person.margin,
};

/** The first page, in order: missing values last, ties by key in the same direction. */
export function customersPage(shop: ExploreShop, filter: CustomerFilter, asOf: Day, [sort, direction]: readonly [CustomerSort, Direction], size: number): Answer {
  const valueOf = sortedBy[sort];
  const turn = direction === "asc" ? 1 : -1;
  const compare = (a: Person, b: Person): number => {
    const [x, y] = [valueOf(a), valueOf(b)];
    if (x === null || y === null) return x === y ? turn * (a.customer_key - b.customer_key) : x === null ? 1 : -1;
    const order = typeof x === "string" || typeof y === "string" ? byText(String(x), String(y)) : x - y;
    return turn * (order === 0 ? a.customer_key - b.customer_key : order);
  };
  return kept(shop, filter, asOf).sort(compare).slice(0, size + 1).map(({ customer_key }) => ({ customer_key }));
}

/** Everybody's line of the table. */
export const customerRows = (shop: ExploreShop, asOf: Day): Answer =>
  profiles(shop, asOf).map(({ customer_key, external_id, state, city, recency_days, order_count, revenue_cents, mean_review_score, late_share, freight_share, age_days, item_count, top_category, payment_type, segment, margin }) => ({
    customer_key, external_id, state, city, recency_days, order_count, revenue_cents, mean_review_score, late_share, freight_share, age_days, item_count, top_category, payment_type, segment, margin,
  }));

export const customerStates = (shop: ExploreShop, asOf: Day): Answer =>
  [...grouped(profiles(shop, asOf).filter((person) => person.state !== null), (person) => person.state ?? "")].map(([state, people]) => ({ state, customers: people.length }));

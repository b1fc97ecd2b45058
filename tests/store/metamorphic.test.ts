import Database from "better-sqlite3";
import { expect, test } from "vitest";
import { noFilter } from "@/lib/types/customer-filter";
import { monthOf } from "@/lib/stats/civil-date";
import type { Day } from "@/lib/types/day";
import type { OrderFact } from "@/lib/types/snapshot";
import { askedOf, groupings, lastDay, type Question } from "../support/differential-cases";
import { factTables, memberRows } from "../support/differential-tables";
import { sumOf } from "../support/explore-engines";
import { type ExploreShop, firstDay, makeShop, tableOf } from "../support/explore-shop";
import type { Answer } from "../support/reference/shop";

type Grouping = keyof typeof groupings;
const shop = makeShop(31);
// the names of `groupings`, a closed object
const all = Object.keys(groupings) as Grouping[];
const span = { from: firstDay + 30, to: lastDay };
const anything = { states: [] as string[], categories: [] as string[], segments: [] as number[] };
const plain: Omit<Question, "grouping"> = {
  asOf: null, look: { span, ...anything }, filter: noFilter, sort: ["revenueCents", "desc"], scope: { windowDays: null, status: "sales" }, isByMoney: true,
};

/** The answer of a shop to one grouping. SQLite alone: that the engines agree is tested elsewhere. */
function open(of: ExploreShop) {
  const sqlite = new Database(":memory:");
  for (const statement of [...factTables(of), ...tableOf("memberships", memberRows(of))]) sqlite.exec(statement);
  return (grouping: Grouping, changes: Partial<Question> = {}): Answer => {
    const { query } = askedOf({ ...plain, grouping, ...changes });
    return sqlite.prepare<unknown[], Answer[number]>(query.text).all(...query.values);
  };
}
const ask = open(shop);
const rounded = (value: string | number | null | undefined) => (typeof value === "number" && !Number.isInteger(value) ? Number(value.toPrecision(10)) : (value ?? null));
const lines = (rows: Answer): string[] => rows.map((row) => JSON.stringify(Object.entries(row).map(([name, value]) => [name, rounded(value)]))).sort();
/** An answer with every number of some columns turned into another. */
const turned = (rows: Answer, turn: (name: string, value: number) => number): Answer =>
  rows.map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, typeof value === "number" ? turn(name, value) : value])));

function withOrders(of: ExploreShop, change: (order: OrderFact) => OrderFact): ExploreShop {
  return { ...of, orders: of.orders.map(change) };
}

test("ten times the amounts: ten times the money, a hundred times its squares, and nothing else moves", () => {
  const priced = withOrders(shop, (o) => ({ ...o, amount_cents: o.amount_cents * 10, price_cents: o.price_cents * 10, freight_cents: o.freight_cents * 10, refund_cents: o.refund_cents * 10 }));
  const scaled = open({
    ...priced, items: shop.items.map((i) => ({ ...i, price_cents: i.price_cents * 10, freight_cents: i.freight_cents * 10 })), payments: shop.payments.map((p) => ({ ...p, amount_cents: p.amount_cents * 10 })),
  });
  const isQuantile = (name: string): boolean => /^p\d+$|^total$|^highest$/.test(name);
  const turn = (name: string, value: number): number =>
    /^(revenue|amount)_squared$/.test(name) ? value * 100 : /_cents$|_cents_mean$/.test(name) || isQuantile(name) ? value * 10 : value;
  // bins have a width in money
  for (const grouping of all.filter((name) => name !== "amountSpread" && name !== "customersPage")) expect(lines(scaled(grouping)), grouping).toEqual(lines(turned(ask(grouping), turn)));
  const keysOf = (rows: Answer) => rows.map((row) => row["customer_key"]);
  expect(keysOf(scaled("customersPage"))).toEqual(keysOf(ask("customersPage")));
});

/** Groupings whose answer names no calendar month or day of one. */
const undated = all.filter((name) => !["kpiWindows", "repeatBuys", "revenueByPersona", "byDay", "cohorts", "serviceByMonth", "features"].includes(name));

test("everything 364 days later: the same answers, 364 days later", () => {
  const shift = 364;
  const later = (day: Day | null): Day | null => (day === null ? null : day + shift);
  const moved = <Row extends { day: Day; month: number }>(row: Row): Row => ({ ...row, day: row.day + shift, month: monthOf(row.day + shift) });
  const shifted = open({
    ...shop, items: shop.items.map(moved), payments: shop.payments.map(moved),
    orders: shop.orders.map((o) => ({ ...moved(o), sold_at: o.sold_at + shift * 86_400, review_day: later(o.review_day), delivered_day: later(o.delivered_day) })),
  });
  for (const asOf of [lastDay - 20, lastDay - 120]) {
    const then = { asOf, look: { span, ...anything, states: ["SP", "RJ"] } };
    const now = { asOf: asOf + shift, look: { ...then.look, span: { from: span.from + shift, to: span.to + shift } } };
    for (const grouping of undated) expect(lines(shifted(grouping, now)), grouping).toEqual(lines(ask(grouping, then)));
    const days = ask("byDay", then).map((row) => moved({ ...row, day: Number(row["day"]), month: Number(row["month"]) }));
    expect(lines(shifted("byDay", now))).toEqual(lines(days));
  }
});

test("everybody twice: every count and sum doubles, what is per person or distinct stays", () => {
  const again = <Row extends { customer_key: number; order_key: number }>(rows: readonly Row[]): Row[] =>
    [...rows, ...rows.map((row) => ({ ...row, customer_key: row.customer_key + 3000, order_key: row.order_key + 50_000 }))];
  const doubled = open({
    orders: again(shop.orders), items: again(shop.items), payments: again(shop.payments),
    places: [...shop.places, ...shop.places.map((place) => ({ ...place, key: place.key + 3000 }))],
    members: new Map([...shop.members].flatMap(([key, segment]) => [[key, segment], [key + 3000, segment]])),
  });
  const keys = ["place", "month", "segment", "status", "day", "weekday", "hour", "type", "installments", "kind", "category", "products", "days", "cohort", "age", "state", "lateness", "choice", "low", "highest"];
  const turn = (grouping: Grouping) => (name: string, value: number): number => (keys.includes(name) || /^p\d+$/.test(name) || (grouping === "orderCounts" && name === "orders") ? value : value * 2);
  const counted = all.filter((name) => !["products", "cities", "features", "rfmGrid", "customersPage", "customerRows", "repeatBuys"].includes(name));
  for (const grouping of counted) expect(lines(doubled(grouping)), grouping).toEqual(lines(turned(ask(grouping), turn(grouping))));
});

test("rows in another order, and customers under other keys, change nothing that is summed up", () => {
  const turnedRound = open({ ...shop, orders: shop.orders.toReversed(), items: shop.items.toReversed(), payments: shop.payments.toReversed(), places: shop.places.toReversed() });
  for (const grouping of all) expect(lines(turnedRound(grouping)), grouping).toEqual(lines(ask(grouping)));
  // another multiple of 60, so that the made-up margins and scores stay whose they were
  const renamed = <Row extends { customer_key: number }>(row: Row): Row => ({ ...row, customer_key: 6000 - 60 * Math.floor(row.customer_key / 60) + (row.customer_key % 60) });
  const others = open({
    orders: shop.orders.map(renamed), items: shop.items.map(renamed), payments: shop.payments.map(renamed), places: shop.places.map((place) => ({ ...place, key: renamed({ customer_key: place.key }).customer_key })),
    members: new Map([...shop.members].map(([key, segment]) => [renamed({ customer_key: key }).customer_key, segment])),
  });
  for (const grouping of all.filter((name) => !["customersPage", "customerRows", "features", "repeatBuys"].includes(name))) expect(lines(others(grouping)), grouping).toEqual(lines(ask(grouping)));
});

const column = (rows: Answer, name: string): number => sumOf(rows, (row) => Number(row[name] ?? 0));

test("parts add up to the whole: months, segments, states with the unknown, days, categories of items, lateness, and a filter with its opposite", () => {
  const [whole] = ask("totals");
  const orders = Number(whole?.["orders"]);
  const revenue = column(ask("kpiWindow"), "revenue_cents");
  const sold = shop.orders.filter((o) => ["delivered", "shipped"].includes(o.status) && o.day >= span.from && o.day <= span.to);
  for (const grouping of ["byDay", "byHour", "reviewByLateness"] as const) expect(column(ask(grouping), "orders"), grouping).toBe(orders);
  expect(column(ask("byDay"), "revenue_cents")).toBe(revenue);
  expect(column(ask("places"), "orders") + sold.filter((o) => o.state === null).length).toBe(orders);
  expect(column(ask("categories"), "items")).toBe(sumOf(sold, (o) => o.items));
  expect(column(ask("revenueByPersona"), "revenue_cents")).toBe(column(ask("personaSums"), "revenue_cents"));
  const bySegment = [0, 1, 2].map((segment) => ask("totals", { look: { span, ...anything, segments: [segment] } }));
  expect(sumOf(bySegment, (rows) => column(rows, "orders"))).toBe(orders);
  expect(sumOf(bySegment, (rows) => column(rows, "customers"))).toBe(Number(whole?.["customers"]));
  const people = (filter: Partial<typeof noFilter>): number => column(ask("customerTotals", { filter: { ...noFilter, ...filter } }), "customers");
  const unknown = ask("customerRows").filter((row) => row["state"] === null).length;
  expect(people({ states: ["SP"] }) + people({ states: ["RJ", "MG"] }) + unknown).toBe(people({}));
  expect(people({ lateDelivery: "ever" }) + people({ lateDelivery: "never" })).toBe(people({}));
  expect(people({ spendCents: { min: null, max: 9_999 } }) + people({ spendCents: { min: 10_000, max: null } })).toBe(people({}));
});

test("an order of no value moves only counts", () => {
  const [one] = shop.orders.filter((o) => o.status === "delivered" && o.day > span.from);
  if (one === undefined) throw new Error("no sale");
  const free = { ...one, order_key: 9_999, amount_cents: 0, price_cents: 0, freight_cents: 0, refund_cents: 0 };
  const more = open({ ...shop, orders: [...shop.orders, free] });
  const [before, after] = [ask("kpiWindow")[0], more("kpiWindow")[0]];
  expect(after?.["orders"]).toBe(Number(before?.["orders"]) + 1);
  for (const name of ["revenue_cents", "revenue_squared"]) expect(after?.[name], name).toBe(before?.[name]);
  expect(more("totals")[0]?.["customers"]).toBe(ask("totals")[0]?.["customers"]);
});

import { startOfMonth } from "@/lib/stats/civil-date";
import { anyOrder, anyRange, type CustomerFilter, noFilter, type OrderClause, type Range } from "@/lib/types/customer-filter";
import type { Day, MonthIndex } from "@/lib/types/day";
import type { ExploreFigure, OrderFilter } from "@/lib/types/explore";
import { latenessFrom, undelivered } from "./sale-parts";

/** The filter of the customers behind one row of a figure; null where none can name them. */
export type Behind = CustomerFilter | null;
type Row = ExploreFigure["table"]["rows"][number];
type Cell = Row[number] | undefined;

/** The figure with the customers behind each row of its table. */
export function withCustomers<Figure extends ExploreFigure>(figure: Figure, behind: (row: Row, at: number) => Behind): Figure {
  return { ...figure, table: { ...figure.table, behind: figure.table.rows.map(behind) } };
}

/** An order filter, and the first day on which there can be an order it keeps. */
export type Looked = { filter: OrderFilter; firstDay: Day };

/** The days looked at; asks nothing where they are all there are. */
const daysOf = ({ filter: { span, asOf }, firstDay }: Looked): Range => (span.from <= firstDay && span.to >= asOf ? anyRange : { min: span.from, max: span.to });

/** Customers with an order the filter keeps that also fits `clause`. Its category is that of the dearest item. */
export function withOrder(looked: Looked, clause: Partial<OrderClause>): CustomerFilter {
  const { states, categories, segments } = looked.filter;
  return { ...noFilter, segments, order: { ...anyOrder, days: daysOf(looked), states, mainCategories: categories, ...clause } };
}

/** Customers with an order that holds an item the filter keeps: an item has a category of its own. */
export function withItem(looked: Looked, clause: Partial<OrderClause>): CustomerFilter {
  const { states, categories, segments } = looked.filter;
  return { ...noFilter, segments, order: { ...anyOrder, days: daysOf(looked), states, categories, ...clause } };
}

/** Customers whose first order the filter keeps. */
export function withFirstOrder(looked: Looked, part: Partial<CustomerFilter> = {}, first: Partial<CustomerFilter["firstOrder"]> = {}): CustomerFilter {
  const { states, categories, segments } = looked.filter;
  return { ...noFilter, segments, ...part, firstOrder: { days: daysOf(looked), states, categories, ...first } };
}

/** The days both ranges hold. */
function inBoth(a: Range, b: Range): Range {
  const ends = (of: (...days: number[]) => number, sides: (number | null)[]): number | null => {
    const known = sides.filter((side) => side !== null);
    return known.length === 0 ? null : of(...known);
  };
  return { min: ends(Math.max, [a.min, b.min]), max: ends(Math.min, [a.max, b.max]) };
}

/** The days of a month that are looked at. */
const daysIn = (looked: Looked, month: MonthIndex): Range => inBoth(daysOf(looked), { min: startOfMonth(month), max: startOfMonth(month + 1) - 1 });

const one = (value: number): Range => ({ min: value, max: value });
const number = (cell: Cell): number => Number(cell ?? 0);
const text = (cell: Cell): string => String(cell ?? "");
const late: Range = { min: 1, max: null };

export const behindDay = (looked: Looked) => (row: Row): Behind => withOrder(looked, { days: one(number(row[0])) });
export const behindMonth = (looked: Looked) => (row: Row): Behind => withOrder(looked, { days: daysIn(looked, number(row[0])) });
export const behindHour = (looked: Looked) => (row: Row): Behind => withOrder(looked, { weekdays: [number(row[0])], hours: [number(row[1])] });

/** Orders that are no sale may lie before the first sale, so the days are always asked. */
export const behindStatus = (looked: Looked) => (row: Row): Behind =>
  withOrder(looked, { statuses: [text(row[0])], days: { min: looked.filter.span.from, max: looked.filter.span.to } });

/** @param starts lower ends of the steps, ascending; the last step is open */
export const behindAmount = (looked: Looked, starts: readonly number[]) => (row: Row, at: number): Behind => {
  const next = starts[at + 1];
  return withOrder(looked, { amountCents: { min: number(row[0]), max: next === undefined ? null : next - 1 } });
};
export const behindQuantile = (looked: Looked) => (row: Row): Behind => (typeof row[1] === "number" ? withOrder(looked, { amountCents: { min: null, max: row[1] } }) : null);

export const behindPayment = (looked: Looked) => (row: Row): Behind => withOrder(looked, { paymentTypes: [text(row[0])] });
/** @param types the types that are ever paid in several instalments */
export const behindInstallments = (looked: Looked, types: readonly string[]) => (row: Row): Behind =>
  withOrder(looked, { paymentTypes: types, installments: one(number(row[0])) });

export const behindCategory = (looked: Looked) => (row: Row): Behind => withItem(looked, { categories: [text(row[0])] });
export const behindProduct = (looked: Looked) => (row: Row): Behind => withItem(looked, { products: [text(row[0])] });
export const behindPair = (looked: Looked, pairs: readonly { first: string; next: string }[]) => (_: Row, at: number): Behind => {
  const pair = pairs[at];
  return pair === undefined ? null : withFirstOrder(looked, { secondCategories: [pair.next] }, { categories: [pair.first] });
};

export const behindState = (looked: Looked) => (row: Row): Behind => withOrder(looked, { states: [text(row[0])] });
export const behindCity = (looked: Looked, places: readonly { state: string; city: string }[]) => (_: Row, at: number): Behind => {
  const place = places[at];
  return place === undefined ? null : withOrder(looked, { states: [place.state], cities: [place.city] });
};

/** Class of lateness as days after the promised date. */
function daysOfClass(lateness: number): OrderClause["lateDays"] {
  if (lateness === undelivered) return "unknown";
  const [from, below] = [latenessFrom[lateness - 1], latenessFrom[lateness]];
  return { min: from ?? null, max: below === undefined ? null : below - 1 };
}

export const behindLateness = (looked: Looked, classes: readonly { lateness: number }[]) => (_: Row, at: number): Behind => {
  const found = classes[at];
  return found === undefined ? null : withOrder(looked, { lateDays: daysOfClass(found.lateness) });
};
export const behindLateMonth = (looked: Looked) => (row: Row): Behind => withOrder(looked, { days: daysIn(looked, number(row[0])), lateDays: late });
export const behindLateState = (looked: Looked) => (row: Row): Behind => withOrder(looked, { states: [text(row[0])], lateDays: late });
/** @param count of rows; the last is open */
export const behindDeliveryDays = (looked: Looked, count: number) => (row: Row, at: number): Behind =>
  withOrder(looked, { deliveryDays: { min: number(row[0]), max: at === count - 1 ? null : number(row[0]) } });

export const behindOrderCount = (looked: Looked) => (row: Row): Behind => withFirstOrder(looked, { orderCount: one(number(row[0])) });
/** @param starts first day of each class of gaps, ascending; the last class is open */
export const behindGap = (looked: Looked, starts: readonly number[]) => (_: Row, at: number): Behind => {
  const [from, next] = [starts[at] ?? 0, starts[at + 1]];
  return withFirstOrder(looked, { gapDays: { min: from, max: next === undefined ? null : next - 1 } });
};
/** First orders that are older than the days they had for a second. */
export const behindFirstCategory = (looked: Looked, horizon: number) => (row: Row): Behind =>
  withFirstOrder(looked, {}, { categories: [text(row[0])], days: inBoth(daysOf(looked), { min: null, max: looked.filter.asOf - horizon }) });

/** Who was active so many months after the first order. */
const activeAt = (age: number): Partial<CustomerFilter> => (age === 0 ? {} : { order: { ...anyOrder, monthsSinceFirst: one(age) } });
export const behindCohort = (looked: Looked) => (row: Row): Behind => withFirstOrder(looked, activeAt(number(row[1])), { days: daysIn(looked, number(row[0])) });
/** @param lastMonth the last month that counts: cohorts younger than the age are left out */
export const behindAge = (looked: Looked, lastMonth: MonthIndex) => (row: Row): Behind =>
  withFirstOrder(looked, activeAt(number(row[0])), { days: inBoth(daysOf(looked), { min: null, max: startOfMonth(lastMonth - number(row[0]) + 1) - 1 }) });

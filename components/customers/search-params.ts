import { createLoader, createSerializer, type inferParserType, parseAsBoolean, parseAsInteger, parseAsString, parseAsStringLiteral } from "nuqs/server";
import { type CustomerColumnId, defaultColumns, leadColumn } from "@/lib/types/customer-columns";
import { anyRange, type CustomerFilter, customerSorts, lateHistories, noFilter, type Range } from "@/lib/types/customer-filter";
import type { CustomerCursor } from "@/lib/types/customer-profile";
import type { Shop } from "@/lib/types/shop";
import { parseAsAnyDays, parseAsAnyRange, parseAsCell, parseAsColumns, parseAsDay, parseAsIntegers, parseAsLateness, parseAsPlace, parseAsTexts } from "./url-parsers";

export { parseAsDay };

const consents = ["yes", "no", "unknown"] as const;

/** What an address may ask of one order of a customer; all of it holds of the same order. */
export const orderParams = {
  status: parseAsTexts,
  ordered: parseAsAnyDays,
  weekday: parseAsIntegers,
  hour: parseAsIntegers,
  to: parseAsTexts,
  toCity: parseAsTexts,
  mainly: parseAsTexts,
  bought: parseAsTexts,
  product: parseAsTexts,
  paid: parseAsTexts,
  instalments: parseAsAnyRange,
  amount: parseAsAnyRange,
  took: parseAsAnyRange,
  lateness: parseAsLateness.withDefault(anyRange),
  monthsAfter: parseAsAnyRange,
};

/** What an address may ask of a customer. */
const filterParams = {
  q: parseAsString.withDefault(""),
  segment: parseAsIntegers,
  state: parseAsTexts,
  city: parseAsTexts,
  spend: parseAsAnyRange,
  days: parseAsAnyRange,
  orders: parseAsAnyRange,
  review: parseAsAnyRange,
  late: parseAsStringLiteral(lateHistories),
  first: parseAsAnyDays,
  firstState: parseAsTexts,
  firstCategory: parseAsTexts,
  nextCategory: parseAsTexts,
  gap: parseAsAnyRange,
  last: parseAsAnyDays,
  consent: parseAsStringLiteral(consents),
  core: parseAsBoolean.withDefault(false),
  cell: parseAsCell,
  ...orderParams,
};

/** Everything the customers page keeps in its address. */
export const customersParams = {
  ...filterParams,
  sort: parseAsStringLiteral(customerSorts).withDefault("revenueCents"),
  dir: parseAsStringLiteral(["asc", "desc"] as const).withDefault("desc"),
  after: parseAsPlace,
  before: parseAsPlace,
  cols: parseAsColumns,
  /** the saved view this began as; 0 = all customers, although another view opens first */
  view: parseAsInteger,
  /** the first row in sight, 1-based, once somebody has scrolled */
  row: parseAsInteger,
  segmentation: parseAsInteger,
  asOf: parseAsDay,
};

export type CustomersParams = inferParserType<typeof customersParams>;

export const loadCustomersParams = createLoader(customersParams);
/** `customersLink("/customers", params)`: the address that shows them; defaults are left out. */
export const customersLink = createSerializer(customersParams);

/** Days and orders are whole; a bound between two of them means the one inside. */
const wholeRange = ({ min, max }: Range): Range => ({ min: min === null ? null : Math.ceil(min), max: max === null ? null : Math.floor(max) });

const textSorts: readonly string[] = ["externalId", "city"];
const most = 60;
const longest = 200;
const texts = (values: readonly string[]): string[] => [...new Set(values.map((text) => text.slice(0, longest)).filter((text) => text !== ""))].slice(0, most);
const below = (values: readonly number[], end: number): number[] => [...new Set(values)].filter((value) => value >= 0 && value < end);

/** A range of major units, as people type them, in minor units. */
function toCents({ min, max }: Range, minorUnits: number): Range {
  const cents = (amount: number | null) => (amount === null ? null : Math.round(amount * 10 ** minorUnits));
  return { min: cents(min), max: cents(max) };
}

/** The filter the address asks for. Amounts there are in major units. */
export function filterOf(params: CustomersParams, { minorUnits }: Pick<Shop, "minorUnits">): CustomerFilter {
  return {
    search: params.q.trim() === "" ? null : params.q.trim().slice(0, 100),
    segments: params.segment.slice(0, most),
    states: texts(params.state),
    cities: texts(params.city),
    spendCents: toCents(params.spend, minorUnits),
    recencyDays: wholeRange(params.days),
    orderCount: wholeRange(params.orders),
    reviewScore: params.review,
    lateDelivery: params.late,
    firstOrder: { days: params.first, states: texts(params.firstState), categories: texts(params.firstCategory) },
    lastOrderDays: params.last,
    secondCategories: texts(params.nextCategory),
    gapDays: wholeRange(params.gap),
    order: {
      statuses: texts(params.status),
      days: params.ordered,
      weekdays: below(params.weekday, 7),
      hours: below(params.hour, 24),
      states: texts(params.to),
      cities: texts(params.toCity),
      mainCategories: texts(params.mainly),
      categories: texts(params.bought),
      products: texts(params.product),
      paymentTypes: texts(params.paid),
      installments: wholeRange(params.instalments),
      amountCents: toCents(params.amount, minorUnits),
      deliveryDays: wholeRange(params.took),
      lateDays: params.lateness,
      monthsSinceFirst: wholeRange(params.monthsAfter),
    },
    emailConsent: params.consent,
    rfmCell: params.cell,
    coreOnly: params.core,
  };
}

/** The address of a filter: the way back of `filterOf`. */
export function paramsOf(filter: CustomerFilter, { minorUnits }: Pick<Shop, "minorUnits">): Pick<CustomersParams, keyof typeof filterParams> {
  const major = (cents: number | null) => (cents === null ? null : Number((cents / 10 ** minorUnits).toFixed(minorUnits)));
  const amounts = ({ min, max }: Range): Range => ({ min: major(min), max: major(max) });
  const { firstOrder, order } = filter;
  return {
    q: filter.search ?? "", segment: [...filter.segments], state: [...filter.states], city: [...filter.cities], spend: amounts(filter.spendCents),
    days: filter.recencyDays, orders: filter.orderCount, review: filter.reviewScore, late: filter.lateDelivery,
    first: firstOrder.days, firstState: [...firstOrder.states], firstCategory: [...firstOrder.categories], nextCategory: [...filter.secondCategories],
    gap: filter.gapDays, last: filter.lastOrderDays, consent: filter.emailConsent, core: filter.coreOnly, cell: filter.rfmCell,
    status: [...order.statuses], ordered: order.days, weekday: [...order.weekdays], hour: [...order.hours], to: [...order.states], toCity: [...order.cities],
    mainly: [...order.mainCategories], bought: [...order.categories], product: [...order.products], paid: [...order.paymentTypes],
    instalments: order.installments, amount: amounts(order.amountCents), took: order.deliveryDays, lateness: order.lateDays, monthsAfter: order.monthsSinceFirst,
  };
}

/** The place the address pages from, or null for the first page. */
export function cursorOf(params: CustomersParams): CustomerCursor | null {
  const side = params.after === null ? "before" : "after";
  const place = params.after ?? params.before;
  if (place === null) return null;
  const value = textSorts.includes(params.sort) ? place.value : Number(place.value);
  return Number.isNaN(value) ? null : { side, value, key: place.key };
}

/** The same view from its first row: what every change of filter or order leads to. */
export function fromTheTop(params: CustomersParams, change: Partial<CustomersParams>): CustomersParams {
  return { ...params, after: null, before: null, row: null, ...change };
}

/** The address of the page that begins beside a row; null where there is none. */
export function pageLink(path: string, params: CustomersParams, cursor: CustomerCursor | null): string | null {
  if (cursor === null) return null;
  return customersLink(path, fromTheTop(params, { [cursor.side]: { value: String(cursor.value), key: cursor.key } }));
}

/** The columns an address shows, the customer first. */
export function columnsOf({ cols }: Pick<CustomersParams, "cols">): readonly CustomerColumnId[] {
  return cols.length === 0 ? defaultColumns : [leadColumn, ...cols];
}

/** The part of the address that shows these columns; nothing where they are the usual ones. */
export function withColumns(columns: readonly CustomerColumnId[]): Pick<CustomersParams, "cols"> {
  const isUsual = columns.length === defaultColumns.length && columns.every((id, i) => id === defaultColumns[i]);
  return { cols: isUsual ? [] : columns.filter((id) => id !== leadColumn) };
}

/** The same order of rows without any filter. */
export const withoutFilters = paramsOf(noFilter, { minorUnits: 0 });

export function isFiltered(params: CustomersParams): boolean {
  return customersLink("", { ...params, ...withoutFilters }) !== customersLink("", params);
}

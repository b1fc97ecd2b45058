import {
  createLoader,
  createParser,
  createSerializer,
  type inferParserType,
  parseAsArrayOf,
  parseAsBoolean,
  parseAsInteger,
  parseAsString,
  parseAsStringLiteral,
} from "nuqs/server";
import { isoDay } from "@/lib/format/date";
import { dayOfIso } from "@/lib/format/iso-day";
import { type CustomerFilter, customerSorts, type Range } from "@/lib/types/customer-filter";
import type { CustomerCursor } from "@/lib/types/customer-profile";
import type { Day } from "@/lib/types/day";
import type { Shop } from "@/lib/types/shop";

const consents = ["yes", "no", "unknown"] as const;
const noRange: Range = { min: null, max: null };

/** `300..1000`, `300..`, `..1000`: bounds in the unit people type. */
const parseAsRange = createParser<Range>({
  parse(text) {
    const match = /^(\d{1,12}(?:\.\d{1,4})?)?\.\.(\d{1,12}(?:\.\d{1,4})?)?$/.exec(text);
    if (match === null || text === "..") return null;
    return { min: match[1] === undefined ? null : Number(match[1]), max: match[2] === undefined ? null : Number(match[2]) };
  },
  serialize: ({ min, max }) => `${min ?? ""}..${max ?? ""}`,
  eq: (a, b) => a.min === b.min && a.max === b.max,
});

/** `value~key` of the row a page begins beside. */
const parseAsPlace = createParser<{ value: string; key: number }>({
  parse(text) {
    const cut = text.lastIndexOf("~");
    const key = Number(text.slice(cut + 1));
    return cut < 0 || !Number.isSafeInteger(key) || text.length > 300 ? null : { value: text.slice(0, cut), key };
  },
  serialize: ({ value, key }) => `${value}~${key}`,
  eq: (a, b) => a.value === b.value && a.key === b.key,
});

/** `R4F2`, `R4FM2`: a cell of the RFM grid. */
const parseAsCell = createParser<NonNullable<CustomerFilter["rfmCell"]>>({
  parse(text) {
    const [, recency, label, second] = /^R([1-5])(FM?)([1-5])$/.exec(text) ?? [];
    if (recency === undefined) return null;
    return { recency: Number(recency), second: Number(second), axis: label === "F" ? "frequency" : "frequencyAndMonetary" };
  },
  serialize: ({ recency, second, axis }) => `R${recency}${axis === "frequency" ? "F" : "FM"}${second}`,
  eq: (a, b) => a.recency === b.recency && a.second === b.second && a.axis === b.axis,
});

/** A past day, "2018-06-30". */
export const parseAsDay = createParser<Day>({ parse: dayOfIso, serialize: isoDay });

/** Everything the customers page keeps in its address. */
export const customersParams = {
  q: parseAsString.withDefault(""),
  segment: parseAsArrayOf(parseAsInteger).withDefault([]),
  state: parseAsArrayOf(parseAsString).withDefault([]),
  spend: parseAsRange.withDefault(noRange),
  days: parseAsRange.withDefault(noRange),
  orders: parseAsRange.withDefault(noRange),
  consent: parseAsStringLiteral(consents),
  core: parseAsBoolean.withDefault(false),
  cell: parseAsCell,
  sort: parseAsStringLiteral(customerSorts).withDefault("revenueCents"),
  dir: parseAsStringLiteral(["asc", "desc"] as const).withDefault("desc"),
  after: parseAsPlace,
  before: parseAsPlace,
  hide: parseAsArrayOf(parseAsString).withDefault([]),
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

/** The filter the address asks for. Amounts there are in major units, as people type them. */
export function filterOf(params: CustomersParams, { minorUnits }: Pick<Shop, "minorUnits">): CustomerFilter {
  const toCents = (amount: number | null) => (amount === null ? null : Math.round(amount * 10 ** minorUnits));
  return {
    search: params.q.trim() === "" ? null : params.q.trim().slice(0, 100),
    segments: params.segment.slice(0, most),
    states: params.state.slice(0, most),
    spendCents: { min: toCents(params.spend.min), max: toCents(params.spend.max) },
    recencyDays: wholeRange(params.days),
    orderCount: wholeRange(params.orders),
    emailConsent: params.consent,
    rfmCell: params.cell,
    coreOnly: params.core,
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
  return { ...params, after: null, before: null, ...change };
}

/** The address of the page that begins beside a row; null where there is none. */
export function pageLink(path: string, params: CustomersParams, cursor: CustomerCursor | null): string | null {
  if (cursor === null) return null;
  return customersLink(path, fromTheTop(params, { [cursor.side]: { value: String(cursor.value), key: cursor.key } }));
}

/** The same order of rows without any filter. */
export const withoutFilters = {
  q: "", segment: [], state: [], spend: noRange, days: noRange, orders: noRange, consent: null, core: false, cell: null,
} satisfies Partial<CustomersParams>;

export function isFiltered(params: CustomersParams): boolean {
  return customersLink("", { ...params, ...withoutFilters }) !== customersLink("", params);
}

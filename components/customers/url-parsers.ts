import { createParser, parseAsArrayOf, parseAsInteger, parseAsString } from "nuqs/server";
import { isoDay } from "@/lib/format/date";
import { dayOfIso } from "@/lib/format/iso-day";
import { type CustomerColumnId, customerColumnIds, leadColumn } from "@/lib/types/customer-columns";
import { anyRange, type CustomerFilter, type OrderClause, type Range } from "@/lib/types/customer-filter";
import type { Day } from "@/lib/types/day";

const rangeText = ({ min, max }: Range): string => `${min ?? ""}..${max ?? ""}`;
const isSame = (a: Range, b: Range): boolean => a.min === b.min && a.max === b.max;

/** The two sides of `a..b`, each by its own reader; null where neither or a wrong one is given. */
function rangeOf(text: string, read: (side: string) => number | null): Range | null {
  const sides = text.split("..");
  if (sides.length !== 2 || text === "..") return null;
  const [min, max] = sides.map((side) => (side === "" ? null : (read(side) ?? Number.NaN)));
  return min === undefined || max === undefined || Number.isNaN(min) || Number.isNaN(max) ? null : { min, max };
}

const plainNumber = (side: string): number | null => (/^\d{1,12}(?:\.\d{1,4})?$/.test(side) ? Number(side) : null);
const signedNumber = (side: string): number | null => (/^-?\d{1,6}$/.test(side) ? Number(side) : null);

/** `300..1000`, `300..`, `..1000`: bounds in the unit people type. */
export const parseAsRange = createParser<Range>({ parse: (text) => rangeOf(text, plainNumber), serialize: rangeText, eq: isSame });

/** `2018-01-01..2018-01-31`: calendar days, both included. */
export const parseAsDays = createParser<Range>({
  parse: (text) => rangeOf(text, dayOfIso),
  serialize: ({ min, max }) => `${min === null ? "" : isoDay(min)}..${max === null ? "" : isoDay(max)}`,
  eq: isSame,
});

/** `1..2`, `..-1` or `unknown`: days after the promised date. */
export const parseAsLateness = createParser<OrderClause["lateDays"]>({
  parse: (text) => (text === "unknown" ? "unknown" : rangeOf(text, signedNumber)),
  serialize: (value) => (value === "unknown" ? "unknown" : rangeText(value)),
  eq: (a, b) => a === b || (a !== "unknown" && b !== "unknown" && isSame(a, b)),
});

/** `value~key` of the row a page begins beside. */
export const parseAsPlace = createParser<{ value: string; key: number }>({
  parse(text) {
    const cut = text.lastIndexOf("~");
    const key = Number(text.slice(cut + 1));
    return cut < 0 || !Number.isSafeInteger(key) || text.length > 300 ? null : { value: text.slice(0, cut), key };
  },
  serialize: ({ value, key }) => `${value}~${key}`,
  eq: (a, b) => a.value === b.value && a.key === b.key,
});

/** `R4F2`, `R4FM2`: a cell of the RFM grid. */
export const parseAsCell = createParser<NonNullable<CustomerFilter["rfmCell"]>>({
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

/** `orderCount,city`: what is shown beside the customer, in this order. Unknown names and repeats are left out. */
export const parseAsColumns = createParser<CustomerColumnId[]>({
  parse(text) {
    const known = customerColumnIds.filter((id) => id !== leadColumn);
    const chosen = text.split(",").flatMap((name) => known.find((id) => id === name) ?? []);
    return chosen.length === 0 ? null : [...new Set(chosen)];
  },
  serialize: (columns) => columns.join(","),
  eq: (a, b) => a.length === b.length && a.every((id, i) => id === b[i]),
}).withDefault([]);

export const parseAsTexts = parseAsArrayOf(parseAsString).withDefault([]);
export const parseAsIntegers = parseAsArrayOf(parseAsInteger).withDefault([]);
export const parseAsAnyRange = parseAsRange.withDefault(anyRange);
export const parseAsAnyDays = parseAsDays.withDefault(anyRange);

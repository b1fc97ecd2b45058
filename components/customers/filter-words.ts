import { currencySymbol, type MoneyStyle } from "@/lib/format/money";
import { formatNumber } from "@/lib/format/number";
import { noBreakSpace } from "@/lib/format/locale";
import type { Range } from "@/lib/types/customer-filter";
import type { CustomersParams } from "./search-params";

/** One active filter in words, and the change of the address that takes it away. */
export type FilterWord = { key: string; label: string; value: string; without: Partial<CustomersParams> };

const noRange: Range = { min: null, max: null };

/** "300 or more", "up to 90", "2 to 3", "2". */
export function rangeWords({ min, max }: Range, locale: string): string {
  const text = (value: number): string => formatNumber(value, locale, Number.isInteger(value) ? 0 : 2);
  if (min !== null && max !== null) return min === max ? text(min) : `${text(min)} to ${text(max)}`;
  if (min !== null) return `${text(min)} or more`;
  return max === null ? "any" : `up to ${text(max)}`;
}

/** The filters of an address as they are read aloud: chips of the table, terms of a target list. */
export function filterWords(params: CustomersParams, names: ReadonlyMap<number, string>, style: MoneyStyle): FilterWord[] {
  const words: FilterWord[] = [];
  const add = (key: string, label: string, value: string, without: Partial<CustomersParams>): void => {
    words.push({ key, label, value, without });
  };
  const isOpen = (range: Range): boolean => range.min === null && range.max === null;
  if (params.q.trim() !== "") add("q", "Search", params.q.trim(), { q: "" });
  if (params.segment.length > 0) {
    add("segment", "Persona", params.segment.map((index) => names.get(index) ?? `segment ${index}`).join(", "), { segment: [] });
  }
  if (params.state.length > 0) add("state", "State", params.state.join(", "), { state: [] });
  if (!isOpen(params.spend)) {
    add("spend", "Total spend", `${currencySymbol(style)}${noBreakSpace}${rangeWords(params.spend, style.locale)}`, { spend: noRange });
  }
  if (!isOpen(params.days)) add("days", "Days since last order", rangeWords(params.days, style.locale), { days: noRange });
  if (!isOpen(params.orders)) add("orders", "Orders", rangeWords(params.orders, style.locale), { orders: noRange });
  if (params.consent !== null) add("consent", "E-mail consent", params.consent, { consent: null });
  if (params.cell !== null) {
    const { recency, second, axis } = params.cell;
    add("cell", "RFM cell", `R${recency} ${axis === "frequency" ? "F" : "FM"}${second}`, { cell: null });
  }
  if (params.core) add("core", "Members", "core only", { core: false });
  return words;
}

const sortWords: Record<CustomersParams["sort"], readonly [what: string, ascending: string, descending: string]> = {
  revenueCents: ["spend", "low to high", "high to low"],
  orderCount: ["orders", "few to many", "many to few"],
  averageOrderCents: ["average order", "low to high", "high to low"],
  recencyDays: ["days since last order", "recent first", "longest first"],
  externalId: ["customer", "A to Z", "Z to A"],
  city: ["city", "A to Z", "Z to A"],
  meanReviewScore: ["review", "worst first", "best first"],
};

/** "spend" and "high to low". */
export function sortInWords({ sort, dir }: Pick<CustomersParams, "sort" | "dir">): { what: string; way: string } {
  const [what, ascending, descending] = sortWords[sort];
  return { what, way: dir === "asc" ? ascending : descending };
}

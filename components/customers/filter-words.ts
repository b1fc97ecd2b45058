import type { MoneyStyle } from "@/lib/format/money";
import { placeWords } from "@/lib/format/place-words";
import { categoryWords } from "@/lib/format/words";
import { anyRange, type CustomerChoices } from "@/lib/types/customer-filter";
import { orderWords } from "./order-words";
import { amountWords, daysWords, isOpen, namesWords, orNobody, rangeWords } from "./range-words";
import type { CustomersParams } from "./search-params";
import { goneSegment } from "./view-query";

/** One active filter in words, and the change of the address that takes it away. */
export type FilterWord = {
  key: string;
  label: string;
  value: string;
  without: Partial<CustomersParams>;
  /** a condition on one order, which must meet all such conditions at once */
  isOfOrder?: boolean;
};

/** The filters of an address as they are read aloud: chips of the table, terms of a target list. @param choices what there is to choose; null = not looked up */
export function filterWords(params: CustomersParams, names: ReadonlyMap<number, string>, style: MoneyStyle, choices: CustomerChoices | null = null): FilterWord[] {
  const { locale } = style;
  const words: FilterWord[] = [];
  const add = (key: string, label: string, value: string, without: Partial<CustomersParams>): void => {
    words.push({ key, label, value, without });
  };
  const list = (key: "state" | "city" | "firstState" | "firstCategory" | "nextCategory", label: string, name: (value: string) => string): void => {
    if (params[key].length > 0) add(key, label, namesWords(params[key].map(name)), { [key]: [] });
  };
  const range = (key: "days" | "orders" | "gap" | "review", label: string, after = ""): void => {
    if (!isOpen(params[key])) add(key, label, `${rangeWords(params[key], locale)}${after}`, { [key]: anyRange });
  };
  const dates = (key: "first" | "last", label: string): void => {
    if (!isOpen(params[key])) add(key, label, daysWords(params[key], locale), { [key]: anyRange });
  };
  if (params.q.trim() !== "") add("q", "Search", params.q.trim(), { q: "" });
  if (params.segment.length > 0) {
    add("segment", "Persona", params.segment.map((index) => names.get(index) ?? (index === goneSegment ? "one that is gone" : `segment ${index}`)).join(", "), { segment: [] });
  }
  list("state", "State", orNobody("states", (state) => state, choices));
  list("city", "City", orNobody("cities", (city) => placeWords(city, null) ?? city, choices));
  if (!isOpen(params.spend)) add("spend", "Total spend", amountWords(params.spend, style), { spend: anyRange });
  range("days", "Days since last order");
  range("orders", "Orders");
  dates("first", "First order");
  dates("last", "Last order");
  list("firstState", "First order to", (state) => state);
  list("firstCategory", "First order mainly", orNobody("categories", categoryWords, choices));
  list("nextCategory", "Second order mainly", orNobody("categories", categoryWords, choices));
  range("gap", "Ordered again after", " days");
  range("review", "Mean review", " of 5");
  if (params.late !== null) add("late", "Late delivery", params.late === "ever" ? "at least one" : "none known", { late: null });
  if (params.consent !== null) add("consent", "E-mail consent", params.consent, { consent: null });
  if (params.cell !== null) {
    const { recency, second, axis } = params.cell;
    add("cell", "RFM cell", `R${recency} ${axis === "frequency" ? "F" : "FM"}${second}`, { cell: null });
  }
  if (params.core) add("core", "Members", "core only", { core: false });
  return [...words, ...orderWords(params, style, choices)];
}

const sortWords: Record<CustomersParams["sort"], readonly [what: string, ascending: string, descending: string]> = {
  revenueCents: ["spend", "low to high", "high to low"],
  orderCount: ["orders", "few to many", "many to few"],
  averageOrderCents: ["average order", "low to high", "high to low"],
  recencyDays: ["days since last order", "recent first", "longest first"],
  externalId: ["customer", "A to Z", "Z to A"],
  city: ["city", "A to Z", "Z to A"],
  meanReviewScore: ["review", "worst first", "best first"],
  ageDays: ["first order", "latest first", "earliest first"],
  itemCount: ["items", "few to many", "many to few"],
  lateShare: ["late deliveries", "low to high", "high to low"],
  freightShare: ["freight share", "low to high", "high to low"],
  margin: ["margin to the runner-up", "borderline first", "core first"],
};

/** "spend" and "high to low". */
export function sortInWords({ sort, dir }: Pick<CustomersParams, "sort" | "dir">): { what: string; way: string } {
  const [what, ascending, descending] = sortWords[sort];
  return { what, way: dir === "asc" ? ascending : descending };
}

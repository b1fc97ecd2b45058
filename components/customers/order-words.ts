import { formatWeekday } from "@/lib/format/date";
import type { MoneyStyle } from "@/lib/format/money";
import { formatNumber } from "@/lib/format/number";
import { placeWords } from "@/lib/format/place-words";
import { categoryWords, paymentWords, statusWords } from "@/lib/format/words";
import { anyRange, type CustomerChoices, type OrderClause, type Range } from "@/lib/types/customer-filter";
import type { FilterWord } from "./filter-words";
import { amountWords, daysWords, isOpen, namesWords, orNobody, rangeWords } from "./range-words";
import type { CustomersParams } from "./search-params";

/** Days after the promised date: "early", "on the day", "1 to 2 days late", "8 days late or more". */
function latenessWords(days: OrderClause["lateDays"], locale: string): string {
  if (days === "unknown") return "not delivered, or nothing promised";
  const { min, max } = days;
  if (min === 0 && max === 0) return "on the promised day";
  if (min === null && max === -1) return "early";
  if (min === 1 && max === null) return "late";
  if (min !== null && min > 0) return max === null ? `${formatNumber(min, locale)} days late or more` : `${rangeWords(days, locale)} days late`;
  return `${rangeWords(days, locale)} days after the promised date`;
}

/** The conditions an address sets on one order, as they are read aloud. */
export function orderWords(params: CustomersParams, style: MoneyStyle, choices: CustomerChoices | null): FilterWord[] {
  const { locale } = style;
  const words: FilterWord[] = [];
  const add = (key: string, label: string, value: string, without: Partial<CustomersParams>): void => {
    words.push({ key, label, value, without, isOfOrder: true });
  };
  const list = (key: "status" | "to" | "toCity" | "mainly" | "bought" | "product" | "paid", label: string, name: (value: string) => string): void => {
    if (params[key].length > 0) add(key, label, namesWords(params[key].map(name)), { [key]: [] });
  };
  const range = (key: "instalments" | "amount" | "took" | "monthsAfter", label: string, text: (value: Range) => string): void => {
    if (!isOpen(params[key])) add(key, label, text(params[key]), { [key]: anyRange });
  };
  list("status", "Order status", orNobody("statuses", statusWords, choices));
  if (!isOpen(params.ordered)) add("ordered", "Ordered", daysWords(params.ordered, locale), { ordered: anyRange });
  if (params.weekday.length > 0) add("weekday", "Ordered on", namesWords(params.weekday.map((day) => formatWeekday(day, locale))), { weekday: [] });
  if (params.hour.length > 0) add("hour", "Ordered at", namesWords(params.hour.map((hour) => `${hour} h`)), { hour: [] });
  list("to", "Order to", (state) => state);
  list("toCity", "Order to", (city) => placeWords(city, null) ?? city);
  list("bought", "Bought", orNobody("categories", categoryWords, choices));
  list("mainly", "Dearest item", orNobody("categories", categoryWords, choices));
  list("product", "Product", (product) => product);
  list("paid", "Paid by", orNobody("payments", paymentWords, choices));
  range("instalments", "Instalments", (value) => rangeWords(value, locale));
  range("amount", "Order amount", (value) => amountWords(value, style));
  range("took", "Delivered after", (value) => `${rangeWords(value, locale)} days`);
  if (params.lateness === "unknown" || !isOpen(params.lateness)) add("lateness", "Delivery", latenessWords(params.lateness, locale), { lateness: anyRange });
  range("monthsAfter", "Months after the first order", (value) => rangeWords(value, locale));
  return words;
}

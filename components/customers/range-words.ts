import { formatDay } from "@/lib/format/date";
import { type MoneyStyle, withCurrency } from "@/lib/format/money";
import { formatNumber } from "@/lib/format/number";
import type { CustomerChoices, Range } from "@/lib/types/customer-filter";

export const isOpen = ({ min, max }: Range): boolean => min === null && max === null;

/** "300 or more", "up to 90", "2 to 3", "2". */
export function rangeWords({ min, max }: Range, locale: string): string {
  const text = (value: number): string => formatNumber(value, locale, Number.isInteger(value) ? 0 : 2);
  if (min !== null && max !== null) return min === max ? text(min) : `${text(min)} to ${text(max)}`;
  if (min !== null) return `${text(min)} or more`;
  return max === null ? "any" : `up to ${text(max)}`;
}

/** The same of amounts in major units. */
export function amountWords(range: Range, style: MoneyStyle): string {
  return withCurrency(rangeWords(range, style.locale), style);
}

/** "1 Jan 2018 to 31 Mar 2018", "from 1 Jan 2018", "until 31 Mar 2018", "1 Jan 2018". */
export function daysWords({ min, max }: Range, locale: string): string {
  if (min !== null && max !== null) return min === max ? formatDay(min, locale) : `${formatDay(min, locale)} to ${formatDay(max, locale)}`;
  if (min !== null) return `from ${formatDay(min, locale)}`;
  return max === null ? "any" : `until ${formatDay(max, locale)}`;
}

/** Names what is filtered by, and says so where no customer has it: an old view or link may ask for what is gone. */
export function orNobody(kind: keyof CustomerChoices, name: (value: string) => string, choices: CustomerChoices | null): (value: string) => string {
  return (value) => (choices === null || choices[kind].some(({ choice }) => choice === value) ? name(value) : `${name(value)} (nobody)`);
}

const shownNames = 4;

/** A list as a chip has room for: the first four, and how many more. */
export function namesWords(names: readonly string[]): string {
  return names.length <= shownNames ? names.join(", ") : `${names.slice(0, shownNames - 1).join(", ")} and ${names.length - shownNames + 1} more`;
}

import type { Shop } from "@/lib/types/shop";
import { type Affixes, affixesOf, decimal, noBreakSpace, withAffixes } from "./locale";
import { formatShort } from "./number";

export type MoneyStyle = Pick<Shop, "currency" | "minorUnits" | "locale">;

const styleOf = (currency: string): Intl.NumberFormatOptions => ({ style: "currency", currency, currencyDisplay: "narrowSymbol" });

/** The currency where the locale has it: "$164.09", "164,09 €". Letters are held off the figures, as in "R$ 164.09". */
function symbolAffixes({ currency, locale }: MoneyStyle): Affixes {
  const { before, after } = affixesOf(locale, styleOf(currency));
  return { before: /\p{L}/u.test(before) && !/\s$/.test(before) ? before + noBreakSpace : before, after };
}

const major = (cents: number, style: MoneyStyle): number => cents / 10 ** style.minorUnits;

/** Exact, for tables and single orders: "R$ 164.09". @param cents integer or mean minor units */
export function formatMoney(cents: number, style: MoneyStyle): string {
  return withAffixes(formatAmount(cents, style), symbolAffixes(style));
}

/** For tiles and sentences: "R$ 3.11 M" from a million on, "R$ 649" below. */
export function formatMoneyShort(cents: number, style: MoneyStyle): string {
  return withAffixes(formatShort(major(cents, style), style.locale), symbolAffixes(style));
}

/** Without the symbol, for columns whose head names the unit: "13,664.08". */
export function formatAmount(cents: number, style: MoneyStyle): string {
  return decimal(major(cents, style), style.minorUnits, style.locale);
}

/** "R$": the unit of a chart's axis or a column's head. */
export function currencySymbol({ currency, locale }: MoneyStyle): string {
  const { before, after } = affixesOf(locale, styleOf(currency));
  return (before + after).trim();
}

/** Text the currency stands around where a range is no number: "R$ 50 to 100", "50 to 100 €". */
export function withCurrency(text: string, style: MoneyStyle): string {
  const { before, after } = symbolAffixes(style);
  return `${before}${text}${after}`;
}

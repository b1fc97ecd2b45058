import type { Shop } from "@/lib/types/shop";
import { decimal, noBreakSpace, trueMinus } from "./locale";
import { formatShort } from "./number";

export type MoneyStyle = Pick<Shop, "currency" | "minorUnits" | "locale">;

function symbolOf({ currency, locale }: MoneyStyle): string {
  const parts = new Intl.NumberFormat(locale, { style: "currency", currency, currencyDisplay: "narrowSymbol" }).formatToParts(0);
  return parts.find((part) => part.type === "currency")?.value ?? currency;
}

function withSymbol(amount: string, style: MoneyStyle): string {
  const bare = amount.startsWith(trueMinus) ? amount.slice(1) : amount;
  const sign = bare === amount ? "" : trueMinus;
  return `${sign}${symbolOf(style)}${noBreakSpace}${bare}`;
}

const major = (cents: number, style: MoneyStyle): number => cents / 10 ** style.minorUnits;

/** Exact, for tables and single orders: "R$ 164.09". @param cents integer or mean minor units */
export function formatMoney(cents: number, style: MoneyStyle): string {
  return withSymbol(decimal(major(cents, style), style.minorUnits, style.locale), style);
}

/** For tiles and sentences: "R$ 3.11 M" from a million on, "R$ 649" below. */
export function formatMoneyShort(cents: number, style: MoneyStyle): string {
  return withSymbol(formatShort(major(cents, style), style.locale), style);
}

/** Without the symbol, for columns whose head names the unit: "13,664.08". */
export function formatAmount(cents: number, style: MoneyStyle): string {
  return decimal(major(cents, style), style.minorUnits, style.locale);
}

/** "R$": the unit of a chart's axis or a column's head. */
export function currencySymbol(style: MoneyStyle): string {
  return symbolOf(style);
}

import { madeOnce } from "./made-once";

/** Words and marks a locale writes numbers with. English and Brazilian Portuguese have the product's own; others follow Intl. */
type LocaleWords = { thousand: string; million: string; billion: string; points: string };

const english: LocaleWords = { thousand: "k", million: "M", billion: "B", points: "pts" };
const portuguese: LocaleWords = { thousand: "\u00a0mil", million: "mi", billion: "bi", points: "p.p." };

const isPortuguese = (locale: string): boolean => locale.toLowerCase().startsWith("pt");

/** Abbreviations of a locale; English where none are known. */
export function localeWords(locale: string): LocaleWords {
  return isPortuguese(locale) ? portuguese : english;
}

/** Whether numbers and dates are written as the product does by itself, where Intl leaves a choice: "en" of no region, and Portuguese. */
export function isHouseLocale(locale: string): boolean {
  return locale.toLowerCase() === "en" || isPortuguese(locale);
}

export const noBreakSpace = "\u00a0";
/** U+2212, as wide as the plus; the hyphen of Intl is narrower. */
export const trueMinus = "−";

/** Digits are Latin in every locale, as are those in addresses, files and fields. */
export const numberFormat = madeOnce((locale, options: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, { ...options, numberingSystem: "latn" }));

/**
 * A number with fixed decimals and the locale's marks, true minus.
 * @param value any finite number; rounding is half away from zero as Intl does
 */
export function decimal(value: number, digits: number, locale: string): string {
  const text = numberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(Math.abs(value));
  const isZero = !/[1-9]/.test(text);
  return value < 0 && !isZero ? trueMinus + text : text;
}

/** Puts the sign in front, plus included; zero stays bare. */
export function signed(value: number, text: string): string {
  const bare = text.startsWith(trueMinus) ? text.slice(1) : text;
  if (!/[1-9]/.test(bare)) return bare;
  return (value < 0 ? trueMinus : "+") + bare;
}

/** What stands around a number: a currency, a percent sign. */
export type Affixes = { before: string; after: string };

/** What a style writes around its numbers in a locale. Marks of direction are left out: texts here run left to right. */
export const affixesOf = madeOnce((locale, options: Intl.NumberFormatOptions): Affixes => {
  const parts = numberFormat(locale, { ...options, maximumFractionDigits: 0 }).formatToParts(1);
  const at = parts.findIndex(({ type }) => type === "integer");
  const textOf = (from: number, to?: number): string => parts.slice(from, to).map(({ value }) => value).join("").replace(/[\u200e\u200f\u061c]/g, "");
  return { before: textOf(0, at), after: textOf(at + 1) };
});

/** A number between its affixes, the sign before all. @param text of `decimal` */
export function withAffixes(text: string, { before, after }: Affixes): string {
  const bare = text.startsWith(trueMinus) ? text.slice(1) : text;
  return `${bare === text ? "" : trueMinus}${before}${bare}${after}`;
}

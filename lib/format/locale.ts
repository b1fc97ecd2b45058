/** Words and marks a locale writes numbers and dates with. English and Brazilian Portuguese have their own; others follow Intl. */
type LocaleWords = { thousand: string; million: string; billion: string; points: string };

const english: LocaleWords = { thousand: "k", million: "M", billion: "B", points: "pts" };
const portuguese: LocaleWords = { thousand: "mil", million: "mi", billion: "bi", points: "p.p." };

/** Abbreviations of a locale; English where none are known. */
export function localeWords(locale: string): LocaleWords {
  return locale.toLowerCase().startsWith("pt") ? portuguese : english;
}

export const noBreakSpace = "\u00a0";
/** U+2212, as wide as the plus; the hyphen of Intl is narrower. */
export const trueMinus = "−";

/** Making a formatter takes fifty times as long as using it, and a table uses hundreds. */
const formats = new Map<string, Intl.NumberFormat>();

function numberFormat(locale: string, digits: number): Intl.NumberFormat {
  const key = `${locale} ${digits}`;
  const known = formats.get(key);
  if (known !== undefined) return known;
  const made = new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  formats.set(key, made);
  return made;
}

/**
 * A number with fixed decimals and the locale's marks, true minus.
 * @param value any finite number; rounding is half away from zero as Intl does
 */
export function decimal(value: number, digits: number, locale: string): string {
  const text = numberFormat(locale, digits).format(Math.abs(value));
  const isZero = !/[1-9]/.test(text);
  return value < 0 && !isZero ? trueMinus + text : text;
}

/** Puts the sign in front, plus included; zero stays bare. */
export function signed(value: number, text: string): string {
  const bare = text.startsWith(trueMinus) ? text.slice(1) : text;
  if (!/[1-9]/.test(bare)) return bare;
  return (value < 0 ? trueMinus : "+") + bare;
}

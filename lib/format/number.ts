import { affixesOf, decimal, isHouseLocale, localeWords, noBreakSpace, numberFormat, signed, trueMinus, withAffixes } from "./locale";

/** "96,096"; whole numbers unless digits say otherwise. */
export function formatNumber(value: number, locale: string, digits = 0): string {
  return decimal(value, digits, locale);
}

/** As the locale shortens large numbers: "3,11 Mio.", "311万". */
function compact(value: number, locale: string): string {
  const text = numberFormat(locale, { notation: "compact", minimumSignificantDigits: 3, maximumSignificantDigits: 3 }).format(Math.abs(value));
  return value < 0 ? trueMinus + text : text;
}

const withoutZeros = (value: number, locale: string): string => decimal(value, Number.isInteger(value) ? 0 : Number.isInteger(value * 10) ? 1 : 2, locale);

/** Room for the ticks of an axis, in characters. */
const longestTick = 4;

/**
 * A tick in thousands: "25k", "25 mil"; as the locale shortens them where that is short: "2.5万". Zero has no unit.
 * @param value not negative
 */
export function formatThousands(value: number, locale: string): string {
  if (value === 0) return decimal(0, 0, locale);
  const own = isHouseLocale(locale) || locale.startsWith("en") ? null : numberFormat(locale, { notation: "compact", maximumSignificantDigits: 3 }).format(value);
  if (own !== null && own.length <= longestTick) return own;
  return withoutZeros(value / 1000, locale) + localeWords(locale).thousand;
}

/** A tick with the decimals it needs, at most two: "2.5". */
export function formatTick(value: number, locale: string): string {
  return withoutZeros(value, locale);
}

/**
 * Three significant figures from a million on ("3.11 M", "16.0 M"), whole numbers below ("171,042").
 * Between the figures and the unit stands a no-break space.
 */
export function formatShort(value: number, locale: string, digitsBelow = 0): string {
  const size = Math.abs(value);
  const words = localeWords(locale);
  // 999,999.5 already reads as a million
  if (size < 999_999.5) return decimal(value, digitsBelow, locale);
  if (!isHouseLocale(locale)) return compact(value, locale);
  const [scaled, word] = size < 999_500_000 ? [value / 1e6, words.million] : [value / 1e9, words.billion];
  const whole = Math.abs(scaled);
  const digits = whole < 9.995 ? 2 : whole < 99.95 ? 1 : 0;
  return `${decimal(scaled, digits, locale)}${noBreakSpace}${word}`;
}

/** A fraction as percent: 0.104 → "10.4%". */
export function formatPercent(fraction: number, locale: string, digits = 1): string {
  return withAffixes(decimal(fraction * 100, digits, locale), affixesOf(locale, { style: "percent" }));
}

/** A relative change with its sign: -0.104 → "−10.4%". */
export function formatChange(fraction: number, locale: string, digits = 1): string {
  return signed(fraction, formatPercent(fraction, locale, digits));
}

/** A difference of two fractions in percentage points with its sign: 0.064 → "+6.4 pts". */
export function formatPoints(difference: number, locale: string, digits = 1): string {
  return `${signed(difference, decimal(difference * 100, digits, locale))}${noBreakSpace}${localeWords(locale).points}`;
}

/** A signed difference in the quantity's own unit: 0.18 → "+0.18". */
export function formatDifference(difference: number, locale: string, digits = 2): string {
  return signed(difference, decimal(difference, digits, locale));
}

/** A ratio: 3.9 → "3.9×". */
export function formatRatio(ratio: number, locale: string, digits = 1): string {
  return `${decimal(ratio, digits, locale)}×`;
}

/**
 * "more than 99% of customers": a share of others that stands under somebody, rounded down, so that
 * nobody is said to pass everybody, themselves included.
 *
 * @param share 0-1
 */
export function formatShareBelow(share: number, locale: string): string {
  return formatPercent(Math.min(0.99, Math.floor(share * 100 + 1e-9) / 100), locale, 0);
}

import { currencySymbol, formatAmount, type MoneyStyle } from "@/lib/format/money";
import { formatNumber, formatPercent, formatShort, formatThousands } from "@/lib/format/number";
import type { CellUnit } from "@/lib/types/explore";

export type AxisTick = { value: number; text: string };

const niceSteps = [1, 2, 2.5, 5, 10];
const mostTicks = 5;

/** Round values from 0 to the first that reaches the highest. */
export function axisValues(highest: number): number[] {
  const rough = highest > 0 ? highest / (mostTicks - 1) : 1;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = (niceSteps.find((one) => one * power >= rough * 0.999) ?? 10) * power;
  return Array.from({ length: Math.ceil(highest / step - 1e-9) + 1 }, (_, i) => Number((i * step).toPrecision(12)));
}

function tickText(value: number, unit: CellUnit, style: MoneyStyle, isLarge: boolean): string {
  if (unit === "share") return formatPercent(value, style.locale, value * 100 === Math.round(value * 100) ? 0 : 1);
  const plain = unit === "money" ? value / 10 ** style.minorUnits : value;
  if (isLarge) return formatThousands(plain, style.locale);
  return plain >= 1e6 ? formatShort(plain, style.locale) : formatNumber(plain, style.locale, Number.isInteger(plain) ? 0 : 1);
}

/** Ticks of a value axis from zero, thousands as "k" from ten thousand on. */
export function axisOf(values: readonly number[], unit: CellUnit, style: MoneyStyle): AxisTick[] {
  const all = axisValues(Math.max(0, ...values));
  const top = (all.at(-1) ?? 0) / (unit === "money" ? 10 ** style.minorUnits : 1);
  const isLarge = unit !== "share" && top >= 10_000 && top < 1e6;
  return all.map((value) => ({ value, text: tickText(value, unit, style, isLarge) }));
}

/** What stands above an axis: the measure, with the currency where it is money. */
export function axisUnit(label: string, unit: CellUnit, style: MoneyStyle): string {
  return unit === "money" ? `${label}, ${currencySymbol(style)}` : label;
}

/** The value of an amount column as an axis tick writes it: no decimals where there are none. */
export function amountTick(cents: number, style: MoneyStyle): string {
  const isWhole = cents % 10 ** style.minorUnits === 0;
  return isWhole ? formatNumber(cents / 10 ** style.minorUnits, style.locale) : formatAmount(cents, style);
}

import { formatDay, formatMonth, formatWeekday } from "@/lib/format/date";
import { formatDays } from "@/lib/format/duration";
import { currencySymbol, formatAmount, formatMoney, formatMoneyShort, type MoneyStyle } from "@/lib/format/money";
import { formatNumber, formatPercent, formatRatio } from "@/lib/format/number";
import { categoryWords, paymentWords, statusWords } from "@/lib/format/words";
import type { AggregateTable, CellUnit, ExploreFigure } from "@/lib/types/explore";
import type { TableData } from "../ui/data-table";

export type Cell = string | number | null;

function textCell(value: string, unit: CellUnit): string {
  if (unit === "category") return categoryWords(value);
  if (unit === "payment") return paymentWords(value);
  return unit === "status" ? statusWords(value) : value;
}

/** How a column writes its figures, all of them alike. */
type Fineness = { percentDigits: number; hasSmallMoney: boolean };

const lowShares = 0.0995;
/** in whole units of the currency: below, the cents tell rows apart */
const smallMoney = 100;

/** By its largest figure: shares under a tenth with a digit more, money under a hundred with its cents. */
function finenessOf({ rows }: AggregateTable, at: number, { minorUnits }: MoneyStyle): Fineness {
  const largest = Math.max(0, ...rows.map((row) => (typeof row[at] === "number" ? Math.abs(row[at]) : 0)));
  return { percentDigits: largest < lowShares ? 2 : 1, hasSmallMoney: largest < smallMoney * 10 ** minorUnits };
}

/** A share; one that is not zero never reads as zero. */
function shareText(value: number, locale: string, digits: number): string {
  const least = 10 ** -(digits + 2);
  return value !== 0 && Math.abs(value) < least / 2 ? `<${formatPercent(least, locale, digits)}` : formatPercent(value, locale, digits);
}

function numberCell(value: number, unit: CellUnit, style: MoneyStyle, fineness: Fineness): string {
  const { locale } = style;
  switch (unit) {
    case "month":
      return formatMonth(value, locale);
    case "day":
      return formatDay(value, locale);
    case "weekday":
      return formatWeekday(value, locale);
    case "hour":
      return `${value} h`;
    case "money":
      return formatAmount(value, style);
    case "share":
      return shareText(value, locale, fineness.percentDigits);
    case "score":
      return formatNumber(value, locale, 2);
    case "days":
      return formatDays(value, locale, Number.isInteger(value) ? 0 : 1);
    case "ratio":
      return formatRatio(value, locale, 2);
    default:
      return formatNumber(value, locale);
  }
}

/** The texts of a column's cells. */
export type ColumnWords = {
  /** as the table shows it */
  full: (value: Cell | undefined) => string;
  /** beside a bar: money short and with its symbol, the rest as in the table */
  short: (value: Cell | undefined) => string;
};

/** Writes the cells of one column, all of them alike. */
export function columnWords(table: AggregateTable, at: number, style: MoneyStyle): ColumnWords {
  const { unit, absent = "unknown" } = table.columns[at] ?? { unit: "text" };
  const fineness = finenessOf(table, at, style);
  const full = (value: Cell | undefined): string => {
    if (value === null || value === undefined) return absent;
    return typeof value === "string" ? textCell(value, unit) : numberCell(value, unit, style, fineness);
  };
  const money = fineness.hasSmallMoney ? formatMoney : formatMoneyShort;
  return { full, short: (value) => (unit === "money" && typeof value === "number" ? money(value, style) : full(value)) };
}

/** The words of every column of a table. */
export function allColumnWords(table: AggregateTable, style: MoneyStyle): ColumnWords[] {
  return table.columns.map((_, at) => columnWords(table, at, style));
}

const textUnits: readonly CellUnit[] = ["text", "category", "payment", "status", "month", "day", "weekday", "hour"];

/** What a row's link leads to. */
export const behindWords = "Customers behind this row";

/** The table twin of a figure; its first column leads to the customers behind a row where filters can name them. */
export function tableTwin(table: AggregateTable, style: MoneyStyle): TableData {
  const { caption, columns, rows, hrefs } = table;
  const words = allColumnWords(table, style);
  return {
    caption,
    leadsTo: behindWords,
    columns: columns.map(({ key, label, unit }) => ({
      key,
      label: unit === "money" ? `${label}, ${currencySymbol(style)}` : label,
      ...(textUnits.includes(unit) ? {} : { align: "right" as const }),
    })),
    rows: rows.map((row, i) => ({
      id: String(i),
      href: hrefs?.[i] ?? null,
      cells: Object.fromEntries(columns.map(({ key }, at) => [key, words[at]?.full(row[at]) ?? ""])),
    })),
  };
}

/** Place of a column by its key. */
export function columnOf(table: AggregateTable, key: string): number {
  const at = table.columns.findIndex((column) => column.key === key);
  if (at < 0) throw new RangeError(`no column ${key} in ${table.caption}`);
  return at;
}

/** A table of some of its rows, in a given order, each with its link. */
export function rowsAt(table: AggregateTable, places: readonly number[]): AggregateTable {
  const { rows, hrefs } = table;
  return { ...table, rows: places.map((i) => rows[i] ?? []), ...(hrefs === undefined ? {} : { hrefs: places.map((i) => hrefs[i] ?? null) }) };
}

/** A figure whose chart leaves out rows with few cases; its table keeps them. */
export function withAtLeast(figure: ExploreFigure, key: string, least: number): ExploreFigure {
  const at = columnOf(figure.table, key);
  const kept = figure.table.rows.flatMap((row, i) => (Number(row[at] ?? 0) >= least ? [i] : []));
  return { ...figure, table: rowsAt(figure.table, kept) };
}

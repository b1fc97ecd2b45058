import { formatDay, formatMonth, formatWeekday } from "@/lib/format/date";
import { formatDays } from "@/lib/format/duration";
import { currencySymbol, formatAmount, formatMoneyShort, type MoneyStyle } from "@/lib/format/money";
import { formatNumber, formatPercent, formatRatio } from "@/lib/format/number";
import { capitalise, categoryWords, paymentWords } from "@/lib/format/words";
import type { AggregateTable, CellUnit, ExploreFigure } from "@/lib/types/explore";
import type { TableData } from "../ui/data-table";

export type Cell = string | number | null;

function textCell(value: string, unit: CellUnit): string {
  if (unit === "category") return categoryWords(value);
  if (unit === "payment") return paymentWords(value);
  return unit === "status" ? capitalise(value.replaceAll("_", " ")) : value;
}

function numberCell(value: number, unit: CellUnit, style: MoneyStyle): string {
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
      return formatPercent(value, locale, value !== 0 && Math.abs(value) < 0.0995 ? 2 : 1);
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

/** A cell as its table shows it. */
export function cellText(value: Cell | undefined, unit: CellUnit, style: MoneyStyle, absent = "unknown"): string {
  if (value === null || value === undefined) return absent;
  return typeof value === "string" ? textCell(value, unit) : numberCell(value, unit, style);
}

/** A cell beside its bar: money short and with its symbol, the rest as in the table. */
export function shortText(value: Cell | undefined, unit: CellUnit, style: MoneyStyle, absent = "unknown"): string {
  return unit === "money" && typeof value === "number" ? formatMoneyShort(value, style) : cellText(value, unit, style, absent);
}

const textUnits: readonly CellUnit[] = ["text", "category", "payment", "status", "month", "day", "weekday", "hour"];

/** What a row's link leads to. */
export const behindWords = "Customers behind this row";

/** The table twin of a figure; its first column leads to the customers behind a row where filters can name them. */
export function tableTwin({ caption, columns, rows, hrefs }: AggregateTable, style: MoneyStyle): TableData {
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
      cells: Object.fromEntries(columns.map(({ key, unit, absent }, j) => [key, cellText(row[j], unit, style, absent)])),
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

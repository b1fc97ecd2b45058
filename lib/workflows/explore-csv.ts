import { amountHead, type CsvValue, spreadsheetCsv } from "@/lib/audiences/spreadsheet-csv";
import { isoDay, monthOfYear } from "@/lib/format/date";
import type { AggregateTable, CellUnit } from "@/lib/types/explore";
import type { Shop } from "@/lib/types/shop";

/** Our own keys; a column that is named by a person keeps that name. */
const snake = (key: string): string => (/^[a-z][a-zA-Z]*$/.test(key) ? key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`) : key);
const isoMonth = (month: number): string => `${Math.floor(month / 12)}-${String(monthOfYear(month)).padStart(2, "0")}`;

function csvValue(value: string | number | null, unit: CellUnit, minorUnits: number): CsvValue {
  if (typeof value !== "number") return value;
  switch (unit) {
    case "money":
      return Number((value / 10 ** minorUnits).toFixed(minorUnits));
    case "month":
      return isoMonth(value);
    case "day":
      return isoDay(value);
    case "count":
      return value;
    default:
      return Number(value.toPrecision(8));
  }
}

/** The head of an amount names its currency: `revenue_brl`. */
const headOf = ({ key, unit }: AggregateTable["columns"][number], currency: string): string => (unit === "money" ? amountHead(snake(key), currency) : snake(key));

/** A figure's numbers as a file for people: keys instead of words, major units of the currency the head names, ISO dates. */
export function exploreCsv({ columns, rows }: AggregateTable, { currency, minorUnits }: Pick<Shop, "currency" | "minorUnits">): string {
  const records = rows.map((row) => columns.map((column, i) => csvValue(row[i] ?? null, column.unit, minorUnits)));
  return [...spreadsheetCsv(columns.map((column) => headOf(column, currency)), records)].join("");
}

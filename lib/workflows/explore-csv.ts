import { type CsvValue, spreadsheetCsv } from "@/lib/audiences/spreadsheet-csv";
import { isoDay } from "@/lib/format/date";
import type { AggregateTable, CellUnit } from "@/lib/types/explore";

/** Our own keys; a column that is named by a person keeps that name. */
const snake = (key: string): string => (/^[a-z][a-zA-Z]*$/.test(key) ? key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`) : key);
const isoMonth = (month: number): string => `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}`;

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

/** A figure's numbers as a file for people: keys instead of words, major units of the currency, ISO dates. */
export function exploreCsv({ columns, rows }: AggregateTable, minorUnits: number): string {
  const records = rows.map((row) => columns.map((column, i) => csvValue(row[i] ?? null, column.unit, minorUnits)));
  return [...spreadsheetCsv(columns.map((column) => snake(column.key)), records)].join("");
}

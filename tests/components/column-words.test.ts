import { expect, test } from "vitest";
import { allColumnWords, columnWords } from "@/components/explore/aggregate-cells";
import type { AggregateTable, CellUnit } from "@/lib/types/explore";

const brl = { currency: "BRL", minorUnits: 2, locale: "en" };

function column(unit: CellUnit, values: readonly (number | null)[]): AggregateTable {
  return { caption: "figures", columns: [{ key: "value", label: "Value", unit }], rows: values.map((value) => [value]) };
}

const full = (table: AggregateTable): string[] => table.rows.map((row) => columnWords(table, 0, brl).full(row[0]));
const short = (table: AggregateTable): string[] => table.rows.map((row) => columnWords(table, 0, brl).short(row[0]));

test("shares of one column have the same digits, by the largest of them", () => {
  expect(full(column("share", [0.971, 0.0105, 0.0062]))).toEqual(["97.1%", "1.1%", "0.6%"]);
  expect(full(column("share", [0.0739, 0.0446]))).toEqual(["7.39%", "4.46%"]);
});

test("a share that is not zero never reads as zero, and zero does", () => {
  expect(full(column("share", [0.9999, 0.00001, 0]))).toEqual(["100.0%", "<0.1%", "0.0%"]);
});

test("beside bars money keeps its cents where they tell rows apart", () => {
  expect(short(column("money", [349, 420]))).toEqual(["R$\u00a03.49", "R$\u00a04.20"]);
  expect(short(column("money", [139_000_000, 89_337_300]))).toEqual(["R$\u00a01.39\u00a0M", "R$\u00a0893,373"]);
});

test("a missing value reads as its column says, never as a figure", () => {
  const table: AggregateTable = { caption: "figures", columns: [{ key: "score", label: "Score", unit: "score", absent: "none" }, { key: "days", label: "Days", unit: "days" }], rows: [[null, null]] };
  expect(allColumnWords(table, brl).map(({ full: write }, at) => write(table.rows[0]?.[at]))).toEqual(["none", "unknown"]);
});

import type { MoneyStyle } from "@/lib/format/money";
import type { AggregateTable, CellUnit, ExploreFigure } from "@/lib/types/explore";
import { LazyColumnBars, LazySeriesLine } from "../charts/lazy-charts";
import { RankBars, type RankBar } from "../charts/rank-bars";
import { cellText, columnOf, shortText, type Cell } from "./aggregate-cells";
import { axisOf, axisUnit } from "./chart-axis";
import classes from "./explore.module.css";

/** The unit's line above a chart. */
const unitHeight = 16;

const numberAt = (row: readonly Cell[], at: number): number => {
  const value = row[at];
  return typeof value === "number" ? value : 0;
};

type BarsProps = {
  table: AggregateTable;
  /** keys of the columns: length of the bar, second figure, line of comparison */
  value: string;
  detail?: string;
  mark?: string;
  style: MoneyStyle;
  most?: number;
  /** names a row where its first cell alone does not */
  nameOf?: (row: readonly Cell[]) => string;
};

/** Horizontal bars of a table, a row a bar, named by its first column. */
export function TableBars({ table, value, detail, mark, style, most = 12, nameOf }: BarsProps) {
  const [at, detailAt, markAt] = [columnOf(table, value), detail === undefined ? null : columnOf(table, detail), mark === undefined ? null : columnOf(table, mark)];
  const unitOf = (column: number): CellUnit => table.columns[column]?.unit ?? "text";
  const bars = table.rows.slice(0, most).map((row, i): RankBar => ({
    key: String(i),
    label: nameOf?.(row) ?? cellText(row[0], unitOf(0), style),
    value: numberAt(row, at),
    text: shortText(row[at], unitOf(at), style, table.columns[at]?.absent),
    ...(detailAt === null ? {} : { detail: shortText(row[detailAt], unitOf(detailAt), style, table.columns[detailAt]?.absent) }),
    ...(markAt === null ? {} : { mark: numberAt(row, markAt) }),
    href: table.hrefs?.[i] ?? null,
  }));
  return <RankBars bars={bars} hasDetail={detailAt !== null} />;
}

type ColumnsProps = {
  figure: ExploreFigure;
  value: string;
  /** text under the axis, "" for none */
  tick: (first: Cell, row: number) => string;
  style: MoneyStyle;
  height?: number;
  level?: { value: number; text: string } | null;
};

/** A row's name and each of its figures, for the tooltip. */
function rowText({ columns }: AggregateTable, row: readonly Cell[], style: MoneyStyle): string {
  const [first, ...rest] = columns.map((column, i) => ({ label: column.label, text: shortText(row[i], column.unit, style, column.absent) }));
  return `${first?.text ?? ""}: ${rest.map(({ label, text }) => `${label.toLowerCase()} ${text}`).join(", ")}`;
}

function columnData({ table }: ExploreFigure, value: string, style: MoneyStyle) {
  const at = columnOf(table, value);
  const column = table.columns[at];
  const unit = column?.unit ?? "count";
  const values = table.rows.map((row) => numberAt(row, at));
  return { values, unit: axisUnit(column?.label ?? "", unit, style), axis: axisOf(values, unit, style), texts: table.rows.map((row) => rowText(table, row, style)) };
}

/** Vertical bars of a table, a row a bar. */
export function TableColumns({ figure, value, tick, style, height = 220, level = null }: ColumnsProps) {
  const { values, unit, axis, texts } = columnData(figure, value, style);
  const bars = figure.table.rows.map((row, i) => ({ key: String(i), value: values[i] ?? 0, tick: tick(row[0] ?? null, i), text: texts[i] ?? "", href: figure.table.hrefs?.[i] ?? null }));
  return (
    <div className={classes.room} style={{ minHeight: height + unitHeight }}>
      <LazyColumnBars bars={bars} unit={unit} axis={axis} callout={figure.callout ?? null} level={level} height={height} />
    </div>
  );
}

/** A table over a run of numbers (days) as one line. */
export function TableLine({ figure, value, tick, style, height = 220 }: Omit<ColumnsProps, "level">) {
  const { values, unit, axis, texts } = columnData(figure, value, style);
  const points = figure.table.rows.map((row, i) => ({ x: numberAt(row, 0), y: values[i] ?? 0, tick: tick(row[0] ?? null, i), text: texts[i] ?? "", href: figure.table.hrefs?.[i] ?? null }));
  return (
    <div className={classes.room} style={{ minHeight: height + unitHeight }}>
      <LazySeriesLine points={points} unit={unit} axis={axis} callout={figure.callout ?? null} height={height} />
    </div>
  );
}

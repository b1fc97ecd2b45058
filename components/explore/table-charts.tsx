import type { MoneyStyle } from "@/lib/format/money";
import type { AggregateTable, ExploreFigure } from "@/lib/types/explore";
import { LazyColumnBars, LazySeriesLine } from "../charts/lazy-charts";
import { RankBars, type RankBar } from "../charts/rank-bars";
import { allColumnWords, columnOf, columnWords, type Cell, type ColumnWords } from "./aggregate-cells";
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
  const [names, words, details] = [columnWords(table, 0, style), columnWords(table, at, style), columnWords(table, detailAt ?? 0, style)];
  const bars = table.rows.slice(0, most).map((row, i): RankBar => ({
    key: String(i),
    label: nameOf?.(row) ?? names.full(row[0]),
    value: numberAt(row, at),
    text: words.short(row[at]),
    ...(detailAt === null ? {} : { detail: details.short(row[detailAt]) }),
    ...(markAt === null ? {} : { mark: numberAt(row, markAt) }),
    href: table.hrefs?.[i] ?? null,
  }));
  const heads = [at, ...(detailAt === null ? [] : [detailAt])].map((column) => table.columns[column]?.label ?? "");
  return <RankBars bars={bars} heads={heads} />;
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
function rowText({ columns }: AggregateTable, row: readonly Cell[], words: readonly ColumnWords[]): string {
  const [first, ...rest] = columns.map(({ label }, at) => ({ label, text: words[at]?.short(row[at]) ?? "" }));
  return `${first?.text ?? ""}: ${rest.map(({ label, text }) => `${label.toLowerCase()} ${text}`).join(", ")}`;
}

function columnData({ table }: ExploreFigure, value: string, style: MoneyStyle) {
  const at = columnOf(table, value);
  const column = table.columns[at];
  const unit = column?.unit ?? "count";
  const values = table.rows.map((row) => numberAt(row, at));
  const words = allColumnWords(table, style);
  return { values, unit: axisUnit(column?.label ?? "", unit, style), axis: axisOf(values, unit, style), texts: table.rows.map((row) => rowText(table, row, words)) };
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

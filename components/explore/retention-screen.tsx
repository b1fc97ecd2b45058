import { formatMonth } from "@/lib/format/date";
import type { MoneyStyle } from "@/lib/format/money";
import { formatNumber } from "@/lib/format/number";
import type { AggregateTable, ExploreFigure } from "@/lib/types/explore";
import { HeatGrid, HeatLegend, type HeatRow, heatStep } from "../charts/heat-grid";
import { type Cell, columnOf, columnWords } from "./aggregate-cells";
import { AggregateFigure, type FigureStyle } from "./aggregate-figure";
import classes from "./explore.module.css";
import { MeasureSwitch, type Measure } from "./measure-switch";
import { TableColumns } from "./table-charts";

export type RetentionFigures = { cohorts: ExploreFigure; pooled: ExploreFigure };
export type CohortMeasure = "share" | "perHead" | "cumulative";

const fewCustomers = 10;
/** In the month of the first order everybody is active: it would hide all others. */
const firstAge: Record<CohortMeasure, number> = { share: 1, perHead: 1, cumulative: 0 };

type TriangleProps = { table: AggregateTable; by: CohortMeasure; style: MoneyStyle };

/** Cohorts by rows, months since the first order by columns; shares to two digits, since most are under one percent. */
function Triangle({ table, by, style }: TriangleProps) {
  const at = columnOf(table, by);
  const unit = table.columns[at]?.unit ?? "share";
  const words = columnWords(table, at, style);
  const number = (row: readonly Cell[], column: number): number => Number(row[column] ?? 0);
  const drawn = table.rows.filter((row) => number(row, 1) >= firstAge[by]);
  const solid = drawn.filter((row) => number(row, 2) >= fewCustomers);
  const values = solid.map((row) => number(row, at));
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const text = (value: number): string => (unit === "share" ? formatNumber(value * 100, style.locale, 2) : formatNumber(value / 10 ** style.minorUnits, style.locale, value >= 1000 ? 0 : 1));
  const pageOf = new Map(table.rows.map((row, i) => [row, table.hrefs?.[i] ?? null]));
  const cohorts = [...new Set(table.rows.map((row) => number(row, 0)))];
  const rows = cohorts.map((cohort): HeatRow => {
    const own = drawn.filter((row) => row[0] === cohort);
    const newcomers = Number(table.rows.find((row) => row[0] === cohort)?.[2] ?? 0);
    return {
      key: String(cohort),
      label: `${formatMonth(cohort, style.locale)}, ${formatNumber(newcomers, style.locale)}`,
      cells: own.map((row) => ({
        key: String(row[1]),
        step: heatStep(number(row, at), low, high),
        isFew: number(row, 2) < fewCustomers,
        text: text(number(row, at)),
        title: `${formatMonth(cohort, style.locale)}, ${row[1]} months later: ${words.short(row[at])}`,
        href: number(row, 3) > 0 ? (pageOf.get(row) ?? null) : null,
      })),
    };
  });
  const ages = Math.max(0, ...rows.map((row) => row.cells.length));
  const padded = rows.map((row) => ({ ...row, cells: [...row.cells, ...Array.from({ length: ages - row.cells.length }, (_, i) => ({ key: `later-${i}`, step: null, text: "", title: "" }))] }));
  return (
    <>
      <HeatGrid label="Heat map of the cohorts" rows={padded} columnLabels={Array.from({ length: ages }, (_, i) => String(i + firstAge[by]))} least={32} cellHeight={24} />
      {values.length > 0 && <HeatLegend low={words.short(low)} high={words.short(high)} few={`under ${fewCustomers} new customers`} />}
      <p className={classes.small}>Row: month of the first order and its new customers. Column: months later{unit === "share" ? "; cells in percent." : "."}</p>
    </>
  );
}

type RetentionScreenProps = FigureStyle & { figures: RetentionFigures; by: CohortMeasure; measures: readonly Measure[] };

/** What becomes of the people who came in the same month. */
export function RetentionScreen({ figures, by, measures, ...style }: RetentionScreenProps) {
  const money = style.style;
  return (
    <div className={classes.grid}>
      <div className={classes.wide}>
        <AggregateFigure name="cohorts" figure={figures.cohorts} {...style}>
          <MeasureSwitch label="Measure of the cohorts" measures={measures} current={by} />
          <Triangle table={figures.cohorts.table} by={by} style={money} />
        </AggregateFigure>
      </div>
      <div className={classes.wide}>
        <AggregateFigure name="pooled" figure={figures.pooled} {...style}>
          <TableColumns figure={figures.pooled} value="share" tick={(age) => String(age)} style={money} />
        </AggregateFigure>
      </div>
    </div>
  );
}

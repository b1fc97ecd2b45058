import type { MoneyStyle } from "@/lib/format/money";
import type { AggregateTable, ExploreFigure } from "@/lib/types/explore";
import { RangeBars } from "../charts/range-bars";
import { columnOf, columnWords, withAtLeast } from "./aggregate-cells";
import { AggregateFigure, type FigureStyle } from "./aggregate-figure";
import classes from "./explore.module.css";
import { TableBars, TableColumns } from "./table-charts";

export type PaymentsFigures = Record<"types" | "installments" | "values", ExploreFigure>;

/** a mean of fewer says nothing */
const fewPayments = 10;

/** Rows of type, payments, lower quartile, median, upper quartile. */
function ValueRanges({ table, style }: { table: AggregateTable; style: MoneyStyle }) {
  const names = columnWords(table, columnOf(table, "type"), style);
  const money = columnWords(table, columnOf(table, "high"), style);
  const bars = table.rows.map(([type, , low = null, median = null, high = null], i) => ({
    key: String(i),
    label: names.full(type),
    low: Number(low ?? 0),
    median: Number(median ?? 0),
    high: Number(high ?? 0),
    text: money.short(median),
    detail: `${money.short(low)} – ${money.short(high)}`,
    href: table.hrefs?.[i] ?? null,
  }));
  return <RangeBars bars={bars} heads={["Median", "Middle half"]} />;
}

/** What people pay with, in how many parts and how much. */
export function PaymentsScreen({ figures, ...style }: FigureStyle & { figures: PaymentsFigures }) {
  const money = style.style;
  const parts = withAtLeast(figures.installments, "payments", fewPayments);
  return (
    <div className={classes.grid}>
      <AggregateFigure name="types" figure={figures.types} {...style}>
        <TableBars table={figures.types.table} value="payments" detail="share" style={money} />
      </AggregateFigure>
      <AggregateFigure name="values" figure={figures.values} {...style}>
        <ValueRanges table={figures.values.table} style={money} />
      </AggregateFigure>
      <div className={classes.wide}>
        <AggregateFigure name="installments" figure={figures.installments} {...style}>
          <div className={classes.pair}>
            <TableColumns figure={parts} value="payments" tick={(count) => String(count)} style={money} height={200} />
            <TableColumns figure={parts} value="average" tick={(count) => String(count)} style={money} height={200} />
          </div>
        </AggregateFigure>
      </div>
    </div>
  );
}

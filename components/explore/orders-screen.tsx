import { formatDay, formatWeekday, monthOf } from "@/lib/format/date";
import { formatNumber } from "@/lib/format/number";
import type { AggregateTable, ExploreFigure } from "@/lib/types/explore";
import { HeatGrid, HeatLegend, heatStep } from "../charts/heat-grid";
import { TableCard } from "../ui/table-card";
import { type Cell, tableTwin } from "./aggregate-cells";
import { AggregateFigure, type FigureStyle } from "./aggregate-figure";
import { amountTick } from "./chart-axis";
import classes from "./explore.module.css";
import { monthTick } from "../charts/month-tick";
import { TableBars, TableColumns, TableLine } from "./table-charts";

export type OrdersFigures = Record<"days" | "months" | "hours" | "statuses" | "amounts" | "quantiles", ExploreFigure>;

const shownHours = [0, 6, 12, 18];

const fewDays = 130;
const aYear = 400;

/** Names under a day axis: half months over a season, months over a year, quarters beyond. */
function dayTick(day: Cell, days: number, locale: string): string {
  if (typeof day !== "number") return "";
  const text = formatDay(day, locale);
  const isFirst = text.startsWith("1 ");
  if (days <= fewDays) return isFirst || text.startsWith("15 ") ? text.replace(/ \d{4}$/, "") : "";
  if (!isFirst || (days > aYear && monthOf(day) % 3 !== 0)) return "";
  return text.slice(2);
}

/** Weekday by hour; the table's rows are the cells in reading order. */
function HourGrid({ table, locale }: { table: AggregateTable; locale: string }) {
  const orders = (row: readonly Cell[]): number => (typeof row[2] === "number" ? row[2] : 0);
  const highest = Math.max(0, ...table.rows.map(orders));
  const rows = Array.from({ length: 7 }, (_, weekday) => ({
    key: String(weekday),
    label: formatWeekday(weekday, locale),
    cells: table.rows.slice(weekday * 24, weekday * 24 + 24).map((row, hour) => ({
      key: String(hour),
      step: heatStep(orders(row), 0, highest),
      text: "",
      title: `${formatWeekday(weekday, locale)}, ${hour} h: ${formatNumber(orders(row), locale)} orders`,
      href: orders(row) > 0 ? (table.hrefs?.[weekday * 24 + hour] ?? null) : null,
    })),
  }));
  return (
    <>
      <HeatGrid label="Heat map of weekday and hour" rows={rows} columnLabels={Array.from({ length: 24 }, (_, hour) => (shownHours.includes(hour) ? `${hour} h` : ""))} least={8} cellHeight={22} />
      <HeatLegend low="0" high={`${formatNumber(highest, locale)} orders`} />
    </>
  );
}

/** When orders come, what becomes of them, what they cost. */
export function OrdersScreen({ figures, ...style }: FigureStyle & { figures: OrdersFigures }) {
  const money = style.style;
  return (
    <div className={classes.grid}>
      <div className={classes.wide}>
        <AggregateFigure name="days" figure={figures.days} {...style}>
          <TableLine figure={figures.days} value="orders" tick={(day) => dayTick(day, figures.days.table.rows.length, money.locale)} style={money} height={230} />
        </AggregateFigure>
      </div>
      <AggregateFigure name="months" figure={figures.months} {...style}>
        <TableColumns figure={figures.months} value="orders" tick={(month) => monthTick(month, money.locale)} style={money} />
      </AggregateFigure>
      <AggregateFigure name="hours" figure={figures.hours} {...style}>
        <HourGrid table={figures.hours.table} locale={money.locale} />
      </AggregateFigure>
      <AggregateFigure name="amounts" figure={figures.amounts} {...style}>
        <TableColumns figure={figures.amounts} value="orders" tick={(low) => (typeof low === "number" ? amountTick(low, money) : "")} style={money} height={330} />
      </AggregateFigure>
      <TableCard title={figures.quantiles.finding} note={figures.quantiles.note} csvHref={style.csvHref?.("quantiles")} {...tableTwin(figures.quantiles.table, money)} />
      <div className={classes.wide}>
        <AggregateFigure name="statuses" figure={figures.statuses} {...style}>
          <TableBars table={figures.statuses.table} value="orders" detail="share" style={money} />
        </AggregateFigure>
      </div>
    </div>
  );
}

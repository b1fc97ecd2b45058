import type { ExploreFigure } from "@/lib/types/explore";
import { AggregateFigure, type FigureStyle } from "./aggregate-figure";
import classes from "./explore.module.css";
import { monthTick } from "../charts/month-tick";
import { TableBars, TableColumns } from "./table-charts";
import { formatPercent } from "@/lib/format/number";

export type ServiceFigures = Record<"reviews" | "days" | "states", ExploreFigure> & { months: ExploreFigure & { overall: number } };

const everyFifth = 5;

/** How orders were delivered, and what people said of it. */
export function ServiceScreen({ figures, ...style }: FigureStyle & { figures: ServiceFigures }) {
  const money = style.style;
  const { overall } = figures.months;
  return (
    <div className={classes.grid}>
      <AggregateFigure name="reviews" figure={figures.reviews} {...style}>
        <TableBars table={figures.reviews.table} value="score" detail="ones" style={money} />
      </AggregateFigure>
      <AggregateFigure name="months" figure={figures.months} {...style}>
        <TableColumns
          figure={figures.months} value="lateShare" tick={(month) => monthTick(month, money.locale)} style={money}
          level={{ value: overall, text: `overall ${formatPercent(overall, money.locale)}` }}
        />
      </AggregateFigure>
      <AggregateFigure name="days" figure={figures.days} {...style}>
        <TableColumns figure={figures.days} value="orders" tick={(days) => (typeof days === "number" && days % everyFifth === 0 ? String(days) : "")} style={money} height={300} />
      </AggregateFigure>
      <AggregateFigure name="states" figure={figures.states} {...style}>
        <TableBars table={figures.states.table} value="lateShare" mark="overall" detail="delivered" style={money} />
      </AggregateFigure>
    </div>
  );
}

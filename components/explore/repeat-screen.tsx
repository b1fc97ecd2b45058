import { formatNumber } from "@/lib/format/number";
import { plural } from "@/lib/format/words";
import type { ExploreFigure } from "@/lib/types/explore";
import type { Cell } from "./aggregate-cells";
import { AggregateFigure, type FigureStyle } from "./aggregate-figure";
import classes from "./explore.module.css";
import { TableBars } from "./table-charts";

export type RepeatFigures = Record<"counts" | "gaps" | "categories", ExploreFigure>;

const orderCount = (locale: string) => ([count]: readonly Cell[]): string => plural(Number(count), formatNumber(Number(count), locale), "order");

/** Who orders again, when, and after what. */
export function RepeatScreen({ figures, ...style }: FigureStyle & { figures: RepeatFigures }) {
  const money = style.style;
  return (
    <div className={classes.grid}>
      <AggregateFigure name="counts" figure={figures.counts} {...style}>
        <TableBars table={figures.counts.table} value="customers" detail="share" style={money} nameOf={orderCount(money.locale)} />
      </AggregateFigure>
      <AggregateFigure name="gaps" figure={figures.gaps} {...style}>
        <TableBars table={figures.gaps.table} value="orders" detail="share" style={money} />
      </AggregateFigure>
      <div className={classes.wide}>
        <AggregateFigure name="categories" figure={figures.categories} {...style}>
          <TableBars table={figures.categories.table} value="rate" mark="overall" detail="customers" style={money} most={20} />
        </AggregateFigure>
      </div>
    </div>
  );
}

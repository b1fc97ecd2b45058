import { categoryWords } from "@/lib/format/words";
import type { ExploreFigure } from "@/lib/types/explore";
import type { Cell } from "./aggregate-cells";
import { AggregateFigure, type FigureStyle } from "./aggregate-figure";
import classes from "./explore.module.css";
import { MeasureSwitch, type Measure } from "./measure-switch";
import { TableBars } from "./table-charts";

type FigureName = "categoriesByRevenue" | "categoriesByOrders" | "leastByRevenue" | "leastByOrders" | "productsByRevenue" | "productsByOrders" | "leastProducts" | "affinity";
export type ProductsFigures = Record<FigureName, ExploreFigure>;
export type ProductMeasure = "revenue" | "orders";

const shown = {
  revenue: { categories: "categoriesByRevenue", least: "leastByRevenue", products: "productsByRevenue" },
  orders: { categories: "categoriesByOrders", least: "leastByOrders", products: "productsByOrders" },
} as const satisfies Record<ProductMeasure, Record<string, FigureName>>;

type ProductsScreenProps = FigureStyle & { figures: ProductsFigures; by: ProductMeasure; measures: readonly Measure[] };

/** A product has no name in the files: its category and the start of its id tell it apart. */
const productName = ([id, category]: readonly Cell[]): string => `${typeof category === "string" ? categoryWords(category) : "No category"}, ${String(id).slice(0, idLetters)}`;
const idLetters = 8;

/** What sells best and least, and what is bought next. */
export function ProductsScreen({ figures, by, measures, ...style }: ProductsScreenProps) {
  const money = style.style;
  const names = shown[by];
  const other = by === "revenue" ? "orders" : "revenue";
  return (
    <>
      <MeasureSwitch label="Rank products by" measures={measures} current={by} />
      <div className={classes.grid}>
        <AggregateFigure name={names.categories} figure={figures[names.categories]} {...style}>
          <TableBars table={figures[names.categories].table} value={by} detail={other} style={money} />
        </AggregateFigure>
        <AggregateFigure name={names.products} figure={figures[names.products]} {...style}>
          <TableBars table={figures[names.products].table} value={by} detail={other} style={money} nameOf={productName} />
        </AggregateFigure>
        <AggregateFigure name={names.least} figure={figures[names.least]} {...style}>
          <TableBars table={figures[names.least].table} value={by} detail={other} style={money} />
        </AggregateFigure>
        <AggregateFigure name="leastProducts" figure={figures.leastProducts} {...style}>
          <TableBars table={figures.leastProducts.table} value={by} detail={other} style={money} nameOf={productName} />
        </AggregateFigure>
        <div className={classes.wide}>
          <AggregateFigure name="affinity" figure={figures.affinity} {...style}>
            <TableBars table={figures.affinity.table} value="customers" detail="lift" style={money} most={15} />
          </AggregateFigure>
        </div>
      </div>
    </>
  );
}

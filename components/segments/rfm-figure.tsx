import { formatDay } from "@/lib/format/date";
import { currencySymbol, formatAmount, type MoneyStyle } from "@/lib/format/money";
import { formatNumber } from "@/lib/format/number";
import type { RfmCell } from "@/lib/types/segments-page";
import { Figure } from "../ui/figure";
import { RfmHeatMap } from "./rfm-heat-map";

type RfmFigureProps = { finding: string; cells: readonly RfmCell[]; hrefs: Readonly<Record<string, string>>; asOf: number; style: MoneyStyle };

/** Recency against frequency with the segment names of the cells, and its table. */
export function RfmFigure({ finding, cells, hrefs, asOf, style }: RfmFigureProps) {
  const table = {
    caption: "Customers by recency and frequency score",
    columns: [
      { key: "cell", label: "Cell" },
      { key: "name", label: "RFM segment" },
      { key: "customers", label: "Customers", align: "right" as const },
      { key: "revenue", label: `Revenue, ${currencySymbol(style)}`, align: "right" as const },
      { key: "spend", label: "Each", align: "right" as const },
    ],
    rows: cells.map((cell) => ({
      id: `${cell.recency}${cell.frequency}`,
      cells: {
        cell: `R${cell.recency} F${cell.frequency}`,
        name: cell.name,
        customers: cell.customers === 0 ? "none" : formatNumber(cell.customers, style.locale),
        revenue: cell.customers === 0 ? "none" : formatAmount(cell.revenueCents, style),
        spend: cell.customers === 0 ? "none" : formatAmount(cell.revenueCents / cell.customers, style),
      },
    })),
  };
  return (
    <Figure
      finding={finding}
      note={`Customers by recency (R) and number of orders (F), quartile scores, 4 is best. Equal counts are never split. Cut points of ${formatDay(asOf, style.locale)}.`}
      table={table}
    >
      <RfmHeatMap cells={cells} hrefs={hrefs} style={{ currency: style.currency, minorUnits: style.minorUnits, locale: style.locale }} />
    </Figure>
  );
}

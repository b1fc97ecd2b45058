import { formatDay } from "@/lib/format/date";
import { currencySymbol, formatAmount, type MoneyStyle } from "@/lib/format/money";
import { formatNumber } from "@/lib/format/number";
import type { RfmCell } from "@/lib/types/segments-page";
import { Figure } from "../ui/figure";
import { RfmHeatMap } from "./rfm-heat-map";

export type RfmGridProps = {
  finding: string;
  cells: readonly RfmCell[];
  /** what the second axis is called */
  label: "F" | "FM";
  bins: number;
  /** customers of each cell, by "43" */
  hrefs: Readonly<Record<string, string>>;
  /** the run the scores are of, e.g. "run 3"; null = the segmentation looked at */
  of: string | null;
  asOf: number;
};

/** Recency against frequency, or frequency and money, with the segment names of the cells, and its table. */
export function RfmFigure({ finding, cells, label, bins, hrefs, of, asOf, style }: RfmGridProps & { style: MoneyStyle }) {
  const table = {
    caption: `Customers by recency and ${label} score`,
    columns: [
      { key: "cell", label: "Cell" },
      { key: "name", label: "RFM segment" },
      { key: "customers", label: "Customers", align: "right" as const },
      { key: "revenue", label: `Revenue, ${currencySymbol(style)}`, align: "right" as const },
      { key: "spend", label: "Each", align: "right" as const },
    ],
    rows: cells.map((cell) => ({
      id: `${cell.recency}${cell.second}`,
      cells: {
        cell: `R${cell.recency} ${label}${cell.second}`,
        name: cell.name,
        customers: cell.customers === 0 ? "none" : formatNumber(cell.customers, style.locale),
        revenue: cell.customers === 0 ? "none" : formatAmount(cell.revenueCents, style),
        spend: cell.customers === 0 ? "none" : formatAmount(cell.revenueCents / cell.customers, style),
      },
    })),
  };
  const second = label === "F" ? "number of orders (F)" : "orders with spend (FM)";
  return (
    <Figure
      finding={finding}
      note={`Customers by recency (R) and ${second}, ${bins} is best${of === null ? "" : `, by ${of}`}. Cut points of ${formatDay(asOf, style.locale)}.`}
      table={table}
    >
      <RfmHeatMap cells={cells} label={label} hrefs={hrefs} style={{ currency: style.currency, minorUnits: style.minorUnits, locale: style.locale }} />
    </Figure>
  );
}

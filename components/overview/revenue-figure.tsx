import { formatDay, formatMonth } from "@/lib/format/date";
import { formatAmount, currencySymbol, type MoneyStyle } from "@/lib/format/money";
import type { OrdersFilter, RevenueByPersona } from "@/lib/types/overview";
import { RevenueArea } from "../charts/revenue-area";
import { Figure } from "../ui/figure";
import { monthCustomers } from "./customer-links";

type RevenueFigureProps = { finding: string; revenue: RevenueByPersona; asOf: number; segmentationId: number; filter: OrdersFilter; style: MoneyStyle };

/** Revenue by month and persona with its table of the same bands and months. */
export function RevenueFigure({ finding, revenue, asOf, segmentationId, filter, style }: RevenueFigureProps) {
  const hasLost = revenue.bands.some((band) => band.lifecycle === "Lost");
  const merged = revenue.bands.flatMap((band) => (band.merged.length > 0 ? [`${band.name}: ${band.merged.join(", ")}.`] : []));
  const note = `Revenue by persona and month of order. Personas as of ${formatDay(asOf, style.locale)}${hasLost ? ", so Lost personas bought early by definition" : ""}. ${merged.join(" ")}`;
  const hrefs = revenue.months.map((month) => monthCustomers(month, { filter, segmentationId }));
  const table = {
    caption: `Revenue a month by persona, ${currencySymbol(style)}`,
    leadsTo: "Customers with an order in this month",
    columns: [{ key: "month", label: "Month" }, ...revenue.bands.map((band) => ({ key: band.name, label: band.name, align: "right" as const }))],
    rows: revenue.months.map((month, i) => ({
      id: String(month),
      href: hrefs[i] ?? null,
      cells: { month: formatMonth(month, style.locale), ...Object.fromEntries(revenue.bands.map((band) => [band.name, formatAmount(band.cents[i] ?? 0, style)])) },
    })),
  };
  return (
    <Figure finding={finding} note={note} table={table}>
      <RevenueArea revenue={revenue} hrefs={hrefs} style={{ currency: style.currency, minorUnits: style.minorUnits, locale: style.locale }} />
    </Figure>
  );
}

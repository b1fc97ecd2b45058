import { formatDay, formatMonth } from "@/lib/format/date";
import { formatAmount, currencySymbol, type MoneyStyle } from "@/lib/format/money";
import { formatNumber } from "@/lib/format/number";
import type { BandMeasure, OrdersFilter, RevenueByPersona } from "@/lib/types/overview";
import { RevenueArea } from "../charts/revenue-area";
import { Figure } from "../ui/figure";
import { monthCustomers } from "./customer-links";
import { MeasureLinks } from "./measure-links";

type RevenueFigureProps = { finding: string; revenue: RevenueByPersona & { measure: BandMeasure }; asOf: number; segmentationId: number; filter: OrdersFilter; csvHref: string | undefined; style: MoneyStyle };

/** Revenue, or customers who ordered, by month and persona with its table of the same bands and months. */
export function RevenueFigure({ finding, revenue, asOf, segmentationId, filter, csvHref, style }: RevenueFigureProps) {
  const isRevenue = revenue.measure === "revenue";
  const write = (value: number): string => (isRevenue ? formatAmount(value, style) : formatNumber(value, style.locale));
  const hasLost = revenue.bands.some((band) => band.lifecycle === "Lost");
  const merged = revenue.bands.flatMap((band) => (band.merged.length > 0 ? [`${band.name}: ${band.merged.join(", ")}.`] : []));
  const note = `${isRevenue ? "Revenue" : "Customers who ordered"} by persona and month of order. Personas as of ${formatDay(asOf, style.locale)}${hasLost ? ", so Lost personas bought early by definition" : ""}. ${merged.join(" ")}`;
  const hrefs = revenue.months.map((month) => monthCustomers(month, { filter, segmentationId }));
  const table = {
    caption: isRevenue ? `Revenue a month by persona, ${currencySymbol(style)}` : "Customers who ordered a month by persona",
    leadsTo: "Customers with an order in this month",
    columns: [{ key: "month", label: "Month" }, ...revenue.bands.map((band) => ({ key: band.name, label: band.name, align: "right" as const }))],
    rows: revenue.months.map((month, i) => ({
      id: String(month),
      href: hrefs[i] ?? null,
      cells: { month: formatMonth(month, style.locale), ...Object.fromEntries(revenue.bands.map((band) => [band.name, write(band.values[i] ?? 0)])) },
    })),
  };
  return (
    <Figure finding={finding} note={note} table={table} csvHref={csvHref} actions={<MeasureLinks current={revenue.measure} />}>
      <RevenueArea revenue={revenue} hrefs={hrefs} style={{ currency: style.currency, minorUnits: style.minorUnits, locale: style.locale }} />
    </Figure>
  );
}

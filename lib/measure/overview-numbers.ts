import type { AggregateTable } from "@/lib/types/explore";
import type { BandMeasure, PersonaShare, RevenueByPersona } from "@/lib/types/overview";
import type { Movers } from "@/lib/types/overview-page";

/** Revenue (minor units) or customers of each band by month, as its figure draws them; bands keep their names. */
export function bandNumbers({ months, bands, measure }: RevenueByPersona & { measure: BandMeasure }): AggregateTable {
  const unit = measure === "revenue" ? "money" : "count";
  return {
    caption: measure === "revenue" ? "Revenue a month by persona" : "Customers who ordered a month by persona",
    columns: [{ key: "month", label: "Month", unit: "month" }, ...bands.map(({ name }) => ({ key: name, label: name, unit } as const))],
    rows: months.map((month, i) => [month, ...bands.map(({ values }) => values[i] ?? 0)]),
  };
}

/** Customers and revenue of each persona, most revenue first; `index` is share of revenue over share of customers. */
export function shareNumbers(personas: readonly PersonaShare[]): AggregateTable {
  const ranked = [...personas].sort((a, b) => b.revenueShare - a.revenueShare);
  return {
    caption: "Customers and revenue per persona",
    columns: [
      { key: "persona", label: "Persona", unit: "text" },
      { key: "customers", label: "Customers", unit: "count" },
      { key: "customerShare", label: "Share of customers", unit: "share" },
      { key: "revenue", label: "Revenue", unit: "money" },
      { key: "revenueShare", label: "Share of revenue", unit: "share" },
      { key: "index", label: "Index", unit: "ratio" },
    ],
    rows: ranked.map((one) => [one.name, one.customers, one.customerShare, one.revenueCents, one.revenueShare, one.customerShare > 0 ? one.revenueShare / one.customerShare : null]),
  };
}

/** All moves between personas, most customers first; `silentDays` is null for a move by a new order. */
export function moveNumbers({ moves, since, asOf }: Movers): AggregateTable {
  return {
    caption: "Moves between personas",
    columns: [
      { key: "since", label: "Since", unit: "day" },
      { key: "asOf", label: "As of", unit: "day" },
      { key: "from", label: "From", unit: "text" },
      { key: "to", label: "To", unit: "text" },
      { key: "customers", label: "Customers", unit: "count" },
      { key: "spent", label: "Spent", unit: "money" },
      { key: "direction", label: "Direction", unit: "text" },
      { key: "silentDays", label: "Days without an order", unit: "count" },
    ],
    rows: moves.map((move) => [since, asOf, move.fromName, move.toName, move.customers, move.revenueCents, move.direction, move.silentDays]),
  };
}

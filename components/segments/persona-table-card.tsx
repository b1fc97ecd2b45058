import { formatNumber, formatPercent } from "@/lib/format/number";
import type { Segment } from "@/lib/types/segmentation";
import { Card } from "../ui/card";
import { DataTable, type TableData } from "../ui/data-table";
import { DownloadLink } from "../ui/download-link";
import { PersonaName } from "../ui/persona-name";

const columns: TableData["columns"] = [
  { key: "name", label: "Persona" },
  { key: "orderFrequency", label: "Order frequency" },
  { key: "averagePayment", label: "Average payment" },
  { key: "averagePrice", label: "Average price" },
  { key: "averageFreight", label: "Average freight" },
  { key: "recency", label: "Days idle" },
  { key: "season", label: "Season" },
  { key: "monthPeriod", label: "Month period" },
  { key: "lifetime", label: "Lifetime, months", align: "right", title: "Months between the 2.5% and 97.5% quantiles of the members' order dates" },
  { key: "customers", label: "Customers", align: "right" },
  { key: "customerShare", label: "Share", align: "right" },
  { key: "revenueShare", label: "Revenue", align: "right" },
];

type PersonaTableCardProps = { segments: readonly Segment[]; locale: string; csvHref: string | null };

/** All groups in one table, in the form the studies used, with sizes. */
export function PersonaTableCard({ segments, locale, csvHref }: PersonaTableCardProps) {
  const level = (segment: Segment, trait: keyof Segment["levels"]): string => segment.levels[trait]?.name ?? "no level";
  return (
    <Card
      title="All groups in one table"
      note="Levels of the group's median among all customers. A season or month period stands only where it goes beyond chance."
      actions={csvHref === null ? undefined : <DownloadLink href={csvHref}>CSV</DownloadLink>}
    >
      <DataTable
        caption="Personas with levels, timing, lifetime and shares"
        columns={columns}
        rows={segments.map((segment) => ({
          id: String(segment.index),
          cells: {
            name: <PersonaName name={segment.name} valueWord={segment.valueWord} lifecycle={segment.lifecycle} />,
            orderFrequency: level(segment, "orderFrequency"),
            averagePayment: level(segment, "averagePayment"),
            averagePrice: level(segment, "averagePrice"),
            averageFreight: level(segment, "averageFreight"),
            recency: level(segment, "recency"),
            season: segment.season?.label ?? "no pattern",
            monthPeriod: segment.monthPeriod?.label ?? "no pattern",
            lifetime: segment.lifetimeMonths === null ? "unknown" : formatNumber(segment.lifetimeMonths, locale, segment.lifetimeMonths % 1 === 0 ? 0 : 1),
            customers: formatNumber(segment.customers, locale),
            customerShare: formatPercent(segment.customerShare, locale),
            revenueShare: formatPercent(segment.revenueShare, locale),
          },
        }))}
      />
    </Card>
  );
}

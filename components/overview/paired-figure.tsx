import { formatAmount, currencySymbol, type MoneyStyle } from "@/lib/format/money";
import { formatNumber, formatPercent, formatRatio } from "@/lib/format/number";
import type { OrdersFilter, PersonaShare } from "@/lib/types/overview";
import { Figure } from "../ui/figure";
import { PairedBars } from "../ui/paired-bars";
import { personaCustomers } from "./customer-links";

type PairedFigureProps = { finding: string; personas: readonly PersonaShare[]; segmentationId: number; filter: OrdersFilter; csvHref: string | undefined; style: MoneyStyle };

const indexOf = (p: PersonaShare): number => (p.customerShare > 0 ? p.revenueShare / p.customerShare : 0);

/** Who brings more than their number: share of customers against share of revenue. */
export function PairedFigure({ finding, personas, segmentationId, filter, csvHref, style }: PairedFigureProps) {
  const { locale } = style;
  const ranked = [...personas].sort((a, b) => b.revenueShare - a.revenueShare);
  const table = {
    caption: "Customers and revenue per persona",
    leadsTo: "Customers of this persona",
    columns: [
      { key: "name", label: "Persona" },
      { key: "customers", label: "Customers", align: "right" as const },
      { key: "customerShare", label: "Share", align: "right" as const },
      { key: "revenue", label: `Revenue, ${currencySymbol(style)}`, align: "right" as const },
      { key: "revenueShare", label: "Share", align: "right" as const },
      { key: "index", label: "Index", align: "right" as const },
    ],
    rows: ranked.map((p) => ({
      id: String(p.index),
      href: personaCustomers(p.index, { filter, segmentationId }),
      cells: {
        name: p.name,
        customers: formatNumber(p.customers, locale),
        customerShare: formatPercent(p.customerShare, locale),
        revenue: formatAmount(p.revenueCents, style),
        revenueShare: formatPercent(p.revenueShare, locale),
        index: formatRatio(indexOf(p), locale, 2),
      },
    })),
  };
  return (
    <Figure finding={finding} note="Share of customers and of revenue, the segmentation's orders. Index = revenue share ÷ customer share." table={table} csvHref={csvHref}>
      <PairedBars
        firstLabel="Customers"
        secondLabel="Revenue"
        rows={ranked.map((p) => ({
          key: String(p.index),
          name: p.name,
          valueWord: p.valueWord,
          lifecycle: p.lifecycle,
          href: `/segments/${p.index}?segmentation=${segmentationId}`,
          first: p.customerShare,
          firstText: formatPercent(p.customerShare, locale),
          second: p.revenueShare,
          secondText: formatPercent(p.revenueShare, locale),
          indexText: formatRatio(indexOf(p), locale),
        }))}
      />
    </Figure>
  );
}

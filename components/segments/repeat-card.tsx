import { formatNumber, formatPercent } from "@/lib/format/number";
import { capitalise, countWord } from "@/lib/format/words";
import type { Segment } from "@/lib/types/segmentation";
import { Card } from "../ui/card";
import { DataTable } from "../ui/data-table";
import { PersonaName } from "../ui/persona-name";
import { CannotSay } from "../ui/states";

export type RepeatFacts = { segments: readonly Segment[]; customers: number; share: number; ordersEach: number; revenueShare: number };

/** The groups that come back, and a caution where they are few. */
export function RepeatCard({ finding, buyers, locale }: { finding: string; buyers: RepeatFacts; locale: string }) {
  const row = (id: string, name: React.ReactNode, values: { customers: number; orders: number; revenue: number }) => ({
    id,
    strong: id === "all",
    cells: { name, customers: formatNumber(values.customers, locale), orders: formatNumber(values.orders, locale, 2), revenue: formatPercent(values.revenue, locale) },
  });
  return (
    <Card title={finding} note="Groups whose members ordered 1.5 times or more on average; orders per head">
      {buyers.segments.length > 0 && (
        <DataTable
          caption="Groups of repeat buyers"
          columns={[
            { key: "name", label: "Persona" },
            { key: "customers", label: "Customers", align: "right" },
            { key: "orders", label: "Orders", align: "right" },
            { key: "revenue", label: "Revenue", align: "right" },
          ]}
          rows={[
            ...buyers.segments.map((s) =>
              row(String(s.index), <PersonaName name={s.name} valueWord={s.valueWord} lifecycle={s.lifecycle} />, {
                customers: s.customers, orders: s.centroid.orderCount ?? 0, revenue: s.revenueShare,
              }),
            ),
            row("all", buyers.segments.length === 1 ? "In all" : `All ${countWord(buyers.segments.length)}`, { customers: buyers.customers, orders: buyers.ordersEach, revenue: buyers.revenueShare }),
          ]}
        />
      )}
      {buyers.share < 0.1 && (
        <CannotSay>{capitalise("for a shop with few repeat buyers, rely on payment and recency; treat order count as a bonus.")}</CannotSay>
      )}
    </Card>
  );
}

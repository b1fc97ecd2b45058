import Link from "@/components/ui/link";
import { formatDay } from "@/lib/format/date";
import { formatMoney, type MoneyStyle } from "@/lib/format/money";
import { formatNumber } from "@/lib/format/number";
import type { ExampleCustomer } from "@/lib/types/persona-page";
import { TableCard } from "../ui/table-card";

/** A few members: those with the largest margin where the method has one. */
export function ExamplesCard({ examples, hasMargin, style }: { examples: readonly ExampleCustomer[]; hasMargin: boolean; style: MoneyStyle }) {
  return (
    <TableCard
      title="Examples"
      note={hasMargin ? "Members that lie clearest within the group" : "The first members on record"}
      caption="Example members"
      columns={[
        { key: "id", label: "Customer" },
        { key: "spend", label: "Spend", align: "right" },
        { key: "orders", label: "Orders", align: "right" },
        { key: "last", label: "Last order", align: "right" },
        { key: "place", label: "Place" },
      ]}
      rows={examples.map((one) => ({
        id: one.externalId,
        cells: {
          id: <Link href={`/customers/${encodeURIComponent(one.externalId)}`} title={one.externalId}>{one.externalId.length > 10 ? `${one.externalId.slice(0, 8)}…` : one.externalId}</Link>,
          place: one.place ?? "unknown",
          orders: formatNumber(one.orders, style.locale),
          spend: formatMoney(one.revenueCents, style),
          last: formatDay(one.lastDay, style.locale),
        },
      }))}
    />
  );
}

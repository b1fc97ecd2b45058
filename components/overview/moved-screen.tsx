import Link from "@/components/ui/link";
import { formatDay } from "@/lib/format/date";
import { formatMoney, formatMoneyShort } from "@/lib/format/money";
import { formatNumber } from "@/lib/format/number";
import { placeWords } from "@/lib/format/place-words";
import { plural } from "@/lib/format/words";
import type { MovedPage } from "@/lib/types/overview-page";
import { PageHeader } from "../ui/page-header";
import { PersonaGlyph } from "../ui/persona-glyph";
import { EmptyState } from "../ui/states";
import { TableCard } from "../ui/table-card";

function Rows({ page }: { page: MovedPage }) {
  const { shop, rows, customers, asOf, segmentation } = page;
  const suffix = segmentation.live ? "" : `?segmentation=${segmentation.id}`;
  return (
    <TableCard
      isWhole
      title={rows.length < customers ? `The ${formatNumber(rows.length, shop.locale)} who spent most` : "All of them, most spent first"}
      note={`Orders and spend up to ${formatDay(asOf, shop.locale)}`}
      caption="Customers who moved"
      columns={[
        { key: "id", label: "Customer" },
        { key: "spend", label: "Spend", align: "right" },
        { key: "orders", label: "Orders", align: "right" },
        { key: "last", label: "Last order", align: "right" },
        { key: "place", label: "Place" },
      ]}
      rows={rows.map((row) => ({
        id: row.externalId,
        cells: {
          id: <Link href={`/customers/${encodeURIComponent(row.externalId)}${suffix}`} title={row.externalId}>{row.externalId.length > 10 ? `${row.externalId.slice(0, 8)}…` : row.externalId}</Link>,
          place: placeWords(row.city, row.state) ?? "unknown",
          orders: formatNumber(row.orderCount, shop.locale),
          spend: formatMoney(row.revenueCents, shop),
          last: formatDay(asOf - row.recencyDays, shop.locale),
        },
      }))}
    />
  );
}

/** The customers behind one move between two days. */
export function MovedScreen({ page }: { page: MovedPage }) {
  const { shop, segmentation, since, asOf, was, now, customers, revenueCents } = page;
  const { locale } = shop;
  const from = was === null ? "newcomers" : was.name;
  return (
    <>
      <PageHeader
        title={`From ${from} to ${now.name}`}
        crumbs={[{ href: "/overview", label: "Overview" }, { href: `/segments/${now.index}${segmentation.live ? "" : `?segmentation=${segmentation.id}`}`, label: now.name }]}
        before={<PersonaGlyph valueWord={now.valueWord} lifecycle={now.lifecycle} name={now.name} size={16} />}
        finding={`${plural(customers, formatNumber(customers, locale), "customer")}, ${formatMoneyShort(revenueCents, shop)} spent.`}
        scope={was === null
          ? `First orders after ${formatDay(since, locale)}, in ${now.name} on ${formatDay(asOf, locale)}.`
          : `In ${was.name} on ${formatDay(since, locale)}, in ${now.name} on ${formatDay(asOf, locale)}, by one model.`}
      />
      {customers === 0 ? <EmptyState title="Nobody made this move">Choose another period or remove a filter on the overview.</EmptyState> : <Rows page={page} />}
    </>
  );
}

import { formatDay } from "@/lib/format/date";
import { formatMoney } from "@/lib/format/money";
import { formatNumber, formatPercent } from "@/lib/format/number";
import type { Shop } from "@/lib/types/shop";
import type { BackTest, LaterSales } from "@/lib/types/target-list";
import type { PersonaLook } from "../theme";
import { Card } from "../ui/card";
import { DataTable } from "../ui/data-table";
import { PageHeader } from "../ui/page-header";
import { ListTerms, type Terms } from "./list-terms";
import classes from "./targets.module.css";

type BackTestScreenProps = { segment: PersonaLook & { name: string }; terms: Terms; asOf: number; lastDay: number; found: BackTest; backHref: string; shop: Shop };

const columns = [
  { key: "who", label: "Customers of that day" }, { key: "share", label: "Bought again", align: "right" as const }, { key: "each", label: "Per customer", align: "right" as const },
  { key: "customers", label: "Customers", align: "right" as const }, { key: "buyers", label: "Buyers", align: "right" as const }, { key: "revenue", label: "Revenue since", align: "right" as const },
];

function cellsOf({ customers, buyers, revenueCents }: LaterSales, { locale, currency, minorUnits }: Shop) {
  const money = (cents: number): string => formatMoney(cents, { currency, minorUnits, locale });
  return {
    customers: formatNumber(customers, locale), buyers: formatNumber(buyers, locale), share: customers === 0 ? "none" : formatPercent(buyers / customers, locale),
    revenue: money(revenueCents), each: customers === 0 ? "none" : money(Math.round(revenueCents / customers)),
  };
}

/** Whom these filters would have picked on a past day, and what they then did. Counted only: a list to contact people by is always of today. */
export function BackTestScreen({ segment, terms, asOf, lastDay, found, backHref, shop }: BackTestScreenProps) {
  const { locale } = shop;
  const { members, everybody } = found;
  const [then, now] = [formatDay(asOf, locale), formatDay(lastDay, locale)];
  const share = ({ customers, buyers }: LaterSales): string => formatPercent(buyers / customers, locale);
  const title = members.customers === 0 ? `What everybody did after ${then}` : `${share(members)} of those picked bought again, ${share(everybody)} of everybody`;
  return (
    <>
      <PageHeader
        crumbs={[{ href: backHref, label: "Customers" }]}
        title="Back-test of a target list"
        finding={members.customers === 0 ? "These filters would have picked nobody." : `${formatNumber(members.buyers, locale)} of ${formatNumber(members.customers, locale)} picked on ${then} bought again by ${now}.`}
        scope="Counted, not downloaded: people are only contacted by a list of the newest data, with the consent of that moment."
      />
      <div className={classes.grid}>
        <Card title={title} note={`Sales from the day after up to ${now}, refunds taken off. No control group: who is picked may differ from the others in any way.`}>
          <DataTable
            caption="Sales after the day, of those picked and of everybody"
            columns={columns}
            rows={[
              { id: "members", strong: true, cells: { who: "Picked by these filters", ...cellsOf(members, shop) } },
              { id: "everybody", cells: { who: "Everybody", ...cellsOf(everybody, shop) } },
            ]}
          />
        </Card>
        <div className={classes.side}>
          <Card title="The list" note={`As of ${then}, by the model looked at`}>
            <ListTerms segment={segment} terms={terms} />
          </Card>
        </div>
      </div>
    </>
  );
}

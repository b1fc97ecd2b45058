import { formatDay } from "@/lib/format/date";
import { featureLabel } from "@/lib/format/feature-words";
import { formatMoney, type MoneyStyle } from "@/lib/format/money";
import { formatNumber } from "@/lib/format/number";
import { plural } from "@/lib/format/words";
import type { MembershipSince } from "@/lib/types/assignment";
import type { CustomerDetails } from "@/lib/types/customer-page";
import { Card } from "../ui/card";
import { PageHeader } from "../ui/page-header";
import { PersonaGlyph } from "../ui/persona-glyph";
import { SummaryStrip, type StripFact } from "../ui/summary-strip";
import { ContactCard, type ContactState } from "./contact-card";
import classes from "./customer-screen.module.css";
import { HistoryCard } from "./history-card";
import { MembershipMark } from "./marks";
import { MembershipCard, type SegmentReason } from "./membership-card";
import { OrderTimeline } from "./order-timeline";
import { OrdersTable } from "./orders-table";
import { placeWords } from "@/lib/format/place-words";
import { StandingFigure } from "./standing-figure";

export type CustomerScreenProps = {
  details: CustomerDetails;
  style: MoneyStyle;
  asOf: number;
  /** customers with a sale, all told */
  customers: number;
  segmentation: string | null;
  segments: readonly SegmentReason[];
  history: readonly MembershipSince[];
  contact: ContactState;
  /** address of the orders as a file */
  ordersCsvHref: string | undefined;
};

function headline({ details, style }: CustomerScreenProps): { finding: string; scope: string } {
  const { sales } = details;
  const place = placeWords(details.city, details.state) ?? "place unknown";
  if (sales === null) return { finding: "No order of theirs counts as a sale.", scope: place };
  const number = formatNumber(sales.orderCount, style.locale);
  return { finding: `${formatMoney(sales.revenueCents, style)} in ${plural(sales.orderCount, number, "order")}.`, scope: place };
}

function facts({ details, style, asOf }: CustomerScreenProps): StripFact[] {
  const { sales } = details;
  if (sales === null) return [];
  return [
    { label: "Orders", value: formatNumber(sales.orderCount, style.locale) },
    { label: "Total spend", value: formatMoney(sales.revenueCents, style) },
    { label: featureLabel("averageOrderCents"), value: formatMoney(sales.averageOrderCents, style) },
    { label: "Last order", value: formatDay(asOf - sales.recencyDays, style.locale), note: plural(sales.recencyDays, formatNumber(sales.recencyDays, style.locale), "day") + " ago" },
    { label: "Review, mean", value: sales.meanReviewScore === null ? "none" : formatNumber(sales.meanReviewScore, style.locale, 1) },
  ];
}

/** One customer: what they bought, where they stand, why this persona, may they be contacted. */
export function CustomerScreen(props: CustomerScreenProps) {
  const { details, style, asOf, customers, segmentation, segments, history, contact, ordersCsvHref } = props;
  const { membership } = details;
  const find = (index: number | null): SegmentReason | null => segments.find((segment) => segment.index === index) ?? null;
  const own = membership && find(membership.segment);
  const strip = facts(props);
  return (
    <>
      <PageHeader
        crumbs={[{ href: "/customers", label: "Customers" }]}
        title={details.externalId}
        before={own && <PersonaGlyph {...own} size={16} />}
        after={
          own && (
            <span className={classes.persona}>
              {own.name} <MembershipMark segment={own.index} margin={membership?.margin ?? null} locale={style.locale} />
            </span>
          )
        }
        {...headline(props)}
      />
      <div className={classes.grid}>
        {strip.length > 0 && <div className={classes.whole}><SummaryStrip facts={strip} large /></div>}
        <div className={classes.whole}>
          <OrderTimeline orders={details.orders} asOf={asOf} recencyDays={details.sales?.recencyDays ?? null} csvHref={ordersCsvHref} style={style} />
        </div>
        {details.standings.length > 0 && <StandingFigure standings={details.standings} customers={formatNumber(customers, style.locale)} style={style} />}
        {membership !== null && own ? (
          <MembershipCard membership={membership} own={own} runnerUp={find(membership.runnerUp)} segmentation={segmentation ?? ""} style={style} />
        ) : (
          <Card title="No persona" note={segmentation ?? undefined}>
            <p>{segmentation === null ? "No segmentation has been promoted yet." : "This segmentation does not know the customer: they had no sale within its dates."}</p>
          </Card>
        )}
        <div className={classes.whole}>
          <OrdersTable orders={details.orders} isCut={details.isCut} style={style} />
        </div>
        {history.length > 0 && <HistoryCard history={history} segments={segments} locale={style.locale} />}
        <ContactCard {...details} state={contact} />
      </div>
    </>
  );
}

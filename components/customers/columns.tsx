"use client";

import { columnOrderingFeature, columnVisibilityFeature, createColumnHelper, rowSortingFeature, tableFeatures } from "@tanstack/react-table";
import type { ReactNode } from "react";
import Link from "@/components/ui/link";
import { columnHead, paymentText, scoresText } from "@/lib/format/customer-cells";
import { formatDay } from "@/lib/format/date";
import { formatAmount, type MoneyStyle } from "@/lib/format/money";
import { formatNumber, formatPercent } from "@/lib/format/number";
import { placeWords } from "@/lib/format/place-words";
import { categoryWords } from "@/lib/format/words";
import { type CustomerColumnId, customerColumnIds } from "@/lib/types/customer-columns";
import type { CustomerRow } from "@/lib/types/customer-profile";
import type { PersonaLook } from "../theme";
import { PersonaName } from "../ui/persona-name";
import { ConsentMark, MembershipMark, ReviewMark } from "./marks";
import classes from "./customers.module.css";

/** What the segment column writes for an index. */
export type SegmentName = PersonaLook & { index: number; name: string };

export type ColumnContext = { style: MoneyStyle; asOf: number; segments: readonly SegmentName[]; hrefOf: (externalId: string) => string };

/** Manual sorting: the order is the server's, the features only carry it. */
export const customerFeatures = tableFeatures({ rowSortingFeature, columnVisibilityFeature, columnOrderingFeature });
const helper = createColumnHelper<typeof customerFeatures, CustomerRow>();

const None = ({ word }: { word: string }) => <span className={classes.faint}>{word}</span>;

function titled(text: string | null): ReactNode {
  return text === null ? <None word="unknown" /> : <span title={text}>{text}</span>;
}

/** What each column draws for a row. */
function cellsFor({ style, asOf, segments, hrefOf }: ColumnContext): Record<CustomerColumnId, (row: CustomerRow) => ReactNode> {
  const { locale } = style;
  const nameOf = new Map(segments.map((segment) => [segment.index, segment]));
  const persona = (index: number | null): ReactNode => {
    const segment = index === null ? undefined : nameOf.get(index);
    return segment === undefined ? <None word="none" /> : <PersonaName {...segment} />;
  };
  const share = (fraction: number | null, digits: number): ReactNode => (fraction === null ? <None word="none" /> : formatPercent(fraction, locale, digits));
  return {
    externalId: ({ externalId }) => (
      <Link href={hrefOf(externalId)} className={classes.open} title={externalId} prefetch={false}>
        {externalId}
      </Link>
    ),
    persona: ({ segment }) => persona(segment),
    orderCount: ({ orderCount }) => formatNumber(orderCount, locale),
    revenueCents: ({ revenueCents }) => <strong>{formatAmount(revenueCents, style)}</strong>,
    averageOrderCents: ({ averageOrderCents }) => formatAmount(averageOrderCents, style),
    lastOrder: ({ recencyDays }) => formatDay(asOf - recencyDays, locale),
    recencyDays: ({ recencyDays }) => formatNumber(recencyDays, locale),
    city: ({ city, state }) => titled(placeWords(city, state)),
    topCategory: ({ topCategory }) => titled(topCategory === null ? null : categoryWords(topCategory)),
    payment: (row) => paymentText(row) ?? <None word="unknown" />,
    meanReviewScore: ({ meanReviewScore }) => <ReviewMark score={meanReviewScore} locale={locale} />,
    scores: ({ scores }) => scoresText(scores) ?? <None word="none" />,
    membership: ({ segment, margin }) => <MembershipMark segment={segment} margin={margin} locale={locale} />,
    consent: ({ emailConsent }) => <ConsentMark consent={emailConsent} />,
    smsConsent: ({ smsConsent }) => <ConsentMark consent={smsConsent} />,
    firstOrder: ({ ageDays }) => formatDay(asOf - ageDays, locale),
    itemCount: ({ itemCount }) => formatNumber(itemCount, locale),
    lateShare: ({ lateShare }) => share(lateShare, 0),
    freightShare: ({ freightShare }) => share(freightShare, 1),
    runnerUp: ({ runnerUp }) => persona(runnerUp),
    margin: ({ margin }) => (margin === null ? <None word="none" /> : formatNumber(margin, locale, 2)),
  };
}

/** The columns for a shop's money and a segmentation's names. Build once a render, by `useMemo`. */
export function columnsFor(context: ColumnContext) {
  const cells = cellsFor(context);
  return helper.columns(
    customerColumnIds.map((id) => helper.display({ id, header: columnHead(id, context.style), cell: ({ row }) => cells[id](row.original) })),
  );
}

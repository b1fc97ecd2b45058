"use client";

import { columnVisibilityFeature, createColumnHelper, rowSortingFeature, tableFeatures } from "@tanstack/react-table";
import Link from "@/components/ui/link";
import type { CustomerSort } from "@/lib/types/customer-filter";
import type { CustomerRow } from "@/lib/types/customer-profile";
import { formatDay } from "@/lib/format/date";
import { formatAmount, currencySymbol, type MoneyStyle } from "@/lib/format/money";
import { formatNumber } from "@/lib/format/number";
import { categoryWords, paymentWords } from "@/lib/format/words";
import type { PersonaLook } from "../theme";
import { PersonaName } from "../ui/persona-name";
import { ConsentMark, MembershipMark, ReviewMark } from "./marks";
import classes from "./customers.module.css";
import { placeWords } from "@/lib/format/place-words";

/** What the segment column writes for an index. */
export type SegmentName = PersonaLook & { index: number; name: string };

export type ColumnContext = { style: MoneyStyle; asOf: number; segments: readonly SegmentName[]; hrefOf: (externalId: string) => string };

/** Manual sorting: the order is the server's, the features only carry it. */
export const customerFeatures = tableFeatures({ rowSortingFeature, columnVisibilityFeature });
const helper = createColumnHelper<typeof customerFeatures, CustomerRow>();

/** Order, names and alignment of the columns; those with a `sort` can be sorted by. */
export const columnFacts = [
  { id: "externalId", label: "Customer", sort: "externalId", isNumber: false },
  { id: "persona", label: "Persona", sort: null, isNumber: false },
  { id: "orderCount", label: "Orders", sort: "orderCount", isNumber: true },
  { id: "revenueCents", label: "Spend", sort: "revenueCents", isNumber: true },
  { id: "averageOrderCents", label: "Average", sort: "averageOrderCents", isNumber: true },
  { id: "lastOrder", label: "Last order", sort: null, isNumber: false },
  { id: "recencyDays", label: "Days ago", sort: "recencyDays", isNumber: true },
  { id: "city", label: "City", sort: "city", isNumber: false },
  { id: "topCategory", label: "Top category", sort: null, isNumber: false },
  { id: "payment", label: "Payment", sort: null, isNumber: false },
  { id: "meanReviewScore", label: "Review", sort: "meanReviewScore", isNumber: true },
  { id: "scores", label: "R·F·M", sort: null, isNumber: false },
  { id: "membership", label: "Membership", sort: null, isNumber: false },
  { id: "consent", label: "Consent", sort: null, isNumber: false },
] as const satisfies readonly { id: string; label: string; sort: CustomerSort | null; isNumber: boolean }[];

export type ColumnId = (typeof columnFacts)[number]["id"];

const None = ({ word }: { word: string }) => <span className={classes.faint}>{word}</span>;

function paymentText({ paymentType, installments }: CustomerRow): string | null {
  if (paymentType === null) return null;
  const word = paymentWords(paymentType);
  return paymentType === "credit_card" && installments !== null ? `${word}, ${installments}×` : word;
}

/** The columns for a shop's money and a segmentation's names. Build once a render, by `useMemo`. */
export function customerColumns({ style, asOf, segments, hrefOf }: ColumnContext) {
  const unit = currencySymbol(style);
  const nameOf = new Map(segments.map((segment) => [segment.index, segment]));
  return helper.columns([
    helper.accessor("externalId", {
      header: "Customer",
      cell: ({ row }) => (
        <Link href={hrefOf(row.original.externalId)} className={classes.open} title={row.original.externalId} prefetch={false}>
          {row.original.externalId}
        </Link>
      ),
    }),
    helper.display({
      id: "persona",
      header: "Persona",
      cell: ({ row }) => {
        const segment = row.original.segment === null ? undefined : nameOf.get(row.original.segment);
        return segment === undefined ? <None word="none" /> : <PersonaName {...segment} />;
      },
    }),
    helper.accessor("orderCount", { header: "Orders", cell: ({ getValue }) => formatNumber(getValue(), style.locale) }),
    helper.accessor("revenueCents", { header: `Spend, ${unit}`, cell: ({ getValue }) => <strong>{formatAmount(getValue(), style)}</strong> }),
    helper.accessor("averageOrderCents", { header: `Average, ${unit}`, cell: ({ getValue }) => formatAmount(getValue(), style) }),
    helper.display({ id: "lastOrder", header: "Last order", cell: ({ row }) => formatDay(asOf - row.original.recencyDays, style.locale) }),
    helper.accessor("recencyDays", { header: "Days ago", cell: ({ getValue }) => formatNumber(getValue(), style.locale) }),
    helper.accessor("city", {
      header: "City",
      cell: ({ row }) => {
        const place = placeWords(row.original.city, row.original.state);
        return place === null ? <None word="unknown" /> : <span title={place}>{place}</span>;
      },
    }),
    helper.accessor("topCategory", {
      header: "Top category",
      cell: ({ getValue }) => {
        const category = getValue();
        return category === null ? <None word="unknown" /> : <span title={categoryWords(category)}>{categoryWords(category)}</span>;
      },
    }),
    helper.display({ id: "payment", header: "Payment", cell: ({ row }) => paymentText(row.original) ?? <None word="unknown" /> }),
    helper.accessor("meanReviewScore", { header: "Review", cell: ({ getValue }) => <ReviewMark score={getValue()} locale={style.locale} /> }),
    helper.accessor("scores", {
      header: "R·F·M",
      cell: ({ getValue }) => {
        const scores = getValue();
        return scores === null ? <None word="none" /> : `${scores.recency}·${scores.frequency}·${scores.monetary}`;
      },
    }),
    helper.display({ id: "membership", header: "Membership", cell: ({ row }) => <MembershipMark segment={row.original.segment} margin={row.original.margin} locale={style.locale} /> }),
    helper.display({ id: "consent", header: "Consent", cell: ({ row }) => <ConsentMark consent={row.original.emailConsent} /> }),
  ]);
}

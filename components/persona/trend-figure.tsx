import { formatDay, formatMonth } from "@/lib/format/date";
import { currencySymbol, formatAmount, formatMoneyShort, type MoneyStyle } from "@/lib/format/money";
import { formatNumber, formatPercent } from "@/lib/format/number";
import { plural } from "@/lib/format/words";
import type { PersonaMonth } from "@/lib/types/persona-page";
import { LazySeriesLine } from "../charts/lazy-charts";
import { axisOf } from "../explore/chart-axis";
import { Figure } from "../ui/figure";

type TrendFigureProps = { finding: string; months: readonly PersonaMonth[]; asOf: number; csvHref: string | undefined; style: MoneyStyle };

const tickEvery = 3;

/** What today's members ordered month by month, and how much of the shop's revenue that was. */
export function TrendFigure({ finding, months, asOf, csvHref, style }: TrendFigureProps) {
  const { locale } = style;
  const share = (value: number | null): string => (value === null ? "none" : formatPercent(value, locale));
  const table = {
    caption: "Orders of the members by month",
    columns: [
      { key: "month", label: "Month" },
      { key: "revenue", label: `Revenue, ${currencySymbol(style)}`, align: "right" as const },
      { key: "share", label: "Of the shop", align: "right" as const },
      { key: "customers", label: "Members who ordered", align: "right" as const },
      { key: "customerShare", label: "Of all who did", align: "right" as const },
    ],
    rows: months.map((one) => ({
      id: String(one.month),
      cells: { month: formatMonth(one.month, locale), revenue: formatAmount(one.revenueCents, style), share: share(one.revenueShare), customers: formatNumber(one.customers, locale), customerShare: share(one.customerShare) },
    })),
  };
  const points = months.map((one) => ({
    x: one.month, y: Math.max(0, one.revenueCents), tick: one.month % tickEvery === 0 ? formatMonth(one.month, locale) : "",
    text: `${formatMonth(one.month, locale)}: ${formatMoneyShort(one.revenueCents, style)}, ${share(one.revenueShare)} of the shop, ${plural(one.customers, formatNumber(one.customers, locale), "member")}`,
  }));
  return (
    <Figure
      finding={finding}
      note={`Revenue by month of order of those who are members on ${formatDay(asOf, locale)}. Recency shapes the groups, so a rise or fall says when they bought, not how the group grew.`}
      table={table}
      csvHref={csvHref}
    >
      <LazySeriesLine points={points} unit={`${currencySymbol(style)} a month`} callout={null} axis={axisOf(points.map(({ y }) => y), "money", style)} height={170} />
    </Figure>
  );
}

import { formatMonth } from "@/lib/format/date";
import { formatDays } from "@/lib/format/duration";
import { kpiWords } from "@/lib/format/kpi-words";
import { formatNumber, formatPercent } from "@/lib/format/number";
import { listWords } from "@/lib/format/words";
import type { ExploreFigure } from "@/lib/types/explore";
import { type DeliveryRow, type LatenessRow, type MonthServiceRow, type ServiceSums, type StateServiceRow } from "./explore-service-sql";
import { undelivered } from "./sale-parts";
import { meansZ, type Moments, shareOf, total } from "./explore-sums";
import { isNotableShare } from "./findings-overview";
import { noiseLimit } from "./kpis";

/** The smallest number of days that a share of the deliveries does not exceed. */
function daysAt(rows: readonly DeliveryRow[], share: number): number | null {
  const all = total(rows, (row) => row.orders);
  let upto = 0;
  for (const row of rows) {
    upto += row.orders;
    if (upto >= share * all - 1e-9) return row.days;
  }
  return null;
}

/** How long delivery takes, in whole days; the slowest hundredth in one open bin. */
export function deliveryFigure(rows: readonly DeliveryRow[], locale: string): ExploreFigure {
  const all = total(rows, (row) => row.orders);
  const [middle, slow, last] = [daysAt(rows, 0.5), daysAt(rows, 0.9), daysAt(rows, 0.99)];
  const first = rows.at(0)?.days ?? 0;
  const open = (last ?? 0) + 1;
  const known = new Map(rows.map((row) => [row.days, row.orders]));
  const bins = Array.from({ length: all === 0 ? 0 : open - first }, (_, i) => [first + i, known.get(first + i) ?? 0] as const);
  const beyond = total(rows.filter((row) => row.days >= open), (row) => row.orders);
  return {
    finding: middle === null || slow === null ? "No deliveries are known" : `Half of all deliveries take ${formatDays(middle, locale)} or less; one in ten takes ${formatNumber(slow, locale)} or more`,
    note: `Days from order to delivery, ${formatNumber(all, locale)} delivered sales; ${formatNumber(open, locale)} days and more in one bar.`,
    table: {
      caption: "Deliveries by days from the order",
      columns: [
        { key: "days", label: "Days", unit: "count" },
        { key: "orders", label: "Deliveries", unit: "count" },
        { key: "share", label: "Share", unit: "share" },
      ],
      rows: [...bins, ...(beyond > 0 ? [[open, beyond] as const] : [])].map(([days, orders]) => [days, orders, shareOf(orders, all)]),
    },
    callout: middle === null ? null : { row: middle - first, text: `median ${formatDays(middle, locale)}` },
  };
}

const serviceColumns = [
  { key: "lateShare", label: "Late", unit: "share" },
  { key: "delivered", label: "Deliveries", unit: "count" },
  { key: "days", label: "Mean days", unit: "days" },
  { key: "review", label: kpiWords.reviewScore.name, unit: "score" },
] as const;

const serviceCells = (row: ServiceSums): (number | null)[] => [
  shareOf(row.late, row.delivered), row.delivered, shareOf(row.days_sum ?? 0, row.days_known), shareOf(row.review_sum ?? 0, row.reviews),
];

const lateAll = (rows: readonly ServiceSums[]): number => shareOf(total(rows, (row) => row.late), total(rows, (row) => row.delivered)) ?? 0;

/** Lateness by month of order: the month that stands out most, beyond chance and five points. */
export function lateMonthFigure(rows: readonly MonthServiceRow[], locale: string): ExploreFigure & { overall: number } {
  const overall = lateAll(rows);
  const worst = rows.filter((row) => row.late > overall * row.delivered && isNotableShare(row.late / row.delivered, overall, row.delivered)).sort((a, b) => b.late / b.delivered - a.late / a.delivered)[0];
  const percent = (share: number): string => formatPercent(share, locale);
  return {
    overall,
    finding: worst === undefined ? `No month stands out: ${percent(overall)} of deliveries are late` : `${formatMonth(worst.month, locale)} was the worst month: ${percent(worst.late / worst.delivered)} late, against ${percent(overall)} overall`,
    note: "Share of deliveries after the promised date, by month of order. Orders without a delivery, or before their promised day, count neither way.",
    table: { caption: "Late deliveries by month of order", columns: [{ key: "month", label: "Month", unit: "month" }, ...serviceColumns], rows: rows.map((row) => [row.month, ...serviceCells(row)]) },
    callout: worst === undefined ? null : { row: rows.indexOf(worst), text: percent(worst.late / worst.delivered) },
  };
}

const fewDeliveries = 10;

/** Lateness by state: which are served worse or better than all, beyond chance and five points. */
export function lateStateFigure(rows: readonly StateServiceRow[], locale: string): ExploreFigure {
  const overall = lateAll(rows);
  const known = rows.filter((row) => row.delivered >= fewDeliveries);
  const notable = known.filter((row) => isNotableShare(row.late / row.delivered, overall, row.delivered)).sort((a, b) => b.late / b.delivered - a.late / a.delivered);
  const worse = notable.filter((row) => row.late / row.delivered > overall).map((row) => row.state);
  const ranked = [...known].sort((a, b) => b.late / b.delivered - a.late / a.delivered || b.delivered - a.delivered);
  const more = worse.length > 4 ? `${worse.slice(0, 3).join(", ")} and ${worse.length - 3} more states` : listWords(worse);
  return {
    finding: worse.length > 0 ? `Deliveries to ${more} are late more often` : "No state is served worse than the others, beyond chance",
    note: `Share of late deliveries by state, thin line: ${formatPercent(overall, locale)} overall. States with under ${fewDeliveries} deliveries are left out.`,
    table: {
      caption: "Late deliveries by state",
      columns: [{ key: "state", label: "State", unit: "text" }, ...serviceColumns, { key: "overall", label: "All states", unit: "share" }],
      rows: ranked.map((row) => [row.state, ...serviceCells(row), overall]),
    },
  };
}

const classNames = ["Early", "On the day", "1–2 days late", "3–7 days late", "Over 7 days late", "Not delivered or not promised"] as const;
const momentsOf = (row: LatenessRow): Moments => ({ n: row.reviews, sum: row.review_sum ?? 0, squares: row.review_squared ?? 0 });
const leastReviews = 10;

/** Review score against lateness: does waiting cost goodwill? */
export function reviewFigure(rows: readonly LatenessRow[], locale: string): ExploreFigure {
  const scored = rows.filter((row) => row.lateness < undelivered && row.reviews >= leastReviews);
  const [best, worst] = [scored.at(0), scored.at(-1)];
  const meanOf = (row: LatenessRow): number => (row.review_sum ?? 0) / row.reviews;
  const score = (row: LatenessRow): string => formatNumber(meanOf(row), locale, 2);
  const isReal = best !== undefined && worst !== undefined && best !== worst && meansZ(momentsOf(best), momentsOf(worst)) >= noiseLimit;
  const nameOf = (row: LatenessRow): string => (classNames[row.lateness] ?? "").toLowerCase();
  return {
    finding: isReal ? `The review score falls from ${score(best)} ${best.lateness === 0 ? "when early" : nameOf(best)} to ${score(worst)} when ${nameOf(worst)}` : "Reviews do not follow lateness, beyond chance",
    note: "Mean of the latest review of each order, 1 to 5, by days after the promised date.",
    table: {
      caption: "Review score by lateness",
      columns: [
        { key: "lateness", label: "Delivery", unit: "text" },
        { key: "score", label: "Mean score", unit: "score", absent: "none" },
        { key: "ones", label: "One star", unit: "share", absent: "none" },
        { key: "reviews", label: "Reviews", unit: "count" },
        { key: "orders", label: "Orders", unit: "count" },
      ],
      rows: rows.map((row) => [classNames[row.lateness] ?? "", shareOf(row.review_sum ?? 0, row.reviews), shareOf(row.ones, row.reviews), row.reviews, row.orders]),
    },
  };
}

import { formatDay, formatMonth, formatWeekday } from "@/lib/format/date";
import { kpiWords } from "@/lib/format/kpi-words";
import { formatMoney, formatMoneyShort, type MoneyStyle } from "@/lib/format/money";
import { formatNumber, formatPercent, formatRatio } from "@/lib/format/number";
import { capitalise, listWords } from "@/lib/format/words";
import type { ExploreFigure } from "@/lib/types/explore";
import type { HourRow, OrderDayRow, StatusRow } from "./explore-orders-sql";
import { shareOf, total } from "./explore-sums";
import { isNotableShare } from "./findings-overview";
import { peakDay } from "./peak-day";
import type { QuantileRow, SpreadRow } from "./quantiles";

/** Every order by status: what became of them, and how many never count as a sale. */
export function statusFigure(rows: readonly StatusRow[], saleStatuses: readonly string[], style: MoneyStyle): ExploreFigure {
  const all = total(rows, (row) => row.orders);
  const lost = total(rows.filter((row) => !saleStatuses.includes(row.status)), (row) => row.orders);
  const [first] = rows;
  const head = first === undefined ? "No orders" : `${formatPercent(first.orders / all, style.locale)} of orders are ${first.status}`;
  return {
    finding: `${head}; ${formatPercent(shareOf(lost, all) ?? 0, style.locale)} never became a sale`,
    note: `Orders by status, ${formatNumber(all, style.locale)} in all. ${capitalise(listWords(saleStatuses))} count as sales. The files do not date a status: it is today's.`,
    table: {
      caption: "Orders by status",
      columns: [
        { key: "status", label: "Status", unit: "status" },
        { key: "orders", label: "Orders", unit: "count" },
        { key: "share", label: "Share", unit: "share" },
        { key: "amount", label: "Amount", unit: "money" },
        { key: "sale", label: "Counts as a sale", unit: "text" },
      ],
      rows: rows.map((row) => [row.status, row.orders, shareOf(row.orders, all), row.amount_cents, saleStatuses.includes(row.status) ? "yes" : "no"]),
    },
  };
}

/** Sales by month, every month from the first to the last listed. */
export function monthFigure(days: readonly OrderDayRow[], style: MoneyStyle): ExploreFigure {
  const [first, last] = [days.at(0)?.month ?? 0, days.at(-1)?.month ?? -1];
  const rows = Array.from({ length: last - first + 1 }, (_, i) => {
    const inMonth = days.filter((day) => day.month === first + i);
    const orders = total(inMonth, (day) => day.orders);
    const revenue = total(inMonth, (day) => day.revenue_cents);
    return { month: first + i, orders, revenue, average: shareOf(revenue, orders) };
  });
  const top = rows.reduce<(typeof rows)[number] | null>((best, row) => (best === null || row.orders > best.orders ? row : best), null);
  return {
    finding: top === null ? "No sales in these months" : `${formatMonth(top.month, style.locale)} is the busiest month: ${formatNumber(top.orders, style.locale)} orders, ${formatMoneyShort(top.revenue, style)}`,
    note: "Sales by month of order. The first and the last month may be partly covered.",
    table: {
      caption: "Sales by month",
      columns: [
        { key: "month", label: "Month", unit: "month" },
        { key: "orders", label: "Orders", unit: "count" },
        { key: "revenue", label: "Revenue", unit: "money" },
        { key: "averageOrder", label: kpiWords.averageOrder.name, unit: "money", absent: "none" },
      ],
      rows: rows.map((row) => [row.month, row.orders, row.revenue, row.average]),
    },
    callout: null,
  };
}

/** Every day from the first to the last listed; one without sales has none, not unknown many. */
function withoutGaps(rows: readonly OrderDayRow[]): Pick<OrderDayRow, "day" | "orders" | "revenue_cents">[] {
  const known = new Map(rows.map((row) => [row.day, row]));
  const [first, last] = [rows.at(0)?.day ?? 0, rows.at(-1)?.day ?? -1];
  return Array.from({ length: last - first + 1 }, (_, i) => known.get(first + i) ?? { day: first + i, orders: 0, revenue_cents: 0 });
}

/** Sales by day with the one day that stands out from its weeks, if there is one. */
export function dayFigure(sales: readonly OrderDayRow[], style: MoneyStyle): ExploreFigure {
  const { locale } = style;
  const days = withoutGaps(sales);
  const peak = peakDay(days);
  const name = peak?.isBlackFriday === true ? "Black Friday" : "One day";
  const table = {
    caption: "Sales by day",
    columns: [
      { key: "day", label: "Day", unit: "day" as const },
      { key: "orders", label: "Orders", unit: "count" as const },
      { key: "revenue", label: "Revenue", unit: "money" as const },
    ],
    rows: days.map((row) => [row.day, row.orders, row.revenue_cents]),
  };
  const note = "Sales a day. A day stands out from twice the median of its eight weeks on, and six deviations.";
  if (peak === null) return { finding: "No single day stands out from the weeks around it", note, table, callout: null };
  const times = formatRatio(peak.orders / Math.max(1, peak.usual), locale);
  return {
    finding: `${name}, ${formatDay(peak.day, locale)}, brought ${formatNumber(peak.orders, locale)} orders, ${times} a usual day`,
    note,
    table,
    callout: { row: days.findIndex((row) => row.day === peak.day), text: peak.isBlackFriday ? "Black Friday" : formatDay(peak.day, locale) },
  };
}

const hours = 24;
const mostOrders = 0.75;

/** The shortest run of hours, round the clock, that holds three quarters of the orders; `to` is its last hour. */
export function busyHours(byHour: readonly number[]): { from: number; to: number; length: number; share: number } {
  const all = total(byHour, (count) => count);
  for (let length = 1; length < hours; length++) {
    const runs = byHour.map((_, from) => ({ from, orders: total(Array.from({ length }, (__, i) => byHour[(from + i) % hours] ?? 0), (n) => n) }));
    const best = runs.reduce((a, b) => (b.orders > a.orders ? b : a));
    if (all > 0 && best.orders >= mostOrders * all) return { from: best.from, to: (best.from + length - 1) % hours, length, share: best.orders / all };
  }
  return { from: 0, to: hours - 1, length: hours, share: 1 };
}

/** Weekday against hour: when they order, beyond an even spread. */
export function hourFigure(rows: readonly HourRow[], locale: string): ExploreFigure {
  const all = total(rows, (row) => row.orders);
  const byHour = Array.from({ length: hours }, (_, hour) => total(rows.filter((row) => row.hour === hour), (row) => row.orders));
  const byWeekday = Array.from({ length: 7 }, (_, weekday) => total(rows.filter((row) => row.weekday === weekday), (row) => row.orders));
  const busy = busyHours(byHour);
  const isClear = isNotableShare(busy.share, busy.length / hours, all);
  const odd = byWeekday.flatMap((orders, weekday) => (isNotableShare(orders / Math.max(1, all), 1 / 7, all) ? [`${orders * 7 > all ? "more" : "fewer"} on ${formatWeekday(weekday, locale)}`] : []));
  const when = isClear ? `${formatPercent(busy.share, locale, 0)} of orders come between ${busy.from} h and ${(busy.to + 1) % hours} h` : "Orders come at all hours";
  const cells = Array.from({ length: 7 * hours }, (_, i) => [Math.floor(i / hours), i % hours] as const);
  const at = new Map(rows.map((row) => [row.weekday * hours + row.hour, row.orders]));
  return {
    finding: `${when}; ${odd.length > 0 ? listWords(odd) : "no weekday stands out by five points"}`,
    note: "Sales by weekday and hour in the shop's time zone.",
    table: {
      caption: "Sales by weekday and hour",
      columns: [
        { key: "weekday", label: "Weekday", unit: "weekday" },
        { key: "hour", label: "Hour", unit: "hour" },
        { key: "orders", label: "Orders", unit: "count" },
        { key: "share", label: "Share", unit: "share" },
      ],
      rows: cells.map(([weekday, hour]) => {
        const orders = at.get(weekday * hours + hour) ?? 0;
        return [weekday, hour, orders, shareOf(orders, all)];
      }),
    },
  };
}

const niceSteps = [1, 2, 2.5, 5, 10];
const fewestBins = 20;

/**
 * A round bin width so that about twenty bins reach the 95 % quantile, and where the open bin begins.
 * @param p95 minor units
 */
export function binsFor(p95: number): { width: number; cap: number } {
  const rough = Math.max(1, p95 / fewestBins);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = niceSteps.find((one) => one * power >= rough) ?? 10;
  const width = Math.max(1, Math.round(step * power));
  return { width, cap: Math.max(1, Math.ceil(p95 / width)) * width };
}

export type BinRow = { low_cents: number; orders: number; amount_cents: number };

/** Fine bins of amounts put together to wider ones, ascending; the last, from `cap` on, is open. @param width a multiple of theirs */
export function binsOf(rows: readonly SpreadRow[], { width, cap }: { width: number; cap: number }): BinRow[] {
  const bins = new Map<number, BinRow>();
  for (const { low, orders, amount } of rows) {
    const at = low >= cap ? cap : low - (low % width);
    const bin = bins.get(at) ?? { low_cents: at, orders: 0, amount_cents: 0 };
    bins.set(at, { low_cents: at, orders: bin.orders + orders, amount_cents: bin.amount_cents + amount });
  }
  return [...bins.values()];
}

/** What orders cost: the spread, and what the few dear ones do to the mean. */
export function amountFigure(bins: readonly BinRow[], quantiles: QuantileRow | undefined, width: number, style: MoneyStyle): ExploreFigure {
  const { p25, p50, p75, p99, cases, total: sum } = quantiles ?? {};
  const all = cases ?? 0;
  const money = (cents: number | null | undefined): string => formatMoney(cents ?? 0, style);
  const short = (cents: number | null | undefined): string => formatMoneyShort(cents ?? 0, style);
  const lows = new Map(bins.map((row) => [row.low_cents, row]));
  const lowest = bins.at(0)?.low_cents ?? 0;
  const count = bins.length === 0 ? 0 : ((bins.at(-1)?.low_cents ?? 0) - lowest) / width + 1;
  const mean = shareOf(sum ?? 0, all);
  return {
    finding: all === 0 ? "No sales to measure" : `Half of all orders cost ${short(p25)} to ${short(p75)}; one in a hundred costs ${short(p99)} or more`,
    note: `Sales by amount in steps of ${formatMoney(width, style)}, the last step open. Median ${money(p50)}, mean ${mean === null ? "unknown" : money(mean)}.`,
    table: {
      caption: "Sales by amount",
      columns: [
        { key: "from", label: "From", unit: "money" },
        { key: "orders", label: "Orders", unit: "count" },
        { key: "share", label: "Share", unit: "share" },
        { key: "amount", label: "Amount", unit: "money" },
      ],
      rows: Array.from({ length: count }, (_, i) => {
        const row = lows.get(lowest + i * width);
        return [lowest + i * width, row?.orders ?? 0, shareOf(row?.orders ?? 0, all), row?.amount_cents ?? 0];
      }),
    },
    callout: p50 === null || p50 === undefined ? null : { row: Math.max(0, Math.min(count - 1, Math.floor((p50 - lowest) / width))), text: `median ${money(p50)}` },
  };
}

/** The quantiles of the amounts as a table of their own. */
export function quantileFigure(quantiles: QuantileRow | undefined, style: MoneyStyle): ExploreFigure {
  const q = quantiles;
  const ratio = q?.p90 != null && q.p10 !== null && q.p10 > 0 ? formatRatio(q.p90 / q.p10, style.locale) : null;
  const rows: [string, number | null][] = [["1%", q?.p1 ?? null], ["5%", q?.p5 ?? null], ["10%", q?.p10 ?? null], ["25%", q?.p25 ?? null], ["50%", q?.p50 ?? null], ["75%", q?.p75 ?? null], ["90%", q?.p90 ?? null], ["95%", q?.p95 ?? null], ["99%", q?.p99 ?? null], ["100%", q?.highest ?? null]];
  return {
    finding: ratio === null ? "No amounts to order" : `The upper tenth spends at least ${ratio} what the lowest tenth spends`,
    note: "Quantiles of the amount of a sale: the smallest amount that this share of orders does not exceed.",
    table: {
      caption: "Quantiles of the amount of a sale",
      columns: [
        { key: "share", label: "Share of orders", unit: "text" },
        { key: "amount", label: "Amount up to", unit: "money" },
      ],
      rows,
    },
  };
}

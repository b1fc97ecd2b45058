import { formatPercent } from "@/lib/format/number";
import { formatMoneyShort, type MoneyStyle } from "@/lib/format/money";
import { categoryWords, paymentWords } from "@/lib/format/words";
import { median } from "@/lib/stats/quantile";
import type { MonthIndex } from "@/lib/types/day";
import type { FlowDrift, FlowName } from "@/lib/types/maintenance";
import { classBins, decileBins, flowDrift, largestMove, type MonthlyBins } from "./drift";

type ClassRow = { month: MonthIndex; bin: string; orders: number };

/** What the order flow of a shop is, as `flowOrdersSql` and `flowClassesSql` give it. */
export type OrderFlow = {
  /** one entry an order */
  months: ArrayLike<number>;
  amountCents: ArrayLike<number>;
  lateDays: ArrayLike<number>;
  isNew: ArrayLike<number>;
  payment: readonly ClassRow[];
  category: readonly ClassRow[];
  state: readonly ClassRow[];
  review: readonly ClassRow[];
  /** customers in each group of the base model, by date: the first is the base */
  segments: readonly ClassRow[];
};

const classWords: Partial<Record<FlowName, (bin: string) => string>> = {
  payment: paymentWords,
  category: categoryWords,
  review: (bin) => `score ${bin}`,
  newcomers: (bin) => (bin === "1" ? "new customers" : "known customers"),
};

function moveWords(flow: FlowName, bins: MonthlyBins, now: readonly number[], locale: string): string {
  const { label, was, is } = largestMove(bins, now);
  const name = label === "other" ? "others" : (classWords[flow]?.(label) ?? label);
  return `${name} ${formatPercent(was, locale, 0)} → ${formatPercent(is, locale, 0)}`;
}

function medianWhere(flow: OrderFlow, isWanted: (month: number) => boolean): number {
  const kept: number[] = [];
  for (let i = 0; i < flow.months.length; i++) if (isWanted(flow.months[i] ?? 0)) kept.push(flow.amountCents[i] ?? NaN);
  return median(kept);
}

export type DriftSpan = { lastBaseMonth: MonthIndex; months: readonly MonthIndex[]; money: MoneyStyle };

/**
 * Drift of every part of the flow against the base period, month by month: amounts and lateness by
 * deciles of the base, the rest by class. Recency is left out: it moves by the calendar alone.
 */
export function flowDrifts(flow: OrderFlow, { lastBaseMonth, months, money }: DriftSpan): FlowDrift[] {
  const { locale } = money;
  const byClass = (name: FlowName, rows: readonly ClassRow[], unknownBin: string | null = null): FlowDrift => {
    const bins = classBins(rows, lastBaseMonth, unknownBin);
    return flowDrift(name, bins, months, (now) => moveWords(name, bins, now, locale));
  };
  const byDecile = (name: FlowName, values: ArrayLike<number>, describe: (bins: MonthlyBins, now: readonly number[]) => string): FlowDrift => {
    const bins = decileBins(flow.months, values, lastBaseMonth);
    return flowDrift(name, bins, months, (now) => describe(bins, now));
  };
  const last = months.at(-1);
  const medians = (): string =>
    `median ${formatMoneyShort(medianWhere(flow, (month) => month <= lastBaseMonth), money)} → ${formatMoneyShort(medianWhere(flow, (month) => month === last), money)}`;
  const newcomers = Array.from(flow.isNew, (isNew, i): ClassRow => ({ month: flow.months[i] ?? 0, bin: String(isNew), orders: 1 }));
  return [
    byDecile("amount", flow.amountCents, medians),
    byClass("payment", flow.payment),
    byClass("category", flow.category),
    byClass("state", flow.state),
    byDecile("lateness", flow.lateDays, (bins, now) => lateWords(bins, now, locale)),
    byClass("review", flow.review, "none"),
    byClass("newcomers", newcomers),
    byClass("segments", flow.segments),
  ];
}

function lateWords(bins: MonthlyBins, now: readonly number[], locale: string): string {
  const { label, was, is } = largestMove(bins, now);
  const name = label === "above" ? "the latest tenth" : `${label} days late`;
  return `${name} ${formatPercent(was, locale, 0)} → ${formatPercent(is, locale, 0)}`;
}

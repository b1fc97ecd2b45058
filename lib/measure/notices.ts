import { formatDay, formatMonth } from "@/lib/format/date";
import { modelAgeWords } from "@/lib/format/model-words";
import { formatNumber, formatPercent } from "@/lib/format/number";
import type { ModelAge } from "@/lib/types/assignment";
import type { Day, MonthIndex } from "@/lib/types/day";
import type { KpiFacts, Notice } from "@/lib/types/overview";
import { isNotableShare } from "./findings-overview";

/** What the notices are computed from; a part that does not exist is null. */
export type NoticeFacts = {
  locale: string;
  /** the live run: how old it is against the data, and its least certain personas */
  live: {
    asOf: Day;
    isOldSnapshot: boolean;
    /** null while its members are those of the fit */
    age: ModelAge | null;
    segments: readonly { index: number; name: string; customers: number; borderlineShare: number | null }[];
  } | null;
  lastDay: Day;
  /** day by which the schedule in force asks for a refit of the live model; null = no schedule, or none due */
  refreshBy: Day | null;
  /** over all sales */
  repeatRate: number | null;
  /** of the last calendar months, ascending */
  months: readonly { month: MonthIndex; facts: KpiFacts }[];
  lastImport: { id: number; rejected: number; rows: number } | null;
  mayImport: boolean;
};

const fewRepeatBuyers = 0.1;
const borderlineLimit = 0.3;
const manyNewcomers = 0.1;

function staleNotice({ live, lastDay, locale }: NoticeFacts): Notice[] {
  if (live === null) {
    return [{ key: "no-run", tone: "warn", title: "No segmentation is live", text: "Start one under Models to see personas.", href: "/models" }];
  }
  if (!live.isOldSnapshot && live.asOf >= lastDay) return [];
  const days = Math.max(0, lastDay - live.asOf);
  const text = days > 0 ? `It ends ${formatNumber(days, locale)} ${days === 1 ? "day" : "days"} before the last sale.` : "New data were imported since it was made.";
  return [{ key: "stale", tone: "warn", title: "The live segmentation is older than the data", text: `${text} Start a new one under Models.`, href: "/models" }];
}

/** Members follow the data daily, the model does not: says when too much of the shop is unknown to it, or the contract asks. */
function agedNotice({ live, lastDay, refreshBy, locale }: NoticeFacts): Notice[] {
  if (live === null) return [];
  if (refreshBy !== null && refreshBy <= lastDay) {
    return [{ key: "refresh", tone: "warn", title: "A refit of the segments is due", text: `The maintenance contract asks for one by ${formatDay(refreshBy, locale)}.`, href: "/maintenance" }];
  }
  if (live.age === null || live.age.newcomerShare < manyNewcomers) return [];
  return [{ key: "aged", tone: "info", title: `${formatPercent(live.age.newcomerShare, locale, 0)} of customers are newer than the model`, text: `${modelAgeWords(live.age, locale)} The maintenance page says whether it still holds.`, href: "/maintenance" }];
}

function lateNotice({ months, locale }: NoticeFacts): Notice[] {
  const [before, last] = months.slice(-2);
  if (before === undefined || last === undefined || before.facts.delivered === 0 || last.facts.delivered === 0) return [];
  const late = (facts: KpiFacts): number => 1 - facts.onTime / facts.delivered;
  const [was, is] = [late(before.facts), late(last.facts)];
  if (is <= was || !isNotableShare(is, was, Math.min(before.facts.delivered, last.facts.delivered))) return [];
  return [{
    key: "late", tone: "warn", href: null,
    title: `Late deliveries rose to ${formatPercent(is, locale)} in ${formatMonth(last.month, locale)}`,
    text: `From ${formatPercent(was, locale)} in ${formatMonth(before.month, locale)}, of orders delivered.`,
  }];
}

function borderlineNotice({ live, locale }: NoticeFacts): Notice[] {
  const worst = [...(live?.segments ?? [])].sort((a, b) => (b.borderlineShare ?? 0) - (a.borderlineShare ?? 0))[0];
  if (worst === undefined || worst.borderlineShare === null || worst.borderlineShare < borderlineLimit) return [];
  return [{
    key: "borderline", tone: "info", href: `/segments/${worst.index}`,
    title: `${formatPercent(worst.borderlineShare, locale, 0)} of ${worst.name} members are borderline`,
    text: `${formatNumber(worst.customers, locale)} customers; their margin to the next persona is under 0.1. Limit lists to core members.`,
  }];
}

function repeatNotice({ repeatRate, locale }: NoticeFacts): Notice[] {
  if (repeatRate === null || repeatRate >= fewRepeatBuyers) return [];
  return [{
    key: "repeat", tone: "info", href: null,
    title: "Order count carries little information",
    text: `${formatPercent(1 - repeatRate, locale, 0)} of customers ordered once; advice rests on payment and recency.`,
  }];
}

function rejectNotice({ lastImport, mayImport, locale }: NoticeFacts): Notice[] {
  if (lastImport === null || lastImport.rejected === 0) return [];
  return [{
    key: "rejects", tone: "plain", href: mayImport ? "/imports" : null,
    title: `Import ${lastImport.id} rejected ${formatNumber(lastImport.rejected, locale)} of ${formatNumber(lastImport.rows, locale)} rows`,
    text: "All listed with line, column and reason.",
  }];
}

/** What needs a look, by fixed rules, most urgent first. */
export function overviewNotices(facts: NoticeFacts): Notice[] {
  return [...staleNotice(facts), ...agedNotice(facts), ...lateNotice(facts), ...borderlineNotice(facts), ...repeatNotice(facts), ...rejectNotice(facts)];
}

import { formatDay, formatMonth } from "@/lib/format/date";
import { modelAgeWords } from "@/lib/format/model-words";
import { formatNumber, formatPercent } from "@/lib/format/number";
import { plural } from "@/lib/format/words";
import type { ModelAge } from "@/lib/types/assignment";
import type { Day, MonthIndex } from "@/lib/types/day";
import type { KpiFacts, Notice } from "@/lib/types/overview";
import { emptyRunWords, isEmptyRun } from "./empty-run";
import { isNotableShare } from "./findings-overview";

/** What the notices are computed from; a part that does not exist is null. */
export type NoticeFacts = {
  locale: string;
  /** the live run: how old it is against the data, and its least certain personas */
  live: {
    asOf: Day;
    isOldSnapshot: boolean;
    /** the snapshot now was published by a change of settings or the undo of an import, not by an import */
    isRepublished: boolean;
    /** null while its members are those of the fit */
    age: ModelAge | null;
    /** sales after the last day the model was fitted on, of all sales; null where there are none at all */
    ordersSinceShare: number | null;
    segments: readonly { index: number; name: string; customers: number; borderlineShare: number | null }[];
  } | null;
  lastDay: Day;
  /** day by which the schedule in force asks for a refit of the live model; null = no schedule, or none due */
  refreshBy: Day | null;
  /** over all sales */
  repeatRate: number | null;
  /** of the last calendar months, ascending */
  months: readonly { month: MonthIndex; facts: KpiFacts }[];
  /** newest complete import; pending = stored rows that wait for a row they refer to */
  lastImport: { id: number; rejected: number; pending: number; rows: number } | null;
  /** newest import that has ended, where it failed */
  failedImport: { id: number; reason: string | null } | null;
  /** orders that do not count as a sale though their status does not say why, the most frequent first */
  uncounted: readonly { status: string; orders: number }[];
  /** orders that do */
  sales: number;
  /** null before the first import */
  contacts: { customers: number; withEmail: number } | null;
  mayImport: boolean;
};

const fewRepeatBuyers = 0.1;
const borderlineLimit = 0.3;
const manyNewcomers = 0.1;
const manyOrdersSince = 0.1;
const fewContacts = 0.5;
const mostNamed = 3;

/** " 8% of all sales came after the fit."; nothing for a model of today. */
function sinceWords({ live, locale }: NoticeFacts): string {
  if (live === null || live.ordersSinceShare === null || live.ordersSinceShare === 0) return "";
  return ` ${formatPercent(live.ordersSinceShare, locale, 0)} of all sales came after the fit.`;
}

/** What made another snapshot current without a later sale. */
function changedWords({ isRepublished }: NonNullable<NoticeFacts["live"]>): string {
  return isRepublished ? "The shop's settings were changed, or an import was undone, since it was made." : "New data were imported since it was made.";
}

/** As after another shop's orders have replaced those the model was made of. */
const isOfOtherData = ({ live, sales }: NoticeFacts): boolean => live !== null && sales > 0 && isEmptyRun(live.segments);

function staleNotice(facts: NoticeFacts): Notice[] {
  const { live, lastDay, locale } = facts;
  if (live === null) {
    return [{ key: "no-run", tone: "warn", title: "No segmentation is live", text: "Start one under Models to see personas.", href: "/models" }];
  }
  if (isOfOtherData(facts)) {
    const words = emptyRunWords("otherData", { run: null, asOf: lastDay, locale, mayChangeShop: facts.mayImport });
    return [{ key: "strange", tone: "warn", href: "/models/new", ...words }];
  }
  if (!live.isOldSnapshot && live.asOf >= lastDay) return [];
  const days = Math.max(0, lastDay - live.asOf);
  const text = days > 0 ? `It ends ${formatNumber(days, locale)} ${days === 1 ? "day" : "days"} before the last sale.` : changedWords(live);
  return [{ key: "stale", tone: "warn", title: live.isRepublished && days === 0 ? "The live segmentation is of other figures than the pages" : "The live segmentation is older than the data", text: `${text}${sinceWords(facts)} Start a new one under Models.`, href: "/models" }];
}

/** Members follow the data daily, the model does not: says when too much of the shop is unknown to it, or the contract asks. */
function agedNotice(facts: NoticeFacts): Notice[] {
  const { live, lastDay, refreshBy, locale } = facts;
  if (live === null || isOfOtherData(facts)) return [];
  if (refreshBy !== null && refreshBy <= lastDay) {
    return [{ key: "refresh", tone: "warn", title: "A refit of the segments is due", text: `The maintenance contract asks for one by ${formatDay(refreshBy, locale)}.`, href: "/maintenance" }];
  }
  const isMuch = (live.age?.newcomerShare ?? 0) >= manyNewcomers || (live.ordersSinceShare ?? 0) >= manyOrdersSince;
  if (live.age === null || live.age.newcomerShare === null || !isMuch) return [];
  return [{ key: "aged", tone: "info", title: `${formatPercent(live.age.newcomerShare, locale, 0)} of customers are newer than the model`, text: `${modelAgeWords(live.age, locale)}${sinceWords(facts)} The maintenance page says whether it still holds.`, href: "/maintenance" }];
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
    key: "rejects", tone: "plain", href: mayImport ? `/imports?import=${lastImport.id}` : null,
    title: `Import ${lastImport.id} rejected ${formatNumber(lastImport.rejected, locale)} of ${formatNumber(lastImport.rows, locale)} rows`,
    text: "All listed with line, column and reason.",
  }];
}

function failedNotice({ failedImport, mayImport }: NoticeFacts): Notice[] {
  if (failedImport === null) return [];
  return [{
    key: "failed", tone: "warn", href: mayImport ? `/imports?import=${failedImport.id}` : null,
    title: `Import ${failedImport.id} failed`,
    text: `${failedImport.reason ?? "It ended before it was complete."} Nothing of it is counted; the pages show the data from before.`,
  }];
}

function pendingNotice({ lastImport, mayImport, locale }: NoticeFacts): Notice[] {
  if (lastImport === null || lastImport.pending === 0) return [];
  const { id, pending } = lastImport;
  return [{
    key: "pending", tone: "info", href: mayImport ? `/imports?import=${id}` : null,
    title: `${plural(pending, formatNumber(pending, locale), "row")} of import ${id} ${pending === 1 ? "waits" : "wait"} for an order or customer`,
    text: "Stored, and counted as soon as the file with the missing rows is imported.",
  }];
}

function uncountedNotice({ uncounted, sales, mayImport, locale }: NoticeFacts): Notice[] {
  if (uncounted.length === 0) return [];
  const orders = uncounted.reduce((sum, row) => sum + row.orders, 0);
  const named = uncounted.slice(0, mostNamed).map((row) => `${row.status} (${formatNumber(row.orders, locale)})`).join(", ");
  const rest = uncounted.length > mostNamed ? ` and ${formatNumber(uncounted.length - mostNamed, locale)} more` : "";
  return [{
    key: "uncounted", tone: sales === 0 ? "warn" : "info", href: mayImport ? "/settings/shop" : null,
    title: sales === 0 ? "No order counts as a sale, so there are no customers" : `${plural(orders, formatNumber(orders, locale), "order")} ${orders === 1 ? "does" : "do"} not count as a sale`,
    text: `Their status is ${named}${rest}. ${mayImport ? "Choose" : "An admin chooses"} under Settings, Shop what counts.`,
  }];
}

function contactsNotice({ contacts, mayImport, locale }: NoticeFacts): Notice[] {
  if (contacts === null || contacts.customers === 0 || contacts.withEmail / contacts.customers >= fewContacts) return [];
  const { customers, withEmail } = contacts;
  const isNone = withEmail === 0;
  return [{
    key: "contacts", tone: "info", href: mayImport ? "/imports" : null,
    title: isNone ? "No contact details yet" : `${formatPercent(1 - withEmail / customers, locale, 0)} of customers have no e-mail address`,
    text: `A target list needs address and consent. Import a contacts file${isNone ? "" : " with the others"}.`,
  }];
}

/** What needs a look, by fixed rules, most urgent first. */
export function overviewNotices(facts: NoticeFacts): Notice[] {
  return [failedNotice, uncountedNotice, staleNotice, agedNotice, lateNotice, borderlineNotice, pendingNotice, repeatNotice, contactsNotice, rejectNotice].flatMap((rule) => rule(facts));
}

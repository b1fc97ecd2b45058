import { formatMonth, formatWeekday } from "@/lib/format/date";
import { featureSide } from "@/lib/format/feature-words";
import { formatNumber, formatPercent } from "@/lib/format/number";
import { capitalise, categoryList, listWords, paymentWords, plural } from "@/lib/format/words";
import type { Categories, MarginHistogram, PaymentShare, PersonaMonth, ProfilePoint, Rhythm, RhythmBar, ServiceFacts, StateShare } from "@/lib/types/persona-page";
import type { Segment } from "@/lib/types/segmentation";
import { isNotableShare } from "./findings-overview";
import { noiseLimit } from "./kpis";

/** What sets the members apart, by their medians: the two features farthest from the middle customer. */
export function profileFinding(points: readonly ProfilePoint[]): string {
  const notable = points.filter((p) => p.isNotable).sort((a, b) => Math.abs(b.percentile - 0.5) - Math.abs(a.percentile - 0.5));
  if (notable.length === 0) return "They shop like everyone else, within chance";
  const named = notable.slice(0, 2).map((p) => featureSide(p.feature, p.percentile > 0.5));
  const words = capitalise(listWords(named));
  return notable.length <= 2 ? `${words} set them apart; nothing else is clearly different` : `${words} set them apart most`;
}

/** Share of the members on the border and the groups they are nearest to. */
export function marginFinding(histogram: MarginHistogram, borderlineShare: number, names: readonly string[], locale: string): string {
  const near = listWords(histogram.runnersUp.slice(0, 2).map((r) => names[r.index] ?? "").filter((name) => name !== "")).replace(" and ", " or ");
  const share = formatPercent(borderlineShare, locale, 0);
  return near === "" ? `${share} sit on a border` : `${share} sit on the border with ${near}`;
}

/** From what share of those who came back a pair of categories is worth a heading. */
const frequentPair = 0.1;

/** What they buy first and next. */
export function categoryFinding(categories: Categories, locale: string): string {
  const [first] = categories.first;
  if (first === undefined) return "No categories are known for their orders";
  if (categories.pairs.length === 0 || categories.reordered === 0) return `First order: most often ${categoryList([first.category])}`;
  const same = categories.pairs.filter((p) => p.first === p.next).reduce((sum, p) => sum + p.customers, 0);
  if (same * 2 >= categories.reordered) return "The second order is mostly in the category of the first";
  const [top] = [...categories.pairs].sort((a, b) => b.customers - a.customers);
  const share = (top?.customers ?? 0) / categories.reordered;
  if (top === undefined || share < frequentPair) return `The next order goes anywhere: no pair of categories is above ${formatPercent(share, locale)}`;
  return `After ${categoryList([top.first])} most often ${categoryList([top.next])}: ${formatPercent(share, locale)} of those who came back`;
}

function standsOut(bars: readonly RhythmBar[], orders: number): RhythmBar[] {
  return bars.filter((bar) => bar.share > bar.expected && isNotableShare(bar.share, bar.expected, orders));
}

/**
 * When they order, beyond chance and five points. Recency shapes the groups, so each ordered in its
 * months by definition: months are left to the run's season claim, which compares first orders fairly.
 */
export function rhythmFinding(rhythm: Rhythm, segment: Pick<Segment, "season" | "monthPeriod">, locale: string): string {
  const weekdays = standsOut(rhythm.weekdays, rhythm.orders).map((bar) => formatWeekday(bar.at, locale));
  const hours = standsOut(rhythm.hours, rhythm.orders).map((bar) => `${bar.at} h`);
  const claims = [segment.season?.label, segment.monthPeriod?.label].filter((label) => label !== undefined);
  const found = [...claims, ...weekdays, ...hours];
  if (found.length > 0) return `When: more often ${listWords(found)}`;
  return "When: no season, no month period, no favourite hour";
}

const trendMonths = 3;

/**
 * Whether more or fewer members ordered in the last three months than in the three before, beyond
 * chance: the difference of two Poisson counts in its standard errors.
 * @param months ascending, whole ones only
 */
export function trendFinding(months: readonly PersonaMonth[], locale: string): string {
  const sum = (of: readonly PersonaMonth[]): number => of.reduce((total, month) => total + month.customers, 0);
  const [now, before] = [sum(months.slice(-trendMonths)), sum(months.slice(-2 * trendMonths, -trendMonths))];
  const first = months[0];
  if (first === undefined) return "Too few months to tell a trend";
  if (months.length < 2 * trendMonths) return `Members began to order in ${formatMonth(first.month, locale)}: too few months to tell a trend`;
  if (now + before === 0) return "No member ordered in the last six months";
  if (now === 0) return "No member ordered in the last three months";
  const isReal = Math.abs(now - before) / Math.sqrt(now + before) >= noiseLimit;
  if (!isReal) return "As many members order as in the three months before, within chance";
  const change = before === 0 ? "" : `, ${now > before ? "up" : "down"} from ${formatNumber(before, locale)} in the three before`;
  return `${plural(now, formatNumber(now, locale), "member")} ordered in the last three months${change}`;
}

/** Which states hold more or fewer of them than of all customers. */
export function placeFinding(states: readonly StateShare[], members: number): string {
  const notable = states.filter((s) => isNotableShare(s.share, s.shareAll, members));
  if (notable.length === 0) return "Where: no state stands out beyond chance";
  const words = notable.slice(0, 3).map((s) => `${s.share > s.shareAll ? "more" : "fewer"} in ${s.state}`);
  return `Where: ${listWords(words)}`;
}

/** Whether payment and service differ from everyone's. */
export function serviceFinding(payments: readonly PaymentShare[], members: ServiceFacts, all: ServiceFacts): string {
  const paid = payments.filter((p) => isNotableShare(p.share, p.shareAll, members.orders)).map((p) => `${p.share > p.shareAll ? "more" : "less"} ${paymentWords(p.type).toLowerCase()}`);
  const served: string[] = [];
  if (members.lateShare !== null && all.lateShare !== null && isNotableShare(members.lateShare, all.lateShare, members.delivered)) {
    served.push(members.lateShare > all.lateShare ? "later deliveries" : "fewer late deliveries");
  }
  if (members.freightShare !== null && all.freightShare !== null && Math.abs(members.freightShare - all.freightShare) >= 0.05) {
    served.push(members.freightShare > all.freightShare ? "freight weighs more" : "freight weighs less");
  }
  const found = [...paid, ...served];
  return found.length === 0 ? "Paid and served like everyone" : `Paid and served: ${listWords(found)}`;
}

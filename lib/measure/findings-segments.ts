import { formatNumber, formatPercent } from "@/lib/format/number";
import { capitalise, countWord } from "@/lib/format/words";
import type { Method, Segment } from "@/lib/types/segmentation";
import { validCountSentence } from "./stability-findings";

/** How far a mean silhouette speaks for groups: Kaufman & Rousseeuw (1990) call under 0.25 no structure, under 0.5 weak. */
export type SilhouetteWord = "clear" | "weak" | "blurred";

/** A mean silhouette as a word; null stays null. */
export function silhouetteWord(silhouette: number | null): SilhouetteWord | null {
  if (silhouette === null) return null;
  return silhouette >= 0.5 ? "clear" : silhouette >= 0.25 ? "weak" : "blurred";
}

/** The gallery's sentence: how many groups, and how many of them have movable borders. */
export function segmentsFinding(method: Method, segments: readonly Segment[]): string {
  const count = capitalise(countWord(segments.length));
  if (method === "rfm") return `${count} RFM segments by rules on scores.`;
  const noun = method === "tiers" ? "tiers" : segments.length === 1 ? "persona" : "personas";
  const valid = validCountSentence(segments);
  if (valid !== null) return `${count} ${noun}; ${valid}.`;
  const blurred = segments.filter((s) => silhouetteWord(s.silhouette) === "blurred").length;
  if (blurred === 0) return `${count} ${noun}; none has a blurred border.`;
  return `${count} ${noun}; ${countWord(blurred)} of them ${blurred === 1 ? "has" : "have"} blurred borders.`;
}

export type RepeatBuyers = { segments: readonly Segment[]; customers: number; share: number; ordersEach: number; revenueShare: number };

/** Groups whose members ordered about twice or more: mean orders of 1.5 and up. */
export function repeatBuyers(segments: readonly Segment[]): RepeatBuyers {
  const repeat = segments.filter((s) => (s.centroid.orderCount ?? 0) >= 1.5);
  const all = segments.reduce((sum, s) => sum + s.customers, 0);
  const customers = repeat.reduce((sum, s) => sum + s.customers, 0);
  const orders = repeat.reduce((sum, s) => sum + s.customers * (s.centroid.orderCount ?? 0), 0);
  return {
    segments: repeat,
    customers,
    share: all > 0 ? customers / all : 0,
    ordersEach: customers > 0 ? orders / customers : 0,
    revenueShare: repeat.reduce((sum, s) => sum + s.revenueShare, 0),
  };
}

/** Heading of the repeat buyers' table. */
export function repeatFinding(buyers: RepeatBuyers, locale: string): string {
  if (buyers.segments.length === 0) return "No group orders twice or more";
  return `Repeat buyers: ${formatPercent(buyers.share, locale)} of customers`;
}

/** Whether any persona claims a season or month period, said in one line. */
export function timingSentence(segments: readonly Segment[], locale: string): string {
  const claims = segments.filter((s) => s.season !== null || s.monthPeriod !== null).length;
  if (claims === 0) return "Season and month period carry no signal in this shop, so no group claims one.";
  const verb = claims === 1 ? "has" : "have";
  return `${capitalise(countWord(claims))} of ${formatNumber(segments.length, locale)} groups ${verb} a season or month period beyond chance.`;
}

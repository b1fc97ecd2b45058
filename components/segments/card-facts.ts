import { formatMoneyShort, type MoneyStyle } from "@/lib/format/money";
import { formatNumber, formatPercent } from "@/lib/format/number";
import type { Segment, TraitName } from "@/lib/types/segmentation";
import { stabilityTitle, stabilityTones } from "../ui/stability-tones";
import type { PersonaCardFacts } from "./persona-card";

/** The six traits of a card, in its order. */
export const traitLabels: Record<TraitName, string> = {
  orderFrequency: "Orders",
  averagePayment: "Payment",
  averagePrice: "Price",
  averageFreight: "Freight",
  recency: "Days idle",
  reviewScore: "Review",
};
const traitOrder: readonly TraitName[] = ["orderFrequency", "averagePayment", "averagePrice", "averageFreight", "recency", "reviewScore"];

const borderlineLimit = 0.3;

/** How surely resamples bring the group back; where that was not assessed, the share of borderline members. */
function qualityOf(segment: Segment, locale: string): PersonaCardFacts["quality"] {
  const { stability } = segment;
  if (stability !== null) return { tone: stabilityTones[stability.word], text: `${formatNumber(stability.meanJaccard, locale, 2)} ${stability.word}`, title: stabilityTitle };
  if (segment.borderlineShare === null) return null;
  const share = formatPercent(segment.borderlineShare, locale, 0);
  const isBlurred = segment.borderlineShare >= borderlineLimit;
  const isSharp = segment.borderlineShare < 0.1;
  return {
    tone: isBlurred ? "warn" : isSharp ? "good" : "info",
    text: `${share} borderline`,
    title: `${share} of members lie almost as near to another group (margin under 0.1). How stable the group is over resamples was not assessed in this run.`,
  };
}

function timingOf(segment: Segment, locale: string): string | null {
  const claims = [segment.season, segment.monthPeriod].flatMap((claim) =>
    claim === null ? [] : [`${claim.label}: ${formatPercent(claim.share, locale, 0)} of first orders, ${formatPercent(claim.expected, locale, 0)} expected`],
  );
  return claims.length === 0 ? null : claims.join("; ");
}

/** A segment as its card shows it. */
export function cardFacts(segment: Segment, segmentationQuery: string, style: MoneyStyle): PersonaCardFacts {
  const { locale } = style;
  return {
    index: segment.index,
    name: segment.name,
    valueWord: segment.valueWord,
    lifecycle: segment.lifecycle,
    href: `/segments/${segment.index}${segmentationQuery}`,
    quality: qualityOf(segment, locale),
    customers: formatNumber(segment.customers, locale),
    spendEach: formatMoneyShort(segment.customers > 0 ? segment.revenueCents / segment.customers : 0, style),
    customerShare: segment.customerShare,
    customerShareText: formatPercent(segment.customerShare, locale),
    revenueShare: segment.revenueShare,
    revenueShareText: formatPercent(segment.revenueShare, locale),
    traits: traitOrder.map((trait) => ({ label: traitLabels[trait], level: segment.levels[trait]?.display ?? null })),
    timing: timingOf(segment, locale),
    action: segment.advice.action,
  };
}

const wordOrder = ["Highest Paying", "Best", "Loyal", "Promising", "Impulse", "Cheap"];
const lifecycleOrder = [null, "New", "Lost"];

type Ordered = Pick<Segment, "valueWord" | "lifecycle" | "index">;

/** Personas by value word, then in between, New, Lost; groups without a value word by size. */
export function byValueWord(a: Ordered, b: Ordered): number {
  const word = (s: Ordered): number => (s.valueWord === null ? wordOrder.length : wordOrder.indexOf(s.valueWord));
  const life = (s: Ordered): number => lifecycleOrder.indexOf(s.lifecycle);
  return word(a) - word(b) || life(a) - life(b) || a.index - b.index;
}

import type { FeatureName } from "@/lib/types/features";

/** How a segment with less, or more, of a feature than its namesake is told apart. */
const contrasts: Record<FeatureName, { less: string; more: string }> = {
  recencyDays: { less: "more recent", more: "longer silent" },
  orderCount: { less: "fewer orders", more: "more orders" },
  revenueCents: { less: "lower spend", more: "higher spend" },
  averageOrderCents: { less: "smaller payments", more: "larger payments" },
  averageItemPriceCents: { less: "lower prices", more: "higher prices" },
  averageFreightCents: { less: "lower freight", more: "higher freight" },
  freightShare: { less: "smaller freight share", more: "larger freight share" },
  itemCount: { less: "fewer items", more: "more items" },
  itemsPerOrder: { less: "smaller baskets", more: "larger baskets" },
  sellerRows: { less: "fewer sellers", more: "more sellers" },
  distinctSellers: { less: "fewer shops", more: "more shops" },
  distinctCategories: { less: "fewer categories", more: "more categories" },
  tenureDays: { less: "shorter history", more: "longer history" },
  ageDays: { less: "later arrivals", more: "earlier arrivals" },
  meanReviewScore: { less: "less content", more: "more content" },
  meanLateDays: { less: "served sooner", more: "served later" },
  lateShare: { less: "seldom served late", more: "often served late" },
  maxInstallments: { less: "fewer instalments", more: "more instalments" },
  weekendShare: { less: "more on weekdays", more: "more at weekends" },
  mainOrderMonth: { less: "earlier in the year", more: "later in the year" },
  mainOrderDay: { less: "earlier in the month", more: "later in the month" },
};
const bySize = { less: "larger group", more: "smaller group" };

/** A segment as far as names need it. */
export type Namesake = {
  name: string;
  /** means of the members in deviations of the population, comparable between features */
  standardised: Partial<Record<FeatureName, number>>;
};

type Split = { feature: FeatureName | null; gap: number; less: number[]; more: number[] };

/** Cuts a group in two at the widest gap one feature leaves between neighbours. */
function splitBy(group: readonly number[], feature: FeatureName, segments: readonly Namesake[]): Split {
  const valueOf = (i: number) => segments[i]?.standardised[feature] ?? 0;
  const sorted = [...group].sort((a, b) => valueOf(a) - valueOf(b) || a - b);
  let best: Split = { feature, gap: 0, less: [], more: [] };
  for (let at = 1; at < sorted.length; at++) {
    const gap = valueOf(sorted[at] ?? 0) - valueOf(sorted[at - 1] ?? 0);
    if (gap > best.gap) best = { feature, gap, less: sorted.slice(0, at), more: sorted.slice(at) };
  }
  return best;
}

function widestSplit(
  group: readonly number[],
  features: readonly FeatureName[],
  segments: readonly Namesake[],
): Split {
  const splits = features.map((feature) => splitBy(group, feature, segments));
  const bySizeAlone = { feature: null, gap: 0, less: group.slice(0, 1), more: group.slice(1) };
  return splits.reduce<Split>((best, split) => (split.gap > best.gap ? split : best), bySizeAlone);
}

function tellApart(
  group: readonly number[],
  features: readonly FeatureName[],
  segments: readonly Namesake[],
  names: string[],
): void {
  if (group.length < 2) return;
  const split = widestSplit(group, features, segments);
  const words = split.feature === null ? bySize : contrasts[split.feature];
  for (const i of split.less) names[i] = `${names[i]}, ${words.less}`;
  for (const i of split.more) names[i] = `${names[i]}, ${words.more}`;
  const left = features.filter((feature) => feature !== split.feature);
  tellApart(split.less, left, segments, names);
  tellApart(split.more, left, segments, names);
}

/**
 * Gives segments of one name the trait that separates them most, never a number:
 * "Cheap Lost, smaller payments" and "Cheap Lost, larger payments".
 *
 * The trait is the feature with the widest gap between the segments' means, in deviations of the
 * population; three namesakes and more are split in two, and again. Segments alike in everything
 * are told apart by their size.
 *
 * @param segments largest first
 * @returns one name a segment, all different, unchanged where it was unique
 */
export function distinctNames(segments: readonly Namesake[]): string[] {
  const names = segments.map((segment) => segment.name);
  for (const name of new Set(names)) {
    const group = segments.flatMap((segment, i) => (segment.name === name ? [i] : []));
    const features = Object.keys(contrasts) as FeatureName[]; // the record has exactly these keys
    tellApart(group, features, segments, names);
  }
  return names;
}

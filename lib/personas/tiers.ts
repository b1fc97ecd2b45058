import { featureValues } from "@/lib/features/feature-matrix";
import { mean, weightedDeviation } from "@/lib/stats/moments";
import type { FeatureMatrix } from "@/lib/types/features";
import type { Advice, Segment } from "@/lib/types/segmentation";

/** Worst to best. */
const tierNames = ["Bronze", "Silver", "Gold"] as const;
export type TierName = (typeof tierNames)[number];

const tierAdvice: Record<TierName, Advice> = {
  Gold: {
    goal: "Keep the best third close",
    action: "Give them first choice: new arrivals, early access, quick answers",
    avoid: "Don't discount for customers who return without it",
  },
  Silver: {
    goal: "Bring the middle one tier up",
    action: "Make one relevant offer before their next quiet quarter",
    avoid: "Don't write as often as to Gold: they have not asked for it",
  },
  Bronze: {
    goal: "Find out who can still be reached",
    action: "Try one strong offer on a part of them and keep a holdout",
    avoid: "Don't spend on a channel that costs more than they return",
  },
};

/** Means of a tier, raw units. */
export type TierMeans = Partial<Record<"recencyDays" | "orderCount" | "revenueCents", number | null>>;

/** The standing of a tier: fresher, more orders and more spent, each in deviations of all customers. */
function worth(means: TierMeans, spread: Spread): number {
  return standing(means.orderCount, spread.orderCount) + standing(means.revenueCents, spread.revenueCents) - standing(means.recencyDays, spread.recencyDays);
}

function standing(value: number | null | undefined, { mean, deviation }: { mean: number; deviation: number }): number {
  return value === null || value === undefined || deviation === 0 ? 0 : (value - mean) / deviation;
}

/** Mean and deviation over all customers, of what a tier is worth by. */
export type Spread = Record<"recencyDays" | "orderCount" | "revenueCents", { mean: number; deviation: number }>;

/**
 * Names tiers Bronze, Silver and Gold, from the least to the most worth: recent, frequent and
 * well-paying together, each in deviations of all customers. Fewer than three take the names from
 * the top.
 *
 * Source of the tiers: the first seed study, k-means with k = 3 on recency, log frequency and log
 * monetary value, min-max scaled. It read worth into its tiers; here a tier says what it rests on.
 *
 * @param means of at most three tiers
 */
export function tierNamesOf(means: readonly TierMeans[], spread: Spread): TierName[] {
  const names = tierNames.slice(tierNames.length - means.length);
  const worths = means.map((one) => worth(one, spread));
  const rank = (i: number) => worths.filter((other, j) => other < worths[i]! || (other === worths[i] && j > i)).length; // i lies in the list
  return means.map((_, i) => names[rank(i)] ?? "Gold");
}

/** The segments of a run of tiers under their names; a lone segment keeps its own. */
export function namedTiers(segments: readonly Segment[], spread: Spread): Segment[] {
  if (segments.length < 2 || segments.length > tierNames.length) return [...segments];
  const names = tierNamesOf(segments.map(({ centroid }) => centroid), spread);
  return segments.map((segment, i) => {
    const name = names[i] ?? "Gold";
    return { ...segment, name, valueWord: null, lifecycle: null, advice: tierAdvice[name] };
  });
}

/** Spread of all customers, which tiers are ranked by. */
export function spreadOf(matrix: FeatureMatrix): Spread {
  const of = (feature: keyof Spread) => {
    const values = featureValues(matrix, feature);
    return { mean: mean(values), deviation: weightedDeviation(values, null) };
  };
  return { recencyDays: of("recencyDays"), orderCount: of("orderCount"), revenueCents: of("revenueCents") };
}

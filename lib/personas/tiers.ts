import type { Advice, Segment } from "@/lib/types/segmentation";

/** Worst to best. */
const tierNames = ["Bronze", "Silver", "Gold"] as const;

const tierAdvice: Record<(typeof tierNames)[number], Advice> = {
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

/** The standing of a tier: fresher, more orders and more spent, each in deviations of all customers. */
function worth({ centroid }: Segment, spread: Spread): number {
  return (
    standing(centroid.orderCount, spread.orderCount) + standing(centroid.revenueCents, spread.revenueCents) - standing(centroid.recencyDays, spread.recencyDays)
  );
}

function standing(value: number | null | undefined, { mean, deviation }: { mean: number; deviation: number }): number {
  return value === null || value === undefined || deviation === 0 ? 0 : (value - mean) / deviation;
}

/** Mean and deviation over all customers, of what a tier is worth by. */
export type Spread = Record<"recencyDays" | "orderCount" | "revenueCents", { mean: number; deviation: number }>;

/**
 * Names the segments Bronze, Silver and Gold, from the least to the most worth: recent, frequent
 * and well-paying together, each in deviations of all customers. Fewer than three segments take
 * the names from the top.
 *
 * Source of the tiers: the first seed study, k-means with k = 3 on recency, log frequency and log
 * monetary value, min-max scaled. It read worth into its tiers; here a tier says what it rests on.
 */
export function namedTiers(segments: readonly Segment[], spread: Spread): Segment[] {
  if (segments.length < 2 || segments.length > tierNames.length) return [...segments];
  const ranked = [...segments].sort((a, b) => worth(a, spread) - worth(b, spread) || b.index - a.index);
  const names = tierNames.slice(tierNames.length - segments.length);
  const nameOf = new Map(ranked.map((segment, rank) => [segment.index, names[rank] ?? "Gold"]));
  return segments.map((segment) => {
    const name = nameOf.get(segment.index) ?? "Gold";
    return { ...segment, name, valueWord: null, lifecycle: null, advice: tierAdvice[name] };
  });
}

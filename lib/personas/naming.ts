import type { Lifecycle, ValueWord } from "@/lib/types/segmentation";
import {
  frequencyByMean,
  levelByCuts,
  lifecycleByCuts,
  type LevelCuts,
  type LifecycleCuts,
  type NamingLevel,
} from "./levels";

/** What a name is made of; null where the shop shows no difference. */
export type NamingTraits = {
  frequency: NamingLevel | null;
  payment: NamingLevel | null;
  lifecycle: Lifecycle;
};

function isHigh(level: NamingLevel | null): boolean {
  return level === "high" || level === "very high";
}

/**
 * What a segment is worth, in one word: frequency first, then the size of its payments.
 *
 * Frequency very high → Loyal; high → Best where payments are high or more, else Promising;
 * lower → Highest Paying, Impulse or Cheap as payments are very high, high or lower.
 *
 * @returns null for one-time buyers in a shop where payments do not differ: no word is earned
 */
export function valueWordOf({ frequency, payment }: NamingTraits): ValueWord | null {
  if (frequency === "very high") return "Loyal";
  if (frequency === "high") return isHigh(payment) ? "Best" : "Promising";
  if (payment === null) return null;
  if (payment === "very high") return "Highest Paying";
  return payment === "high" ? "Impulse" : "Cheap";
}

/**
 * Name of a persona: value word and lifecycle, e.g. "Best New", "Promising Lost", "Cheap".
 */
export function personaName(traits: NamingTraits): string {
  const word = valueWordOf(traits);
  if (word === null) return traits.lifecycle === null ? "All alike" : `${traits.lifecycle} customers`;
  return traits.lifecycle === null ? word : `${word} ${traits.lifecycle}`;
}

/** Plain figures of a segment, when no population is at hand to take percentiles from. */
export type NamingFigures = { meanOrders: number; payment: number; recencyDays: number };

/**
 * The same name from figures and explicit cut points, for a shop where few reorder.
 */
export function personaNameByCuts(
  figures: NamingFigures,
  cuts: { payment: LevelCuts; recencyDays: LifecycleCuts },
): string {
  return personaName({
    frequency: frequencyByMean(figures.meanOrders),
    payment: levelByCuts(figures.payment, cuts.payment),
    lifecycle: lifecycleByCuts(figures.recencyDays, cuts.recencyDays),
  });
}

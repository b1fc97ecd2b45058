import type { LifetimeBand, PersonaRow, TraitCell } from "@/lib/types/persona-table";
import type { Segment, TraitName } from "@/lib/types/segmentation";
import { traitFeatures } from "./name-segments";

/** The study's colours, by whole months: red up to 10, orange up to 15, green from 16. */
function bandOf(months: number): LifetimeBand {
  const whole = Math.round(months);
  if (whole <= 10) return "short";
  return whole <= 15 ? "middling" : "long";
}

function traitOf({ levels, centroid }: Segment, trait: TraitName): TraitCell {
  return { level: levels[trait]?.name ?? null, mean: centroid[traitFeatures[trait]] ?? null };
}

/**
 * The table of personas in the form of the seed study: naming levels with the means beside them,
 * timing where there is a signal, and lifetime. The study's mean month and mean day are left out: a
 * month is circular, and its mean says nothing.
 *
 * @returns one row a segment, in the order given
 */
export function personaTable(segments: readonly Segment[]): PersonaRow[] {
  return segments.map((segment) => {
    const { index, name, valueWord, lifecycle, customers, customerShare, revenueShare, season, monthPeriod, lifetimeMonths } = segment;
    return {
      index, persona: name, valueWord, lifecycle, customers, customerShare, revenueShare, season, monthPeriod, lifetimeMonths,
      orderFrequency: traitOf(segment, "orderFrequency"),
      averagePayment: traitOf(segment, "averagePayment"),
      averagePrice: traitOf(segment, "averagePrice"),
      averageFreight: traitOf(segment, "averageFreight"),
      recency: traitOf(segment, "recency"),
      meanSpendCents: segment.centroid.revenueCents ?? null,
      lifetimeBand: lifetimeMonths === null ? null : bandOf(lifetimeMonths),
    };
  });
}

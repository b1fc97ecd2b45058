import type { LevelName, Segment } from "@/lib/types/segmentation";

/** How soon a segment must be looked at again, by how long it has been around. */
export type LifetimeBand = "short" | "middling" | "long";

/** One persona in the form of the seed study's table. */
export type PersonaRow = {
  persona: string;
  customers: number;
  /** fraction 0-1 */
  customerShare: number;
  orderFrequency: LevelName | null;
  averagePayment: LevelName | null;
  averagePrice: LevelName | null;
  averageFreight: LevelName | null;
  /** e.g. "summer"; null = no pattern */
  season: string | null;
  /** e.g. "beginning of the month"; null = no pattern */
  monthPeriod: string | null;
  /** whole months; null without orders */
  lifetimeMonths: number | null;
  lifetimeBand: LifetimeBand | null;
};

/** The study's colours: red up to 10 months, orange up to 15, green from 16. */
function bandOf(months: number): LifetimeBand {
  if (months <= 10) return "short";
  return months <= 15 ? "middling" : "long";
}

/**
 * The table of personas in the form of the seed study: naming levels, timing where there is a
 * signal, and lifetime in whole months.
 *
 * @returns one row a segment, in the order given
 */
export function personaTable(segments: readonly Segment[]): PersonaRow[] {
  return segments.map((segment) => {
    const months = segment.lifetimeMonths === null ? null : Math.round(segment.lifetimeMonths);
    return {
      persona: segment.name,
      customers: segment.customers,
      customerShare: segment.customerShare,
      orderFrequency: segment.levels.orderFrequency?.name ?? null,
      averagePayment: segment.levels.averagePayment?.name ?? null,
      averagePrice: segment.levels.averagePrice?.name ?? null,
      averageFreight: segment.levels.averageFreight?.name ?? null,
      season: segment.season?.label ?? null,
      monthPeriod: segment.monthPeriod?.label ?? null,
      lifetimeMonths: months,
      lifetimeBand: months === null ? null : bandOf(months),
    };
  });
}

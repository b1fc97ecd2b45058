import type { LevelName, Segment, TraitName } from "@/lib/types/segmentation";

/** One row of the table of personas as the second seed study drew it, plus sizes. Shares are fractions. */
export type PersonaTableRow = {
  index: number;
  name: string;
  customers: number;
  customerShare: number;
  revenueShare: number;
  orderFrequency: LevelName | null;
  averagePayment: LevelName | null;
  averagePrice: LevelName | null;
  averageFreight: LevelName | null;
  recency: LevelName | null;
  season: string | null;
  monthPeriod: string | null;
  lifetimeMonths: number | null;
};

/**
 * The table of personas, largest first. Levels are the four naming levels; season and month period
 * stand only where they carry a signal.
 */
export function personaTable(segments: readonly Segment[]): PersonaTableRow[] {
  const level = (segment: Segment, trait: TraitName): LevelName | null => segment.levels[trait]?.name ?? null;
  return [...segments]
    .sort((a, b) => a.index - b.index)
    .map((segment) => ({
      index: segment.index,
      name: segment.name,
      customers: segment.customers,
      customerShare: segment.customerShare,
      revenueShare: segment.revenueShare,
      orderFrequency: level(segment, "orderFrequency"),
      averagePayment: level(segment, "averagePayment"),
      averagePrice: level(segment, "averagePrice"),
      averageFreight: level(segment, "averageFreight"),
      recency: level(segment, "recency"),
      season: segment.season?.label ?? null,
      monthPeriod: segment.monthPeriod?.label ?? null,
      lifetimeMonths: segment.lifetimeMonths,
    }));
}

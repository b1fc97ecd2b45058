import type { PersonaShare } from "@/lib/types/overview";

/** Customers and revenue of a segment among some of the orders. */
export type SegmentSums = { segment: number; customers: number; revenue_cents: number };

/**
 * Personas with the sums of some of the orders in place of their own; shares are of those orders'
 * customers and revenue. A persona without any keeps its place with none.
 */
export function filteredShares(personas: readonly PersonaShare[], sums: readonly SegmentSums[]): PersonaShare[] {
  const customers = sums.reduce((sum, row) => sum + row.customers, 0);
  const revenue = sums.reduce((sum, row) => sum + row.revenue_cents, 0);
  return personas.map((persona) => {
    const own = sums.find((row) => row.segment === persona.index) ?? { customers: 0, revenue_cents: 0 };
    return {
      ...persona,
      customers: own.customers,
      customerShare: customers > 0 ? own.customers / customers : 0,
      revenueCents: own.revenue_cents,
      revenueShare: revenue > 0 ? own.revenue_cents / revenue : 0,
    };
  });
}

import type { DaySpan } from "@/lib/types/overview";

/** Who bought in a window: people, those with more than one sale in it, those whose first sale ever lies in it, and the squares of their sales added up. */
export type Buyers = { people: number; repeaters: number; newcomers: number; ordersSquared: number };

export const nobody: Buyers = { people: 0, repeaters: 0, newcomers: 0, ordersSquared: 0 };

/** Sales side by side, those of one person together. Days of the sale and of the person's first. */
export type Buys = { customerKeys: Float64Array; days: Float64Array; firstDays: Float64Array };

/**
 * Counts the buyers of some windows in one pass. An engine would put every sale into every window it lies in and
 * group those by person, which costs four times as much for windows that overlap.
 */
export function countBuyers({ customerKeys, days, firstDays }: Buys, spans: readonly DaySpan[]): Buyers[] {
  const counts = spans.map(() => ({ ...nobody }));
  for (let from = 0, to = 0; from < days.length; from = to) {
    while (to < days.length && customerKeys[to] === customerKeys[from]) to++;
    const first = firstDays[from] ?? 0;
    spans.forEach((span, place) => {
      let sold = 0;
      for (let i = from; i < to; i++) {
        const day = days[i] ?? 0;
        if (day >= span.from && day <= span.to) sold++;
      }
      const count = counts[place];
      if (sold === 0 || count === undefined) return;
      count.people++;
      count.ordersSquared += sold * sold;
      if (sold > 1) count.repeaters++;
      if (first >= span.from) count.newcomers++;
    });
  }
  return counts;
}

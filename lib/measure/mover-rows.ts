import type { Day } from "@/lib/types/day";
import type { MoverCells } from "./mover-cells";
import type { MoverRow } from "./movers";

type Sums = { customers: Float64Array; revenueCents: Float64Array };

const sumsOf = (count: number): Sums => ({ customers: new Float64Array(count), revenueCents: new Float64Array(count) });

/**
 * Who was where at the end of `since`, out of the cells of the later day: customers by segment then and now and,
 * of those who moved in silence, by the day of their last sale. One pass over the cells.
 *
 * @param k number of segments
 * @returns by segment then (null first), segment now and day (null first)
 */
export function moverRows(cells: MoverCells, since: Day, k: number): MoverRow[] {
  const { from, to, silentFrom, was, now, customers, revenueCents, firstDay } = cells;
  const width = k + 1;
  const all = sumsOf(width * width);
  const silent: (Sums | null)[] = Array.from(all.customers, () => null);
  for (let i = 0; i < was.length; i++) {
    if (from[i]! > since || to[i]! <= since) continue; // columns of one length
    const pair = was[i]! * width + now[i]!;
    const day = silentFrom[i]!;
    const sums = day > since ? all : (silent[pair] ??= sumsOf(since - firstDay + 1));
    const cell = day > since ? pair : day - firstDay;
    sums.customers[cell]! += customers[i]!;
    sums.revenueCents[cell]! += revenueCents[i]!;
  }
  const rows: MoverRow[] = [];
  for (let pair = 0; pair < width * width; pair++) {
    const kind = { was: pair < width ? null : Math.floor(pair / width) - 1, now: (pair % width) - 1 };
    if (all.customers[pair]! > 0) rows.push({ ...kind, silent_day: null, customers: all.customers[pair]!, revenue_cents: all.revenueCents[pair]! });
    silent[pair]?.customers.forEach((count, i) => {
      if (count > 0) rows.push({ ...kind, silent_day: firstDay + i, customers: count, revenue_cents: silent[pair]?.revenueCents[i] ?? 0 });
    });
  }
  return rows;
}

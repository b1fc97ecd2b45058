import type { SegmentHistory } from "@/lib/personas/segment-history";
import type { Day } from "@/lib/types/day";
import type { MoverCells } from "./mover-cells";
import type { MoverRow } from "./movers";
import type { People } from "./people";

type Sums = { customers: Float64Array; revenueCents: Float64Array };

const sumsOf = (count: number): Sums => ({ customers: new Float64Array(count), revenueCents: new Float64Array(count) });

/** Some customers: segment then and now, both + 1, 0 = not there, and the day of the last sale of those who moved in silence, null else. */
type Counted = { was: number; now: number; silentDay: Day | null; customers: number; revenueCents: number };

/** @param first no day of a last sale is earlier */
function createTally({ k, since, first }: { k: number; since: Day; first: Day }) {
  const width = k + 1;
  const all = sumsOf(width * width);
  const silent: (Sums | null)[] = Array.from(all.customers, () => null);
  return {
    add({ was, now, silentDay, customers, revenueCents }: Counted): void {
      const pair = was * width + now;
      const sums = silentDay === null ? all : (silent[pair] ??= sumsOf(since - first + 1));
      const cell = silentDay === null ? pair : silentDay - first;
      sums.customers[cell]! += customers;
      sums.revenueCents[cell]! += revenueCents;
    },
    /** by segment then (null first), segment now and day (null first) */
    rows(): MoverRow[] {
      const rows: MoverRow[] = [];
      for (let pair = 0; pair < width * width; pair++) {
        const kind = { was: pair < width ? null : Math.floor(pair / width) - 1, now: (pair % width) - 1 };
        if (all.customers[pair]! > 0) rows.push({ ...kind, silent_day: null, customers: all.customers[pair]!, revenue_cents: all.revenueCents[pair]! });
        silent[pair]?.customers.forEach((count, i) => {
          if (count > 0) rows.push({ ...kind, silent_day: first + i, customers: count, revenue_cents: silent[pair]?.revenueCents[i] ?? 0 });
        });
      }
      return rows;
    },
  };
}

/**
 * Who was where at the end of `since`, out of the cells of the later day: customers by segment then and now and,
 * of those who moved in silence, by the day of their last sale. One pass over the cells.
 *
 * @param k number of segments
 * @returns by segment then (null first), segment now and day (null first)
 */
export function moverRows(cells: MoverCells, since: Day, k: number): MoverRow[] {
  const { from, to, silentFrom, was, now, customers, revenueCents, firstDay } = cells;
  const tally = createTally({ k, since, first: firstDay });
  const counted: Counted = { was: 0, now: 0, silentDay: null, customers: 0, revenueCents: 0 };
  for (let i = 0; i < was.length; i++) {
    if (from[i]! > since || to[i]! <= since) continue; // columns of one length
    counted.was = was[i]!;
    counted.now = now[i]!;
    counted.silentDay = silentFrom[i]! > since ? null : silentFrom[i]!;
    counted.customers = customers[i]!;
    counted.revenueCents = revenueCents[i]!;
    tally.add(counted);
  }
  return tally.rows();
}

export type MoverCount = {
  /** the customers of a range of keys; every key once */
  add(keys: { from: number; to: number }): void;
  /** as `moverRows` */
  rows(): MoverRow[];
};

/**
 * The rows of `moverRows` of one earlier day, person by person: a quarter of the work of the cells that tell them of
 * every earlier day.
 *
 * @param people of the later day
 * @param history where they were before it
 */
export function createMoverCount(people: People, { starts, changes }: Pick<SegmentHistory, "starts" | "changes">, { since, k }: { since: Day; k: number }): MoverCount {
  const first = people.lastDays.reduce((least, day) => Math.min(least, day), since);
  const tally = createTally({ k, since, first });
  const counted: Counted = { was: 0, now: 0, silentDay: null, customers: 1, revenueCents: 0 };
  const until = since * 256 + 255;
  return {
    add({ from, to }) {
      const end = Math.min(to, people.segments.length);
      for (let key = from; key < end; key++) {
        counted.now = people.segments[key]!; // the keys end with the people
        if (counted.now === 0) continue;
        counted.was = 0;
        const last = key + 1 < starts.length ? starts[key + 1]! : 0;
        for (let at = starts[key] ?? 0; at < last && changes[at]! <= until; at++) counted.was = changes[at]! & 255;
        const lastDay = people.lastDays[key]!;
        counted.silentDay = counted.was !== 0 && counted.was !== counted.now && lastDay <= since ? lastDay : null;
        counted.revenueCents = people.revenueCents[key]!;
        tally.add(counted);
      }
    },
    rows: tally.rows,
  };
}

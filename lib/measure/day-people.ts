import type { BuyerLedger } from "@/lib/features/buyer-totals";
import { monthOf } from "@/lib/stats/civil-date";
import type { Day } from "@/lib/types/day";
import { emptyPeople, type People } from "./people";
import type { ActiveRow, RevenueRow } from "./revenue-bands";

/** What a ledger tells of the people of a day: who they are, what those of each segment have spent by month of the order, and how many of them ordered. */
export type DayPeople = { people: People; revenue: RevenueRow[]; active: ActiveRow[] };

export type DayPeopleWriter = {
  /** any number of times, with members of the day and their segments, each once */
  add(customerKeys: ArrayLike<number>, segments: ArrayLike<number>): void;
  /** once, after all members: people as `peopleSql` has them, the rows as `revenueByPersonaSql` and `activeByPersonaSql` without a filter */
  finish(): DayPeople;
};

/**
 * Puts the people of a day together out of everybody's sales, without an engine.
 * @param ledger of all that counts as a sale
 * @param k segments: those of the members lie in 0..k - 1
 * @throws RangeError for more segments than a byte holds beside nobody
 */
export function createDayPeople({ starts, days, revenueCents }: BuyerLedger, asOf: Day, k: number): DayPeopleWriter {
  if (k > 255) throw new RangeError(`k is ${k}; it must be at most 255`);
  const keys = starts.length - 1;
  const people = emptyPeople(keys);
  const months = monthsOf(days, asOf);
  // one more for whoever belongs to none
  const segmentsAMonth = k + 1;
  const cells = new Float64Array(months.count * segmentsAMonth);
  const active = new Uint32Array(cells.length);

  function addSales(key: number, segment: number): void {
    let lastDay: Day | null = null;
    let revenue = 0;
    let latest = -1;
    for (let at = starts[key]!; at < starts[key + 1]!; at++) { // every key has a start and an end
      const day = days[at]!;
      if (day > asOf) continue;
      const cell = months.placeOf[day - months.firstDay]! * segmentsAMonth + segment; // every day up to then has a place
      cells[cell]! += revenueCents[at]!;
      // the sales of a customer come by day
      if (cell !== latest) active[cell]!++;
      latest = cell;
      revenue += revenueCents[at]!;
      lastDay = day;
    }
    if (segment === k || lastDay === null) return;
    people.segments[key] = segment + 1;
    people.lastDays[key] = lastDay;
    people.revenueCents[key] = revenue;
  }

  return {
    add(customerKeys, segments) {
      for (let i = 0; i < customerKeys.length; i++) if (customerKeys[i]! < keys) addSales(customerKeys[i]!, segments[i]!); // two columns of one length
    },
    finish() {
      for (let key = 0; key < keys; key++) if (people.segments[key] === 0) addSales(key, k);
      const met = Array.from(active.keys()).filter((cell) => active[cell]! > 0);
      const placed = met.map((cell) => ({ cell, month: months.first + Math.floor(cell / segmentsAMonth), segment: cell % segmentsAMonth === k ? null : cell % segmentsAMonth }));
      return {
        people,
        revenue: placed.map(({ cell, ...place }) => ({ ...place, revenue_cents: cells[cell]! })),
        active: placed.map(({ cell, ...place }) => ({ ...place, customers: active[cell]! })),
      };
    },
  };
}

/** Which month each day lies in, counted from the first month with a sale. */
function monthsOf(days: Int32Array, asOf: Day) {
  const firstDay = days.reduce((first, day) => Math.min(first, day), asOf);
  const first = monthOf(firstDay);
  const placeOf = Uint16Array.from({ length: asOf - firstDay + 1 }, (_, i) => monthOf(firstDay + i) - first);
  return { first, firstDay, placeOf, count: monthOf(asOf) - first + 1 };
}

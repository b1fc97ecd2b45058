import { medianOfCounted } from "@/lib/stats/quantile";
import type { Day } from "@/lib/types/day";
import type { Move, Movers } from "@/lib/types/overview-page";

/** Members as of a day, ascending by customer key; entry i of both arrays belongs to one customer. */
export type DayMembers = { customerKeys: ArrayLike<number>; segments: ArrayLike<number> };

/** Each customer's sales up to the later day, ascending by customer key; `isCounted` 1 = passes the filter. */
export type LastSales = { customerKeys: ArrayLike<number>; days: ArrayLike<number>; revenueCents: ArrayLike<number>; isCounted: ArrayLike<number> };

export type MoversInput = {
  before: DayMembers;
  after: DayMembers;
  lastSales: LastSales;
  /** only customers in these segments now; empty = all */
  segments: readonly number[];
  since: Day;
};

type Counting = { from: number; to: number; silent: { value: number; count: number }[]; customers: number; revenueCents: number };

/** Walks a sorted key column forward; -1 where the key is missing. */
function cursor(keys: ArrayLike<number>): (key: number) => number {
  let at = 0;
  return (key) => {
    while (at < keys.length && (keys[at] ?? 0) < key) at++;
    return keys[at] === key ? at : -1;
  };
}

/** One customer of the later day: segment then (-1 = not there), segment now, day of the last sale, revenue. */
type Walked = { key: number; from: number; to: number; lastDay: Day; revenueCents: number };

/** Every customer of the later day whom the filter counts, ascending by key. */
export function walkMembers({ before, after, lastSales, segments, since }: MoversInput, visit: (customer: Walked) => void): void {
  const findBefore = cursor(before.customerKeys);
  const findSale = cursor(lastSales.customerKeys);
  const wanted = new Set(segments);
  for (let i = 0; i < after.customerKeys.length; i++) {
    const key = after.customerKeys[i] ?? 0;
    const to = after.segments[i] ?? -1;
    const was = findBefore(key);
    const sale = findSale(key);
    if (lastSales.isCounted[sale] !== 1 || (wanted.size > 0 && !wanted.has(to))) continue;
    visit({ key, from: was < 0 ? -1 : (before.segments[was] ?? -1), to, lastDay: lastSales.days[sale] ?? since, revenueCents: lastSales.revenueCents[sale] ?? 0 });
  }
}

function moveOf({ from, to, silent, customers, revenueCents }: Counting, names: readonly string[]): Move {
  const silentCustomers = silent.reduce((sum, { count }) => sum + count, 0);
  const isDown = silentCustomers > customers - silentCustomers;
  return {
    from, to, fromName: names[from] ?? "", toName: names[to] ?? "", customers, revenueCents, direction: isDown ? "down" : "up",
    silentDays: isDown ? Math.round(medianOfCounted(silent)) : null,
  };
}

/** Customers by segment then (null = not there), segment now and, of those who moved by silence alone, the day of their last sale. */
export type MoverRow = { was: number | null; now: number; silent_day: number | null; customers: number; revenue_cents: number };

export type MoversCount = {
  /** of `moverRows` or `moverRowsSql` */
  rows: readonly MoverRow[];
  /** names by segment index */
  names: readonly string[];
  since: Day;
  asOf: Day;
};

/**
 * Who changed persona between two days by one model, and whether by a new order or by silence alone.
 *
 * Customers the earlier day does not know are counted apart. A move is by silence when the last sale
 * was on or before `since`.
 *
 * @returns moves with the most customers first, ties by index
 */
export function movers({ rows, names, since, asOf }: MoversCount): Movers {
  const counts = new Map<string, Counting>();
  const joined = names.map((name) => ({ name, customers: 0 }));
  let common = 0;
  for (const { was, now, silent_day: silentDay, customers, revenue_cents: revenueCents } of rows) {
    const newcomers = joined[now];
    if (was === null && newcomers !== undefined) newcomers.customers += customers;
    if (was !== null) common += customers;
    if (was === null || was === now) continue;
    const key = `${was}/${now}`;
    const move = counts.get(key) ?? { from: was, to: now, silent: [], customers: 0, revenueCents: 0 };
    counts.set(key, move);
    move.customers += customers;
    move.revenueCents += revenueCents;
    if (silentDay !== null) move.silent.push({ value: asOf - silentDay, count: customers });
  }
  const counted = [...counts.values()];
  const silent = counted.flatMap((move) => move.silent).reduce((sum, { count }) => sum + count, 0);
  const moves = counted.map((move) => moveOf(move, names)).sort((x, y) => y.customers - x.customers || x.from - y.from || x.to - y.to);
  const moved = moves.reduce((sum, move) => sum + move.customers, 0);
  return {
    since, asOf, moves, moved, common,
    revenueCents: moves.reduce((sum, move) => sum + move.revenueCents, 0),
    joined: joined.reduce((sum, each) => sum + each.customers, 0),
    joinedTo: joined.filter((each) => each.customers > 0).sort((x, y) => y.customers - x.customers),
    silentShare: moved > 0 ? silent / moved : 0,
  };
}

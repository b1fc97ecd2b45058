import { quantileOfSorted, sortedFinite } from "@/lib/stats/quantile";
import type { Move, Movers } from "@/lib/types/overview-page";

/** Members of a run, ascending by customer key; entry i of both arrays belongs to one customer. */
export type RunMembers = { customerKeys: ArrayLike<number>; segments: ArrayLike<number>; names: readonly string[] };

/** Day of each customer's last sale, ascending by customer key. */
export type LastSales = { customerKeys: ArrayLike<number>; days: ArrayLike<number> };

export type MoversInput = { before: RunMembers; after: RunMembers; lastSales: LastSales; since: number; asOf: number };

type Counting = { from: string; to: string; silentDays: number[]; reordered: number };

/** Walks a sorted key column forward; -1 where the key is missing. */
function cursor(keys: ArrayLike<number>): (key: number) => number {
  let at = 0;
  return (key) => {
    while (at < keys.length && (keys[at] ?? 0) < key) at++;
    return keys[at] === key ? at : -1;
  };
}

function moveOf({ from, to, silentDays, reordered }: Counting): Move {
  const customers = silentDays.length + reordered;
  const isSilence = silentDays.length * 2 >= customers;
  return { from, to, customers, silentDays: isSilence ? Math.round(quantileOfSorted(sortedFinite(silentDays), 0.5)) : null };
}

/**
 * Who changed persona between two runs, and whether by a new order or by silence alone.
 *
 * Personas are matched by name, since labels are numbered by size; customers unknown to the earlier
 * run are counted apart. A move is by silence when the last sale was on or before `since`.
 *
 * @returns moves with the most customers first, ties by name; `silentDays` is the median days since
 *   the last sale at `asOf` where at least half moved by silence, else null
 */
export function movers({ before, after, lastSales, since, asOf }: MoversInput): Movers {
  const counts = new Map<string, Counting>();
  const findBefore = cursor(before.customerKeys);
  const findSale = cursor(lastSales.customerKeys);
  let common = 0;
  let silent = 0;
  for (let i = 0; i < after.customerKeys.length; i++) {
    const key = after.customerKeys[i] ?? 0;
    const was = findBefore(key);
    if (was < 0) continue;
    common++;
    const from = before.names[before.segments[was] ?? -1] ?? "";
    const to = after.names[after.segments[i] ?? -1] ?? "";
    if (from === to) continue;
    const move = counts.get(`${from}\n${to}`) ?? { from, to, silentDays: [], reordered: 0 };
    const lastDay = lastSales.days[findSale(key)] ?? since;
    if (lastDay <= since) {
      move.silentDays.push(asOf - lastDay);
      silent++;
    } else move.reordered++;
    counts.set(`${from}\n${to}`, move);
  }
  const moves = [...counts.values()].map(moveOf).sort((x, y) => y.customers - x.customers || (`${x.from}\n${x.to}` < `${y.from}\n${y.to}` ? -1 : 1));
  const moved = moves.reduce((sum, move) => sum + move.customers, 0);
  return { moves, moved, common, joined: after.customerKeys.length - common, silentShare: moved > 0 ? silent / moved : 0 };
}

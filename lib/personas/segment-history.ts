import type { BuyerSales } from "@/lib/features/buyer-totals";
import { grown } from "@/lib/stats/grown";
import type { Day } from "@/lib/types/day";
import type { MemberModel } from "./assign-members";
import { createRecencyWalk } from "./segments-along-recency";

/**
 * The days on which the segment of each customer changes, some three a customer.
 * `changes[starts[key]]` up to before `changes[starts[key + 1]]` belong to one customer, ascending: day * 256 + segment + 1.
 * Nothing is known of days after `lastDay`.
 */
export type SegmentHistory = { starts: Uint32Array; changes: Int32Array; lastDay: Day };

export type HistoryWriter = {
  /** any number of times, with sales by ascending customer and, of one customer, by ascending day */
  add(sales: BuyerSales): void;
  /** once, after all sales */
  finish(): SegmentHistory;
};

/** So many states are followed together: enough to keep the loops tight, few enough for a short turn. */
const statesATime = 2048;

/**
 * In which segment each customer was on any day, from the first sale to `lastDay`, by a model that
 * `movesByRecencyAlone`: the same as `createAssigner` would say of the sales up to that day.
 *
 * Between two days with sales only recency moves, so each such state of a customer is followed once.
 *
 * @param lastDay no sale is later
 */
export function createSegmentHistory(model: MemberModel, lastDay: Day): HistoryWriter {
  const walk = createRecencyWalk(model);
  const list = createChangeList();
  const states = { customerKeys: new Float64Array(statesATime), days: new Int32Array(statesATime), lasts: new Int32Array(statesATime), orderCount: new Float64Array(statesATime), revenueCents: new Float64Array(statesATime) };
  let waiting = 0;
  const open = { key: -1, day: 0, orders: 0, revenueCents: 0 };

  function followWaiting(): void {
    const { days, lasts } = states;
    const filled = (values: Float64Array): Float64Array => values.subarray(0, waiting);
    const customers = { customerKeys: filled(states.customerKeys), columns: { orderCount: filled(states.orderCount), revenueCents: filled(states.revenueCents) } };
    waiting = 0;
    walk(customers, lasts.subarray(0, customers.customerKeys.length), (i, recencyDays, segment) => list.add(states.customerKeys[i]!, days[i]! + recencyDays, segment)); // one of the waiting
  }

  /** What is open lasted up to this day. */
  function close(upTo: Day): void {
    if (open.key < 0) return;
    states.customerKeys[waiting] = open.key;
    states.days[waiting] = open.day;
    states.lasts[waiting] = upTo - open.day;
    states.orderCount[waiting] = open.orders;
    states.revenueCents[waiting] = open.revenueCents;
    if (++waiting === statesATime) followWaiting();
  }

  return {
    add({ customerKeys, days, revenueCents }) {
      for (let i = 0; i < customerKeys.length; i++) {
        const [key, day] = [customerKeys[i]!, days[i]!]; // three columns of one length
        if (key !== open.key) {
          close(lastDay);
          Object.assign(open, { key, orders: 0, revenueCents: 0 });
        } else if (day !== open.day) close(day - 1);
        open.day = day;
        open.orders++;
        open.revenueCents += revenueCents[i]!;
      }
    },
    finish() {
      close(lastDay);
      followWaiting();
      return { ...list.finish(), lastDay };
    },
  };
}

/** Changes by ascending customer and day; one into the same segment is none. */
function createChangeList() {
  let starts = new Uint32Array(1 << 12);
  let changes = new Int32Array(1 << 12);
  let known = 0;
  let latest = -1;
  return {
    add(key: number, day: Day, segment: number): void {
      if (key + 2 > starts.length) starts = grown(starts, new Uint32Array(2 * (key + 2)));
      const isAnother = key !== latest;
      while (latest < key) starts[++latest] = known;
      if (!isAnother && (changes[known - 1]! & 255) === segment + 1) return; // one of this customer's is there
      if (known === changes.length) changes = grown(changes, new Int32Array(2 * known));
      changes[known++] = day * 256 + segment + 1;
    },
    finish(): Omit<SegmentHistory, "lastDay"> {
      starts[latest + 1] = known;
      return { starts: starts.slice(0, latest + 2), changes: changes.slice(0, known) };
    },
  };
}

/** Bytes a history takes. */
export const historyBytes = ({ starts, changes }: SegmentHistory): number => starts.byteLength + changes.byteLength;

/** Customers by ascending key and their segments. */
export type DaySegments = { customerKeys: Float64Array; segments: Int32Array };

/**
 * Who was in which segment at the end of a day, in parts of at most `size` customers.
 * @throws RangeError for a day after the last the history was made for
 */
export function* segmentsOnDay({ starts, changes, lastDay }: SegmentHistory, day: Day, size: number): Generator<DaySegments> {
  if (day > lastDay) throw new RangeError(`day is ${day}; it must not be after ${lastDay}`);
  const until = day * 256 + 255;
  const room = { customerKeys: new Float64Array(size), segments: new Int32Array(size) };
  for (let from = 0; from < starts.length - 1; from += size) {
    let n = 0;
    for (let key = from; key < Math.min(from + size, starts.length - 1); key++) {
      let change = 0;
      for (let at = starts[key]!; at < starts[key + 1]! && changes[at]! <= until; at++) change = changes[at]!; // every key has a start and an end
      if (change === 0) continue;
      room.customerKeys[n] = key;
      room.segments[n++] = (change & 255) - 1;
    }
    if (n > 0) yield { customerKeys: room.customerKeys.slice(0, n), segments: room.segments.slice(0, n) };
  }
}

/** Customers with their segment at the end of one day, of which alone anything is known; by ascending key. */
export function createDayHistory(day: Day): { add(members: DaySegments): void; finish(): SegmentHistory } {
  const list = createChangeList();
  return {
    add: ({ customerKeys, segments }) => segments.forEach((segment, i) => list.add(customerKeys[i]!, day, segment)), // one length
    finish: () => ({ ...list.finish(), lastDay: day }),
  };
}

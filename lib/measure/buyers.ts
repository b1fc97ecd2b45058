import type { DaySpan } from "@/lib/types/overview";

/** Who bought in a window: people, those with more than one sale in it, those whose first sale ever lies in it, and the squares of their sales added up. */
export type Buyers = { people: number; repeaters: number; newcomers: number; ordersSquared: number };

export const nobody: Buyers = { people: 0, repeaters: 0, newcomers: 0, ordersSquared: 0 };

/** Sales side by side, those of one person together. Days of the sale and of the person's first. */
export type Buys = { customerKeys: Float64Array; days: Float64Array; firstDays: Float64Array };

/** The windows of each day from `first` on: the places `starts[day - first]` to `starts[day - first + 1]` of `windows`. */
function windowsByDay(days: Float64Array, spans: readonly DaySpan[]) {
  let [first, last] = [Infinity, -Infinity];
  for (const day of days) {
    if (day < first) first = day;
    if (day > last) last = day;
  }
  const length = Math.max(0, last - first + 1);
  const windows = Array.from({ length }, (_, i) => spans.flatMap(({ from, to }, place) => (first + i >= from && first + i <= to ? [place] : [])));
  const starts = new Int32Array(length + 1);
  windows.forEach((places, i) => (starts[i + 1] = (starts[i] ?? 0) + places.length));
  return { first, starts, windows: Int32Array.from(windows.flat()) };
}

/**
 * Counts the buyers of some windows in one pass. An engine would put every sale into every window it lies in and
 * group those by person, which costs four times as much for windows that overlap. Windows are found by the day of a
 * sale, which lies in few: to ask each window about each sale takes twice as long.
 */
export function countBuyers({ customerKeys, days, firstDays }: Buys, spans: readonly DaySpan[]): Buyers[] {
  const { first, starts, windows } = windowsByDay(days, spans);
  const [people, repeaters, newcomers, ordersSquared] = [new Int32Array(spans.length), new Int32Array(spans.length), new Int32Array(spans.length), new Float64Array(spans.length)];
  const begins = Int32Array.from(spans, (span) => span.from);
  /** by window: how many sales the person last met in it has there, and who that is */
  const sold = new Int32Array(spans.length);
  const by = new Int32Array(spans.length).fill(-1);
  for (let i = 0, person = 0; i < days.length; i++) {
    const day = (days[i] ?? 0) - first;
    if (customerKeys[i] !== customerKeys[i - 1]) person = i;
    const firstDay = firstDays[i] ?? 0;
    for (let at = starts[day] ?? 0; at < (starts[day + 1] ?? 0); at++) {
      const place = windows[at] ?? 0;
      const before = by[place] === person ? sold[place] ?? 0 : 0;
      by[place] = person;
      sold[place] = before + 1;
      // the square of one more
      ordersSquared[place] = (ordersSquared[place] ?? 0) + 2 * before + 1;
      if (before === 0) {
        people[place] = (people[place] ?? 0) + 1;
        if (firstDay >= (begins[place] ?? 0)) newcomers[place] = (newcomers[place] ?? 0) + 1;
      } else if (before === 1) repeaters[place] = (repeaters[place] ?? 0) + 1;
    }
  }
  return spans.map((_, place) => ({ people: people[place] ?? 0, repeaters: repeaters[place] ?? 0, newcomers: newcomers[place] ?? 0, ordersSquared: ordersSquared[place] ?? 0 }));
}

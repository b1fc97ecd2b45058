/** A change of a zone's offset: from this instant on, local = utc + offset. Epoch seconds. */
export type Transition = { utc: number; offset: number };

const week = 7 * 86_400;

/** Seconds to add to UTC at an instant. */
function offsetAt(format: Intl.DateTimeFormat, utc: number): number {
  const parts = new Map(format.formatToParts(new Date(utc * 1000)).map((p) => [p.type, Number(p.value)]));
  const get = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
  return Date.UTC(get("year"), get("month") - 1, get("day"), get("hour"), get("minute"), get("second")) / 1000 - utc;
}

function firstInstantOf(offset: number, format: Intl.DateTimeFormat, before: number, after: number): number {
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (offsetAt(format, middle) === offset) after = middle;
    else before = middle;
  }
  return after;
}

/**
 * Offsets of a zone over a range, from the runtime's own zone data; the first entry holds at `from`.
 * Zones keep an offset for weeks at least, so probing weekly misses none in practice.
 *
 * @param from, to epoch seconds
 * @throws RangeError if the zone is unknown
 */
export function transitions(timeZone: string, from: number, to: number): Transition[] {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone, hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric", second: "numeric",
  });
  const found: Transition[] = [{ utc: from, offset: offsetAt(format, from) }];
  for (let at = from; at < to; at += week) {
    const next = Math.min(at + week, to);
    const offset = offsetAt(format, next);
    if (offset === found[found.length - 1]?.offset) continue;
    found.push({ utc: firstInstantOf(offset, format, at, next), offset });
  }
  return found;
}

/**
 * SQL for the offset at a UTC instant.
 * @param column SQL of epoch seconds
 */
export function offsetOfUtc(column: string, list: readonly Transition[]): string {
  return offsetCase(column, list, (t) => t.utc);
}

/**
 * SQL for the offset of a wall-clock time. A time that occurs twice (clocks set back) is taken as
 * the first; one that never occurs (clocks set forward) moves forward by the gap.
 *
 * @param column SQL of wall-clock seconds, as if UTC
 */
export function offsetOfLocal(column: string, list: readonly Transition[]): string {
  return offsetCase(column, list, (t, before) => t.utc + Math.max(t.offset, before.offset));
}

function offsetCase(column: string, list: readonly Transition[], starts: (t: Transition, before: Transition) => number): string {
  const first = list[0]?.offset ?? 0;
  const branches = list
    .slice(1)
    .map((t, i) => `when ${column} >= ${starts(t, list[i] ?? t)} then ${t.offset}`)
    .reverse();
  return branches.length === 0 ? String(first) : `case ${branches.join(" ")} else ${first} end`;
}

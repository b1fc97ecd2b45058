/** Segments of customers, ascending by key. */
export type SegmentsByKey = { customerKeys: ArrayLike<number>; segments: ArrayLike<number> };

/** What is to be remembered of a later assignment: everybody whose segment is another than before. */
export type MemberChanges = {
  /** ascending */
  customerKeys: Float64Array;
  /** segment now; NaN for a customer who is gone */
  segments: Float64Array;
  joined: number;
  changed: number;
  left: number;
};

/**
 * The difference of two assignments: newcomers, movers and those who are gone. Applied to the first
 * it gives the second.
 *
 * @param before ascending by key, as is `after`
 */
export function memberChanges(before: SegmentsByKey, after: SegmentsByKey): MemberChanges {
  const keys: number[] = [];
  const segments: number[] = [];
  const counts = { joined: 0, changed: 0, left: 0 };
  const note = (key: number, segment: number, kind: keyof typeof counts) => {
    keys.push(key);
    segments.push(segment);
    counts[kind]++;
  };
  let i = 0;
  let j = 0;
  while (i < before.customerKeys.length || j < after.customerKeys.length) {
    const was = before.customerKeys[i] ?? Infinity;
    const is = after.customerKeys[j] ?? Infinity;
    if (was < is) note(was, NaN, "left");
    else if (is < was) note(is, after.segments[j] ?? NaN, "joined");
    else if (before.segments[i] !== after.segments[j]) note(is, after.segments[j] ?? NaN, "changed");
    if (was <= is) i++;
    if (is <= was) j++;
  }
  return { customerKeys: Float64Array.from(keys), segments: Float64Array.from(segments), ...counts };
}

/**
 * How many of the later customers the earlier assignment did not know.
 *
 * @param before ascending keys, as is `after`
 */
export function countNewcomers(before: ArrayLike<number>, after: ArrayLike<number>): number {
  let newcomers = 0;
  let i = 0;
  for (let j = 0; j < after.length; j++) {
    const key = after[j] ?? 0;
    while (i < before.length && (before[i] ?? 0) < key) i++;
    if (before[i] !== key) newcomers++;
  }
  return newcomers;
}

import fc from "fast-check";
import { expect, test } from "vitest";
import { createMoverCells } from "@/lib/measure/mover-cells";
import { createMoverCount, moverRows } from "@/lib/measure/mover-rows";
import type { MoverRow } from "@/lib/measure/movers";
import { createPeople } from "@/lib/measure/people";

/** Someone with changes of segment before the later day: [day, segment], ascending. */
type Someone = { key: number; now: number; lastDay: number; cents: number; changes: readonly (readonly [day: number, segment: number])[] };

function daysOf(all: readonly Someone[]) {
  const keys = Math.max(-1, ...all.map(({ key }) => key)) + 1;
  const changesOf = (key: number) => all.find((one) => one.key === key)?.changes ?? [];
  const starts = Uint32Array.from({ length: keys + 1 }, (_, key) => Array.from({ length: key }, (_, before) => changesOf(before).length).reduce((a, b) => a + b, 0));
  const changes = Int32Array.from(Array.from({ length: keys }, (_, key) => changesOf(key)).flat(), ([day, segment]) => day * 256 + segment + 1);
  const people = createPeople();
  // in two parts, the later keys first
  for (const part of [all.slice(all.length >> 1), all.slice(0, all.length >> 1)]) {
    const column = (of: (one: Someone) => number) => Float64Array.from(part, of);
    people.add({ customerKeys: column(({ key }) => key), segments: column(({ now }) => now), lastDays: column(({ lastDay }) => lastDay), revenueCents: column(({ cents }) => cents) });
  }
  return { keys, people: people.finish(), history: { starts, changes } };
}

function cellsOf(all: readonly Someone[], upTo: number) {
  const { keys, people, history } = daysOf(all);
  const cells = createMoverCells(people, history, upTo);
  for (let from = 0; from < keys; from += 4) cells.add({ from, to: from + 4 });
  return cells.finish();
}

/** Of one earlier day alone. */
function countOf(all: readonly Someone[], since: number, k: number): MoverRow[] {
  const { keys, people, history } = daysOf(all);
  const count = createMoverCount(people, history, { since, k });
  for (let from = 0; from < keys; from += 4) count.add({ from, to: from + 4 });
  return count.rows();
}

/** The same person by person. */
function plainRows(all: readonly Someone[], since: number): MoverRow[] {
  const rows = new Map<string, MoverRow>();
  for (const { now, lastDay, cents, changes } of all) {
    const was = changes.filter(([day]) => day <= since).at(-1)?.[1] ?? null;
    const kind = { was, now, silent_day: was !== null && was !== now && lastDay <= since ? lastDay : null };
    const row = rows.get(JSON.stringify(kind)) ?? { ...kind, customers: 0, revenue_cents: 0 };
    rows.set(JSON.stringify(kind), { ...row, customers: row.customers + 1, revenue_cents: row.revenue_cents + cents });
  }
  return [...rows.values()].sort((a, b) => (a.was ?? -1) - (b.was ?? -1) || a.now - b.now || (a.silent_day ?? -1e9) - (b.silent_day ?? -1e9));
}

test("of two who went from 0 to 1 in silence one cell is made; one who bought again moved by it, one who came later joined", () => {
  const all: Someone[] = [
    { key: 1, now: 1, lastDay: 10, cents: 5, changes: [[10, 0], [40, 1]] },
    { key: 2, now: 1, lastDay: 10, cents: 7, changes: [[10, 0], [40, 1]] },
    { key: 4, now: 1, lastDay: 50, cents: 20, changes: [[10, 0], [50, 1]] },
    { key: 5, now: 0, lastDay: 55, cents: 2, changes: [[55, 0], [70, 1]] },
    { key: 6, now: 1, lastDay: 58, cents: 1, changes: [[10, 0], [50, 1]] },
  ];
  const cells = cellsOf(all, 60);
  // before they came, and then both stays, of those alike once; when who bought again did so last is all one
  expect(cells.was.length).toBe(3 + 2 + 2);
  expect(moverRows(cells, 30, 2)).toEqual([
    { was: null, now: 0, silent_day: null, customers: 1, revenue_cents: 2 },
    { was: 0, now: 1, silent_day: null, customers: 2, revenue_cents: 21 },
    { was: 0, now: 1, silent_day: 10, customers: 2, revenue_cents: 12 },
  ]);
  expect(moverRows(cells, 59, 2)).toEqual([{ was: 0, now: 0, silent_day: null, customers: 1, revenue_cents: 2 }, { was: 1, now: 1, silent_day: null, customers: 4, revenue_cents: 33 }]);
  expect(moverRows(cells, 9, 2).map(({ was, customers }) => [was, customers])).toEqual([[null, 1], [null, 4]]);
});

test("a day nobody was there yet, and a shop without people", () => {
  expect(moverRows(cellsOf([], 10), 5, 3)).toEqual([]);
  expect(countOf([], 5, 3)).toEqual([]);
});

test("whatever people did, the cells say of every earlier day what counting them one by one says, and so does the count of that day alone", () => {
  const change = fc.tuple(fc.integer({ min: -5, max: 29 }), fc.integer({ min: 0, max: 3 }));
  const someone = fc.record({
    key: fc.integer({ min: 0, max: 40 }), now: fc.integer({ min: 0, max: 3 }), lastDay: fc.integer({ min: -5, max: 30 }), cents: fc.integer({ min: -50, max: 500 }),
    changes: fc.uniqueArray(change, { selector: ([day]) => day, maxLength: 4 }).map((list) => list.sort((a, b) => a[0] - b[0])),
  });
  fc.assert(fc.property(fc.uniqueArray(someone, { selector: ({ key }) => key, maxLength: 25 }), (all) => {
    const cells = cellsOf(all, 30);
    const days = Array.from({ length: 37 }, (_, i) => i - 7);
    expect(days.map((day) => moverRows(cells, day, 4))).toEqual(days.map((day) => plainRows(all, day)));
    expect(days.map((day) => countOf(all, day, 4))).toEqual(days.map((day) => plainRows(all, day)));
  }), { numRuns: 60 });
});

test("more ways than a table begins with are told apart", () => {
  const all = Array.from({ length: 9000 }, (_, key): Someone => ({ key, now: key % 5, lastDay: key % 700, cents: key, changes: [[key % 700, (key * 7) % 5], [(key % 700) + 1 + (key % 90), (key * 3) % 5]] }));
  const people = createPeople();
  const column = (of: (one: Someone) => number) => Float64Array.from(all, of);
  people.add({ customerKeys: column(({ key }) => key), segments: column(({ now }) => now), lastDays: column(({ lastDay }) => lastDay), revenueCents: column(({ cents }) => cents) });
  const changes = Int32Array.from(all.flatMap((one) => one.changes), ([day, segment]) => day * 256 + segment + 1);
  const cells = createMoverCells(people.finish(), { starts: Uint32Array.from({ length: 9001 }, (_, key) => 2 * key), changes }, 1000);
  cells.add({ from: 0, to: 9000 });
  const known = cells.finish();
  for (const day of [0, 350, 800]) expect(moverRows(known, day, 5)).toEqual(plainRows(all, day));
});

test("a segment that fits no byte is refused", () => {
  const one = Float64Array.of(255);
  expect(() => createPeople().add({ customerKeys: one, segments: one, lastDays: one, revenueCents: one })).toThrow("0..254");
});

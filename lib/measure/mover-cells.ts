import type { SegmentHistory } from "@/lib/personas/segment-history";
import type { Day } from "@/lib/types/day";
import type { People } from "./people";

/** Before the first and after the last day there is. */
const always = -(2 ** 31);
const never = 2 ** 31 - 1;

/**
 * The people of a day by where they were before: of those in cell i, `customers[i]` in number, the segment was
 * `was[i]` from day `from[i]` to before `to[i]`, and is `now[i]`; both + 1, 0 = not there. `silentFrom[i]` is the day of
 * their last sale where they moved without one since, `never` else; `firstDay` is the least of these. Everybody stands in
 * one cell for each such stay.
 */
export type MoverCells = Columns & { firstDay: Day };

type Columns = {
  from: Int32Array; to: Int32Array; silentFrom: Int32Array; was: Uint8Array; now: Uint8Array;
  customers: Float64Array; revenueCents: Float64Array;
};

const bytesACell = 30;

/** Bytes that cells take. */
export const moverCellsBytes = ({ was }: MoverCells): number => was.length * bytesACell;

export type MoverCellsWriter = {
  /** the customers of a range of keys; every key once */
  add(keys: { from: number; to: number }): void;
  finish(): MoverCells;
};

/**
 * Adds up people who went the same way: of a million, a third as many ways. Whatever earlier day is asked for, who
 * moved since is read off the cells.
 *
 * @param people of the later day
 * @param history where they were before it; what it says of that day and after is not read
 * @param upTo the later day
 */
export function createMoverCells(people: People, history: Pick<SegmentHistory, "starts" | "changes">, upTo: Day): MoverCellsWriter {
  const cells = createCellTable(people.segments.length);
  const { starts, changes } = history;
  const stay = { from: 0, to: 0, was: 0, now: 0, lastDay: 0, revenueCents: 0 };
  return {
    add({ from, to }) {
      const end = Math.min(to, people.segments.length);
      for (let key = from; key < end; key++) {
        stay.now = people.segments[key]!; // the keys end with the people
        if (stay.now === 0) continue;
        stay.lastDay = people.lastDays[key]!;
        stay.revenueCents = people.revenueCents[key]!;
        stay.from = always;
        stay.was = 0;
        const until = key + 1 < starts.length ? starts[key + 1]! : 0;
        for (let at = starts[key] ?? 0; at < until && changes[at]! >> 8 < upTo; at++) {
          stay.to = changes[at]! >> 8; // a change before the next customer's
          cells.add(stay);
          stay.from = stay.to;
          stay.was = changes[at]! & 255;
        }
        stay.to = never;
        cells.add(stay);
      }
    },
    finish: cells.finish,
  };
}

type Stay = { from: Day; to: Day; was: number; now: number; lastDay: Day; revenueCents: number };

const roomFor = (cells: number): Columns => ({
  from: new Int32Array(cells), to: new Int32Array(cells), silentFrom: new Int32Array(cells), was: new Uint8Array(cells), now: new Uint8Array(cells),
  customers: new Float64Array(cells), revenueCents: new Float64Array(cells),
});

const columns = ["from", "to", "silentFrom", "was", "now", "customers", "revenueCents"] as const;

/** Half of MurmurHash3's finalizer: the bits of the word reach those around and above them. */
function stirred(word: number): number {
  const half = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  return half ^ (half >>> 13);
}

/**
 * The cells found so far, each by its words in a table of places; a place holds the cell's number + 1.
 * @param customers with room for as many cells nothing is moved while others wait, in most shops; room nobody wrote to takes no memory
 */
function createCellTable(customers: number) {
  const bits = Math.max(4, Math.ceil(Math.log2(customers + 1)));
  let cells = roomFor(2 ** bits);
  let places = new Int32Array(2 ** (bits + 1));
  let known = 0;
  let firstDay = never;

  /** The place of a cell, or the free one where it belongs. */
  function placeOf(from: Day, to: Day, kind: number, silentFrom: Day): number {
    // days lie close to one another: only added up, thousands of ways would meet in one place
    const mixed = stirred(stirred(stirred(stirred(from) ^ to) ^ kind) ^ silentFrom);
    for (let place = mixed & (places.length - 1); ; place = (place + 1) & (places.length - 1)) {
      const cell = places[place]! - 1; // a place within
      if (cell < 0 || (cells.from[cell] === from && cells.to[cell] === to && cells.silentFrom[cell] === silentFrom && cells.was[cell]! * 256 + cells.now[cell]! === kind)) return place;
    }
  }

  function makeRoom(): void {
    const more = roomFor(2 * known);
    for (const column of columns) more[column].set(cells[column]);
    cells = more;
    places = new Int32Array(4 * known); // a power of two as before
    for (let cell = 0; cell < known; cell++) places[placeOf(cells.from[cell]!, cells.to[cell]!, cells.was[cell]! * 256 + cells.now[cell]!, cells.silentFrom[cell]!)] = cell + 1;
  }

  return {
    add({ from, to, was, now, lastDay, revenueCents }: Stay): void {
      const silentFrom = was !== 0 && was !== now && lastDay < to ? lastDay : never;
      if (known === cells.was.length) makeRoom();
      const place = placeOf(from, to, was * 256 + now, silentFrom);
      if (places[place] === 0) {
        cells.from[known] = from;
        cells.to[known] = to;
        cells.silentFrom[known] = silentFrom;
        cells.was[known] = was;
        cells.now[known] = now;
        places[place] = ++known;
        firstDay = Math.min(firstDay, silentFrom);
      }
      const cell = places[place]! - 1;
      cells.customers[cell]!++;
      cells.revenueCents[cell]! += revenueCents;
    },
    finish(): MoverCells {
      const { from, to, silentFrom, was, now, customers, revenueCents } = cells;
      return {
        from: from.slice(0, known), to: to.slice(0, known), silentFrom: silentFrom.slice(0, known), was: was.slice(0, known), now: now.slice(0, known),
        customers: customers.slice(0, known), revenueCents: revenueCents.slice(0, known), firstDay,
      };
    },
  };
}

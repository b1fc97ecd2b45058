import { adjustedRandIndexOfCounts, crossCounts } from "@/lib/cluster/agreement";
import type { Segment } from "@/lib/types/segmentation";

/** Members of one run by customer, ascending by key. */
export type MemberColumns = { keys: ArrayLike<number>; segments: ArrayLike<number> };

/** Customers by their segment in two runs. */
export type CrossTable = {
  /** rows x columns counts, in the order of the segments' indices */
  counts: number[][];
  /** customers in both */
  customers: number;
  /** customers only one of the two runs groups */
  onlyFirst: number;
  onlySecond: number;
};

/** Segments of the customers both runs group. */
function common(first: MemberColumns, second: MemberColumns): { ofFirst: number[]; ofSecond: number[] } {
  const [ofFirst, ofSecond]: [number[], number[]] = [[], []];
  for (let i = 0, j = 0; i < first.keys.length && j < second.keys.length; ) {
    const difference = (first.keys[i] ?? 0) - (second.keys[j] ?? 0);
    if (difference === 0) {
      ofFirst.push(first.segments[i] ?? -1);
      ofSecond.push(second.segments[j] ?? -1);
    }
    if (difference <= 0) i++;
    if (difference >= 0) j++;
  }
  return { ofFirst, ofSecond };
}

/**
 * Cross table of two runs by a merge of their customers.
 *
 * @param rows number of segments of the first run, columns of the second; indices outside are left out
 */
export function crossTable(first: MemberColumns, second: MemberColumns, rows: number, columns: number): CrossTable {
  const { ofFirst, ofSecond } = common(first, second);
  const counts = crossCounts(ofFirst, ofSecond, rows, columns);
  const customers = sum(counts.map(sum));
  return { counts, customers, onlyFirst: first.keys.length - customers, onlySecond: second.keys.length - customers };
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** Where a row's customers mostly are in the other grouping. */
export type MainPlace = { row: number; column: number; share: number };

/** For each row the column most of it lies in; empty rows are left out. */
export function mainPlaces(counts: readonly (readonly number[])[]): MainPlace[] {
  return counts.flatMap((cells, row) => {
    const total = sum(cells);
    if (total === 0) return [];
    const column = cells.reduce((best, count, j) => (count > (cells[best] ?? 0) ? j : best), 0);
    return [{ row, column, share: (cells[column] ?? 0) / total }];
  });
}

/** Words for an ARI, from Steinley (2004): excellent from 0.9, good from 0.8, moderate from 0.65, else poor. */
export function agreementWord(index: number): "nearly the same" | "alike" | "somewhat alike" | "different" {
  if (index >= 0.9) return "nearly the same";
  if (index >= 0.8) return "alike";
  return index >= 0.65 ? "somewhat alike" : "different";
}

type Named = Pick<Segment, "name">;

/** What a cross table shows: how alike the two are, and the row that is torn apart most. */
export function agreementFinding(counts: readonly (readonly number[])[], rows: readonly Named[], percent: (share: number) => string): string {
  const word = agreementWord(adjustedRandIndexOfCounts(counts));
  const torn = [...mainPlaces(counts)].sort((a, b) => a.share - b.share)[0];
  const head = `The two groupings are ${word}`;
  if (torn === undefined || torn.share >= 0.8) return head;
  return `${head}: only ${percent(torn.share)} of ${rows[torn.row]?.name ?? "a segment"} stay together`;
}

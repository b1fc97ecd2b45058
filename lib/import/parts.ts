/** Rows of a fact table that lie in one file: those of a month of orders; one part without a month where a table has none. */
export type Part = { month: number | null; rows: number; /** two sums of row hashes, as decimal text */ sums: readonly [string, string] };

/** The parts of each fact table. */
export type Parts = Record<string, readonly Part[]>;

/**
 * What a table holds, whatever its parts: count and two sums of 64-bit row hashes. Sums of parts add up
 * to the sums of the whole, so neither the months nor the way a snapshot was reached change it.
 */
export function digestOf(parts: readonly Part[]): string {
  const sum = (i: 0 | 1) => parts.reduce((total, part) => total + BigInt(part.sums[i]), 0n);
  return `${parts.reduce((rows, part) => rows + part.rows, 0)}:${sum(0)}:${sum(1)}`;
}

const textOf = (part: Part | undefined) => (part ? `${part.rows}:${part.sums.join(":")}` : "");
const partOf = (parts: Parts, table: string, month: number | null) => parts[table]?.find((part) => part.month === month);

/**
 * Whether a part's file would hold the same rows as another snapshot's. Items and payments carry columns of
 * their order, which their own sums do not cover: they are the same only while the orders of the month are.
 */
export function isSamePart(table: string, month: number | null, now: Parts, before: Parts): boolean {
  const tables = month === null ? [table] : [table, "orders"];
  return tables.every((name) => {
    const text = textOf(partOf(now, name, month));
    return text !== "" && text === textOf(partOf(before, name, month));
  });
}

import { expect } from "vitest";
import type { Sql } from "@/lib/types/sql";
import { type ExploreShop, shopTables } from "./explore-shop";
import { openTwoEngines } from "./two-engines";

type Cell = string | number | null;

/** Both engines on one made-up shop; `ask` demands the same rows of both. */
export async function exploreEngines(shop: ExploreShop) {
  const engines = await openTwoEngines(shopTables(shop));
  async function ask<T = Record<string, Cell>>(query: Sql): Promise<T[]> {
    const inSqlite = engines.sqlite.prepare<Cell[], T>(query.text).all(...query.values);
    const result = await engines.duck.runAndReadAll(query.text, [...query.values]);
    const names = result.columnNames();
    const inDuck = result.getRows().map((row) => Object.fromEntries(row.map((value, i) => [names[i] ?? "", typeof value === "bigint" ? Number(value) : value])));
    expect(inDuck).toEqual(inSqlite);
    return inSqlite;
  }
  /** Keeps the rows of a query as a table in both. */
  async function keep(name: string, { text, values }: Sql): Promise<void> {
    engines.sqlite.prepare(`create table ${name} as ${text}`).run(...values);
    await engines.duck.run(`create table ${name} as ${text}`, [...values]);
  }
  return { ask, keep, close: engines.close };
}

/** Rows grouped by a key in the order of first appearance. */
export function grouped<Row, Key extends string | number>(rows: readonly Row[], key: (row: Row) => Key): Map<Key, Row[]> {
  const groups = new Map<Key, Row[]>();
  for (const row of rows) groups.set(key(row), [...(groups.get(key(row)) ?? []), row]);
  return groups;
}

export const sumOf = <Row>(rows: readonly Row[], of: (row: Row) => number): number => rows.reduce((sum, row) => sum + of(row), 0);

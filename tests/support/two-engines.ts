import { DuckDBInstance } from "@duckdb/node-api";
import Database from "better-sqlite3";

const literal = (value: unknown): string =>
  value === null || value === undefined ? "null" : typeof value === "number" ? String(value) : `'${String(value)}'`;

/** Rows as the text behind `values`. */
export const tuples = (rows: readonly (readonly unknown[])[]): string => rows.map((row) => `(${row.map(literal).join(",")})`).join(",");

/** The same tables, in memory, in SQLite and in DuckDB. */
export async function openTwoEngines(statements: readonly string[]) {
  const sqlite = new Database(":memory:");
  const duck = await (await DuckDBInstance.create(":memory:")).connect();
  for (const text of statements) {
    sqlite.exec(text);
    await duck.run(text);
  }
  const close = (): void => {
    sqlite.close();
    duck.closeSync();
  };
  return { sqlite, duck, close };
}

import "server-only";
import type { DuckDBConnection } from "@duckdb/node-api";
import type { Sql } from "@/lib/types/sql";
import { runSql } from "./duck";

/** So many at once; a profile of 100,000 customers takes about 20 MB. */
const mostTables = 4;

/** Answers kept as tables of the engine's memory, so that later queries need not work them out again. */
export class KeptTables {
  /** by full name, least recently used first */
  private readonly tables = new Map<string, Promise<void>>();

  /** The making of a table that is there or under way. */
  find(fullName: string): Promise<void> | undefined {
    const known = this.tables.get(fullName);
    if (known) {
      this.tables.delete(fullName);
      this.tables.set(fullName, known);
    }
    return known;
  }

  /** Makes the table, indexed by its key, unless it is there; waits for whoever is making it. */
  async keep(connection: DuckDBConnection, fullName: string, sql: Sql, key: string | null = null): Promise<void> {
    const known = this.find(fullName);
    const made = known ?? make(connection, fullName, sql, key);
    this.tables.set(fullName, made);
    try {
      await made;
    } catch (error) {
      if (this.tables.get(fullName) === made) this.tables.delete(fullName);
      throw error;
    }
    if (!known) await this.dropOldest(connection);
  }

  clear(): void {
    this.tables.clear();
  }

  private async dropOldest(connection: DuckDBConnection): Promise<void> {
    while (this.tables.size > mostTables) {
      const [oldest] = this.tables.keys();
      if (oldest === undefined) return;
      this.tables.delete(oldest);
      await connection.run(`drop table if exists ${oldest}`);
    }
  }
}

async function make(connection: DuckDBConnection, fullName: string, sql: Sql, key: string | null): Promise<void> {
  await runSql(connection, { text: `create or replace table ${fullName} as ${sql.text}`, values: sql.values });
  if (key !== null) await connection.run(`create unique index by_${key} on ${fullName} (${key})`);
}

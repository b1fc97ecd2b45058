import "server-only";
import type { DuckDBConnection } from "@duckdb/node-api";
import type { Sql } from "@/lib/types/sql";
import { readRows, runSql } from "./duck";

/** So many of the passing tables are those of a page or two under way. */
const passingInUse = 24;

/** Answers kept as tables of the engine's memory, so that later queries need not work them out again. */
export class KeptTables {
  /** by full name, least recently used first */
  private readonly tables = new Map<string, Promise<void>>();
  /** tables under way */
  private making = 0;

  /**
   * @param mostBytes what the tables may take together; the two last used stay in any case
   * @param mostTables so many at once, however small
   * @param isPassing of a full name: such tables, but for the last used, go before all others
   */
  constructor(private readonly catalog: string, private readonly mostBytes: number, private readonly mostTables: number, private readonly isPassing: (fullName: string) => boolean = () => false) {}

  /** The making of a table that is there or under way. */
  find(fullName: string): Promise<void> | undefined {
    const known = this.tables.get(fullName);
    if (known) {
      this.tables.delete(fullName);
      this.tables.set(fullName, known);
    }
    return known;
  }

  /**
   * Makes the table, indexed by its key, unless it is there; waits for whoever is making it.
   * @param lend hands a connection over to whoever makes the table, and to no one else
   */
  async keep(fullName: string, sql: Sql, lend: (make: (connection: DuckDBConnection) => Promise<void>) => Promise<void>, key: string | null = null): Promise<void> {
    const made = this.find(fullName) ?? lend(async (connection) => {
      const isCompressed = await this.make(connection, fullName, sql, key);
      // what is being made lies uncompressed: how much room the tables take is seen when the last of them is done
      if (isCompressed && this.making === 0) await this.dropOldest(connection);
    });
    this.tables.set(fullName, made);
    try {
      await made;
    } catch (error) {
      if (this.tables.get(fullName) === made) this.tables.delete(fullName);
      throw error;
    }
  }

  clear(): void {
    this.tables.clear();
  }

  /** @returns whether it lies compressed */
  private async make(connection: DuckDBConnection, fullName: string, sql: Sql, key: string | null): Promise<boolean> {
    this.making++;
    try {
      await runSql(connection, { text: `create or replace table ${fullName} as ${sql.text}`, values: sql.values });
      // indexes of a schema share their names: each is named for its table
      if (key !== null) await connection.run(`create unique index by_${key}_of_${fullName.split(".").at(-1)} on ${fullName} (${key})`);
      return await this.compress(connection);
    } finally {
      this.making--;
    }
  }

  /**
   * Rows are compressed when they are checkpointed: they then take a sixth of the room and are read faster.
   * @returns false where somebody writes this moment: the next table is checkpointed with this one
   */
  private async compress(connection: DuckDBConnection): Promise<boolean> {
    try {
      await connection.run(`checkpoint ${this.catalog}`);
      return true;
    } catch {
      return false;
    }
  }

  private async dropOldest(connection: DuckDBConnection): Promise<void> {
    while (this.tables.size > this.mostTables || (this.tables.size > 2 && (await this.bytes(connection)) > this.mostBytes)) {
      const next = this.nextToGo();
      if (next === undefined) return;
      this.tables.delete(next);
      await connection.run(`drop table if exists ${next}`);
      if (!(await this.compress(connection))) return;
    }
  }

  private nextToGo(): string | undefined {
    const names = [...this.tables.keys()];
    const passing = names.filter((name) => this.isPassing(name));
    return passing.slice(0, -passingInUse)[0] ?? names[0];
  }

  private async bytes(connection: DuckDBConnection): Promise<number> {
    const [row] = await readRows<{ bytes: number }>(connection, { text: "select cast(sum(memory_usage_bytes) as double) as bytes from duckdb_memory() where tag = 'IN_MEMORY_TABLE'", values: [] });
    return row?.bytes ?? 0;
  }
}

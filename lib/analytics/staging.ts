import "server-only";
import { mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import type { DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { asAppError, openDuck, type Row, readRows } from "./duck";

/** A block of rows, column by column. */
export type Block = { rows: number; columns: readonly (readonly unknown[])[] };

export type StagingOptions = { folder: string; memoryMb: number; threads: number; /** keep tables in a file: for inputs larger than memory */ onDisk: boolean };

/** A throw-away engine of its own for reading and checking files: a fault in it cannot reach the one that answers queries. */
export class Staging {
  private readonly instance: DuckDBInstance;
  private readonly main: DuckDBConnection;
  private readonly active = new Set<DuckDBConnection>();
  private readonly folder: string;

  private constructor(instance: DuckDBInstance, main: DuckDBConnection, folder: string) {
    this.instance = instance;
    this.main = main;
    this.active.add(main);
    this.folder = folder;
  }

  static async open(options: StagingOptions): Promise<Staging> {
    mkdirSync(options.folder, { recursive: true, mode: 0o700 });
    const file = options.onDisk ? path.join(options.folder, "staging.duckdb") : ":memory:";
    const limits = { memoryMb: options.memoryMb, threads: options.threads, temporary: path.join(options.folder, "spill") };
    const instance = await openDuck(limits, file);
    return new Staging(instance, await instance.connect(), options.folder);
  }

  /** One statement after the other on one connection, so that its temporary tables (refused lines) stay in sight. */
  async run(sql: string): Promise<void> {
    try {
      await this.main.run(sql);
    } catch (error) {
      throw asAppError(error);
    }
  }

  rows<T = Row>(sql: string): Promise<T[]> {
    return this.on((connection) => readRows<T>(connection, { text: sql, values: [] }));
  }

  /** Rows in blocks of some thousands. */
  async *blocks(sql: string): AsyncGenerator<Block> {
    const connection = await this.connect();
    try {
      const result = await connection.stream(sql);
      for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
        yield { rows: chunk.rowCount, columns: chunk.getColumns() };
      }
    } catch (error) {
      throw asAppError(error);
    } finally {
      this.disconnect(connection);
    }
  }

  /** Stops the statements that run now. */
  interrupt(): void {
    for (const connection of this.active) connection.interrupt();
  }

  close(): void {
    for (const connection of this.active) connection.closeSync();
    this.active.clear();
    this.instance.closeSync();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** A statement that starts ends the open result of its connection, so each reader has one of its own. */
  private async on<T>(work: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
    const connection = await this.connect();
    try {
      return await work(connection);
    } catch (error) {
      throw asAppError(error);
    } finally {
      this.disconnect(connection);
    }
  }

  private async connect(): Promise<DuckDBConnection> {
    const connection = await this.instance.connect();
    this.active.add(connection);
    return connection;
  }

  private disconnect(connection: DuckDBConnection): void {
    if (this.active.delete(connection)) connection.closeSync();
  }
}

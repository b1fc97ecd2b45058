import "server-only";
import { mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { type DuckDBConnection, type DuckDBDataChunk, type DuckDBInstance, DuckDBListValue, type DuckDBValue } from "@duckdb/node-api";
import { asAppError, openDuck, type Row, readRows } from "./duck";

/** A block of rows, column by column. */
export type Block = { rows: number; columns: readonly (readonly unknown[])[] };

export type StagingOptions = { folder: string; memoryMb: number; threads: number; /** statements at once */ lanes: number; /** keep tables in a file: for inputs larger than memory */ onDisk: boolean };

const blockRows = 4096;
/** What one query hands over: a result's memory grows with its rows, and a table may have millions. */
const rowsPerQuery = 16 * blockRows;
const separator = "\u001f";

/** A staged table whose rows lie in the order they are wanted in. */
export type StagedRows = {
  table: string;
  /** SQL of each column */
  columns: readonly string[];
  /** per column */
  isText: readonly boolean[];
  where?: string;
};

function blocksSql({ table, columns, isText, where }: StagedRows, from: number): string {
  const lists = columns.map((c, i) => (isText[i] ? `string_agg(coalesce(${c}, ''), chr(31))` : `list(coalesce(cast(${c} as double), 'nan'))`));
  // All aggregates of a group meet its rows in one and the same order, whichever thread brings them.
  return `select count(*)::integer as rows, ${lists.join(", ")} from ${table}
    where rowid >= ${from} and rowid < ${from + rowsPerQuery} and ${where ?? "true"} group by rowid // ${blockRows} order by rowid // ${blockRows}`;
}

async function chunksOf(connection: DuckDBConnection, sql: string): Promise<DuckDBDataChunk[]> {
  const result = await connection.stream(sql);
  const chunks: DuckDBDataChunk[] = [];
  for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk()) chunks.push(chunk);
  return chunks;
}

/** Cells become our strings and numbers block by block, never a whole result at once. */
function* blocksOf(chunks: readonly DuckDBDataChunk[], isText: readonly boolean[]): Generator<Block> {
  for (const chunk of chunks) {
    const vectors = Array.from({ length: chunk.columnCount }, (_, i) => chunk.getColumnVector(i));
    for (let block = 0; block < chunk.rowCount; block++) yield toBlock(vectors.map((vector) => vector.getItem(block)), isText);
  }
}

function toBlock([rows, ...lists]: readonly DuckDBValue[], isText: readonly boolean[]): Block {
  const columns = lists.map((list, i) => (isText[i] ? cut(String(list)) : list instanceof DuckDBListValue ? list.items : []));
  return { rows: Number(rows), columns };
}

function cut(text: string): (string | null)[] {
  const cells: (string | null)[] = text.split(separator);
  for (let i = 0; i < cells.length; i++) if (cells[i] === "") cells[i] = null;
  return cells;
}

/** A throw-away engine of its own for reading and checking files: a fault in it cannot reach the one that answers queries. */
export class Staging {
  private readonly instance: DuckDBInstance;
  private readonly active = new Set<DuckDBConnection>();
  private readonly folder: string;

  /** how many statements may run at once */
  readonly lanes: number;
  /** whether the input may be larger than memory */
  readonly isLarge: boolean;

  private constructor(instance: DuckDBInstance, options: StagingOptions) {
    this.instance = instance;
    this.folder = options.folder;
    this.lanes = options.lanes;
    this.isLarge = options.onDisk;
  }

  static async open(options: StagingOptions): Promise<Staging> {
    mkdirSync(options.folder, { recursive: true, mode: 0o700 });
    const file = options.onDisk ? path.join(options.folder, "staging.duckdb") : ":memory:";
    const limits = { memoryMb: options.memoryMb, threads: options.threads, temporary: path.join(options.folder, "spill") };
    const staging = new Staging(await openDuck(limits, file), options);
    // Compressing what is read once and dropped costs more than all the reading and checking.
    await staging.run("pragma force_compression = 'uncompressed'");
    // The memory of a dropped table goes back to the system at once, not after half a gigabyte of them.
    await staging.run("set allocator_bulk_deallocation_flush_threshold = '8MB'");
    return staging;
  }

  /**
   * Statements one after the other on one connection, so that temporary tables (refused lines) stay in sight of
   * the next. They go to the engine together: between two of them it would wait for a turn of this thread, which
   * may be busy with the store.
   */
  run(...statements: string[]): Promise<void> {
    return this.on(async (connection) => {
      if (statements.length > 0) await connection.run(statements.join(";\n"));
    });
  }

  rows<T = Row>(sql: string): Promise<T[]> {
    return this.on((connection) => readRows<T>(connection, { text: sql, values: [] }));
  }

  /**
   * Rows of a staged table in its order, in blocks. Text leaves the engine as one string per block and column,
   * cut here: fetching it cell by cell costs three times as much. Empty text is null, and a missing number NaN,
   * which the store takes for null: in a list with nulls the driver asks of every number whether it is one.
   * While the caller works on one query's rows the engine already answers the next.
   */
  async *blocks(staged: StagedRows): AsyncGenerator<Block> {
    const connection = await this.connect();
    const ask = (from: number) => chunksOf(connection, blocksSql(staged, from));
    let next: Promise<DuckDBDataChunk[]> | null = null;
    try {
      const [count] = await readRows<{ rows: number }>(connection, { text: `select count(*) as rows from ${staged.table}`, values: [] });
      const rows = count?.rows ?? 0;
      if (rows > 0) next = ask(0);
      for (let from = 0; next; from += rowsPerQuery) {
        const chunks: DuckDBDataChunk[] = await next;
        next = from + rowsPerQuery < rows ? ask(from + rowsPerQuery) : null;
        // a failure is met where it is awaited
        next?.catch(() => undefined);
        yield* blocksOf(chunks, staged.isText);
      }
    } catch (error) {
      throw asAppError(error);
    } finally {
      // a connection may not be closed under a statement
      await next?.catch(() => undefined);
      this.disconnect(connection);
    }
  }

  useThreads(count: number): Promise<void> {
    return this.run(`set threads = ${Math.max(1, count)}`);
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

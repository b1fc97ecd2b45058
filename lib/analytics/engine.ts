import "server-only";
import { existsSync, mkdirSync } from "node:fs";
import path from "node:path";
import type { DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { AppError } from "@/lib/errors";
import { dataPaths, env } from "@/lib/env";
import type { Sql } from "@/lib/types/sql";
import { corrections, makeCorrectionFacts, makeFactsView } from "./as-of";
import { openDuck, type Row, readBlocks, readColumns, readRows } from "./duck";
import { withKeptParts } from "./kept-parts";
import { KeptTables } from "./kept-tables";
import { catalog, makeViews, type Place, placeOf, type QueryOptions, schemaOf } from "./schemas";
import { pointedAt, snapshotFolder } from "./snapshot-files";
import { ThreadShare } from "./thread-share";

export { membersOption, type QueryOptions } from "./schemas";

export type Columns = Record<string, Float64Array | string[]>;

/** Answers the shared analytics SQL over the views of lib/types/snapshot.ts. */
export type AnalyticsEngine = {
  query<T = Row>(sql: Sql, options?: QueryOptions): Promise<T[]>;
  /** numbers as Float64Array (null = NaN), text as string[] (null = "") */
  columns(sql: Sql, options?: QueryOptions): Promise<Columns>;
  /** the same, handed over a few thousand rows at a time, in arrays that are filled anew: whoever works them off holds nobody up */
  blocks(sql: Sql, take: (columns: Columns) => void, options?: QueryOptions): Promise<void>;
  /**
   * Keeps the rows of a query in memory as a table that later queries with the same options can name.
   * @param name plain lower-case identifier that says all the query depends on beyond the options
   * @param key unique column by which single rows are looked up
   * @returns the table's full name, which queries with other options can name
   */
  keep(name: string, sql: Sql, options?: QueryOptions, key?: string): Promise<string>;
  /** The full name of a kept table, once it is made; null where nobody began to make it. */
  findKept(name: string, options: QueryOptions): Promise<string> | null;
  close(): void;
};

const mostConnections = 8;

/** Kept tables take at most this share of the engine's memory. */
const keptShare = 0.6;

class DuckEngine implements AnalyticsEngine {
  private instance: Promise<DuckDBInstance> | null = null;
  private readonly idle: DuckDBConnection[] = [];
  private readonly waiting: ((connection: DuckDBConnection) => void)[] = [];
  private open = 0;
  private readonly schemas = new Map<string, Promise<void>>();
  /** of past days on tables of facts */
  private readonly views = new Map<string, Promise<void>>();
  private readonly kept: KeptTables;
  private readonly threads: ThreadShare;
  /** the schema each connection was last set to */
  private readonly lookingAt = new WeakMap<DuckDBConnection, string>();

  constructor({ keptBytes, keptTables, isShared }: EngineOptions) {
    this.kept = new KeptTables(catalog, keptBytes, keptTables);
    this.threads = new ThreadShare(env().threads, isShared);
  }

  query<T = Row>(sql: Sql, options: QueryOptions = {}): Promise<T[]> {
    return this.overKept(sql, options, (query) => this.with(options, (connection) => readRows<T>(connection, query)));
  }

  columns(sql: Sql, options: QueryOptions = {}): Promise<Columns> {
    return this.overKept(sql, options, (query) => this.with(options, (connection) => readColumns(connection, query)));
  }

  blocks(sql: Sql, take: (columns: Columns) => void, options: QueryOptions = {}): Promise<void> {
    return this.with(options, (connection) => readBlocks(connection, sql, take));
  }

  /** Reads a query with kept tables in place of its marked selects, if asked to. */
  private async overKept<T>(sql: Sql, options: QueryOptions, read: (query: Sql) => Promise<T>): Promise<T> {
    const query = options.keepsParts !== true ? sql : await withKeptParts(sql, (name, part, of) => this.keepPart(name, part, placeOf(options, of)));
    try {
      return await read(query);
    } catch (error) {
      // forgotten for others between the two: worked out for this once
      if (error instanceof Error && /does not exist/.test(error.message)) return read(sql);
      throw error;
    }
  }

  /**
   * The full name of a marked select's table, made unless it is there; without the signal of who asks, since it is for
   * whoever asks after them too. A past day sees a table of facts through a view.
   */
  private async keepPart(name: string, part: Sql, { at, seenFrom }: Place): Promise<string> {
    const made = await withKeptParts(part, (inner, innerPart, of) => this.keepPart(inner, innerPart, placeOf(at, of)));
    const table = await this.keep(name, made, at);
    const view = `${schemaOf(seenFrom)}.${name}`;
    if (view === table || seenFrom.asOf === undefined) return table;
    const past = { schema: schemaOf(seenFrom), asOf: seenFrom.asOf };
    await once(this.views, view, () => this.with(seenFrom, (connection) => makeFactsView(connection, { table, view, past })));
    return view;
  }

  findKept(name: string, options: QueryOptions): Promise<string> | null {
    const fullName = `${schemaOf(options)}.${name}`;
    return this.kept.find(fullName)?.then(() => fullName) ?? null;
  }

  async keep(name: string, sql: Sql, options: QueryOptions = {}, key?: string): Promise<string> {
    for (const one of key === undefined ? [name] : [name, key]) {
      if (!/^[a-z_][a-z0-9_]*$/.test(one)) throw new RangeError(`not an identifier: ${one}`);
    }
    // found without a connection: every page asks, and most find it
    const known = this.findKept(name, options);
    if (known !== null) return known;
    const made = options.keepsParts === true ? await withKeptParts(sql, (inner, part, of) => this.keepPart(inner, part, placeOf(options, of))) : sql;
    return this.with(options, async (connection, schema) => {
      await this.kept.keep(connection, `${schema}.${name}`, made, key);
      return `${schema}.${name}`;
    });
  }

  close(): void {
    for (const connection of this.idle) connection.closeSync();
    this.idle.length = 0;
    void this.instance?.then((instance) => instance.closeSync());
    this.instance = null;
    this.schemas.clear();
    this.views.clear();
    this.threads.reset();
    this.kept.clear();
    this.open = 0;
  }

  private async with<T>(options: QueryOptions, work: (connection: DuckDBConnection, schema: string) => Promise<T>): Promise<T> {
    options.signal?.throwIfAborted();
    const connection = await this.lease();
    const interrupt = () => connection.interrupt();
    try {
      await this.threads.begin(connection);
      const schema = await this.schemaFor(connection, options);
      if (this.lookingAt.get(connection) !== schema) await connection.run(`set schema = '${schema}'`);
      this.lookingAt.set(connection, schema);
      options.signal?.addEventListener("abort", interrupt, { once: true });
      options.signal?.throwIfAborted();
      return await work(connection, schema);
    } catch (error) {
      options.signal?.throwIfAborted();
      throw error;
    } finally {
      options.signal?.removeEventListener("abort", interrupt);
      this.threads.end();
      this.release(connection);
    }
  }

  private async lease(): Promise<DuckDBConnection> {
    const free = this.idle.pop();
    if (free) return free;
    if (this.open >= mostConnections) return new Promise((resolve) => this.waiting.push(resolve));
    this.open++;
    try {
      this.instance ??= openInstance();
      return await (await this.instance).connect();
    } catch (error) {
      this.open--;
      throw error;
    }
  }

  private release(connection: DuckDBConnection): void {
    const next = this.waiting.shift();
    if (next) next(connection);
    else this.idle.push(connection);
  }

  /** One schema per snapshot and run, holding the views; made at first use. */
  private async schemaFor(connection: DuckDBConnection, options: QueryOptions): Promise<string> {
    const snapshot = options.snapshotId ?? pointedAt();
    if (snapshot === null || !existsSync(snapshotFolder(snapshot))) throw new AppError("noSnapshot");
    const name = schemaOf({ ...options, snapshotId: snapshot });
    // a run's schema shows the tables of the schema without one, a past day's is corrected by the tables of the snapshot's
    if (options.segmentationId !== undefined) await this.schemaFor(connection, { snapshotId: snapshot, asOf: options.asOf });
    else if (options.asOf !== undefined) {
      const schema = await this.schemaFor(connection, { snapshotId: snapshot });
      await once(this.schemas, `${schema}.corrections`, () => makeCorrectionFacts(connection, { folder: snapshotFolder(snapshot), schema }));
      await once(this.schemas, `${name}.begun`, async () => void (await connection.run(`create schema if not exists ${name}`)));
      // kept like others, so that many days make room for one another; there again before the next query reads them
      for (const [table, text] of Object.entries(corrections(schema, options.asOf))) await this.kept.keep(connection, `${name}.${table}`, { text, values: [] });
    }
    await once(this.schemas, name, () => makeViews(connection, name, snapshot, options));
    return name;
  }
}

/** What is made at first use, by whoever comes first; made again where it failed. */
async function once(made: Map<string, Promise<void>>, name: string, make: () => Promise<void>): Promise<void> {
  const known = made.get(name) ?? make();
  made.set(name, known);
  try {
    await known;
  } catch (error) {
    if (made.get(name) === known) made.delete(name);
    throw error;
  }
}

async function openInstance(): Promise<DuckDBInstance> {
  const { memoryMb, threads } = env();
  const instance = await openDuck({ memoryMb, threads, temporary: path.join(dataPaths().temporary, `engine-${process.pid}`) });
  const connection = await instance.connect();
  await connection.run(`attach ':memory:' as ${catalog} (compress)`);
  connection.closeSync();
  return instance;
}

type EngineOptions = {
  /** what kept tables may take together; more than half of the engine's memory by default */
  keptBytes: number;
  /** how many of them at once; a day looked at has ten or so, and those of the newest data, which took longest to make, must outlast many days */
  keptTables: number;
  /** whether many visitors ask it side by side, and not one job */
  isShared: boolean;
};

/** An engine over the data folder. Follows publications by itself; close it before the process ends. */
export function openAnalytics({ keptBytes = env().memoryMb * 1_000_000 * keptShare, keptTables = 1000, isShared = false }: Partial<EngineOptions> = {}): AnalyticsEngine {
  mkdirSync(dataPaths().temporary, { recursive: true, mode: 0o700 });
  return new DuckEngine({ keptBytes, keptTables, isShared });
}

// One engine a process: Next reloads modules in development and bundles routes apart.
const holder = globalThis as typeof globalThis & { clienteleAnalytics?: AnalyticsEngine };

/** The engine of a process that lives on, opened once; the pages' reads ask it. */
export function analytics(): AnalyticsEngine {
  holder.clienteleAnalytics ??= openAnalytics({ isShared: true });
  return holder.clienteleAnalytics;
}

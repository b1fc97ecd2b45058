import "server-only";
import { existsSync, mkdirSync } from "node:fs";
import path from "node:path";
import type { DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { AppError } from "@/lib/errors";
import { dataPaths, env } from "@/lib/env";
import type { KeptOf, Sql } from "@/lib/types/sql";
import { makeCorrectionFacts, makeFactsView } from "./as-of";
import { asAppError, openDuck, type Row, readBlocks, readColumns, readRows } from "./duck";
import { withKeptParts } from "./kept-parts";
import { KeptTables } from "./kept-tables";
import { Lane } from "./lane";
import { catalog, isOfPastDay, makeViews, type Place, placeOf, type QueryOptions, schemaOf } from "./schemas";
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

/**
 * Answers at once beyond the threads: as few as keep the cores busy while the process reads rows, so that those who came
 * first are answered first. Of ten visitors on two cores 95 % then wait up to 1.21 times the median, and 1.28 times with four or eight.
 */
const spareAnswers = 1;

/**
 * Works at once that take long: tables to be kept, and rows read block by block. They never have a turn before an answer, and
 * leave half of the four threads of Node on which all of it runs.
 */
const mostLong = 2;

/** Kept tables take at most this share of the engine's memory. */
const keptShare = 0.6;

class DuckEngine implements AnalyticsEngine {
  private instance: Promise<DuckDBInstance> | null = null;
  private readonly answers = new Lane(env().threads + spareAnswers, () => this.connect());
  private readonly long = new Lane(mostLong, () => this.connect());
  private readonly schemas = new Map<string, Promise<void>>();
  /** of past days on tables of facts */
  private readonly views = new Map<string, Promise<void>>();
  private readonly kept: KeptTables;
  private readonly threads: ThreadShare;
  /** the schema each connection was last set to */
  private readonly lookingAt = new WeakMap<DuckDBConnection, string>();

  constructor({ keptBytes, keptTables, isShared }: EngineOptions) {
    this.kept = new KeptTables(catalog, keptBytes, keptTables, isOfPastDay);
    this.threads = new ThreadShare(env().threads, isShared);
  }

  query<T = Row>(sql: Sql, options: QueryOptions = {}): Promise<T[]> {
    return this.overKept(sql, options, (query) => this.with(options, (connection) => readRows<T>(connection, query)));
  }

  columns(sql: Sql, options: QueryOptions = {}): Promise<Columns> {
    return this.overKept(sql, options, (query) => this.with(options, (connection) => readColumns(connection, query)));
  }

  blocks(sql: Sql, take: (columns: Columns) => void, options: QueryOptions = {}): Promise<void> {
    return this.overKept(sql, options, (query) => this.with({ ...options, takesLong: true }, (connection) => readBlocks(connection, query, take)));
  }

  /** Reads a query with kept tables in place of its marked selects, if asked to. */
  private async overKept<T>(sql: Sql, options: QueryOptions, read: (query: Sql) => Promise<T>): Promise<T> {
    const query = options.keepsParts !== true ? sql : await withKeptParts(sql, this.keeping(options));
    try {
      return await read(query);
    } catch (error) {
      // forgotten for others between the two: worked out for this once
      if (error instanceof Error && /does not exist/.test(error.message)) return read(sql);
      throw error;
    }
  }

  /** What becomes of the marked selects of a query with these options. */
  private keeping(options: QueryOptions): (name: string, part: Sql, of: KeptOf) => Promise<string | null> {
    return async (name, part, of) => {
      const place = placeOf(options, of);
      return place && this.keepPart(name, part, place);
    };
  }

  /**
   * The full name of a marked select's table, made unless it is there; without the signal of who asks, since it is for
   * whoever asks after them too. A past day sees a table of facts through a view.
   */
  private async keepPart(name: string, part: Sql, { at, seenFrom }: Place): Promise<string> {
    const made = await withKeptParts(part, this.keeping(at));
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
    const known = this.findKept(name, options);
    if (known !== null) return known;
    // another snapshot may be published while it waits
    const at = { ...options, snapshotId: options.snapshotId ?? pointedAt() ?? undefined };
    const made = options.keepsParts === true ? await withKeptParts(sql, this.keeping(at)) : sql;
    const fullName = `${schemaOf(at)}.${name}`;
    await this.kept.keep(fullName, made, (make) => this.with({ ...at, takesLong: true }, make), key);
    return fullName;
  }

  close(): void {
    this.answers.close();
    this.long.close();
    void this.instance?.then((instance) => instance.closeSync());
    this.instance = null;
    this.schemas.clear();
    this.views.clear();
    this.threads.reset();
    this.kept.clear();
  }

  /** What the query stands on is there before it takes a connection: waiting for a table, it would hold up others. */
  private async with<T>(options: QueryOptions, work: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
    options.signal?.throwIfAborted();
    const schema = await this.schemaFor(options);
    return this.lent(options.takesLong === true ? this.long : this.answers, async (connection) => {
      if (this.lookingAt.get(connection) !== schema) await connection.run(`set schema = '${schema}'`);
      this.lookingAt.set(connection, schema);
      const interrupt = () => connection.interrupt();
      options.signal?.addEventListener("abort", interrupt, { once: true });
      try {
        options.signal?.throwIfAborted();
        return await work(connection);
      } catch (error) {
        options.signal?.throwIfAborted();
        throw asAppError(error);
      } finally {
        options.signal?.removeEventListener("abort", interrupt);
      }
    });
  }

  private async lent<T>(lane: Lane, work: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
    const connection = await lane.lease();
    try {
      await this.threads.begin(connection);
      return await work(connection);
    } finally {
      this.threads.end();
      lane.release(connection);
    }
  }

  private async connect(): Promise<DuckDBConnection> {
    this.instance ??= openInstance();
    return (await this.instance).connect();
  }

  /** One schema per snapshot and run, holding the views; made at first use. */
  private async schemaFor(options: QueryOptions): Promise<string> {
    const snapshot = options.snapshotId ?? pointedAt();
    if (snapshot === null || !existsSync(snapshotFolder(snapshot))) throw new AppError("noSnapshot");
    const name = schemaOf({ ...options, snapshotId: snapshot });
    const making = (make: (connection: DuckDBConnection) => Promise<void>) => this.lent(this.long, make);
    // a run's schema shows the tables of the schema without one, a past day's is corrected by the tables of the snapshot's
    if (options.segmentationId !== undefined) await this.schemaFor({ snapshotId: snapshot, asOf: options.asOf });
    else if (options.asOf !== undefined) {
      const schema = await this.schemaFor({ snapshotId: snapshot });
      await once(this.schemas, `${schema}.corrections`, () => making((connection) => makeCorrectionFacts(connection, { folder: snapshotFolder(snapshot), schema })));
    }
    await once(this.schemas, name, () => making((connection) => makeViews(connection, name, snapshot, options)));
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

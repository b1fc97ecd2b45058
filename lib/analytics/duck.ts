import "server-only";
import { type DuckDBConnection, DuckDBInstance, type DuckDBValue, type DuckDBVector, quotedString } from "@duckdb/node-api";
import { AppError } from "@/lib/errors";
import { inOwnWay } from "@/lib/types/either-way";
import type { Sql, SqlValue } from "@/lib/types/sql";
import { joinNumbers } from "./columns";
import { blockOfNumbers, mostRows } from "./vectors";
import { BIGINT, DOUBLE, VARCHAR, type DuckDBType } from "@duckdb/node-api";

export type Cell = string | number | null;
export type Row = Record<string, Cell>;

type Limits = { memoryMb: number; threads: number; temporary: string };

/** An engine in this process, in memory or in a file, that never reads settings or extensions from outside. */
export function openDuck(limits: Limits, file = ":memory:"): Promise<DuckDBInstance> {
  return DuckDBInstance.create(file, {
    threads: String(limits.threads),
    memory_limit: `${limits.memoryMb}MB`,
    temp_directory: limits.temporary,
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
    allow_community_extensions: "false",
  });
}

/** What leaves the engine: numbers as numbers, never as BigInt. */
function toCell(value: DuckDBValue): Cell {
  if (value === null || typeof value === "string" || typeof value === "number") return value;
  if (typeof value === "bigint") return Number(value);
  if (typeof value === "boolean") return value ? 1 : 0;
  const text = String(value);
  const asNumber = Number(text);
  return Number.isNaN(asNumber) ? text : asNumber;
}

/** Integers are bound as such: a double would change `limit ?` and integer comparison. */
function typeOf(value: SqlValue): DuckDBType {
  if (typeof value === "string") return VARCHAR;
  return value !== null && Number.isInteger(value) ? BIGINT : DOUBLE;
}

const bound = (value: SqlValue): DuckDBValue => (typeof value === "number" && Number.isInteger(value) ? BigInt(value) : value);

export function streamSql(connection: DuckDBConnection, sql: Sql) {
  const { text, values } = inOwnWay(sql);
  return connection.stream(text, values.map(bound), values.map(typeOf));
}

/** Runs a statement for its effect. */
export async function runSql(connection: DuckDBConnection, sql: Sql): Promise<void> {
  const { text, values } = inOwnWay(sql);
  await connection.run(text, values.map(bound), values.map(typeOf));
}

/** Rows of a query as plain objects. */
export async function readRows<T = Row>(connection: DuckDBConnection, sql: Sql): Promise<T[]> {
  const result = await streamSql(connection, sql);
  const names = result.deduplicatedColumnNames();
  const rows: T[] = [];
  for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
    const columns = chunk.getColumns();
    for (let i = 0; i < chunk.rowCount; i++) {
      const row: Row = {};
      names.forEach((name, c) => (row[name] = toCell(columns[c]?.[i] ?? null)));
      // The caller names the shape of its own query's rows.
      rows.push(row as T);
    }
  }
  return rows;
}

type Block = (Float64Array | string[])[];

type TakeBlock = (block: Block, names: readonly string[]) => void;

/**
 * Hands a query's columns over block by block; the process answers others between two blocks.
 * @param room memory the numbers of each block are put into, for those who do not keep them; else they get their own
 */
async function eachBlock(connection: DuckDBConnection, sql: Sql, take: TakeBlock, room: Float64Array[] | null = null): Promise<{ names: readonly string[]; isText: boolean[] }> {
  const result = await streamSql(connection, sql);
  const names = result.deduplicatedColumnNames();
  const types = names.map((_, c) => result.columnTypeId(c));
  const isText = types.map((type) => type === VARCHAR.typeId);
  for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
    const here = chunk;
    take(types.map((type, c) => (isText[c] ? here.getColumnValues(c).map((v) => (v === null ? "" : String(v))) : blockOfNumbers(here, { column: c, type, room: room === null ? null : (room[c] ??= new Float64Array(mostRows)) }) ?? toNumbers(here.getColumnVector(c)))), names);
  }
  return { names, isText };
}

/** The columns of a query as `readColumns`, a few thousand rows at a time; the arrays are filled anew for the next rows. */
export async function readBlocks(connection: DuckDBConnection, sql: Sql, take: (columns: Record<string, Float64Array | string[]>) => void): Promise<void> {
  await eachBlock(connection, sql, (block, names) => take(Object.fromEntries(block.map((column, c) => [names[c] ?? "", column]))), []);
}

/**
 * Columns of a query: numbers as Float64Array with NaN for null, text as strings with "" for null.
 * Text columns are those whose SQL type is VARCHAR.
 */
export async function readColumns(connection: DuckDBConnection, sql: Sql): Promise<Record<string, Float64Array | string[]>> {
  const blocks: Block[] = [];
  const { names, isText } = await eachBlock(connection, sql, (block) => blocks.push(block));
  return Object.fromEntries(names.map((name, c) => {
    const parts = blocks.map((block) => block[c] ?? []);
    // a column is text or numbers throughout
    return [name, isText[c] ? parts.flat() as string[] : joinNumbers(parts as Float64Array[])];
  }));
}

function toNumbers(vector: DuckDBVector): Float64Array {
  const numbers = new Float64Array(vector.itemCount);
  for (let i = 0; i < numbers.length; i++) {
    const value = vector.getItem(i);
    numbers[i] = typeof value === "number" ? value : value === null ? NaN : Number(toCell(value));
  }
  return numbers;
}

export const quoted = quotedString;

/** The engine's way of saying that a disk or its memory is full, in ours. */
export function asAppError(error: unknown): unknown {
  const message = error instanceof Error ? error.message : "";
  if (/No space left|disk.*full|ENOSPC/i.test(message)) return new AppError("diskFull", undefined, { cause: error });
  return error;
}

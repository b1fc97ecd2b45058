import "server-only";
import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { setImmediate as othersTurn } from "node:timers/promises";
import { type DuckDBAppender, type DuckDBConnection, DuckDBDataChunk, DOUBLE, INTEGER } from "@duckdb/node-api";
import { dataPaths, env } from "@/lib/env";
import { asAppError, openDuck, quoted } from "./duck";
import { publishFolder, syncTree } from "./snapshot-files";
import { fillColumn, mostRows, type Numbers } from "./vectors";

/** Members of a run, one entry per customer; a missing value is NaN, a missing column null. */
export type MembershipColumns = {
  customerKeys: ArrayLike<number>;
  segments: ArrayLike<number>;
  runnerUps: ArrayLike<number> | null;
  margins: ArrayLike<number> | null;
  rScores: ArrayLike<number> | null;
  fScores: ArrayLike<number> | null;
  mScores: ArrayLike<number> | null;
};

/** Members as of the fit, or of a later assignment. */
export function membershipFile(segmentationId: number, assignment?: string): string {
  const folder = path.join(dataPaths().segmentations, String(segmentationId));
  return assignment === undefined ? path.join(folder, "memberships.parquet") : path.join(folder, "assignments", assignment, "members.parquet");
}

/** Who is in another segment than at the assignment before, of one assignment. Kept for ever. */
export function changesFile(segmentationId: number, assignment: string): string {
  return path.join(path.dirname(membershipFile(segmentationId, assignment)), "changes.parquet");
}

type Column = { name: string; type: typeof INTEGER | typeof DOUBLE };

const integers = (...names: string[]): Column[] => names.map((name) => ({ name, type: INTEGER }));
const memberColumns = [...integers("customer_key", "segment", "runner_up"), { name: "margin", type: DOUBLE }, ...integers("r_score", "f_score", "m_score")];

/**
 * Writes the members of a run as Parquet: complete at its place or not there at all.
 * @throws RangeError if the columns differ in length or their customers do not ascend
 */
export async function writeMemberships(segmentationId: number, columns: MembershipColumns): Promise<void> {
  await writeFolder(`memberships-${segmentationId}`, path.dirname(membershipFile(segmentationId)), (connection, folder) =>
    writeRows(connection, memberColumns, turned([columns], columnsOf), path.join(folder, "memberships.parquet")));
}

export type AssignedMembers = {
  segmentationId: number;
  /** a new name: lower-case letters and digits */
  folder: string;
  asOf: number;
  /** by ascending customer; may come part by part, each worked out when it is about to be written */
  members: Iterable<MembershipColumns>;
  /** a segment of NaN is a customer who is gone */
  changes: { customerKeys: ArrayLike<number>; segments: ArrayLike<number> };
};

/**
 * Writes the members of a later day and what changed: both complete at their place or not there at all.
 * @throws RangeError if columns differ in length or customers do not ascend
 */
export async function writeAssignedMembers({ segmentationId, folder, asOf, members, changes }: AssignedMembers): Promise<void> {
  const file = membershipFile(segmentationId, folder);
  const asOfs = new Int32Array(changes.customerKeys.length).fill(asOf);
  await writeFolder(`assignment-${folder}`, path.dirname(file), async (connection, temporary) => {
    await writeRows(connection, memberColumns, turned(members, columnsOf), path.join(temporary, path.basename(file)));
    await writeRows(connection, integers("customer_key", "as_of", "segment"), [[changes.customerKeys, asOfs, changes.segments]], path.join(temporary, path.basename(changesFile(segmentationId, folder))));
  });
}

/** Writes who was in which segment on a day, and no more of them. Parts and errors as `writeAssignedMembers`. */
export async function writeDaySegments({ segmentationId, folder, members }: Pick<AssignedMembers, "segmentationId" | "folder"> & { members: Iterable<Pick<MembershipColumns, "customerKeys" | "segments">> }): Promise<void> {
  const file = membershipFile(segmentationId, folder);
  await writeFolder(`segments-${segmentationId}-${folder}`, path.dirname(file), (connection, temporary) =>
    writeRows(connection, integers("customer_key", "segment"), turned(members, (part) => [part.customerKeys, part.segments]), path.join(temporary, path.basename(file))));
}

/** From a folder in place to its row in the store. */
const writtenWithinMs = 10 * 60_000;

/**
 * Forgets assignments that belong to nothing, and the whole member lists of all but the newest two of
 * a run: a query may have begun on the one before. What changed is kept.
 *
 * @param known folders the store names, newest first within each run
 */
export function removeOldAssignments(segmentationId: number, known: readonly string[]): void {
  const parent = path.dirname(path.dirname(membershipFile(segmentationId, "any")));
  if (!existsSync(parent)) return;
  for (const name of readdirSync(parent)) {
    const place = known.indexOf(name);
    const folder = path.join(parent, name);
    // one that has just been written is about to be named
    if (place < 0 && statSync(folder).mtimeMs < Date.now() - writtenWithinMs) rmSync(folder, { recursive: true, force: true });
    else if (place > 1) rmSync(membershipFile(segmentationId, name), { force: true });
  }
}

type Columns = readonly (ArrayLike<number> | null)[];

const columnsOf = (members: MembershipColumns): Columns =>
  [members.customerKeys, members.segments, members.runnerUps, members.margins, members.rScores, members.fScores, members.mScores];

function* turned<A, B>(parts: Iterable<A>, turn: (part: A) => B): Generator<B> {
  for (const part of parts) yield turn(part);
}

async function writeFolder(name: string, final: string, write: (connection: DuckDBConnection, temporary: string) => Promise<void>): Promise<void> {
  const temporary = path.join(dataPaths().temporary, `${name}-${process.pid}`);
  rmSync(temporary, { recursive: true, force: true });
  mkdirSync(temporary, { recursive: true, mode: 0o700 });
  const instance = await openDuck({ memoryMb: env().memoryMb, threads: 1, temporary });
  const connection = await instance.connect();
  try {
    await write(connection, temporary);
  } catch (error) {
    rmSync(temporary, { recursive: true, force: true });
    throw asAppError(error);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
  await syncTree(temporary);
  publishFolder(temporary, final);
}

const numbersOf = (column: ArrayLike<number>): Numbers =>
  (column instanceof Float64Array || column instanceof Int32Array || column instanceof Uint8Array ? column : Float64Array.from(column));

/** The rows of the parts in blocks the engine can take. @throws RangeError unless columns are of one length and the first ascends */
function* blocksOf(parts: Iterable<Columns>): Generator<{ columns: (Numbers | null)[]; from: number; count: number }> {
  let last = -Infinity;
  for (const part of parts) {
    const columns = part.map((column) => (column === null ? null : numbersOf(column)));
    const keys = columns[0] ?? new Int32Array(0);
    for (const column of columns) if (column && column.length !== keys.length) throw new RangeError(`membership columns differ in length: ${keys.length} and ${column.length}`);
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i] ?? NaN;
      if (key < last) throw new RangeError(`members must come by ascending customer; ${key} follows ${last}`);
      last = key;
    }
    for (let from = 0; from < keys.length; from += mostRows) yield { columns, from, count: Math.min(mostRows, keys.length - from) };
  }
}

/** So many are made ready in a few milliseconds; others have their turn before the next. */
const rowsATurn = 8192;
/** Half a row group of the engine: to flush fewer at a time costs half as much again, more keeps others waiting. */
const rowsAFlush = 61_440;

/**
 * Writes rows as a Parquet file. They come out as they went in, so nothing is sorted. One transaction for
 * all of them: each flush would end its own, which costs as much as the rows.
 */
async function writeRows(connection: DuckDBConnection, columns: readonly Column[], parts: Iterable<Columns>, file: string): Promise<void> {
  const table = `rows_of_${path.parse(file).name}`;
  await connection.run(`create table ${table} (${columns.map(({ name, type }) => `${name} ${type.toString()}`).join(", ")})`);
  await connection.run("begin");
  const appender = await connection.createAppender(table);
  try {
    await appendBlocks(appender, columns, blocksOf(parts));
  } finally {
    appender.closeSync();
  }
  await connection.run("commit");
  await connection.run(`copy (select * from ${table}) to ${quoted(file)} (format parquet)`);
}

async function appendBlocks(appender: DuckDBAppender, columns: readonly Column[], blocks: ReturnType<typeof blocksOf>): Promise<void> {
  const types = columns.map(({ type }) => type);
  let sinceTurn = 0;
  let sinceFlush = 0;
  for (const { columns: filled, from, count } of blocks) {
    const chunk = DuckDBDataChunk.create(types, count);
    types.forEach((type, c) => fillColumn(chunk, c, { type, numbers: filled[c] ?? null, from }));
    appender.appendDataChunk(chunk);
    sinceTurn += count;
    sinceFlush += count;
    if (sinceTurn < rowsATurn) continue;
    if (sinceFlush >= rowsAFlush) {
      appender.flushSync();
      sinceFlush = 0;
    }
    sinceTurn = 0;
    await othersTurn();
  }
}

import "server-only";
import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { type DuckDBConnection, DuckDBDataChunk, type DuckDBVector, DOUBLE, INTEGER } from "@duckdb/node-api";
import { dataPaths, env } from "@/lib/env";
import { openDuck, quoted } from "./duck";
import { publishFolder, syncTree } from "./snapshot-files";

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

const columnTypes = [INTEGER, INTEGER, INTEGER, DOUBLE, INTEGER, INTEGER, INTEGER] as const;
const definition = "customer_key integer, segment integer, runner_up integer, margin double, r_score integer, f_score integer, m_score integer";
const blockRows = 2048;

/**
 * Writes the members of a run as Parquet: complete at its place or not there at all.
 * @throws RangeError if the columns differ in length
 */
export async function writeMemberships(segmentationId: number, columns: MembershipColumns): Promise<void> {
  await writeFolder(`memberships-${segmentationId}`, path.dirname(membershipFile(segmentationId)), (connection, folder) =>
    writeMembers(connection, columns, path.join(folder, "memberships.parquet")));
}

export type AssignedMembers = {
  segmentationId: number;
  /** a new name: lower-case letters and digits */
  folder: string;
  asOf: number;
  members: MembershipColumns;
  /** a segment of NaN is a customer who is gone */
  changes: { customerKeys: ArrayLike<number>; segments: ArrayLike<number> };
};

/** Writes the members of a later day and what changed: both complete at their place or not there at all. */
export async function writeAssignedMembers({ segmentationId, folder, asOf, members, changes }: AssignedMembers): Promise<void> {
  const file = membershipFile(segmentationId, folder);
  await writeFolder(`assignment-${folder}`, path.dirname(file), async (connection, temporary) => {
    await writeMembers(connection, members, path.join(temporary, path.basename(file)));
    await connection.run("create table changes (as_of integer, customer_key integer, segment integer)");
    const n = changes.customerKeys.length;
    await append(connection, { table: "changes", types: [INTEGER, INTEGER, INTEGER] }, [new Int32Array(n).fill(asOf), changes.customerKeys, changes.segments], n);
    await copyOut(connection, "changes", path.join(temporary, path.basename(changesFile(segmentationId, folder))));
  });
}

/** Writes who was in which segment on a day, and no more of them: complete at its place or not there at all. */
export async function writeDaySegments({ segmentationId, folder, members }: Pick<AssignedMembers, "segmentationId" | "folder"> & { members: Pick<MembershipColumns, "customerKeys" | "segments"> }): Promise<void> {
  const file = membershipFile(segmentationId, folder);
  await writeFolder(`segments-${segmentationId}-${folder}`, path.dirname(file), async (connection, temporary) => {
    await connection.run("create table memberships (customer_key integer, segment integer)");
    await append(connection, { table: "memberships", types: [INTEGER, INTEGER] }, [members.customerKeys, members.segments], members.customerKeys.length);
    await copyOut(connection, "memberships", path.join(temporary, path.basename(file)));
  });
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

async function writeMembers(connection: DuckDBConnection, columns: MembershipColumns, file: string): Promise<void> {
  const list = [columns.customerKeys, columns.segments, columns.runnerUps, columns.margins, columns.rScores, columns.fScores, columns.mScores];
  const n = columns.customerKeys.length;
  for (const column of list) if (column && column.length !== n) throw new RangeError(`membership columns differ in length: ${n} and ${column.length}`);
  await connection.run(`create table memberships (${definition})`);
  await append(connection, { table: "memberships", types: columnTypes }, list, n);
  await copyOut(connection, "memberships", file);
}

async function copyOut(connection: DuckDBConnection, table: string, file: string): Promise<void> {
  await connection.run(`copy (select * from ${table} order by customer_key) to ${quoted(file)} (format parquet)`);
}

async function writeFolder(name: string, final: string, write: (connection: DuckDBConnection, temporary: string) => Promise<void>): Promise<void> {
  const temporary = path.join(dataPaths().temporary, `${name}-${process.pid}`);
  rmSync(temporary, { recursive: true, force: true });
  mkdirSync(temporary, { recursive: true, mode: 0o700 });
  const instance = await openDuck({ memoryMb: env().memoryMb, threads: 1, temporary });
  const connection = await instance.connect();
  try {
    await write(connection, temporary);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
  await syncTree(temporary);
  publishFolder(temporary, final);
}

type Target = { table: string; types: readonly (typeof INTEGER | typeof DOUBLE)[] };

async function append(connection: DuckDBConnection, { table, types }: Target, columns: readonly (ArrayLike<number> | null)[], n: number): Promise<void> {
  const appender = await connection.createAppender(table);
  for (let from = 0; from < n; from += blockRows) {
    const count = Math.min(blockRows, n - from);
    const chunk = DuckDBDataChunk.create(types, count);
    columns.forEach((column, c) => fill(chunk.getColumnVector(c), column, from));
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
}

/** Straight from the column, without a list of values between: of a million members this is most of the work. */
function fill(vector: DuckDBVector, column: ArrayLike<number> | null, from: number): void {
  for (let i = 0; i < vector.itemCount; i++) {
    const value = column?.[from + i];
    vector.setItem(i, value === undefined || Number.isNaN(value) ? null : value);
  }
  vector.flush();
}

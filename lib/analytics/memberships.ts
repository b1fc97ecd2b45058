import "server-only";
import { mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { type DuckDBConnection, DuckDBDataChunk, DOUBLE, INTEGER } from "@duckdb/node-api";
import { dataPaths, env } from "@/lib/env";
import { openDuck, quoted } from "./duck";
import { publishFolder } from "./snapshot-files";

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

export function membershipFile(segmentationId: number): string {
  return path.join(dataPaths().segmentations, String(segmentationId), "memberships.parquet");
}

const columnTypes = [INTEGER, INTEGER, INTEGER, DOUBLE, INTEGER, INTEGER, INTEGER] as const;
const definition = "customer_key integer, segment integer, runner_up integer, margin double, r_score integer, f_score integer, m_score integer";
const blockRows = 2048;

/**
 * Writes the members of a run as Parquet: complete at its place or not there at all.
 * @throws RangeError if the columns differ in length
 */
export async function writeMemberships(segmentationId: number, columns: MembershipColumns): Promise<void> {
  const list = [columns.customerKeys, columns.segments, columns.runnerUps, columns.margins, columns.rScores, columns.fScores, columns.mScores];
  const n = columns.customerKeys.length;
  for (const column of list) if (column && column.length !== n) throw new RangeError(`membership columns differ in length: ${n} and ${column.length}`);
  const temporary = path.join(dataPaths().temporary, `memberships-${segmentationId}-${process.pid}`);
  rmSync(temporary, { recursive: true, force: true });
  mkdirSync(temporary, { recursive: true, mode: 0o700 });
  const instance = await openDuck({ memoryMb: env().memoryMb, threads: 1, temporary });
  const connection = await instance.connect();
  try {
    await connection.run(`create table memberships (${definition})`);
    await append(connection, list, n);
    await connection.run(
      `copy (select * from memberships order by customer_key) to ${quoted(path.join(temporary, "memberships.parquet"))} (format parquet)`,
    );
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
  publishFolder(temporary, path.dirname(membershipFile(segmentationId)));
}

async function append(connection: DuckDBConnection, columns: readonly (ArrayLike<number> | null)[], n: number): Promise<void> {
  const appender = await connection.createAppender("memberships");
  for (let from = 0; from < n; from += blockRows) {
    const count = Math.min(blockRows, n - from);
    const chunk = DuckDBDataChunk.create(columnTypes, count);
    columns.forEach((column, c) => chunk.setColumnValues(c, slice(column, from, count)));
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
}

function slice(column: ArrayLike<number> | null, from: number, count: number): (number | null)[] {
  return Array.from({ length: count }, (_, i) => {
    const value = column?.[from + i];
    return value === undefined || Number.isNaN(value) ? null : value;
  });
}

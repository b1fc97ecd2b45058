import "server-only";
import { existsSync } from "node:fs";
import type { DuckDBConnection } from "@duckdb/node-api";
import { AppError } from "@/lib/errors";
import type { Day } from "@/lib/types/day";
import type { Segmentation } from "@/lib/types/segmentation";
import { snapshotTables, type SnapshotTable } from "@/lib/types/snapshot";
import type { KeptOf } from "@/lib/types/sql";
import { corrections, tableAsOf } from "./as-of";
import { quoted } from "./duck";
import { membershipFile } from "./memberships";
import { pointedAt, snapshotFolder, tableFiles } from "./snapshot-files";

/** In memory and compressed; holds the views and the kept tables. */
export const catalog = "kept";

export type QueryOptions = {
  signal?: AbortSignal;
  /** a published snapshot; the current one by default */
  snapshotId?: number;
  /** run whose members are the view `memberships` */
  segmentationId?: number;
  /** folder of a later assignment by that run, whose members are then the view */
  assignment?: string;
  /** folder of that run's assignment of an earlier day, whose members are the view `earlier_memberships` */
  earlier?: string;
  /** the tables as they stood at the end of this day; as they are now by default */
  asOf?: Day;
  /** whether the selects marked `keepable` are worked out once and kept; for processes that are asked again and again */
  keepsParts?: boolean;
  /** whether it reads so much that it must not stand before quick answers: it waits for others of its kind instead */
  takesLong?: boolean;
};

/** Full name of the schema of a snapshot, a day and a run. */
export function schemaOf({ snapshotId, segmentationId, assignment, earlier, asOf }: QueryOptions): string {
  const snapshot = `${catalog}.snapshot_${snapshotId ?? pointedAt()}${asOf === undefined ? "" : `_day_${asOf}`}`;
  if (segmentationId === undefined) return snapshot;
  return `${snapshot}_run_${segmentationId}${assignment === undefined ? "" : `_${assignment}`}${earlier === undefined ? "" : `_since_${earlier}`}`;
}

/** Whether a table lies in the schema of a past day: looked at a few times, while those of the newest data are what most pages stand on. */
export const isOfPastDay = (fullName: string): boolean => /\.snapshot_\d+_day_/.test(fullName);

/** Where a marked select is kept, and where it is read. */
export type Place = { at: QueryOptions; seenFrom: QueryOptions };

/** @returns null where it is read in place */
export function placeOf(options: QueryOptions, of: KeptOf): Place | null {
  if (of === "newest" && options.asOf !== undefined) return null;
  const facts = { snapshotId: options.snapshotId ?? pointedAt() ?? undefined };
  const data = { ...facts, asOf: options.asOf };
  if (of === "facts") return { at: facts, seenFrom: data };
  const { segmentationId, assignment, earlier } = options;
  const run = { ...data, segmentationId, assignment };
  const at = of === "data" ? data : of === "days" ? { ...run, earlier } : run;
  return { at, seenFrom: at };
}

/** Where the members of a run as it is shown are found: of its newest assignment, or of its fit. */
export function membersOption(run: Pick<Segmentation, "id" | "fit" | "assignment"> | null): Pick<QueryOptions, "segmentationId" | "assignment"> {
  if (run === null) return {};
  return run.fit && run.assignment ? { segmentationId: run.id, assignment: run.assignment.folder } : { segmentationId: run.id };
}

/** The views of a schema: the tables of its snapshot and day, and the members of its run. */
export async function makeViews(connection: DuckDBConnection, schema: string, snapshot: number, { segmentationId: run, assignment, earlier, asOf }: QueryOptions): Promise<void> {
  const folder = snapshotFolder(snapshot);
  await connection.run(`create schema if not exists ${schema}`);
  const rowsOf = (table: SnapshotTable): string => {
    if (run !== undefined) return `select * from ${schemaOf({ snapshotId: snapshot, asOf })}.${table}`;
    return asOf === undefined ? `select * from ${tableFiles(folder, table)}` : tableAsOf(table, { folder, schema, asOf });
  };
  const corrected = asOf === undefined || run !== undefined ? {} : corrections(schemaOf({ snapshotId: snapshot }), asOf);
  for (const [view, text] of Object.entries(corrected)) await connection.run(`create or replace view ${schema}.${view} as ${text}`);
  for (const table of snapshotTables) await connection.run(`create or replace view ${schema}.${table} as ${rowsOf(table)}`);
  if (run === undefined) return;
  const members = { memberships: membershipFile(run, assignment), ...(earlier === undefined ? {} : { earlier_memberships: membershipFile(run, earlier) }) };
  for (const [view, file] of Object.entries(members)) {
    if (!existsSync(file)) throw new AppError("noSegmentation", `segmentation ${run} has no members on disk`);
    await connection.run(`create or replace view ${schema}.${view} as select * from read_parquet(${quoted(file)})`);
  }
}

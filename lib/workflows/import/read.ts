import type { Staging } from "@/lib/analytics/staging";
import { reasonFor } from "@/lib/import/check-sql";
import { decideDialect, recogniseGeneric, type Sniffed, sniffSql } from "@/lib/import/generic";
import { genericKinds, takeApartSql } from "@/lib/import/generic-sql";
import { RecordScanner } from "@/lib/import/scan";
import { brokenRowsSql, cellsSql, checkedTableSql, checkSql, refusedSql } from "@/lib/import/stage-sql";
import { AppError } from "@/lib/errors";
import type { ColumnMap, FileKind, Reject } from "@/lib/types/import";
import type { InspectedFile, OpenedFile } from "./inspect";
import { inLanes } from "./lanes";
import { blocksOf } from "./text-file";

/** What reading needs to know of the shop and of the request. */
export type ReadSettings = { minorUnits: number; timeZone: string; currency: string; map: ColumnMap };

/** Rejected lines kept in full; all are counted. */
export const rejectsKept = 100_000;

export type ReadFiles = {
  kinds: ReadonlySet<FileKind>;
  /** rejected lines per file, all of them */
  rejected: readonly number[];
  /** the first of them in full */
  rejects: readonly Reject[];
  /** whether rows of a generic file are orders or their lines; null for Olist files */
  genericRows: "order" | "line" | null;
};

/**
 * Reads every file into checked rows, by kind, each as soon as it has been looked through; the raw cells are let go
 * as soon as their rejects are known.
 */
export async function readFiles(staging: Staging, files: readonly OpenedFile[], settings: ReadSettings): Promise<ReadFiles> {
  const kinds = new Set(files.map((f) => f.kind));
  if (kinds.has("genericOrders") && kinds.size > 1) throw new AppError("badFile", "a generic orders file is imported on its own; leave the other files for another import");
  const reads = await inLanes([...kinds], async (kind) => readKind(staging, await numbered(files, kind), settings), staging.lanes);
  const genericRows = reads.find((read) => read.genericRows)?.genericRows ?? null;
  if (genericRows) for (const sql of takeApartSql(genericRows)) await staging.run(sql);
  const rejected = files.map((_, i) => reads.reduce((sum, read) => sum + (read.rejected.get(i) ?? 0), 0));
  const rejects = reads.flatMap((read) => read.rejects).slice(0, rejectsKept);
  return { kinds: genericRows ? new Set(genericKinds) : kinds, rejected, rejects, genericRows };
}

/** Files of one kind with their numbers in this import. */
type Numbered = readonly (readonly [number, InspectedFile])[];

function numbered(files: readonly OpenedFile[], kind: FileKind): Promise<Numbered> {
  return Promise.all([...files.entries()].filter(([, file]) => file.kind === kind).map(async ([i, file]) => [i, await file.whole] as const));
}

type ReadKind = { /** file → lines */ rejected: Map<number, number>; rejects: Reject[]; genericRows: ReadFiles["genericRows"] };

async function readKind(staging: Staging, files: Numbered, settings: ReadSettings): Promise<ReadKind> {
  const rejected = new Map<number, number>();
  const rejects: Reject[] = [];
  const isGeneric = files[0]?.[1].recognised.source.kind === "genericOrders";
  const genericRows = isGeneric ? await decideGeneric(staging, files, settings) : null;
  let before = 0;
  for (const [i, file] of files) {
    const { source } = file.recognised;
    const cells = isGeneric ? `raw_${i}` : cellsSql(i, file.path, file.columns, file.dialect);
    const checked = checkedTableSql(source, checkSql(i, file.recognised, { ...file, ...settings }, cells), i === files[0]?.[0]);
    // the refused lines are those of the statement that reads the file
    await staging.run(checked, isGeneric ? `drop table raw_${i}` : refusedSql(i));
    const counts = await countLines(staging, i, file);
    rejected.set(i, counts.refused + counts.broken);
    if (counts.refused + counts.broken > 0 && rejects.length < rejectsKept) rejects.push(...(await listRejected(staging, i, file, { before, minorUnits: settings.minorUnits })));
    before += counts.read;
  }
  return { rejected, rejects, genericRows };
}

/** Finds how each generic file is written, from its cells kept as `raw_N`, and gives it the rules for it. */
async function decideGeneric(staging: Staging, files: Numbered, settings: ReadSettings): Promise<"order" | "line"> {
  let rows: "order" | "line" = "order";
  for (const [i, file] of files) {
    await staging.run(`create table raw_${i} as select * from ${cellsSql(i, file.path, file.columns, file.dialect)}`, refusedSql(i));
    const [sniffed] = await staging.rows<Sniffed>(sniffSql(i, file.recognised));
    const dialect = sniffed ? decideDialect(sniffed, settings.map) : "it has no rows";
    if (typeof dialect === "string") throw new AppError("badFile", `${file.name}: ${dialect}`);
    const recognised = recogniseGeneric(file.header, settings.map, dialect, settings.currency);
    if (recognised) file.recognised = recognised;
    if (dialect.rows === "line") rows = "line";
  }
  return rows;
}

type LineCounts = { /** cut into cells */ read: number; /** not cut into cells */ refused: number; /** read, but breaking a rule */ broken: number };

/** Two ways of counting must agree: our scan of the bytes, and the rows and refusals of the reader. */
async function countLines(staging: Staging, index: number, file: InspectedFile): Promise<LineCounts> {
  const [counts] = await staging.rows<LineCounts>(
    `select count(*) as read, count(problem) as broken, (select count(*) from refused_${index}) as refused
      from checked_${file.recognised.source.kind} where file = ${index}`,
  );
  const { read, refused, broken } = counts ?? { read: 0, refused: 0, broken: 0 };
  if (read + refused !== file.rows) {
    throw new AppError("badFile", `${file.name}: ${file.rows} rows counted but ${read} read and ${refused} refused; a quote is probably out of place`);
  }
  return { read, refused, broken };
}

/** The rejected lines of a file, with line numbers found by a second pass over its bytes. */
async function listRejected(staging: Staging, index: number, file: InspectedFile, at: { before: number; minorUnits: number }): Promise<Reject[]> {
  const ragged = await staging.rows<{ line: number; why: string }>(
    `select line, why from refused_${index} order by line limit ${rejectsKept}`,
  );
  const broken = await staging.rows<{ row_number: number; problem: number; value: string | null; row_id: string | null }>(
    brokenRowsSql(index, file.recognised, at.before, rejectsKept),
  );
  const lines = linesOf(file, broken.map((b) => b.row_number), ragged.map((r) => r.line));
  const fields = file.recognised.source.fields;
  const refused: Reject[] = ragged.map((r) => ({
    file: file.name, line: lines.refused.get(r.line) ?? r.line, column: null, id: null, reason: raggedReason(r.why, file.columns), value: null,
  }));
  const wrong: Reject[] = broken.map((b, i) => {
    const field = fields[b.problem];
    return {
      file: file.name, line: lines.rows[i] ?? null, column: field?.column ?? null, id: b.row_id,
      reason: field ? reasonFor(field, b.value, at.minorUnits) : "cannot be read", value: b.value,
    };
  });
  return [...refused, ...wrong].sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
}

function raggedReason(type: string, columns: number): string {
  if (type === "MISSING COLUMNS") return `has fewer than ${columns} columns`;
  if (type === "TOO MANY COLUMNS") return `has more than ${columns} columns`;
  return "cannot be cut into columns";
}

/**
 * Physical lines, by a second pass over the bytes: of accepted rows given by number, and of refused
 * lines given as the engine counts them.
 */
function linesOf(file: InspectedFile, rows: readonly number[], refusedLines: readonly number[]): { rows: number[]; refused: Map<number, number> } {
  const found: number[] = [];
  const refused = new Map(refusedLines.map((line) => [line, line]));
  let row = -1; // the header comes first
  const scanner = new RecordScanner(file.dialect.delimiter.charCodeAt(0), (line, counted) => {
    if (refused.has(counted)) refused.set(counted, line);
    else {
      if (row === rows[found.length]) found.push(line);
      row++;
    }
  });
  for (const block of blocksOf(file.path)) scanner.feed(block);
  scanner.finish();
  return { rows: found, refused };
}

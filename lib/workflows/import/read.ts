import type { Staging } from "@/lib/analytics/staging";
import { reasonFor } from "@/lib/import/check-sql";
import { RecordScanner } from "@/lib/import/scan";
import { brokenRowsSql, checkedTableSql, checkSql, readSql, refusedSql } from "@/lib/import/stage-sql";
import { AppError } from "@/lib/errors";
import type { FileKind, Reject } from "@/lib/types/import";
import { blocksOf, type InspectedFile } from "./inspect";

/** Rejected lines kept in full; all are counted. */
export const rejectsKept = 100_000;

export type ReadFiles = {
  kinds: ReadonlySet<FileKind>;
  /** rejected lines per file, all of them */
  rejected: readonly number[];
  /** the first of them in full */
  rejects: readonly Reject[];
};

/** Reads every file into checked rows, by kind; the raw cells are let go as soon as their rejects are known. */
export async function readFiles(staging: Staging, files: readonly InspectedFile[], minorUnits: number): Promise<ReadFiles> {
  const kinds = new Set(files.map((f) => f.recognised.source.kind));
  const rejected: number[] = files.map(() => 0);
  const rejects: Reject[] = [];
  for (const kind of kinds) {
    const ofKind = [...files.entries()].filter(([, f]) => f.recognised.source.kind === kind);
    for (const [i, file] of ofKind) {
      await staging.run(readSql(i, file.path, file.columns, file.dialect));
      await staging.run(refusedSql(i));
      rejected[i] = await countRagged(staging, i, file);
    }
    const source = ofKind[0]?.[1].recognised.source;
    if (source) await staging.run(checkedTableSql(source, ofKind.map(([i, f]) => checkSql(i, f.recognised, { ...f, minorUnits }))));
    for (const [i, file] of ofKind) {
      const [counts] = await staging.rows<{ broken: number }>(`select count(*) as broken from checked_${kind} where file = ${i} and problem is not null`);
      rejected[i] = (rejected[i] ?? 0) + (counts?.broken ?? 0);
      if (rejected[i] && rejects.length < rejectsKept) rejects.push(...(await listRejected(staging, i, file, minorUnits)));
      await staging.run(`drop table raw_${i}`);
    }
  }
  return { kinds, rejected, rejects: rejects.slice(0, rejectsKept) };
}

/** Two ways of counting must agree: our scan of the bytes, and the rows and refusals of the reader. */
async function countRagged(staging: Staging, index: number, file: InspectedFile): Promise<number> {
  const [counts] = await staging.rows<{ read: number; refused: number }>(
    `select (select count(*) from raw_${index}) as read, (select count(*) from refused_${index}) as refused`,
  );
  const { read, refused } = counts ?? { read: 0, refused: 0 };
  if (read + refused !== file.rows) {
    throw new AppError("badFile", `${file.name}: ${file.rows} rows counted but ${read} read and ${refused} refused; a quote is probably out of place`);
  }
  return refused;
}

/** The rejected lines of a file, with line numbers found by a second pass over its bytes. */
async function listRejected(staging: Staging, index: number, file: InspectedFile, minorUnits: number): Promise<Reject[]> {
  const ragged = await staging.rows<{ line: number; why: string }>(
    `select line, why from refused_${index} order by line limit ${rejectsKept}`,
  );
  const broken = await staging.rows<{ row_number: number; problem: number; value: string | null; row_id: string | null }>(
    brokenRowsSql(index, file.recognised, rejectsKept),
  );
  const lines = linesOf(file, broken.map((b) => b.row_number), ragged.map((r) => r.line));
  const fields = file.recognised.source.fields;
  const refused: Reject[] = ragged.map((r) => ({
    file: file.name, line: r.line, column: null, id: null, reason: raggedReason(r.why, file.columns), value: null,
  }));
  const wrong: Reject[] = broken.map((b, i) => {
    const field = fields[b.problem];
    return {
      file: file.name, line: lines[i] ?? null, column: field?.column ?? null, id: b.row_id,
      reason: field ? reasonFor(field, b.value, minorUnits) : "cannot be read", value: b.value,
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
 * Physical lines of accepted rows given by number. Refused lines hold no row, so the scan's record
 * numbers run ahead of the rows by the refused ones before them.
 */
function linesOf(file: InspectedFile, rows: readonly number[], refusedLines: readonly number[]): number[] {
  if (rows.length === 0) return [];
  const records = refusedLines.length === 0 ? rows.map((r) => r + 1) : Array.from({ length: file.rows }, (_, i) => i + 1);
  const scanner = new RecordScanner(file.dialect.delimiter.charCodeAt(0), records);
  for (const block of blocksOf(file.path)) scanner.feed(block);
  const lines = scanner.finish().lineOf;
  if (refusedLines.length === 0) return [...lines];
  const refused = new Set(refusedLines);
  const accepted = lines.filter((line) => !refused.has(line));
  return rows.map((r) => accepted[r] ?? 0);
}

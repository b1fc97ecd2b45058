import "server-only";
import { AppError } from "@/lib/errors";
import { dataPaths } from "@/lib/env";
import type { FileLedger, Import, ImportFormat, ImportStatus, Reject } from "@/lib/types/import";
import { store } from "./client";
import type { NativeDatabase } from "./native";
import { openNative } from "./native";

type ImportRecord = {
  id: number; status: string; format: string; sample: boolean; dryRun: boolean; files: string;
  startedAt: bigint; finishedAt: bigint | null; startedBy: string; snapshotId: number | null; error: string | null;
};

function toImport(record: ImportRecord): Import {
  return {
    id: record.id,
    // Both columns are written from these types only.
    status: record.status as ImportStatus,
    format: record.format as ImportFormat,
    sample: record.sample,
    dryRun: record.dryRun,
    files: JSON.parse(record.files) as FileLedger[],
    startedAt: new Date(Number(record.startedAt)),
    finishedAt: record.finishedAt === null ? null : new Date(Number(record.finishedAt)),
    startedBy: record.startedBy,
    snapshotId: record.snapshotId,
    error: record.error,
  };
}

export type Page = { limit: number; offset: number };

/** Imports, newest first. */
export async function listImports(page: Page = { limit: 50, offset: 0 }): Promise<Import[]> {
  const records = await store().import.findMany({ orderBy: { id: "desc" }, take: page.limit, skip: page.offset });
  return records.map(toImport);
}

export const countImports = (): Promise<number> => store().import.count();

/** @throws AppError notFound */
export async function getImport(id: number): Promise<Import> {
  const record = await store().import.findUnique({ where: { id } });
  if (!record) throw new AppError("notFound", `there is no import ${id}`);
  return toImport(record);
}

/** Lines that were not stored, in the order they were found. */
export async function listRejects(importId: number, page: Page = { limit: 100, offset: 0 }): Promise<Reject[]> {
  const records = await store().importReject.findMany({
    where: { importId }, orderBy: { sequence: "asc" }, take: page.limit, skip: page.offset,
  });
  return records.map((r) => ({ file: r.file, line: r.line, column: r.column, id: r.rowId, reason: r.reason, value: r.value }));
}

export type NewImport = { format: ImportFormat; sample: boolean; dryRun: boolean; startedBy: string; owner: string };

/**
 * Takes the one place there is for a running import.
 * @returns its id
 * @throws AppError conflict while another process imports
 */
export function beginImport(db: NativeDatabase, input: NewImport): number {
  const begin = db.transaction((): number => {
    const other = runningImports(db)[0];
    if (other) throw new AppError("conflict", `import ${other.id} is running; wait until it is done`);
    const result = db
      .prepare(`insert into "Import" (status, format, sample, dryRun, startedAt, startedBy, owner) values ('running', ?, ?, ?, ?, ?, ?)`)
      .run(input.format, Number(input.sample), Number(input.dryRun), Date.now(), input.startedBy, input.owner);
    return Number(result.lastInsertRowid);
  });
  return begin.immediate();
}

export function runningImports(db: NativeDatabase): { id: number; owner: string }[] {
  return db.prepare<[], { id: number; owner: string }>(`select id, owner from "Import" where status = 'running' order by id`).all();
}

/** @throws AppError leaseLost if the import was ended by someone else, who took its owner for dead */
export function requireRunning(db: NativeDatabase, id: number): void {
  const status = db.prepare<[number], string>(`select status from "Import" where id = ?`).pluck().get(id);
  if (status !== "running") throw new AppError("leaseLost");
}

export type EndedImport = {
  id: number; status: ImportStatus; files: readonly FileLedger[]; error: string | null;
  snapshotId: number | null; orders: number; customers: number;
};

/**
 * Writes the outcome; part of the caller's transaction.
 * @returns false if the import had ended already
 */
export function endImport(db: NativeDatabase, end: EndedImport): boolean {
  const result = db.prepare(
    `update "Import" set status = ?, files = ?, error = ?, snapshotId = ?, orders = ?, customers = ?, finishedAt = ? where id = ? and status = 'running'`,
  ).run(end.status, JSON.stringify(end.files), end.error, end.snapshotId, end.orders, end.customers, Date.now(), end.id);
  return result.changes === 1;
}

/** Makes an import's rows invisible again; part of the caller's transaction. */
export function markUndone(db: NativeDatabase, id: number): void {
  db.prepare(`update "Import" set status = 'undone' where id = ? and status = 'complete'`).run(id);
}

/** Keeps the rejected lines of an import, in slices like its rows. */
export function saveRejects(db: NativeDatabase, importId: number, rejects: readonly Reject[]): void {
  const insert = db.prepare(`insert into "ImportReject" values (?, ?, ?, ?, ?, ?, ?, ?)`);
  const slice = 5000;
  for (let from = 0; from < rejects.length; from += slice) {
    const write = db.transaction(() => {
      rejects.slice(from, from + slice).forEach((r, i) => insert.run(importId, from + i, r.file, r.line, r.column, r.id, r.reason, r.value));
    });
    write.immediate();
  }
}

/** The native connection for bulk work on the store. */
export const openBulk = (): NativeDatabase => openNative(dataPaths().database, { mustExist: true });

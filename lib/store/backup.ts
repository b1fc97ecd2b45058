import "server-only";
import { chmodSync, closeSync, copyFileSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from "node:fs";
import Database from "better-sqlite3";
import { AppError } from "@/lib/errors";
import { dataPaths } from "@/lib/env";
import { closeStore } from "./client";
import { openNative } from "./native";

/** A file of the data folder carried inside a backup, named by its path below it. */
export type CarriedFile = { path: string; content: Buffer };

const carriedTable = "BackupFile";

function sync(file: string): void {
  const handle = openSync(file, "r");
  fsyncSync(handle);
  closeSync(handle);
}

/**
 * Copies the store, as of one moment and while others write, into one new file that only its owner may
 * read, and puts files beside the tables into it.
 * @throws AppError conflict if the file exists
 */
export function writeBackup(out: string, files: Iterable<CarriedFile>): void {
  if (existsSync(out)) throw new AppError("conflict", `${out} exists already; a backup never replaces a file`);
  const db = openNative(dataPaths().database, { mustExist: true });
  try {
    db.prepare("vacuum into ?").run(out);
  } finally {
    db.close();
  }
  chmodSync(out, 0o600);
  const backup = new Database(out);
  backup.exec(`create table "${carriedTable}" (path text primary key not null, content blob not null)`);
  const insert = backup.prepare(`insert into "${carriedTable}" values (?, ?)`);
  for (const file of files) insert.run(file.path, file.content);
  backup.close();
  sync(out);
}

/** @throws AppError badFile unless the file is a whole backup */
export function requireBackup(file: string): void {
  let reason = "is no backup of this application";
  try {
    const db = new Database(file, { readonly: true, fileMustExist: true });
    try {
      const tables = db.prepare<[string], number>("select count(*) from sqlite_master where name in ('_prisma_migrations', 'Import', ?)").pluck().get(carriedTable);
      if (tables === 3) {
        if (db.pragma("integrity_check", { simple: true }) === "ok") return;
        reason = "is damaged";
      }
    } finally {
      db.close();
    }
  } catch (error) {
    throw new AppError("badFile", `${file} cannot be read as a backup`, { cause: error });
  }
  throw new AppError("badFile", `${file} ${reason}`);
}

/**
 * Puts a backup in the place of the store. Leaving WAL mode needs the file for oneself alone: so a running
 * server is noticed, and no write-ahead log of the old store is left to be replayed into the new one.
 *
 * @returns the files the backup carried
 * @throws AppError conflict while another process has the store open
 */
export async function replaceStore(file: string): Promise<CarriedFile[]> {
  await closeStore();
  const target = dataPaths().database;
  if (existsSync(target)) requireAlone(target);
  const copy = `${target}.restoring`;
  copyFileSync(file, copy);
  chmodSync(copy, 0o600);
  const db = new Database(copy);
  const carried = db.prepare<[], CarriedFile>(`select path, content from "${carriedTable}"`).all();
  db.exec(`drop table "${carriedTable}"`);
  db.close();
  sync(copy);
  for (const side of ["-wal", "-shm"]) rmSync(target + side, { force: true });
  renameSync(copy, target);
  return carried;
}

function requireAlone(target: string): void {
  const db = new Database(target, { timeout: 0 });
  try {
    if (db.pragma("journal_mode = DELETE", { simple: true }) !== "delete") throw new Error("still in WAL mode");
  } catch (error) {
    throw new AppError("conflict", "The application is running; stop it before restoring.", { cause: error });
  } finally {
    db.close();
  }
}

/** What SQLite says of its own file: "ok", or the first faults. */
export function checkIntegrity(): string {
  const db = openNative(dataPaths().database, { mustExist: true });
  try {
    const faults = db.prepare<[], string>("pragma integrity_check(10)").pluck().all().join("; ");
    const broken = db.prepare("pragma foreign_key_check").all().length;
    return broken > 0 ? `${faults}; ${broken} broken references` : faults;
  } finally {
    db.close();
  }
}

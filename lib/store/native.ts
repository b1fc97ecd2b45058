import "server-only";
import Database from "better-sqlite3";
import { AppError } from "@/lib/errors";

export type NativeDatabase = Database.Database;

/**
 * Settings every connection needs, Prisma's too: WAL and FULL lose nothing on power failure,
 * recursive triggers close the REPLACE hole in the append-only tables, secure_delete zeroes erased pages.
 */
export const connectionPragmas = [
  "busy_timeout = 10000",
  "journal_mode = WAL",
  "synchronous = FULL",
  "foreign_keys = ON",
  "recursive_triggers = ON",
  "secure_delete = ON",
] as const;

/** SQLite before these releases can corrupt a WAL database that two processes checkpoint. */
const walResetFixedIn = [3, 51, 3] as const;

/** Opens the store's file with the native driver, for bulk work and migrations. */
export function openNative(file: string, options: { readonly?: boolean; mustExist?: boolean } = {}): NativeDatabase {
  const db = new Database(file, { readonly: options.readonly ?? false, fileMustExist: options.mustExist ?? false });
  for (const pragma of connectionPragmas) {
    if (options.readonly && pragma.startsWith("journal_mode")) continue;
    db.pragma(pragma);
  }
  requireSafeSqlite(db);
  return db;
}

function requireSafeSqlite(db: NativeDatabase): void {
  const version = String(db.prepare("select sqlite_version()").pluck().get());
  const parts = version.split(".").map(Number);
  for (const [i, floor] of walResetFixedIn.entries()) {
    const part = parts[i] ?? 0;
    if (part > floor) return;
    if (part < floor) throw new AppError("misconfigured", `SQLite ${version} is too old; 3.51.3 or newer is needed`);
  }
}

/**
 * Work whose commits need not outlive a power failure yet: what it writes is invisible until a later commit, which
 * waits for the disk and brings everything before it there too, since the log is one file. The store stays whole in
 * between: after a power failure it is as it was after one of these commits.
 * @throws what the work throws
 */
export async function withoutWaiting<T>(db: NativeDatabase, work: () => Promise<T>): Promise<T> {
  db.pragma("synchronous = NORMAL");
  try {
    return await work();
  } finally {
    // not inside a transaction, where SQLite would refuse
    if (db.inTransaction) db.exec("rollback");
    db.pragma("synchronous = FULL");
  }
}

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

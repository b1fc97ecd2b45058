import "server-only";
import { createHash, randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { AppError } from "@/lib/errors";
import { dataPaths } from "@/lib/env";
import { type NativeDatabase, openNative } from "./native";

const migrationsTable = `
  create table if not exists "_prisma_migrations" (
    "id" text primary key not null,
    "checksum" text not null,
    "finished_at" datetime,
    "migration_name" text not null,
    "logs" text,
    "rolled_back_at" datetime,
    "started_at" datetime not null default current_timestamp,
    "applied_steps_count" integer unsigned not null default 0
  )`;

type Migration = { name: string; text: string; checksum: string };

function listMigrations(folder: string): Migration[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .map((name) => {
      const text = readFileSync(path.join(folder, name, "migration.sql"), "utf8");
      return { name, text, checksum: createHash("sha256").update(text).digest("hex") };
    });
}

/**
 * Brings the store's file to the newest schema, creating it when missing. Writes Prisma's own
 * bookkeeping, so that `prisma migrate deploy` continues where this stopped.
 *
 * Foreign keys are switched off before BEGIN: inside a transaction the pragma does nothing, and a
 * redefined table would then cascade its DROP into every child row.
 *
 * @returns names of the migrations applied now
 * @throws AppError misconfigured if the file was made by a newer release or a migration was edited
 */
export function migrateStore(root: string = process.cwd()): string[] {
  const paths = dataPaths();
  mkdirSync(paths.root, { recursive: true, mode: 0o700 });
  const existed = existsSync(paths.database);
  const migrations = listMigrations(path.join(root, "prisma/migrations"));
  const db = openNative(paths.database);
  try {
    db.exec(migrationsTable);
    const pending = pendingMigrations(db, migrations);
    if (existed && pending.length > 0 && pending.length < migrations.length) backUpBefore(db, pending[0]?.name ?? "");
    db.pragma("foreign_keys = OFF");
    for (const migration of pending) applyMigration(db, migration);
    return pending.map((m) => m.name);
  } finally {
    db.close();
  }
}

function pendingMigrations(db: NativeDatabase, migrations: readonly Migration[]): Migration[] {
  const applied = new Map(
    db
      .prepare<[], { migration_name: string; checksum: string }>(
        `select migration_name, checksum from "_prisma_migrations" where finished_at is not null`,
      )
      .all()
      .map((row) => [row.migration_name, row.checksum]),
  );
  for (const [name, checksum] of applied) {
    const known = migrations.find((m) => m.name === name);
    if (!known) throw new AppError("misconfigured", `the store was made by a newer release (migration ${name})`);
    if (known.checksum !== checksum) throw new AppError("misconfigured", `migration ${name} was changed after it ran`);
  }
  return migrations.filter((m) => !applied.has(m.name));
}

function backUpBefore(db: NativeDatabase, name: string): void {
  const folder = dataPaths().backups;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  db.prepare("vacuum into ?").run(path.join(folder, `before-${name}-${randomUUID()}.db`));
}

function applyMigration(db: NativeDatabase, migration: Migration): void {
  const apply = db.transaction(() => {
    db.exec(migration.text);
    const broken = db.pragma("foreign_key_check");
    if (Array.isArray(broken) && broken.length > 0) {
      throw new AppError("corrupt", `migration ${migration.name} would break ${broken.length} references`);
    }
    db.prepare(
      `insert into "_prisma_migrations" (id, checksum, finished_at, migration_name, applied_steps_count)
       values (?, ?, current_timestamp, ?, 1)`,
    ).run(randomUUID(), migration.checksum, migration.name);
  });
  apply.immediate();
}

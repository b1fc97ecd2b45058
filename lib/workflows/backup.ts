import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { dataPaths } from "@/lib/env";
import { type CarriedFile, replaceStore, requireBackup, writeBackup } from "@/lib/store/backup";
import { migrateStore } from "@/lib/store/migrate";
import { rebuildSnapshot } from "./undo-import";

const carriedFolder = "segmentations";

/** Members of every run: the one part of the record that lies beside the store. */
function* memberFiles(): Generator<CarriedFile> {
  const folder = dataPaths().segmentations;
  if (!existsSync(folder)) return;
  for (const run of readdirSync(folder)) {
    const file = path.join(folder, run, "memberships.parquet");
    if (!/^\d+$/.test(run) || !existsSync(file)) continue;
    yield { path: `${carriedFolder}/${run}/memberships.parquet`, content: readFileSync(file) };
    yield* assignmentFiles(path.join(folder, run, "assignments"), `${carriedFolder}/${run}/assignments`);
  }
}

/** Later members of a run: the newest whole lists, and every change. */
function* assignmentFiles(folder: string, name: string): Generator<CarriedFile> {
  if (!existsSync(folder)) return;
  for (const one of readdirSync(folder)) {
    for (const file of readdirSync(path.join(folder, one))) yield { path: `${name}/${one}/${file}`, content: readFileSync(path.join(folder, one, file)) };
  }
}

const carriedName = /^segmentations\/\d+\/(memberships|assignments\/[0-9a-f]+\/(members|changes))\.parquet$/;

export type Backup = { file: string; bytes: number; sha256: string };

/**
 * Writes the whole record into one file, while the application runs. The secret is not in it.
 * @throws AppError conflict if the file exists
 */
export function backupStore(out: string): Backup {
  mkdirSync(path.dirname(out), { recursive: true });
  try {
    writeBackup(out, memberFiles());
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "conflict")) rmSync(out, { force: true });
    throw error;
  }
  return { file: out, bytes: statSync(out).size, sha256: createHash("sha256").update(readFileSync(out)).digest("hex") };
}

/**
 * Puts a backup in the place of everything that is there, and publishes its snapshot anew.
 * @throws AppError badFile, conflict while the application runs
 */
export async function restoreStore(file: string, actor: string): Promise<{ file: string; orders: number; customers: number }> {
  requireBackup(file);
  const carried = await replaceStore(file);
  const paths = dataPaths();
  for (const folder of [paths.snapshots, paths.segmentations]) rmSync(folder, { recursive: true, force: true });
  for (const { path: name, content } of carried) {
    // Names in a backup come from outside: only the ones we would write are taken.
    if (!carriedName.test(name)) continue;
    const target = path.join(paths.root, name);
    mkdirSync(path.dirname(target), { recursive: true, mode: 0o700 });
    writeFileSync(target, content, { mode: 0o600 });
  }
  migrateStore(process.env.CLIENTELE_ROOT);
  const { orders, customers } = await rebuildSnapshot(actor);
  return { file, orders, customers };
}

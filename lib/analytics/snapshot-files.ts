import "server-only";
import { closeSync, copyFileSync, existsSync, fsyncSync, linkSync, mkdirSync, openSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { open, readdir } from "node:fs/promises";
import path from "node:path";
import { dataPaths } from "@/lib/env";
import { isPartitioned } from "@/lib/types/snapshot";
import { quoted } from "./duck";

const pointerName = "current";

/** Folder of a published snapshot. */
export function snapshotFolder(id: number): string {
  return path.join(dataPaths().snapshots, String(id));
}

/** Folder of the months of a partitioned table, `month=N` each. */
export const monthFolder = (snapshot: string, table: string, month?: number): string =>
  month === undefined ? path.join(snapshot, table) : path.join(snapshot, table, `month=${month}`);

/** A row table or key space as a snapshot keeps it. */
export const rowsFile = (snapshot: string, name: string): string => path.join(snapshot, "rows", `${name}.parquet`);

/** What a snapshot says of itself. */
export const manifestFile = (snapshot: string): string => path.join(snapshot, "parts.json");

/** SQL of all rows of a table of a snapshot. */
export function tableFiles(snapshot: string, table: string): string {
  const whole = path.join(snapshot, `${table}.parquet`);
  // snapshots from before there were months have one file a table
  if (!isPartitioned(table) || existsSync(whole)) return `read_parquet(${quoted(whole)})`;
  return `read_parquet(${quoted(path.join(monthFolder(snapshot, table), "*", "*.parquet"))}, hive_partitioning = false)`;
}

/** Puts a file of another snapshot into this one without copying it. Published files never change. */
export function linkFile(from: string, to: string): void {
  mkdirSync(path.dirname(to), { recursive: true, mode: 0o700 });
  try {
    linkSync(from, to);
  } catch {
    // some file systems have no links
    copyFileSync(from, to);
  }
}

function syncPath(file: string): void {
  const handle = openSync(file, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Brings every file below a folder, and the folders themselves, to the disk: many at once, without holding up the process. */
export async function syncTree(folder: string): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true });
  await Promise.all(entries.map((entry) => {
    const inside = path.join(folder, entry.name);
    return entry.isDirectory() ? syncTree(inside) : syncSoon(inside);
  }));
  await syncSoon(folder);
}

async function syncSoon(file: string): Promise<void> {
  const handle = await open(file, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Moves a finished folder, which its writer has brought to the disk (`syncTree`), to its place. */
export function publishFolder(temporary: string, final: string): void {
  mkdirSync(path.dirname(final), { recursive: true, mode: 0o700 });
  rmSync(final, { recursive: true, force: true });
  renameSync(temporary, final);
  syncPath(path.dirname(final));
}

/** Makes queries read another snapshot, or forgets that they were to. */
export type Pointing = { follow: () => void; discard: () => void };

/**
 * Which snapshot queries read: a file, so that every process sees a publication without asking the store. All that
 * takes space is written here; what is left to do takes none, so that it can be done once nothing may fail any more.
 */
export function preparePointer(id: number): Pointing {
  const folder = dataPaths().snapshots;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const temporary = path.join(folder, `${pointerName}.${process.pid}.tmp`);
  const discard = () => rmSync(temporary, { force: true });
  try {
    writeFileSync(temporary, String(id), { mode: 0o600 });
    syncPath(temporary);
  } catch (error) {
    discard();
    throw error;
  }
  return {
    follow: () => {
      renameSync(temporary, path.join(folder, pointerName));
      syncPath(folder);
    },
    discard,
  };
}

/** Makes queries read a snapshot at once. */
export const pointAt = (id: number): void => preparePointer(id).follow();

/** Id of the snapshot queries read; null before the first import. */
export function pointedAt(): number | null {
  try {
    return Number(readFileSync(path.join(dataPaths().snapshots, pointerName), "utf8"));
  } catch {
    return null;
  }
}

/** A folder being written is left alone this long. */
const writingMs = 60 * 60_000;

function isBeingWritten(folder: string): boolean {
  return folder.endsWith(".tmp") && Date.now() - statSync(folder).mtimeMs < writingMs;
}

/**
 * Removes snapshot folders nobody reads any more. The one before the current stays, since a query
 * may have begun on it.
 *
 * @param published ids the store knows, newest first
 */
export function removeOldSnapshots(published: readonly number[]): void {
  const folder = dataPaths().snapshots;
  if (!existsSync(folder)) return;
  const keep = new Set(published.slice(0, 2).map(String));
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const inside = path.join(folder, entry.name);
    if (entry.isDirectory() && !keep.has(entry.name) && !isBeingWritten(inside)) rmSync(inside, { recursive: true, force: true });
  }
}

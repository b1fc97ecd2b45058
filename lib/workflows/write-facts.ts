import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { linkFile, manifestFile, monthFolder, rowsFile, snapshotFolder, syncTree } from "@/lib/analytics/snapshot-files";
import type { Staging } from "@/lib/analytics/staging";
import { hashProbeSql } from "@/lib/import/digest-sql";
import { factTables } from "@/lib/import/facts-sql";
import { isSamePart, type Part, type Parts } from "@/lib/import/parts";
import { literal } from "@/lib/import/stage-sql";
import { rowTables, spaceNames } from "@/lib/import/tables";
import { isPartitioned } from "@/lib/types/snapshot";

/** Raised when the same rows lead to other files, or to another hash of the whole. */
const layout = 2;

/** What a snapshot says of itself. Files of another are taken over only where all of it agrees. */
type Manifest = { layout: number; /** of the calendar columns */ timeZone: string; /** what the engine's hash makes of one row */ probe: string; parts: Parts };

async function hashProbe(staging: Staging): Promise<string> {
  const [row] = await staging.rows<{ probe: string }>(hashProbeSql);
  return row?.probe ?? "";
}

function readManifest(snapshotId: number | null): Manifest | null {
  const file = snapshotId === null ? "" : manifestFile(snapshotFolder(snapshotId));
  // only this file writes manifests
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Manifest) : null;
}

/** Whether the hashes a snapshot keeps are those this version of the product and of its engine would give. */
export async function hasCurrentHashes(staging: Staging, snapshotId: number): Promise<boolean> {
  const manifest = readManifest(snapshotId);
  return manifest?.layout === layout && manifest.probe === (await hashProbe(staging));
}

export type FactsToWrite = {
  parts: Parts;
  timeZone: string;
  /** snapshot whose files are taken over where they would be the same; null = none */
  base: number | null;
  /** row tables and key spaces that are as the base has them */
  unchanged: ReadonlySet<string>;
};

function copySql(query: string, target: string, options = ""): string {
  // Compressing costs more time than it saves room; columns of more values than this are ids, which no dictionary makes smaller.
  return `copy (${query}) to ${literal(target)} (format parquet, compression uncompressed, dictionary_size_limit 10000${options})`;
}

/** Writes facts and rows to a folder, durably: whole, or by link from the base where nothing changed. */
export async function writeFacts(staging: Staging, folder: string, facts: FactsToWrite): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(path.join(folder, "rows"), { recursive: true, mode: 0o700 });
  const manifest: Manifest = { layout, timeZone: facts.timeZone, probe: await hashProbe(staging), parts: facts.parts };
  const before = readManifest(facts.base);
  const isComparable = before?.layout === layout && before.timeZone === manifest.timeZone && before.probe === manifest.probe;
  const from = isComparable && facts.base !== null ? { folder: snapshotFolder(facts.base), parts: before.parts } : null;
  writeFileSync(manifestFile(folder), JSON.stringify(manifest));
  const copies = factTables.flatMap((table) => linkOrCopy(folder, { table, parts: facts.parts, from }));
  for (const name of [...rowTables.map((t) => t.name), ...spaceNames.map((s) => `${s}_ids`)]) {
    const source = facts.base === null || !facts.unchanged.has(name) ? null : rowsFile(snapshotFolder(facts.base), name);
    if (source !== null) linkFile(source, rowsFile(folder, name));
    else copies.push(copySql(`select * from ${name}${name.endsWith("_ids") ? "" : "_now"}`, rowsFile(folder, name)));
  }
  await staging.run(...copies);
  await syncTree(folder);
}

type TableToWrite = { table: string; parts: Parts; from: { folder: string; parts: Parts } | null };

/** Links the parts that the base has. @returns the statements that write the others */
function linkOrCopy(folder: string, { table, parts, from }: TableToWrite): string[] {
  const changed: Part[] = [];
  for (const part of parts[table] ?? []) {
    const isSame = from !== null && isSamePart(table, part.month, parts, from.parts);
    if (!isSame || !linkPart(from.folder, folder, table, part.month)) changed.push(part);
  }
  if (!isPartitioned(table)) {
    const isWritten = changed.length === 0 && existsSync(path.join(folder, `${table}.parquet`));
    return isWritten ? [] : [copySql(`select * from fact_${table}`, path.join(folder, `${table}.parquet`))];
  }
  mkdirSync(monthFolder(folder, table), { recursive: true, mode: 0o700 });
  const months = changed.map((part) => part.month);
  if (months.length > 0) {
    const query = `select * from fact_${table} where month in (${months.join(", ")})`;
    return [copySql(query, monthFolder(folder, table), ", partition_by (month), write_partition_columns true, overwrite_or_ignore true")];
  }
  // a table without rows still has columns
  if ((parts[table] ?? []).length > 0) return [];
  mkdirSync(path.join(monthFolder(folder, table), "none"), { mode: 0o700 });
  return [copySql(`select * from fact_${table}`, path.join(monthFolder(folder, table), "none", "none.parquet"))];
}

/** @returns false if the base does not have the part's files */
function linkPart(from: string, to: string, table: string, month: number | null): boolean {
  if (month === null) {
    if (!existsSync(path.join(from, `${table}.parquet`))) return false;
    linkFile(path.join(from, `${table}.parquet`), path.join(to, `${table}.parquet`));
    return true;
  }
  const source = monthFolder(from, table, month);
  if (!existsSync(source)) return false;
  for (const name of readdirSync(source)) linkFile(path.join(source, name), path.join(monthFolder(to, table, month), name));
  return true;
}

import { closeSync, existsSync, mkdirSync, openSync, rmSync, writeSync } from "node:fs";
import path from "node:path";
import { rowsFile, snapshotFolder } from "@/lib/analytics/snapshot-files";
import type { Staging } from "@/lib/analytics/staging";
import { literal } from "@/lib/import/stage-sql";
import { camelCase, type Column, keptColumns, keySpaces, type RowTable, rowTables, spaceNames, storeColumns } from "@/lib/import/tables";
import type { NativeDatabase } from "@/lib/store/native";
import type { FileKind } from "@/lib/types/import";
import { csvOfRows, type ReadColumn } from "@/lib/store/read-rows";

const empty = (columns: readonly { name: string; type: string }[]) =>
  `select ${columns.map((c) => `cast(null as ${c.type}) as ${c.name}`).join(", ")} where false`;

const idColumns = [{ name: "external_id", type: "varchar" }, { name: "key", type: "integer" }] as const;

/** Tables that hold nothing yet: the first import of a store. */
export async function attachNoRows(staging: Staging): Promise<void> {
  await staging.run(
    ...spaceNames.map((space) => `create view old_${space}_ids as ${empty(idColumns)}`),
    ...rowTables.map((table) => `create view old_${table.name} as ${empty(keptColumns(table))}`),
  );
}

/** Whether a snapshot's copy of the rows is all there; a damaged one fails when it is read. */
export function hasRowsCopy(snapshotId: number): boolean {
  const names = [...rowTables.map((t) => t.name), ...spaceNames.map((s) => `${s}_ids`)];
  return names.every((name) => existsSync(rowsFile(snapshotFolder(snapshotId), name)));
}

/** The rows as the last snapshot kept them: reading them from the store takes ten times as long. */
export async function attachSnapshotRows(staging: Staging, snapshotId: number): Promise<void> {
  const from = (name: string) => `select * from read_parquet(${literal(rowsFile(snapshotFolder(snapshotId), name))})`;
  await staging.run(...[...spaceNames.map((space) => `${space}_ids`), ...rowTables.map((table) => table.name)].map((name) => `create view old_${name} as ${from(name)}`));
}

/** Row tables and key spaces that an import of these kinds leaves as the snapshot it builds on has them. */
export function untouchedBy(kinds: ReadonlySet<FileKind>): Set<string> {
  const tables = rowTables.filter((t) => !kinds.has(t.kind)).map((t) => t.name);
  const spaces = spaceNames.filter((s) => keySpaces[s].seenIn.every(([kind]) => !kinds.has(kind)));
  return new Set([...tables, ...spaces.map((s) => `${s}_ids`)]);
}

/** The current versions among the rows of the given imports, from the store itself. */
export async function attachStoreRows(staging: Staging, db: NativeDatabase, imports: readonly number[], folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const space of spaceNames) {
    const columns = [{ name: "externalId", kind: "text" }, { name: "key", kind: "integer" }] as const;
    const pieces = csvOfRows(db, keySpaces[space].store, columns, null);
    await load(staging, folder, { table: `old_${space}_ids`, pieces, columns: idColumns, select: "select external_id, key from loaded" });
  }
  for (const table of rowTables) {
    const columns = storeColumns(table);
    const read: ReadColumn[] = columns.map((c) => ({ name: camelCase(c.name), kind: kindOf(c) }));
    const typed = [{ name: "import_id", type: "integer" }, ...columns];
    const pieces = csvOfRows(db, table.store, read, imports);
    await load(staging, folder, { table: `old_${table.name}`, pieces, columns: typed, select: currentSql(table) });
  }
}

function kindOf(column: Column): ReadColumn["kind"] {
  if (column.type === "varchar") return "text";
  return column.type === "double" ? "real" : "integer";
}

/** Of several versions of a key the one of the latest import. */
function currentSql(table: RowTable): string {
  const key = table.key.map((c) => c.name).join(", ");
  // Columns the store has are taken as they are; the copy's own are computed as at the import.
  const value = (c: Column) => (c.only === "kept" ? `${c.from} as ${c.name}` : `s.${c.name}`);
  return `select ${keptColumns(table).map(value).join(", ")} from loaded s
    where (${key}, import_id) in (select (${key}, max(import_id)) from loaded group by ${key})`;
}

type Loaded = { table: string; pieces: Iterable<string>; columns: readonly { name: string; type: string }[]; select: string };

async function load(staging: Staging, folder: string, { table, pieces, columns, select }: Loaded): Promise<void> {
  const file = path.join(folder, `${table}.csv`);
  const handle = openSync(file, "w", 0o600);
  try {
    for (const piece of pieces) writeSync(handle, piece);
  } finally {
    closeSync(handle);
  }
  const types = columns.map((c) => `'${c.name}': '${c.type}'`).join(", ");
  const read = `read_csv(${literal(file)}, auto_detect = false, header = false, columns = {${types}}, delim = ',', quote = '"', escape = '"', nullstr = '', new_line = '\\n', max_line_size = 2097152)`;
  await staging.run(`create table ${table} as with loaded as (select * from ${read}) ${select}`);
  rmSync(file);
}

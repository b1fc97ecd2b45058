import type { Staging } from "@/lib/analytics/staging";
import { change } from "@/lib/import/change";
import { camelCase, type Column, keySpaces, type RowTable, rowTables, spaceNames, storeColumns } from "@/lib/import/tables";
import { AppError } from "@/lib/errors";
import { type BulkOptions, BulkWriter } from "@/lib/store/bulk";
import { sumRows } from "@/lib/store/order-tables";
import { saveClaims } from "@/lib/store/claims";
import type { KeyColumns } from "@/lib/store/key-list";
import { type NativeDatabase, withoutWaiting } from "@/lib/store/native";
import type { Fence } from "@/lib/store/bulk";
import type { FileKind } from "@/lib/types/import";

// BIGINT would arrive as BigInt; the store turns whole reals back into integers.
const streamed = (c: Column) => (c.type === "bigint" ? `cast(${c.name} as double)` : c.name);
const isWritten = `change <> ${change.duplicate}`;

export type SaveInput = {
  staging: Staging;
  db: NativeDatabase;
  importId: number;
  kinds: ReadonlySet<FileKind>;
  fence?: Fence | undefined;
  onSlice?: BulkOptions["onSlice"];
  onRows: (rows: number) => void;
};

/** Rows to be written: new keys and new or changed row versions. */
export async function countRowsToSave(staging: Staging, kinds: ReadonlySet<FileKind>): Promise<number> {
  const counts = [
    ...spaceNames.map((space) => `select count(*) as n from new_${space}_ids`),
    ...rowTables.filter((t) => kinds.has(t.kind)).map((t) => `select count(*) from fresh_${t.name} where ${isWritten}`),
  ];
  const [row] = await staging.rows<{ n: number }>(`select sum(n) as n from (${counts.join(" union all ")})`);
  return row?.n ?? 0;
}

/**
 * Writes new keys and row versions to the store, in key order so that every tree only grows at its end. They are
 * durable when the commit that names the import complete is.
 */
export function saveRows(input: SaveInput): Promise<void> {
  return withoutWaiting(input.db, () => saveAll(input));
}

async function saveAll(input: SaveInput): Promise<void> {
  const writer = new BulkWriter(input.db, input);
  const tables = rowTables.filter((table) => input.kinds.has(table.kind));
  const counts = await countsToCompare(input.staging, tables);
  for (const space of spaceNames) {
    const target = { table: keySpaces[space].store, columns: ["key", "externalId"], importId: input.importId };
    const staged = { table: `new_${space}_ids`, columns: ["key", "external_id"], isText: [false, true] };
    await writer.write(target, input.staging.blocks(staged), input.onRows);
  }
  for (const [i, table] of tables.entries()) await saveTable(input, writer, table, counts[i]);
}

async function saveTable(input: SaveInput, writer: BulkWriter, table: RowTable, read: Counts | undefined): Promise<void> {
  const columns = storeColumns(table);
  const target = { table: table.store, columns: columns.map((c) => camelCase(c.name)), importId: input.importId };
  const staged = { table: `fresh_${table.name}`, columns: columns.map(streamed), isText: columns.map((c) => c.type === "varchar"), where: isWritten };
  await writer.write(target, input.staging.blocks(staged), input.onRows);
  compareCounts(input, table, read?.sums ?? "");
  if ((read?.duplicates ?? 0) > 0) await saveClaimed(input, table);
}

/** What the import counted as duplicates is claimed, so that it stays when the import that stored it is undone. */
async function saveClaimed({ staging, db, importId, fence, onRows }: SaveInput, table: RowTable): Promise<void> {
  const staged = {
    table: `fresh_${table.name}`, columns: table.key.map(streamed), isText: table.key.map((c) => c.type === "varchar"), where: `change = ${change.duplicate}`,
  };
  let part = 0;
  for await (const { columns } of staging.blocks(staged)) {
    // keys are never null
    saveClaims(db, { importId, table: table.store, fence }, part++, columns as KeyColumns);
    onRows(0);
  }
}

const summedColumns = (table: RowTable) => storeColumns(table).filter((c) => c.name.endsWith("_cents") || c.name.endsWith("_key")).map((c) => c.name);

/** What the reader counts of a table: rows to write and their sums, with commas between; rows that are there already. */
type Counts = { sums: string; duplicates: number };

/** One query for all tables: the writer of the store waits for no answer between them. */
async function countsToCompare(staging: Staging, tables: readonly RowTable[]): Promise<Counts[]> {
  const each = tables.map((table, i) => {
    const sums = summedColumns(table).map((c) => `coalesce(sum(${c}) filter (where ${isWritten}), 0)`);
    return `select ${i} as place, concat_ws(',', ${[`count(*) filter (where ${isWritten})`, ...sums].join(", ")}) as sums, count(*) filter (where change = ${change.duplicate}) as duplicates
      from fresh_${table.name}`;
  });
  return each.length === 0 ? [] : staging.rows<Counts>(`${each.join(" union all ")} order by place`);
}

/** Second path: counts and sums of keys and money by the reader and by the store must agree, else the import fails. */
function compareCounts({ db, importId }: SaveInput, table: RowTable, read: string): void {
  const stored = sumRows(db, table.store, importId, summedColumns(table).map(camelCase)).join();
  if (read !== stored) throw new AppError("corrupt", `${table.name}: read ${read} but stored ${stored}`);
}

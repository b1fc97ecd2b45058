import type { Staging } from "@/lib/analytics/staging";
import { change } from "@/lib/import/change";
import { camelCase, type Column, keySpaces, type RowTable, rowTables, spaceNames, storeColumns } from "@/lib/import/tables";
import { AppError } from "@/lib/errors";
import { type BulkOptions, BulkWriter } from "@/lib/store/bulk";
import { sumRows } from "@/lib/store/order-tables";
import { saveClaims } from "@/lib/store/claims";
import type { KeyColumns } from "@/lib/store/key-list";
import type { NativeDatabase } from "@/lib/store/native";
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

/** Writes new keys and row versions to the store, in key order so that every tree only grows at its end. */
export async function saveRows(input: SaveInput): Promise<void> {
  const writer = new BulkWriter(input.db, input);
  for (const space of spaceNames) {
    const target = { table: keySpaces[space].store, columns: ["key", "externalId"], importId: input.importId };
    const staged = { table: `new_${space}_ids`, columns: ["key", "external_id"], isText: [false, true] };
    await writer.write(target, input.staging.blocks(staged), input.onRows);
  }
  for (const table of rowTables) if (input.kinds.has(table.kind)) await saveTable(input, writer, table);
}

async function saveTable(input: SaveInput, writer: BulkWriter, table: RowTable): Promise<void> {
  const columns = storeColumns(table);
  const target = { table: table.store, columns: columns.map((c) => camelCase(c.name)), importId: input.importId };
  const staged = { table: `fresh_${table.name}`, columns: columns.map(streamed), isText: columns.map((c) => c.type === "varchar"), where: isWritten };
  await writer.write(target, input.staging.blocks(staged), input.onRows);
  await compareCounts(input, table);
  await saveClaimed(input, table);
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

/** Second path: counts and sums of keys and money by the reader and by the store must agree, else the import fails. */
async function compareCounts(input: SaveInput, table: RowTable): Promise<void> {
  const summed = storeColumns(table).filter((c) => c.name.endsWith("_cents") || c.name.endsWith("_key")).map((c) => c.name);
  const [read] = await input.staging.rows(
    `select ${["count(*) as n", ...summed.map((c) => `cast(coalesce(sum(${c}), 0) as varchar) as ${c}`)].join(", ")}
      from fresh_${table.name} where ${isWritten}`,
  );
  const stored = sumRows(input.db, table.store, input.importId, summed.map(camelCase));
  const expected = [String(read?.n ?? 0), ...summed.map((c) => String(read?.[c] ?? 0))];
  if (expected.join() !== stored.join()) throw new AppError("corrupt", `${table.name}: read ${expected.join()} but stored ${stored.join()}`);
}

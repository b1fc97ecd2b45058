import "server-only";
import type { NativeDatabase } from "./native";

const rowTables = {
  AccountRow: "accountId", OrderRow: "orderKey", ItemRow: "orderKey, line", PaymentRow: "orderKey, sequence", ReviewRow: "orderKey, reviewId",
  ProductRow: "productKey", SellerRow: "sellerKey", CategoryRow: "name", PlaceRow: "zip", ContactRow: "customerKey",
} as const;
/** Other tables that hold what one import wrote, with the rest of their keys. */
const ledgerTables = { ImportReject: "sequence", ImportClaim: `"table", part` } as const;
const keyTables = ["Customer", "OrderKey", "ProductKey", "SellerKey"] as const;

const sliceRows = 10_000;

function isRowTable(table: string): table is keyof typeof rowTables {
  return table in rowTables;
}

/**
 * The columns that tell the rows of one import apart.
 * @throws RangeError if it is no table of row versions
 */
export function rowKeyOf(table: string): string[] {
  if (!isRowTable(table)) throw new RangeError(`${table} is no table of row versions`);
  return rowTables[table].split(", ");
}

/**
 * Count and column sums of the rows one import wrote, as text so that no digit is lost.
 * @param columns integer columns
 */
export function sumRows(db: NativeDatabase, table: string, importId: number, columns: readonly string[]): string[] {
  rowKeyOf(table);
  const sums = columns.map((c) => `cast(coalesce(sum("${c}"), 0) as text)`);
  const row = db.prepare<[number], string[]>(`select ${["cast(count(*) as text)", ...sums].join(", ")} from "${table}" where importId = ?`).raw().get(importId);
  return row ?? [];
}

/**
 * Deletes what an import that will never be complete wrote, in short transactions. Rows of one
 * import lie together; its keys are the highest ones, since one import runs at a time.
 */
export function sweepImport(db: NativeDatabase, importId: number): void {
  for (const [table, key] of Object.entries({ ...rowTables, ...ledgerTables })) {
    const some = db.prepare(
      `delete from "${table}" where importId = ? and (${key}) in (select ${key} from "${table}" where importId = ? limit ${sliceRows})`,
    );
    while (some.run(importId, importId).changes > 0);
  }
  for (const table of keyTables) {
    const some = db.prepare(`delete from "${table}" where key in (select key from "${table}" order by key desc limit ${sliceRows}) and importId = ?`);
    while (some.run(importId).changes > 0);
  }
}

import "server-only";
import type { Fence } from "./bulk";
import { asStoreError } from "./bulk";
import { decodeKeys, encodeKeys, type KeyColumns } from "./key-list";
import type { NativeDatabase } from "./native";
import { rowKeyOf } from "./order-tables";
import { visibleImports } from "./read-rows";

/**
 * An import does not store a row again that is current already; it claims it. So that its data stay whole
 * when the import that stored the row is undone, it then adopts the row.
 */
export type Claims = { importId: number; table: string; fence?: Fence | undefined };

/** Keeps one part of an import's claims, in a transaction of its own. */
export function saveClaims(db: NativeDatabase, { importId, table, fence }: Claims, part: number, keys: KeyColumns): void {
  rowKeyOf(table);
  const write = db.transaction(() => {
    fence?.(db);
    db.prepare(`insert into "ImportClaim" (importId, "table", part, keys) values (?, ?, ?, ?)`).run(importId, table, part, encodeKeys(keys));
  });
  try {
    write.immediate();
  } catch (error) {
    throw asStoreError(error);
  }
}

type ClaimPart = { importId: number; table: string; part: number };

const keysPerSlice = 4000;

/**
 * Gives the rows of an import that is about to be undone to the first later import that claims them, in
 * short transactions. Harmless by itself: an adopted row equals the one that is current.
 *
 * @param leaving imports that will not be visible any more
 */
export function adoptClaimedRows(db: NativeDatabase, leaving: readonly number[], fence?: Fence): void {
  for (const id of leaving.toSorted((a, b) => b - a)) {
    const heirs = visibleImports(db, leaving).filter((other) => other > id);
    const parts = db
      .prepare<[string], ClaimPart>(`select importId, "table", part from "ImportClaim" where importId in (select value from json_each(?)) order by importId, "table", part`)
      .all(JSON.stringify(heirs));
    for (const part of parts) adoptPart(db, id, { part, between: heirs.filter((other) => other < part.importId) }, fence);
  }
}

function adoptPart(db: NativeDatabase, from: number, { part, between }: { part: ClaimPart; between: readonly number[] }, fence?: Fence): void {
  const { importId, table } = part;
  const stored = db
    .prepare<[number, string, number], Buffer>(`select keys from "ImportClaim" where importId = ? and "table" = ? and part = ?`)
    .pluck()
    .get(importId, table, part.part);
  if (!stored) return;
  const columns = decodeKeys(stored);
  const rows = (columns[0] ?? []).map((_, i) => columns.map((column) => column[i]));
  const adopt = db.prepare<[string, number, string]>(adoptSql(db, table, importId));
  for (let at = 0; at < rows.length; at += keysPerSlice) {
    const write = db.transaction(() => {
      fence?.(db);
      adopt.run(JSON.stringify(rows.slice(at, at + keysPerSlice)), from, JSON.stringify(between));
    });
    write.immediate();
  }
}

/** A row counts for the claim only if no import between the two has a version of it: that one is what was claimed. */
function adoptSql(db: NativeDatabase, table: string, heir: number): string {
  const key = rowKeyOf(table);
  const columns = db.prepare<[string], string>(`select name from pragma_table_info(?) where name <> 'importId' order by cid`).pluck().all(table).map((c) => `"${c}"`);
  const isKey = (row: string) => key.map((c, i) => `${row}."${c}" = ${row === "a" ? `claimed.value ->> ${i}` : `a."${c}"`}`).join(" and ");
  return `insert or ignore into "${table}" (importId, ${columns.join(", ")})
    select ${heir}, ${columns.map((c) => `a.${c}`).join(", ")} from json_each(?) claimed cross join "${table}" a
    on a.importId = ? and ${isKey("a")}
    where not exists (select 1 from json_each(?) other cross join "${table}" b on b.importId = other.value and ${isKey("b")})`;
}

import { change } from "./change";
import { type KeySpace, keptColumns, keySpaces, type RowTable } from "./tables";
import { samePoints } from "./places-sql";
import type { FileKind } from "@/lib/types/import";

/**
 * Gives a key to every id of a space seen for the first time, in id order, as `new_SPACE_ids`; then
 * `SPACE_ids` holds old and new. Ids only referred to get one too, so rows never wait for a key.
 *
 * @param kinds kinds of file in this import
 * @param lastKey highest key given before, 0 if none
 */
export function keySql(space: KeySpace, kinds: ReadonlySet<FileKind>, lastKey: number): string[] {
  const seen = keySpaces[space].seenIn
    .filter(([kind]) => kinds.has(kind))
    .map(([kind, column]) => `select ${column} as external_id from checked_${kind} where problem is null and ${column} is not null`);
  const found = seen.length === 0 ? "select cast(null as varchar) as external_id where false" : seen.join("\nunion all\n");
  return [
    `create table found_${space}_ids as
      select distinct external_id from (${found}) seen
      where not exists (select 1 from old_${space}_ids old where old.external_id = seen.external_id) order by external_id`,
    // numbered by their place in the sorted table: a window over millions of texts does not fit into memory
    `create view new_${space}_ids as select rowid, external_id, cast(rowid + ${lastKey} + 1 as integer) as key from found_${space}_ids`,
    `create view ${space}_ids as select external_id, key from old_${space}_ids union all select external_id, key from new_${space}_ids`,
  ];
}

export const keyOf = (table: RowTable): string => table.key.map((c) => c.name).join(", ");

/** What is known of an import when its rows are classified. */
export type ClassifyOptions = {
  /** there are current versions to compare with */
  hasOld: boolean;
  /** column of the checked rows that orders them as the files do */
  placeColumn: "rowid" | "row_number";
  /** larger than memory: a join and a sort in one statement would each hold back what the other needs */
  isLarge: boolean;
};

function inKeyOrder(name: string, select: string, table: RowTable, isLarge: boolean): string[] {
  if (!isLarge) return [`create table ${name} as ${select} order by ${keyOf(table)}`];
  return [`create table loose_${name} as ${select}`, `create table ${name} as select * from loose_${name} order by ${keyOf(table)}`, `drop table loose_${name}`];
}

/**
 * Good rows of a table with keys for ids, as `seen_TABLE`; `place_in_files` orders them as the files do.
 * Where there are no current versions they lie in key order already, as the store wants them.
 */
export function seenSql(table: RowTable, { hasOld, placeColumn, isLarge }: ClassifyOptions): string[] {
  const columns = [...table.key, ...table.content].map((c) => `cast(${c.from} as ${c.type}) as ${c.name}`);
  const joins = Object.entries(table.keys).map(
    ([space, column]) => `left join ${space}_ids on ${space}_ids.external_id = s.${column}`,
  );
  const name = `seen_${table.name}`;
  const select = `select ${columns.join(", ")}, s.file, s.${placeColumn} as place_in_files, cast(${change.new} as utinyint) as change
    from checked_${table.kind} s ${joins.join(" ")} where s.problem is null`;
  return hasOld ? [`create table ${name} as ${select}`] : inKeyOrder(name, select, table, isLarge);
}

/** How many rows repeat the key of another row of this import. */
export function repeatedSql(table: RowTable): string {
  const key = keyOf(table);
  return `select (select count(*) from seen_${table.name}) - (select count(*) from (select distinct ${key} from seen_${table.name})) as repeated`;
}

/**
 * One row per key, as `fresh_TABLE` in key order, with what it changes against the current version. Of rows
 * that share a key within one import the last one counts.
 *
 * @param hasRepeats from `repeatedSql`
 */
export function freshSql(table: RowTable, hasRepeats: boolean, { hasOld, isLarge }: ClassifyOptions): string[] {
  const key = table.key.map((c) => c.name);
  const last = hasRepeats
    ? `(select * from seen_${table.name} where place_in_files in (select max(place_in_files) from seen_${table.name} group by ${key.join(", ")}))`
    : `seen_${table.name}`;
  if (!hasOld && !hasRepeats) return [`alter table seen_${table.name} rename to fresh_${table.name}`];
  if (!hasOld) return [...inKeyOrder(`fresh_${table.name}`, `select * from ${last} last`, table, isLarge), `drop table seen_${table.name}`];
  const compared = keptColumns(table).slice(table.key.length).map((c) => c.name);
  const same = compared.map((c) => (c === "digest" ? samePoints("f.digest", "o.digest") : `f.${c} is not distinct from o.${c}`)).join(" and ");
  const select = `select f.* replace (case when o.${key[0]} is null then ${change.new} when ${same} then ${change.duplicate} else ${change.updated} end as change)
      from ${last} f left join old_${table.name} o on ${key.map((c) => `f.${c} = o.${c}`).join(" and ")}`;
  return [...inKeyOrder(`fresh_${table.name}`, `select * from (${select})`, table, isLarge), `drop table seen_${table.name}`];
}

/** The current versions once this import is complete, as the view `TABLE_now`. */
export function nowSql(table: RowTable, hasFresh: boolean, hasOld: boolean): string {
  const columns = keptColumns(table).map((c) => c.name).join(", ");
  const fresh = `select ${columns} from fresh_${table.name} where change <> ${change.duplicate}`;
  if (!hasFresh) return `create view ${table.name}_now as select ${columns} from old_${table.name}`;
  if (!hasOld) return `create view ${table.name}_now as ${fresh}`;
  const match = table.key.map((c) => `f.${c.name} = o.${c.name}`).join(" and ");
  return `create view ${table.name}_now as
    select ${columns} from old_${table.name} o
    where not exists (select 1 from fresh_${table.name} f where ${match} and f.change = ${change.updated})
    union all ${fresh}`;
}

/** Rows per file and outcome: the ledger of one table, but for rejected lines. */
export function ledgerSql(table: RowTable): string {
  const waits = table.pending === null ? "0" : `case when ${table.pending} then 1 else 0 end`;
  return `select file, count(*) as stored,
      sum(case when change = ${change.duplicate} then 1 else 0 end) as duplicate,
      sum(case when change <> ${change.duplicate} then ${waits} else 0 end) as pending,
      sum(case when change = ${change.updated} and ${waits} = 0 then 1 else 0 end) as updated
    from fresh_${table.name} f group by file`;
}

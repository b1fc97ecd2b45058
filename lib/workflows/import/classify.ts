import type { Staging } from "@/lib/analytics/staging";
import { type ClassifyOptions, freshSql, keySql, ledgerSql, nowSql, repeatedSql, seenSql } from "@/lib/import/classify-sql";
import { type KeySpace, type RowTable, rowTables, spaceNames } from "@/lib/import/tables";
import { genericLedgerSql } from "@/lib/import/generic-sql";
import { placesLedgerSql, placesSql } from "@/lib/import/places-sql";
import { offsetOfLocal, offsetOfUtc, transitions } from "@/lib/import/zone";
import type { FileKind } from "@/lib/types/import";
import { inLanes } from "./lanes";
import type { ReadFiles } from "./read";

/** Wall-clock seconds of the files ↔ UTC, as macros over the zone's offsets in the years that occur. */
export async function defineZone(staging: Staging, timeZone: string, range: { from: number; to: number }): Promise<void> {
  const margin = 400 * 86_400;
  const list = transitions(timeZone, range.from - margin, range.to + margin);
  await staging.run(`create macro to_utc(t) as cast(t - (${offsetOfLocal("t", list)}) as bigint)`);
  await staging.run(`create macro to_local(t) as cast(t + (${offsetOfUtc("t", list)}) as bigint)`);
}

/** First and last second of any time in the files and the current rows. */
export async function timeRange(staging: Staging, kinds: ReadonlySet<FileKind>): Promise<{ from: number; to: number }> {
  const instants: [FileKind, string][] = [
    ["orders", "purchased_at"], ["orders", "approved_at"], ["orders", "carrier_at"], ["orders", "delivered_at"], ["items", "shipping_limit_at"],
    ["reviews", "created_at"], ["reviews", "answered_at"], ["contacts", "consent_at"],
  ];
  const ranges = [
    ...instants.filter(([kind]) => kinds.has(kind)).map(([kind, column]) => `select min(${column}) as low, max(${column}) as high from checked_${kind}`),
    "select min(purchased_at) as low, max(greatest(purchased_at, delivered_at)) as high from old_orders",
    "select min(created_at), max(created_at) from old_reviews",
  ];
  const [row] = await staging.rows<{ low: number | null; high: number | null }>(
    `select min(low) as low, max(high) as high from (${ranges.join(" union all ")})`,
  );
  return { from: row?.low ?? 0, to: row?.high ?? 0 };
}

/** What is read when the store's own rows are all there is. */
export const noFiles: Pick<ReadFiles, "kinds" | "genericRows"> = { kinds: new Set(), genericRows: null };

/** Turns checked rows into fresh row versions with keys, and the views of the state after this import. */
export async function classify(staging: Staging, read: Pick<ReadFiles, "kinds" | "genericRows">, hasOld: boolean): Promise<void> {
  const { kinds, genericRows } = read;
  await inLanes(spaceNames, (space) => giveKeys(staging, space, kinds), staging.lanes);
  await inLanes(rowTables, async (table) => {
    if (kinds.has(table.kind)) await classifyTable(staging, table, { hasOld, placeColumn: genericRows ? "row_number" : "rowid", isLarge: staging.isLarge });
    await staging.run(nowSql(table, kinds.has(table.kind), hasOld));
  }, staging.lanes);
}

async function giveKeys(staging: Staging, space: KeySpace, kinds: ReadonlySet<FileKind>): Promise<void> {
  const [last] = await staging.rows<{ key: number | null }>(`select max(key) as key from old_${space}_ids`);
  await staging.run(...keySql(space, kinds, last?.key ?? 0));
}

async function classifyTable(staging: Staging, table: RowTable, options: ClassifyOptions): Promise<void> {
  await staging.run(...(table.name === "places" ? [placesSql] : seenSql(table, options)));
  const [row] = await staging.rows<{ repeated: number }>(repeatedSql(table));
  await staging.run(...freshSql(table, (row?.repeated ?? 0) > 0, options));
  // The places' ledger still counts lines.
  if (table.name !== "places") await staging.run(`drop table checked_${table.kind}`);
}

/** Outcomes per file, rejected lines aside. */
export type Outcome = { file: number; stored: number; duplicate: number; pending: number; updated: number };

export async function countOutcomes(staging: Staging, { kinds, genericRows }: Pick<ReadFiles, "kinds" | "genericRows">): Promise<Outcome[]> {
  if (genericRows) return staging.rows<Outcome>(genericLedgerSql(genericRows));
  const tables = rowTables.filter((table) => kinds.has(table.kind));
  const outcomes = await inLanes(tables, (table) => staging.rows<Outcome>(table.name === "places" ? placesLedgerSql : ledgerSql(table)), staging.lanes);
  return outcomes.flat();
}

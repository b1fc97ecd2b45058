import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pointAt, publishFolder, removeOldSnapshots, snapshotFolder } from "@/lib/analytics/snapshot-files";
import type { Staging } from "@/lib/analytics/staging";
import { dataPaths } from "@/lib/env";
import { digestSql, hashProbeSql } from "@/lib/import/digest-sql";
import {
  customerFactsSql, factTables, itemFactsSql, knownOrdersSql, orderFactsSql, paymentFactsSql, productCategoriesSql,
} from "@/lib/import/facts-sql";
import { literal } from "@/lib/import/stage-sql";
import { rowTables, spaceNames } from "@/lib/import/tables";
import type { Fence } from "@/lib/store/bulk";
import type { NativeDatabase } from "@/lib/store/native";
import { type NewSnapshot, publishedSnapshots, requireCurrent, saveSnapshot } from "@/lib/store/snapshots";

/** Folder of the current row versions inside a snapshot. */
export const rowsFolderOf = (snapshotId: number): string => path.join(snapshotFolder(snapshotId), "rows");

const probeFile = (snapshotId: number): string => path.join(rowsFolderOf(snapshotId), "hash-probe");

async function hashProbe(staging: Staging): Promise<string> {
  const [row] = await staging.rows<{ probe: string }>(hashProbeSql);
  return row?.probe ?? "";
}

/** Whether the hashes a snapshot keeps are those this version of the engine would give. */
export async function hasCurrentHashes(staging: Staging, snapshotId: number): Promise<boolean> {
  const file = probeFile(snapshotId);
  return existsSync(file) && readFileSync(file, "utf8") === (await hashProbe(staging));
}

export const buildKnownOrders = (staging: Staging): Promise<void> => staging.run(knownOrdersSql);

/** The fact tables from the state in staging (`TABLE_now`). */
export async function buildFacts(staging: Staging): Promise<void> {
  for (const sql of [productCategoriesSql, orderFactsSql, itemFactsSql, paymentFactsSql, customerFactsSql]) await staging.run(sql);
  await staging.run("drop table known_orders");
}

/** Builds the facts from the state in staging (`TABLE_now`) and writes them, and the rows, to a temporary folder. */
export async function writeSnapshot(staging: Staging, id: number, importId: number | null, saleStatuses: readonly string[]): Promise<NewSnapshot> {
  await buildFacts(staging);
  const snapshot = await describeFacts(staging, id, importId, saleStatuses);
  await writeFacts(staging, temporarySnapshot(id));
  return snapshot;
}

async function copyTo(staging: Staging, query: string, file: string): Promise<void> {
  // Compressing costs more time than it saves room; columns of more values than this are ids, which no dictionary makes smaller.
  await staging.run(`copy (${query}) to ${literal(file)} (format parquet, compression uncompressed, dictionary_size_limit 10000)`);
}

async function writeFacts(staging: Staging, folder: string): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(path.join(folder, "rows"), { recursive: true, mode: 0o700 });
  writeFileSync(path.join(folder, "rows", path.basename(probeFile(0))), await hashProbe(staging));
  for (const table of factTables) await copyTo(staging, `select * from fact_${table}`, path.join(folder, `${table}.parquet`));
  for (const table of rowTables) await copyTo(staging, `select * from ${table.name}_now`, path.join(folder, "rows", `${table.name}.parquet`));
  for (const space of spaceNames) await copyTo(staging, `select * from ${space}_ids`, path.join(folder, "rows", `${space}_ids.parquet`));
}

/** What the snapshot is: its hash and counts. `lastDay` is the day of the last sale. */
export async function describeFacts(staging: Staging, id: number, importId: number | null, saleStatuses: readonly string[]): Promise<NewSnapshot> {
  const digest = createHash("sha256");
  for (const table of factTables) {
    const [row] = await staging.rows<{ digest: string }>(digestSql(table));
    digest.update(`${table}:${row?.digest}\n`);
  }
  const sales = saleStatuses.map(literal).join(", ") || "''";
  const [counts] = await staging.rows<{ orders: number; customers: number; first: number | null; last: number | null }>(
    `select (select count(*) from fact_orders) as orders, (select count(*) from fact_customers) as customers,
      min(day) as first, max(case when status in (${sales}) then day end) as last from fact_orders`,
  );
  return {
    id, importId, hash: digest.digest("hex"), orders: counts?.orders ?? 0, customers: counts?.customers ?? 0,
    firstDay: counts?.first ?? null, lastDay: counts?.last ?? counts?.first ?? null,
  };
}

const temporarySnapshot = (id: number): string => path.join(dataPaths().snapshots, `${id}.tmp`);

export type Publication = {
  /** snapshot the new one was built on; another one published meanwhile is a conflict */
  base: number | null;
  fence?: Fence | undefined;
  /** what becomes true in the same transaction */
  also: (db: NativeDatabase) => void;
};

/**
 * Publishes a written snapshot: files in place and durable, then one small transaction that names it,
 * then the pointer queries follow. A crash between the last two is repaired at start-up.
 */
export function publish(db: NativeDatabase, snapshot: NewSnapshot, publication: Publication): void {
  publishFolder(temporarySnapshot(snapshot.id), snapshotFolder(snapshot.id));
  const commit = db.transaction(() => {
    publication.fence?.(db);
    requireCurrent(db, publication.base);
    saveSnapshot(db, snapshot);
    publication.also(db);
  });
  commit.immediate();
  pointAt(snapshot.id);
  removeOldSnapshots(publishedSnapshots(db));
}

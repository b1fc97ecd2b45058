import { createHash } from "node:crypto";
import { mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { publishFolder, snapshotFolder } from "@/lib/analytics/snapshot-files";
import type { Staging } from "@/lib/analytics/staging";
import { dataPaths } from "@/lib/env";
import { digestSql } from "@/lib/import/digest-sql";
import {
  customerFactsSql, factTables, itemFactsSql, knownOrdersSql, orderFactsSql, paymentFactsSql, productCategoriesSql,
} from "@/lib/import/facts-sql";
import { literal } from "@/lib/import/stage-sql";
import { rowTables } from "@/lib/import/tables";
import type { NewSnapshot } from "@/lib/store/snapshots";
import { spaces } from "./import/classify";

/** Folder of the current row versions inside a snapshot. */
export const rowsFolderOf = (snapshotId: number): string => path.join(snapshotFolder(snapshotId), "rows");

/** Builds the fact tables from the state after this import (`TABLE_now`). */
export async function buildFacts(staging: Staging): Promise<void> {
  for (const sql of [productCategoriesSql, orderFactsSql, itemFactsSql, paymentFactsSql, customerFactsSql]) await staging.run(sql);
}

export const buildKnownOrders = (staging: Staging): Promise<void> => staging.run(knownOrdersSql);

async function copyTo(staging: Staging, query: string, file: string): Promise<void> {
  await staging.run(`copy (${query}) to ${literal(file)} (format parquet)`);
}

/** Writes facts and current rows below a temporary folder. */
export async function writeFacts(staging: Staging, folder: string): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(path.join(folder, "rows"), { recursive: true, mode: 0o700 });
  for (const table of factTables) await copyTo(staging, `select * from fact_${table}`, path.join(folder, `${table}.parquet`));
  for (const table of rowTables) await copyTo(staging, `select * from ${table.name}_now`, path.join(folder, "rows", `${table.name}.parquet`));
  for (const space of spaces) await copyTo(staging, `select * from ${space}_ids`, path.join(folder, "rows", `${space}_ids.parquet`));
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

export const temporarySnapshot = (id: number): string => path.join(dataPaths().snapshots, `${id}.tmp`);

/** Puts a written snapshot in its place; invisible until the store names it. */
export const placeSnapshot = (id: number): void => publishFolder(temporarySnapshot(id), snapshotFolder(id));

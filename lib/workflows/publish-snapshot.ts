import { createHash } from "node:crypto";
import path from "node:path";
import { preparePointer, publishFolder, removeOldSnapshots, snapshotFolder } from "@/lib/analytics/snapshot-files";
import type { Staging } from "@/lib/analytics/staging";
import { dataPaths } from "@/lib/env";
import { partsSql } from "@/lib/import/digest-sql";
import {
  customerFactsSql, factTables, itemFactsSql, knownOrdersSql, orderFactsSql, paymentFactsSql, productCategoriesSql,
} from "@/lib/import/facts-sql";
import { digestOf, type Part, type Parts } from "@/lib/import/parts";
import { literal } from "@/lib/import/stage-sql";
import type { Fence } from "@/lib/store/bulk";
import type { NativeDatabase } from "@/lib/store/native";
import { type NewSnapshot, publishedSnapshots, requireCurrent, saveSnapshot } from "@/lib/store/snapshots";
import type { Shop } from "@/lib/types/shop";
import { type FactsToWrite, writeFacts } from "./write-facts";

export const buildKnownOrders = (staging: Staging): Promise<void> => staging.run(knownOrdersSql);

/** The fact tables from the state in staging (`TABLE_now`). */
export async function buildFacts(staging: Staging): Promise<void> {
  await staging.run(productCategoriesSql, orderFactsSql, itemFactsSql, paymentFactsSql, customerFactsSql, "drop table known_orders");
}

export type SnapshotToWrite = Omit<FactsToWrite, "parts"> & { id: number; importId: number | null; saleStatuses: readonly string[] };

/** Builds the facts from the state in staging (`TABLE_now`) and writes them, and the rows, to a temporary folder. */
export async function writeSnapshot(staging: Staging, { id, importId, saleStatuses, ...rest }: SnapshotToWrite): Promise<NewSnapshot> {
  await buildFacts(staging);
  const parts = await readParts(staging);
  await writeFacts(staging, temporarySnapshot(id), { ...rest, parts });
  return { id, importId, ...(await describeFacts(staging, { timeZone: rest.timeZone, saleStatuses }, parts)) };
}

/** What lies in each part of each fact table. */
export async function readParts(staging: Staging): Promise<Parts> {
  const all = factTables.map((table) => `select '${table}' as name, * from (${partsSql(table)})`);
  const rows = await staging.rows<{ name: string; month: number | null; rows: number; first: string; second: string }>(`${all.join(" union all ")} order by name, month`);
  const parts: Record<string, Part[]> = Object.fromEntries(factTables.map((table) => [table, []]));
  for (const { name, month, rows: count, first, second } of rows) parts[name]?.push({ month, rows: count, sums: [first, second] });
  return parts;
}

/**
 * What the snapshot is: its hash and counts. `lastDay` is the day of the last sale. The hash names the zone and the
 * sale statuses too: with others the same rows give other figures.
 */
export async function describeFacts(staging: Staging, { timeZone, saleStatuses }: Pick<Shop, "timeZone" | "saleStatuses">, parts: Parts): Promise<Omit<NewSnapshot, "id" | "importId">> {
  const digest = createHash("sha256");
  digest.update(`zone:${timeZone}\nsales:${JSON.stringify([...saleStatuses].sort())}\n`);
  for (const table of factTables) digest.update(`${table}:${digestOf(parts[table] ?? [])}\n`);
  const sales = saleStatuses.map(literal).join(", ") || "''";
  const [counts] = await staging.rows<{ orders: number; customers: number; first: number | null; last: number | null }>(
    `select (select count(*) from fact_orders) as orders, (select count(*) from fact_customers) as customers,
      min(day) as first, max(case when status in (${sales}) then day end) as last from fact_orders`,
  );
  return {
    hash: digest.digest("hex"), orders: counts?.orders ?? 0, customers: counts?.customers ?? 0,
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
 * then the pointer queries follow. A crash between the last two is repaired at start-up. Whatever needs
 * space comes before the transaction: what has been published cannot be told to have failed.
 */
export function publish(db: NativeDatabase, snapshot: NewSnapshot, publication: Publication): void {
  publishFolder(temporarySnapshot(snapshot.id), snapshotFolder(snapshot.id));
  const pointer = preparePointer(snapshot.id);
  const commit = db.transaction(() => {
    publication.fence?.(db);
    requireCurrent(db, publication.base);
    saveSnapshot(db, snapshot);
    publication.also(db);
  });
  try {
    commit.immediate();
  } catch (error) {
    pointer.discard();
    throw error;
  }
  pointer.follow();
  removeOldSnapshots(publishedSnapshots(db));
}

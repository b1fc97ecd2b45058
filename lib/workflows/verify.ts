import { randomUUID } from "node:crypto";
import { rmSync } from "node:fs";
import path from "node:path";
import { pointedAt, rowsFile, snapshotFolder, tableFiles } from "@/lib/analytics/snapshot-files";
import { Staging } from "@/lib/analytics/staging";
import { dataPaths, env } from "@/lib/env";
import { factTables } from "@/lib/import/facts-sql";
import { literal } from "@/lib/import/stage-sql";
import { checkAuditChain } from "@/lib/store/audit";
import { checkIntegrity } from "@/lib/store/backup";
import { openBulk } from "@/lib/store/imports";
import { visibleImports } from "@/lib/store/read-rows";
import { getShop } from "@/lib/store/shop";
import { currentSnapshot } from "@/lib/store/snapshots";
import type { Shop } from "@/lib/types/shop";
import type { Snapshot } from "@/lib/types/snapshot";
import { classify, defineZone, noFiles, timeRange } from "./import/classify";
import { attachStoreRows, hasRowsCopy } from "./import/old-rows";
import { buildFacts, buildKnownOrders, describeFacts, readParts } from "./publish-snapshot";
import { hasCurrentHashes } from "./write-facts";

export type Check = { name: string; ok: boolean; detail: string };

/** Checks everything that can go wrong silently. Reads all; changes nothing. */
export async function verifyStore(): Promise<{ ok: boolean; checks: Check[] }> {
  const checks: Check[] = [];
  const integrity = checkIntegrity();
  checks.push({ name: "store", ok: integrity === "ok", detail: integrity });
  const audit = await checkAuditChain();
  checks.push({
    name: "audit log", ok: audit.brokenAt === null,
    detail: audit.brokenAt === null ? `${audit.entries} entries, head ${audit.head.slice(0, 12)}` : `broken at entry ${audit.brokenAt}`,
  });
  const snapshot = await currentSnapshot();
  if (snapshot) checks.push(...(await checkSnapshot(snapshot, await getShop())));
  return { ok: checks.every((c) => c.ok), checks };
}

async function checkSnapshot(snapshot: Snapshot, shop: Shop): Promise<Check[]> {
  const pointer = pointedAt();
  return [
    { name: "pointer", ok: pointer === snapshot.id, detail: `queries read snapshot ${pointer}, the store names ${snapshot.id}` },
    await checkFiles(snapshot, shop),
    await recompute(snapshot, shop),
  ];
}

async function withStaging<T>(work: (staging: Staging, folder: string) => Promise<T>): Promise<T> {
  const folder = path.join(dataPaths().temporary, `verify-${process.pid}-${randomUUID()}`);
  const staging = await Staging.open({ folder, memoryMb: env().memoryMb, threads: env().threads, lanes: 1, onDisk: true });
  try {
    return await work(staging, folder);
  } finally {
    staging.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Whether the published snapshot's hashes are those of this version of the engine; true before the first import. */
export async function isSnapshotCurrent(): Promise<boolean> {
  const snapshot = await currentSnapshot();
  return snapshot === null || withStaging((staging) => hasCurrentHashes(staging, snapshot.id));
}

const outcome = (name: string, expected: string, found: string): Check => ({
  name, ok: found === expected, detail: found === expected ? `hash ${found.slice(0, 12)}` : `hash ${found.slice(0, 12)}, but the store names ${expected.slice(0, 12)}`,
});

const otherHashes = "published by another version of the engine, whose hashes differ; the worker publishes it again when it starts";

/** The files hold the data whose hash the store names. */
async function checkFiles(snapshot: Snapshot, shop: Shop): Promise<Check> {
  const name = "snapshot files";
  const folder = snapshotFolder(snapshot.id);
  if (!hasRowsCopy(snapshot.id)) return { name, ok: false, detail: "files are missing" };
  try {
    return await withStaging(async (staging) => {
      if (!(await hasCurrentHashes(staging, snapshot.id))) return { name, ok: false, detail: otherHashes };
      for (const table of factTables) await staging.run(`create view fact_${table} as select * from ${tableFiles(folder, table)}`);
      for (const space of ["customers", "orders"]) {
        await staging.run(`create view ${space}_ids as select * from read_parquet(${literal(rowsFile(folder, `${space}_ids`))})`);
      }
      return outcome(name, snapshot.hash, (await describeFacts(staging, shop, await readParts(staging))).hash);
    });
  } catch {
    return { name, ok: false, detail: "a file cannot be read" };
  }
}

/** The store's own rows lead to the same facts: recomputed from nothing. */
async function recompute(snapshot: Snapshot, shop: Shop): Promise<Check> {
  const db = openBulk();
  try {
    return await withStaging(async (staging, folder) => {
      await attachStoreRows(staging, db, visibleImports(db), path.join(folder, "store"));
      await defineZone(staging, shop.timeZone, await timeRange(staging, noFiles.kinds));
      await classify(staging, noFiles, true);
      await buildKnownOrders(staging);
      await buildFacts(staging);
      const again = await describeFacts(staging, shop, await readParts(staging));
      const check = outcome("recomputed totals", snapshot.hash, again.hash);
      return { ...check, detail: `${check.detail}; ${again.orders} orders, ${again.customers} customers` };
    });
  } finally {
    db.close();
  }
}

import { randomUUID } from "node:crypto";
import { rmSync } from "node:fs";
import path from "node:path";
import { Staging } from "@/lib/analytics/staging";
import { dataPaths, env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { appendAuditNative } from "@/lib/store/audit";
import { asStoreError, type Fence } from "@/lib/store/bulk";
import { adoptClaimedRows } from "@/lib/store/claims";
import { getImport, markUndone, openBulk, runningImports } from "@/lib/store/imports";
import type { NativeDatabase } from "@/lib/store/native";
import { visibleImports } from "@/lib/store/read-rows";
import { getShop } from "@/lib/store/shop";
import { type NewSnapshot, nextSnapshotId, publishedSnapshots } from "@/lib/store/snapshots";
import { classify, defineZone, noFiles, timeRange } from "./import/classify";
import { attachStoreRows } from "./import/old-rows";
import { recoverImports } from "./import/recover";
import { buildKnownOrders, publish, writeSnapshot } from "./publish-snapshot";

export type RepublishOptions = { signal?: AbortSignal; fence?: Fence };

/**
 * Builds the snapshot anew from the store's rows.
 * @param from imports to leave out, and whether months that stay the same keep their files
 * @param also what becomes true in the transaction of the publication
 */
async function republish(
  { except, keepsFiles }: { except: readonly number[]; keepsFiles: boolean }, options: RepublishOptions, also: (db: NativeDatabase, snapshot: NewSnapshot) => void,
): Promise<NewSnapshot> {
  const folder = path.join(dataPaths().temporary, `undo-${process.pid}-${randomUUID()}`);
  const db = openBulk();
  let staging: Staging | null = null;
  const stop = () => staging?.interrupt();
  options.signal?.addEventListener("abort", stop);
  try {
    recoverImports(db, options.fence !== undefined);
    if (runningImports(db).length > 0) throw new AppError("conflict", "An import is running; wait until it is done.");
    adoptClaimedRows(db, except, options.fence);
    const base = publishedSnapshots(db)[0] ?? null;
    const shop = await getShop();
    staging = await Staging.open({ folder, memoryMb: env().memoryMb, threads: env().threads, lanes: 1, onDisk: true });
    await attachStoreRows(staging, db, visibleImports(db, except), path.join(folder, "store"));
    await defineZone(staging, shop.timeZone, await timeRange(staging, noFiles.kinds));
    await classify(staging, noFiles, true);
    await buildKnownOrders(staging);
    options.signal?.throwIfAborted();
    const snapshot = await writeSnapshot(staging, { id: nextSnapshotId(db), importId: null, ...shop, base: keepsFiles ? base : null, unchanged: new Set() });
    publish(db, snapshot, { base, fence: options.fence, also: (tx) => also(tx, snapshot) });
    return snapshot;
  } catch (error) {
    if (options.signal?.aborted) throw new AppError("cancelled", undefined, { cause: error });
    throw asStoreError(error);
  } finally {
    options.signal?.removeEventListener("abort", stop);
    staging?.close();
    rmSync(folder, { recursive: true, force: true });
    db.close();
  }
}

/**
 * Takes back an import: the versions it replaced become current again, and rows that later imports counted
 * as duplicates of its own stay as theirs.
 *
 * @throws AppError notFound, conflict
 */
export async function undoImport(id: number, actor: string, options: RepublishOptions = {}): Promise<NewSnapshot> {
  const entry = await getImport(id);
  if (entry.status !== "complete" || entry.dryRun) throw new AppError("conflict", `import ${id} is ${entry.dryRun ? "a dry run" : entry.status}; only a complete one can be undone`);
  return republish({ except: [id], keepsFiles: true }, options, (db, snapshot) => {
    markUndone(db, id);
    appendAuditNative(db, { actor, action: "import.undo", object: String(id), outcome: "ok", detail: { snapshot: snapshot.hash, orders: snapshot.orders } });
  });
}

/** Publishes the snapshot again from the store, e.g. when its files are damaged. */
export function rebuildSnapshot(actor: string, options: RepublishOptions = {}): Promise<NewSnapshot> {
  return republish({ except: [], keepsFiles: false }, options, (db, snapshot) => {
    appendAuditNative(db, { actor, action: "snapshot.rebuild", object: String(snapshot.id), outcome: "ok", detail: { snapshot: snapshot.hash } });
  });
}

import { randomUUID } from "node:crypto";
import { rmSync } from "node:fs";
import path from "node:path";
import { Staging } from "@/lib/analytics/staging";
import { dataPaths, env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { asStoreError, type Fence } from "@/lib/store/bulk";
import { adoptClaimedRows } from "@/lib/store/claims";
import { openBulk, runningImports } from "@/lib/store/imports";
import type { NativeDatabase } from "@/lib/store/native";
import { visibleImports } from "@/lib/store/read-rows";
import { getShop } from "@/lib/store/shop";
import { type NewSnapshot, nextSnapshotId, publishedSnapshots } from "@/lib/store/snapshots";
import type { Shop } from "@/lib/types/shop";
import { classify, defineZone, noFiles, timeRange } from "./import/classify";
import { attachSnapshotRows, attachStoreRows, hasRowsCopy, untouchedBy } from "./import/old-rows";
import { recoverImports } from "./import/recover";
import { buildKnownOrders, publish, writeSnapshot } from "./publish-snapshot";
import { hasCurrentHashes } from "./write-facts";

export const republishStages = ["Read", "Count anew", "Publish"] as const;
export type RepublishStage = (typeof republishStages)[number];

export type RepublishOptions = { signal?: AbortSignal; fence?: Fence; onStage?: (stage: RepublishStage) => void };

export type Republish = {
  /** imports to leave out */
  except: readonly number[];
  /** months that stay the same keep their files, and unchanged rows are read from the snapshot's copy */
  keepsFiles: boolean;
  /** settings of the new snapshot; those in force by default */
  shop?: Shop;
};

type Rows = { staging: Staging; db: NativeDatabase; base: number | null; folder: string };

/** @returns row tables that are as the base has them */
async function attachRows({ staging, db, base, folder }: Rows, { except, keepsFiles }: Republish): Promise<ReadonlySet<string>> {
  if (keepsFiles && except.length === 0 && base !== null && hasRowsCopy(base) && (await hasCurrentHashes(staging, base))) {
    await attachSnapshotRows(staging, base);
    return untouchedBy(noFiles.kinds);
  }
  await attachStoreRows(staging, db, visibleImports(db, except), path.join(folder, "store"));
  return new Set();
}

/**
 * Builds the snapshot anew from the rows there are.
 * @param also what becomes true in the transaction of the publication
 * @throws AppError conflict, cancelled, leaseLost, diskFull
 */
export async function republish(
  request: Republish, options: RepublishOptions, also: (db: NativeDatabase, snapshot: NewSnapshot) => void,
): Promise<NewSnapshot> {
  const folder = path.join(dataPaths().temporary, `republish-${process.pid}-${randomUUID()}`);
  const db = openBulk();
  let staging: Staging | null = null;
  const stop = () => staging?.interrupt();
  options.signal?.addEventListener("abort", stop);
  try {
    options.onStage?.("Read");
    recoverImports(db, options.fence !== undefined);
    if (runningImports(db).length > 0) throw new AppError("conflict", "An import is running; wait until it is done.");
    adoptClaimedRows(db, request.except, options.fence);
    const base = publishedSnapshots(db)[0] ?? null;
    const shop = request.shop ?? (await getShop());
    staging = await Staging.open({ folder, memoryMb: env().memoryMb, threads: env().threads, lanes: 1, onDisk: true });
    const unchanged = await attachRows({ staging, db, base, folder }, request);
    options.onStage?.("Count anew");
    await defineZone(staging, shop.timeZone, await timeRange(staging, noFiles.kinds));
    await classify(staging, noFiles, true);
    await buildKnownOrders(staging);
    options.signal?.throwIfAborted();
    const snapshot = await writeSnapshot(staging, { id: nextSnapshotId(db), importId: null, ...shop, base: request.keepsFiles ? base : null, unchanged });
    options.onStage?.("Publish");
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

import { pointAt, pointedAt, removeOldSnapshots } from "@/lib/analytics/snapshot-files";
import { AppError } from "@/lib/errors";
import { endImport, openBulk, runningImports } from "@/lib/store/imports";
import type { NativeDatabase } from "@/lib/store/native";
import { sweepImport } from "@/lib/store/order-tables";
import { isAlive, processName } from "@/lib/store/owner";
import { publishedSnapshots } from "@/lib/store/snapshots";
import { hasRowsCopy } from "./old-rows";

const leasedMark = " leased";

/** @param isLeased the caller holds a lease that shuts out every other leased import */
export const ownerName = (isLeased: boolean): string => processName() + (isLeased ? leasedMark : "");

/**
 * Ends imports whose process is gone: their rows are deleted, so that what is left is the state before
 * them. A leased import is also ended when the caller holds the lease now, however alive its process
 * looks: it stops at its next slice, which finds the import ended.
 */
export function recoverImports(db: NativeDatabase, isLeased: boolean): void {
  for (const { id, owner } of runningImports(db)) {
    const wasLeased = owner.endsWith(leasedMark);
    const isDead = !isAlive(owner.replace(leasedMark, ""));
    if (isDead || (isLeased && wasLeased)) {
      abandonImport(db, id, new AppError("leaseLost", "The process stopped before the import was complete. Nothing was changed."));
    }
  }
}

/** Leaves nothing of an import that did not finish but its entry in the list. */
export function abandonImport(db: NativeDatabase, importId: number, failure: unknown): void {
  if (db.inTransaction) db.exec("rollback");
  const isCancelled = failure instanceof AppError && failure.code === "cancelled";
  // Ended first: a frozen owner that wakes up finds it so and writes no more.
  const wasRunning = endImport(db, {
    id: importId, status: isCancelled ? "cancelled" : "failed", files: [], snapshotId: null, orders: 0, customers: 0,
    error: failure instanceof AppError ? failure.message : "The import stopped on an unexpected fault.",
  });
  if (wasRunning) sweepImport(db, importId);
}

/**
 * Puts the data folder in order at start-up: dead imports end, queries read the snapshot the store names,
 * folders nobody names are removed. Harmless at any time.
 *
 * @returns whether the named snapshot's files are there; if not they must be rebuilt from the store
 */
export function recoverStore(): boolean {
  const db = openBulk();
  try {
    recoverImports(db, false);
    const published = publishedSnapshots(db);
    const current = published[0];
    if (current === undefined) return true;
    if (pointedAt() !== current) pointAt(current);
    if (runningImports(db).length === 0) removeOldSnapshots(published);
    return hasRowsCopy(current);
  } finally {
    db.close();
  }
}

import { minorUnitsOf } from "@/lib/format/currencies";
import { AppError } from "@/lib/errors";
import type { Fence } from "@/lib/store/bulk";
import { openBulk } from "@/lib/store/imports";
import { enqueueJob, listJobs } from "@/lib/store/jobs";
import type { NativeDatabase } from "@/lib/store/native";
import { getShop, saveShop, saveShopNative } from "@/lib/store/shop";
import { currentSnapshot } from "@/lib/store/snapshots";
import type { JobInputs, ReportProgress } from "@/lib/types/job";
import type { Shop, ShopChange } from "@/lib/types/shop";
import { republish, republishStages } from "../republish";
import { changedFields, changeDetail, checkChange, requireSameUnits, splitChange } from "./check";

/** The decimals belong to the currency. */
const withUnits = (change: ShopChange): Partial<Shop> => (change.currency === undefined ? change : { ...change, minorUnits: minorUnitsOf(change.currency) });

/** Whether a change of the settings waits or is at work: pages still show the settings before it. */
export async function isShopChanging(): Promise<boolean> {
  const jobs = await Promise.all((["queued", "running"] as const).map((status) => listJobs(1, { kind: "shopSettings", status })));
  return jobs.some((found) => found.length > 0);
}

/** A change that was checked, with the part that was saved at once and the part that a job has to apply. */
export type PlannedChange = { shop: Shop; atOnce: ShopChange; byJob: ShopChange };

/**
 * Checks a change against the shop as it is and saves what only the formats depend on.
 * @throws AppError invalidInput, conflict
 */
export async function beginShopChange(asked: ShopChange, actor: string): Promise<PlannedChange> {
  const change = checkChange(asked);
  const [shop, snapshot] = await Promise.all([getShop(), currentSnapshot()]);
  requireSameUnits(shop, change, snapshot?.orders ?? 0);
  const { atOnce, byJob } = splitChange(shop, change);
  if (changedFields(shop, byJob).length > 0 && (await isShopChanging())) {
    throw new AppError("conflict", "An earlier change of the settings is being applied. Wait until it is done.");
  }
  if (changedFields(shop, atOnce).length > 0) {
    await saveShop(withUnits(atOnce), { actor, action: "changeShop", detail: changeDetail(shop, atOnce) });
  }
  return { shop, atOnce, byJob };
}

/**
 * Saves a change; what needs the orders published anew is left to the worker.
 * @returns the job's id; null when everything is saved
 * @throws AppError invalidInput, conflict
 */
export async function startShopChange(asked: ShopChange, actor: string): Promise<string | null> {
  const { shop, byJob } = await beginShopChange(asked, actor);
  if (changedFields(shop, byJob).length === 0) return null;
  return enqueueJob("shopSettings", { change: byJob }, { actor, action: "startShopChange", detail: changeDetail(shop, byJob) });
}

export type ApplyShopChange = { actor: string; signal?: AbortSignal; fence?: Fence; onProgress?: ReportProgress };

/**
 * Publishes the orders by the new zone and statuses and makes the settings true in the same transaction:
 * a process that dies leaves the old settings with the old figures, or the new with the new.
 *
 * @throws AppError invalidInput, conflict, cancelled, leaseLost
 */
export async function applyShopChange({ change: asked }: JobInputs["shopSettings"], options: ApplyShopChange): Promise<void> {
  const { actor, signal, fence, onProgress } = options;
  const change = checkChange(asked);
  const [shop, snapshot] = await Promise.all([getShop(), currentSnapshot()]);
  requireSameUnits(shop, change, snapshot?.orders ?? 0);
  const detail = changeDetail(shop, change);
  const save = (db: NativeDatabase, hash: string | null): void =>
    saveShopNative(db, withUnits(change), { actor, action: "changeShop", detail: hash === null ? detail : { ...detail, snapshot: hash } });
  if (snapshot === null) return saveAlone(fence, (db) => save(db, null));
  const onStage = (stage: (typeof republishStages)[number]): void => {
    const step = republishStages.indexOf(stage) + 1;
    onProgress?.({ stage, step, steps: republishStages.length, fraction: (step - 1) / republishStages.length, rows: null, rowsTotal: null, secondsLeft: null });
  };
  await republish(
    { except: [], keepsFiles: true, shop: { ...shop, ...withUnits(change) } },
    { onStage, ...(signal ? { signal } : {}), ...(fence ? { fence } : {}) },
    (db, published) => save(db, published.hash),
  );
}

function saveAlone(fence: Fence | undefined, save: (db: NativeDatabase) => void): void {
  const db = openBulk();
  try {
    db.transaction(() => {
      fence?.(db);
      save(db);
    }).immediate();
  } finally {
    db.close();
  }
}

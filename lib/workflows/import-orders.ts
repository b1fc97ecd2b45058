import { randomUUID } from "node:crypto";
import { rmSync } from "node:fs";
import path from "node:path";
import { pointAt, pointedAt, removeOldSnapshots } from "@/lib/analytics/snapshot-files";
import { Staging } from "@/lib/analytics/staging";
import { dataPaths, env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { appendAuditNative } from "@/lib/store/audit";
import type { Fence } from "@/lib/store/bulk";
import { beginImport, endImport, openBulk, saveRejects } from "@/lib/store/imports";
import type { NativeDatabase } from "@/lib/store/native";
import { sweepImport } from "@/lib/store/order-tables";
import { getShop } from "@/lib/store/shop";
import { nextSnapshotId, publishedSnapshots, saveSnapshot } from "@/lib/store/snapshots";
import type { ColumnMap, FileLedger, ImportFormat, ImportResult, Reject } from "@/lib/types/import";
import type { ReportProgress } from "@/lib/types/job";
import type { Shop } from "@/lib/types/shop";
import { attachOldRows, classify, countOutcomes, defineZone, timeRange } from "./import/classify";
import { gatherFiles } from "./import/gather";
import { inspect, type InspectedFile } from "./import/inspect";
import { buildLedger } from "./import/ledger";
import { StageReporter } from "./import/progress";
import { readFiles } from "./import/read";
import { countRowsToSave, saveRows } from "./import/save";
import { buildFacts, buildKnownOrders, describeFacts, placeSnapshot, rowsFolderOf, temporarySnapshot, writeFacts } from "./publish-snapshot";

export type ImportRequest = {
  /** files or folders */
  paths: readonly string[];
  format?: ImportFormat;
  map?: ColumnMap;
  /** everything but writing */
  dryRun?: boolean;
  /** undo the sample shop in the same final transaction */
  replaceSample?: boolean;
  /** these files are the generated sample shop */
  sample?: boolean;
  /** user id, `cli:<user>` or `system` */
  actor: string;
  signal?: AbortSignal;
  onProgress?: ReportProgress;
  fence?: Fence;
};

type Run = { request: ImportRequest; db: NativeDatabase; staging: Staging; importId: number; shop: Shop; report: StageReporter };

const largestInMemory = 200 * 1024 * 1024;

/**
 * Imports files durably and publishes the snapshot: complete, or invisible.
 * @throws AppError badFile, conflict, diskFull, cancelled, leaseLost
 */
export async function importOrders(request: ImportRequest): Promise<ImportResult> {
  const report = new StageReporter(request.onProgress, request.signal);
  report.stage("Recognise");
  const files: InspectedFile[] = [];
  for (const file of gatherFiles(request.paths)) {
    report.check();
    files.push(await inspect(file));
  }
  const db = openBulk();
  const folder = path.join(dataPaths().temporary, `import-${randomUUID()}`);
  let staging: Staging | null = null;
  let importId: number | null = null;
  const stop = () => staging?.interrupt();
  request.signal?.addEventListener("abort", stop);
  try {
    const shop = await getShop();
    importId = beginImport(db, {
      format: request.format ?? "olist", sample: request.sample ?? false, dryRun: request.dryRun ?? false, startedBy: request.actor,
    });
    const bytes = files.reduce((sum, f) => sum + f.bytes, 0);
    staging = await Staging.open({ folder, memoryMb: env().memoryMb, threads: env().threads, onDisk: bytes > largestInMemory });
    return await runImport({ request, db, staging, importId, shop, report }, files);
  } catch (error) {
    const failure = request.signal?.aborted ? cancelled(request.signal) : error;
    if (importId !== null) abandon(db, importId, failure);
    throw failure;
  } finally {
    request.signal?.removeEventListener("abort", stop);
    staging?.close();
    rmSync(folder, { recursive: true, force: true });
    db.close();
  }
}

async function runImport(run: Run, files: readonly InspectedFile[]): Promise<ImportResult> {
  const { staging, shop, report, request, importId } = run;
  report.stage("Read and check");
  const current = pointedAt();
  const read = await readFiles(staging, files, shop.minorUnits);
  await attachOldRows(staging, current === null ? null : rowsFolderOf(current));
  await defineZone(staging, shop.timeZone, await timeRange(staging, read.kinds));
  await classify(staging, read.kinds, current !== null);
  await buildKnownOrders(staging);
  const ledger = buildLedger(files, read.rejected, await countOutcomes(staging, read.kinds));
  report.check();
  if (request.dryRun) return finishDryRun(run, ledger, read.rejects);

  const rows = await countRowsToSave(staging, read.kinds);
  report.stage("Store", rows);
  const id = nextSnapshotId(run.db);
  const publishing = publish(run, id);
  const saving = saveRows({ staging, db: run.db, importId, kinds: read.kinds, fence: request.fence, onRows: (n) => report.rows(n) });
  const [snapshot] = await bothOrFirstError(publishing, saving);
  saveRejects(run.db, importId, read.rejects);
  report.stage("Publish");
  placeSnapshot(id);
  complete(run, ledger, snapshot);
  pointAt(id);
  removeOldSnapshots(publishedSnapshots(run.db));
  report.done();
  return { importId, files: ledger, orders: snapshot.orders, customers: snapshot.customers, rejects: countRejected(ledger) };
}

const countRejected = (files: readonly FileLedger[]): number => files.reduce((sum, f) => sum + f.rejected, 0);

async function publish(run: Run, id: number) {
  await buildFacts(run.staging);
  const snapshot = await describeFacts(run.staging, id, run.importId, run.shop.saleStatuses);
  await writeFacts(run.staging, temporarySnapshot(id));
  return snapshot;
}

/** Both must end before an error may rise: neither may outlive the engine it uses. */
async function bothOrFirstError<A, B>(a: Promise<A>, b: Promise<B>): Promise<[A, B]> {
  const settled = await Promise.allSettled([a, b]);
  for (const result of settled) if (result.status === "rejected") throw result.reason;
  return Promise.all([a, b]);
}

/** The one small transaction that makes the import visible. */
function complete(run: Run, files: readonly FileLedger[], snapshot: Awaited<ReturnType<typeof publish>>): void {
  const { db, importId, request } = run;
  const commit = db.transaction(() => {
    request.fence?.(db);
    saveSnapshot(db, snapshot);
    endImport(db, { id: importId, status: "complete", files, error: null, snapshotId: snapshot.id, orders: snapshot.orders, customers: snapshot.customers });
    appendAuditNative(db, {
      actor: request.actor, action: "import.complete", object: String(importId), outcome: "ok",
      detail: { files: files.length, orders: snapshot.orders, customers: snapshot.customers, snapshot: snapshot.hash },
    });
  });
  commit.immediate();
}

async function finishDryRun(run: Run, files: FileLedger[], rejects: readonly Reject[]): Promise<ImportResult> {
  const [counts] = await run.staging.rows<{ orders: number; customers: number }>(
    `select (select count(*) from known_orders) as orders, (select count(distinct customer_key) from accounts_now) as customers`,
  );
  const { orders, customers } = counts ?? { orders: 0, customers: 0 };
  saveRejects(run.db, run.importId, rejects);
  endImport(run.db, { id: run.importId, status: "complete", files, error: null, snapshotId: null, orders, customers });
  run.report.done();
  return { importId: run.importId, files, orders, customers, rejects: countRejected(files) };
}

function cancelled(signal: AbortSignal): unknown {
  return signal.reason instanceof AppError ? signal.reason : new AppError("cancelled", undefined, { cause: signal.reason });
}

/** Leaves nothing of a run that did not finish but its entry in the list of imports. */
function abandon(db: NativeDatabase, importId: number, failure: unknown): void {
  // Another worker has this import now: it sweeps, and our rows are its to judge.
  if (failure instanceof AppError && failure.code === "leaseLost") return;
  if (db.inTransaction) db.exec("rollback");
  sweepImport(db, importId);
  const isCancelled = failure instanceof AppError && failure.code === "cancelled";
  endImport(db, {
    id: importId, status: isCancelled ? "cancelled" : "failed", files: [], snapshotId: null, orders: 0, customers: 0,
    error: failure instanceof AppError ? failure.message : "The import stopped on an unexpected fault.",
  });
}

import { randomUUID } from "node:crypto";
import { mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { Staging, type StagingOptions } from "@/lib/analytics/staging";
import { dataPaths, env } from "@/lib/env";
import { AppError, isDiskFull } from "@/lib/errors";
import { appendAuditNative } from "@/lib/store/audit";
import { asStoreError, type Fence } from "@/lib/store/bulk";
import { adoptClaimedRows } from "@/lib/store/claims";
import { beginImport, endImport, markUndone, openBulk, requireRunning, saveRejects } from "@/lib/store/imports";
import type { NativeDatabase } from "@/lib/store/native";
import { sampleImports, visibleImports } from "@/lib/store/read-rows";
import { releaseReserve } from "@/lib/store/reserve";
import { getShop, saveShopNative } from "@/lib/store/shop";
import { type NewSnapshot, nextSnapshotId, publishedSnapshots } from "@/lib/store/snapshots";
import type { ColumnMap, FileLedger, ImportFormat, ImportResult, Reject } from "@/lib/types/import";
import type { ReportProgress } from "@/lib/types/job";
import type { Shop } from "@/lib/types/shop";
import { classify, countOutcomes, defineZone, timeRange } from "./import/classify";
import { gatherFiles, type SourceFile } from "./import/gather";
import { inspectAll, type InspectedFile, type OpenedFile } from "./import/inspect";
import { mostLanes } from "./import/lanes";
import { buildLedger } from "./import/ledger";
import { attachNoRows, attachSnapshotRows, attachStoreRows, hasRowsCopy, untouchedBy } from "./import/old-rows";
import { StageReporter } from "./import/progress";
import { type ReadFiles, readFiles } from "./import/read";
import { abandonImport, ownerName, recoverImports } from "./import/recover";
import { changeDetail } from "./shop-settings/check";
import { countRowsToSave, saveRows } from "./import/save";
import { learnSaleStatuses } from "./import/sale-statuses";
import { requireSpace } from "./import/space";
import { unpackAll } from "./import/unpack";
import { buildKnownOrders, publish, writeSnapshot } from "./publish-snapshot";
import { hasCurrentHashes } from "./write-facts";

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
  /** told how long each of the transactions that store rows held the write lock */
  onSlice?: (ms: number) => void;
};

type Run = {
  request: ImportRequest;
  db: NativeDatabase;
  staging: Staging;
  folder: string;
  importId: number;
  shop: Shop;
  report: StageReporter;
  /** snapshot this import builds on */
  base: number | null;
  /** sample imports it replaces */
  replaced: readonly number[];
};

const largestInMemory = 200 * 1024 * 1024;
/** Of an engine's memory: a small input leaves the rest to the store's writer, a large one spills less with more. */
const memoryShare = { small: 0.5, large: 1.25 };

/**
 * How an input is staged. A small one stays in memory and takes half of an engine's, since the store's writer
 * shares the process; two statements on one thread each then beat one on two threads. A large one lies in a file
 * and has one statement at a time, whose joins and sorts get all the memory and spill.
 */
function stagingOptions(files: readonly SourceFile[], folder: string): StagingOptions {
  const { memoryMb, threads } = env();
  const onDisk = bytesOf(files) > largestInMemory;
  const lanes = onDisk || files.length === 1 ? 1 : mostLanes;
  return { folder, onDisk, lanes, threads: Math.max(1, Math.floor(threads / lanes)), memoryMb: Math.ceil(memoryMb * memoryShare[onDisk ? "large" : "small"]) };
}

/**
 * Imports files durably and publishes the snapshot: complete, or invisible.
 * @throws AppError badFile, conflict, diskFull, cancelled, leaseLost
 */
export async function importOrders(request: ImportRequest): Promise<ImportResult> {
  const report = new StageReporter(request);
  report.stage("Recognise");
  const folder = path.join(dataPaths().temporary, `import-${process.pid}-${randomUUID()}`);
  const db = openBulk();
  let importId: number | null = null;
  try {
    const shop = await getShop();
    const sources = await filesOf(request, folder);
    const opened = inspectAll(sources, { folder, currency: shop.currency, format: request.format ?? null, map: request.map ?? {} }, () => report.check());
    return await whileReading({ request, folder, shop }, sources, opened, (staging, files, reading) => {
      recoverImports(db, request.fence !== undefined);
      importId = beginImport(db, {
        format: files.some((f) => f.recognised.source.kind === "genericOrders") ? "generic" : "olist", sample: request.sample ?? false, dryRun: request.dryRun ?? false,
        startedBy: request.actor, owner: ownerName(request.fence !== undefined),
      });
      const base = publishedSnapshots(db)[0] ?? null;
      const replaced = request.replaceSample ? sampleImports(db) : [];
      return runImport({ request, db, staging, folder, importId, shop, report, base, replaced }, files, reading);
    });
  } catch (error) {
    const failure = request.signal?.aborted ? cancelled(request.signal) : asStoreError(error);
    if (isDiskFull(failure)) {
      rmSync(folder, { recursive: true, force: true });
      releaseReserve();
    }
    if (importId !== null) abandonImport(db, importId, failure);
    throw failure;
  } finally {
    rmSync(folder, { recursive: true, force: true });
    db.close();
  }
}

const bytesOf = (files: readonly SourceFile[]): number => files.reduce((sum, f) => sum + f.bytes, 0);

async function filesOf(request: ImportRequest, folder: string): Promise<SourceFile[]> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const gathered = gatherFiles(request.paths);
  requireSpace(bytesOf(gathered));
  return unpackAll(gathered, folder);
}

type Reading = (staging: Staging, files: readonly InspectedFile[], reading: Promise<ReadFiles>) => Promise<ImportResult>;

/**
 * The engine begins to read a file as soon as it has been looked through, while the next one still is. The import
 * itself begins when every file has been: a file that nobody can read leaves no trace of an import.
 */
async function whileReading(run: Pick<Run, "request" | "folder" | "shop">, sources: readonly SourceFile[], opened: readonly OpenedFile[], work: Reading): Promise<ImportResult> {
  const { request, folder, shop } = run;
  const staging = await Staging.open(stagingOptions(sources, folder));
  const stop = () => staging.interrupt();
  request.signal?.addEventListener("abort", stop);
  const reading = readFiles(staging, opened, { ...shop, map: request.map ?? {} });
  try {
    // what the reading finds wrong is told by the import
    reading.catch(() => undefined);
    return await work(staging, await Promise.all(opened.map((file) => file.whole)), reading);
  } finally {
    // an engine may not close under a statement
    await Promise.allSettled([reading]);
    request.signal?.removeEventListener("abort", stop);
    staging.close();
  }
}

async function runImport(run: Run, files: readonly InspectedFile[], reading: Promise<ReadFiles>): Promise<ImportResult> {
  const { staging, shop, report, request, importId } = run;
  report.stage("Read and check");
  const read = await reading;
  const isFromCopy = await attachOldRows(staging, run);
  await defineZone(staging, shop.timeZone, await timeRange(staging, read.kinds));
  await classify(staging, read, run.base !== null);
  await buildKnownOrders(staging);
  const ledger = buildLedger(files, read.rejected, await countOutcomes(staging, read));
  report.check();
  if (request.dryRun) return finishDryRun(run, ledger, read.rejects);

  const learned = await learnSaleStatuses(staging, shop);
  const saleStatuses = [...shop.saleStatuses, ...learned];
  if (read.kinds.has("geolocation")) await staging.run("drop table checked_geolocation");
  // From here on one core writes to the store: a thread more would only take it away.
  await staging.useThreads(env().threads - 1);
  report.stage("Store", await countRowsToSave(staging, read.kinds));
  const id = nextSnapshotId(run.db);
  const fence: Fence = (db) => {
    requireRunning(db, importId);
    request.fence?.(db);
  };
  const [snapshot] = await bothOrFirstError(
    writeSnapshot(staging, { id, importId, ...shop, saleStatuses, base: run.base, unchanged: isFromCopy ? untouchedBy(read.kinds) : new Set() }),
    saveRows({ staging, db: run.db, importId, kinds: read.kinds, fence, onSlice: request.onSlice, onRows: (n) => report.rows(n) }),
  );
  saveRejects(run.db, importId, read.rejects);
  report.stage("Publish");
  publish(run.db, snapshot, { base: run.base, fence, also: (db) => {
    complete(db, run, ledger, snapshot);
    if (learned.length > 0) saveShopNative(db, { saleStatuses }, { actor: request.actor, action: "changeShop", detail: changeDetail(shop, { saleStatuses }) });
  } });
  report.done();
  return { importId, files: ledger, orders: snapshot.orders, customers: snapshot.customers, rejects: countRejected(ledger), learnedSaleStatuses: learned };
}

/**
 * The state this import changes: the snapshot's copy of the rows, or the store's where that will not do.
 * @returns whether it is the snapshot's copy
 */
async function attachOldRows(staging: Staging, run: Run): Promise<boolean> {
  const { base, replaced, db, request } = run;
  if (base !== null && replaced.length === 0 && hasRowsCopy(base) && (await hasCurrentHashes(staging, base))) {
    await attachSnapshotRows(staging, base);
    return true;
  }
  if (base === null) await attachNoRows(staging);
  else {
    if (!request.dryRun) adoptClaimedRows(db, replaced, request.fence);
    await attachStoreRows(staging, db, visibleImports(db, replaced), path.join(run.folder, "store"));
  }
  return false;
}

const countRejected = (files: readonly FileLedger[]): number => files.reduce((sum, f) => sum + f.rejected, 0);

/** Both must end before an error may rise: neither may outlive the engine it uses. */
async function bothOrFirstError<A, B>(a: Promise<A>, b: Promise<B>): Promise<[A, B]> {
  const settled = await Promise.allSettled([a, b]);
  for (const result of settled) if (result.status === "rejected") throw result.reason;
  return Promise.all([a, b]);
}

/** Part of the one small transaction that makes the import visible. */
function complete(db: NativeDatabase, run: Run, files: readonly FileLedger[], snapshot: NewSnapshot): void {
  const { importId, request, replaced } = run;
  for (const id of replaced) markUndone(db, id);
  endImport(db, { id: importId, status: "complete", files, error: null, snapshotId: snapshot.id, orders: snapshot.orders, customers: snapshot.customers });
  appendAuditNative(db, {
    actor: request.actor, action: "import.complete", object: String(importId), outcome: "ok",
    detail: { files: files.length, orders: snapshot.orders, customers: snapshot.customers, snapshot: snapshot.hash, replaced: replaced.join(",") },
  });
}

async function finishDryRun(run: Run, files: FileLedger[], rejects: readonly Reject[]): Promise<ImportResult> {
  const [counts] = await run.staging.rows<{ orders: number; customers: number }>(
    `select (select count(*) from known_orders) as orders, (select count(distinct customer_key) from accounts_now) as customers`,
  );
  const { orders, customers } = counts ?? { orders: 0, customers: 0 };
  saveRejects(run.db, run.importId, rejects);
  endImport(run.db, { id: run.importId, status: "complete", files, error: null, snapshotId: null, orders, customers });
  run.report.done();
  return { importId: run.importId, files, orders, customers, rejects: countRejected(files), learnedSaleStatuses: [] };
}

function cancelled(signal: AbortSignal): unknown {
  return signal.reason instanceof AppError ? signal.reason : new AppError("cancelled", undefined, { cause: signal.reason });
}

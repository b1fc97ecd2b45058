import { existsSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import type * as Jobs from "@/lib/store/jobs";
import { temporaryDataFolder } from "../support/data-folder";

const data = temporaryDataFolder();
/** While it is full nothing ends, until what was set aside is given up. Prisma tells of it in the driver's words. */
const disk = vi.hoisted(() => ({ isFull: false }));
vi.mock("@/lib/store/reserve", () => ({ holdReserve: () => undefined, releaseReserve: () => void (disk.isFull = false) }));
vi.mock("@/lib/store/jobs", async (original) => {
  const real = await original<typeof Jobs>();
  const endJob: typeof Jobs.endJob = async (...args) => {
    if (disk.isFull) throw Object.assign(new Error("database or disk is full"), { code: "P2039" });
    return real.endJob(...args);
  };
  return { ...real, endJob };
});
const { migrateStore } = await import("@/lib/store/migrate");
const { closeStore, store, transact } = await import("@/lib/store/client");
const { openNative } = await import("@/lib/store/native");
const jobs = await import("@/lib/store/jobs");
const { runJob, endOf } = await import("@/lib/jobs/run-job");
const { startHeartbeat } = await import("@/lib/jobs/heartbeat");
const { work } = await import("@/lib/jobs/worker");
const { AppError } = await import("@/lib/errors");
const { dataPaths } = await import("@/lib/env");
const { isUnwritable } = await import("@/lib/store/unwritable");
const { tidyUp } = await import("@/lib/jobs/runners");
const { beginUpload } = await import("@/lib/workflows/uploads");

const audit = { actor: "ada", action: "startTest" };
const enqueue = () => jobs.enqueueJob("undoImport", { importId: 7 }, audit);
const now = () => Date.now();
const progress = (fraction: number) => ({ stage: "Store", step: 1, steps: 2, fraction, rows: 10, rowsTotal: 20, secondsLeft: null });

async function claim(atMs = now()) {
  const job = await jobs.claimJob(atMs);
  if (!job) throw new Error("nothing to claim");
  return job;
}

const busy = (ms: number) => {
  const until = performance.now() + ms;
  while (performance.now() < until) Math.sqrt(until);
};
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

beforeAll(() => void migrateStore());
beforeEach(async () => void (await store().job.deleteMany()));
afterAll(async () => {
  await closeStore();
  data.remove();
});

test("one job runs at a time, the oldest first", async () => {
  const first = await enqueue();
  const second = await enqueue();
  const job = await claim();
  expect(job.lease.jobId).toBe(first);
  expect(await jobs.claimJob(now())).toBeNull();
  await expect(jobs.beginJob("undoImport", { importId: 7 }, audit, now())).rejects.toThrow("is running");
  await jobs.endJob(job.lease, { status: "done", resultId: "7" });
  expect((await claim()).lease.jobId).toBe(second);
  expect(await jobs.findJob(first)).toMatchObject({ status: "done", resultId: "7", attempts: 1 });
});

test("many workers claiming at once get one job between them", async () => {
  await enqueue();
  const claims = await Promise.all(Array.from({ length: 8 }, () => jobs.claimJob(now())));
  expect(claims.filter(Boolean)).toHaveLength(1);
});

test("a frozen worker that wakes after its lease can write nothing", async () => {
  await enqueue();
  const frozen = await claim();
  const later = now() + jobs.leaseMs + 1;
  const heir = await claim(later);
  expect(heir.lease.jobId).toBe(frozen.lease.jobId);
  expect((await jobs.saveProgress(frozen.lease, progress(0.5))).isHeld).toBe(false);
  expect(await jobs.endJob(frozen.lease, { status: "done", resultId: "99" })).toBe(false);
  await expect(transact((tx) => jobs.requireLease(tx, frozen.lease))).rejects.toThrow("Another worker");
  const db = openNative(dataPaths().database);
  expect(() => jobs.requireLeaseNative(db, frozen.lease)).toThrow("Another worker");
  expect(() => jobs.requireLeaseNative(db, heir.lease)).not.toThrow();
  db.close();
  expect(await jobs.endJob(heir.lease, { status: "done", resultId: "1" })).toBe(true);
  expect(await jobs.findJob(frozen.lease.jobId)).toMatchObject({ resultId: "1", attempts: 2 });
});

test("a job whose worker died three times is given up, and the next one runs", async () => {
  const poison = await enqueue();
  const good = await enqueue();
  let at = now();
  for (let i = 0; i < jobs.maxAttempts; i++) {
    expect((await claim(at)).lease.jobId).toBe(poison);
    at += jobs.leaseMs + 1;
  }
  expect((await claim(at)).lease.jobId).toBe(good);
  expect(await jobs.findJob(poison)).toMatchObject({ status: "failed", attempts: 3, error: expect.stringContaining("time and again") });
});

test("a job whose process died on this machine is free at once", async () => {
  const id = await enqueue();
  const { lease } = await claim();
  const dead = lease.token.replace(/^\d+/, "999999999");
  await store().job.update({ where: { id }, data: { leaseToken: dead } });
  expect((await claim()).lease.jobId).toBe(id);
});

test("the lease outlives a computation longer than itself that never pauses", async () => {
  await enqueue();
  const job = await claim();
  const end = await runJob(job, {
    undoImport: async () => {
      await pause(500); // the heartbeat thread starts
      busy(jobs.leaseMs + 3000);
      expect(await jobs.claimJob(now())).toBeNull();
      return "made";
    },
  });
  expect(end).toEqual({ status: "done", resultId: "made" });
}, 60_000);

test("a store that others keep busy for longer than a beat may wait does not end the work", async () => {
  await enqueue();
  const { lease } = await claim();
  let isLost = false;
  const stop = startHeartbeat(lease, () => (isLost = true), 100);
  await pause(500); // the thread starts
  const other = openNative(dataPaths().database);
  other.exec("begin immediate");
  const until = now();
  await pause(2500);
  other.exec("commit");
  other.close();
  await pause(1500);
  await stop();
  expect(isLost).toBe(false);
  const job = await store().job.findUniqueOrThrow({ where: { id: lease.jobId } });
  expect(Number(job.heartbeatAt)).toBeGreaterThan(until + 2400);
}, 60_000);

test("progress is saved with the time left, and cancelling ends the job with nothing made", async () => {
  const id = await enqueue();
  const job = await claim();
  const running = runJob(job, {
    undoImport: async (_input, context) => {
      for (let i = 1; i < 200; i++) {
        await pause(50);
        context.onProgress(progress(i / 200));
      }
      return "never";
    },
  });
  await pause(2500);
  const seen = (await jobs.findJob(id))?.progress;
  expect(seen).toMatchObject({ stage: "Store", rowsTotal: 20 });
  expect(seen?.secondsLeft).toBeGreaterThan(0);
  expect(await jobs.requestCancel(id, audit)).toBe(true);
  expect(await running).toMatchObject({ status: "cancelled" });
  expect(await jobs.findJob(id)).toMatchObject({ status: "cancelled", resultId: null });
  expect(await jobs.requestCancel(id, audit)).toBe(false);
});

test("a waiting job is cancelled at once", async () => {
  const id = await enqueue();
  await jobs.requestCancel(id, audit);
  expect(await jobs.findJob(id)).toMatchObject({ status: "cancelled" });
  expect(await jobs.claimJob(now())).toBeNull();
});

test("an expected error ends a job with its sentence; an unexpected one is retried with growing waits, then given up", () => {
  expect(endOf(new AppError("badFile", "line 3 has no date"), 1, 0)).toEqual({ status: "failed", error: "line 3 has no date", errorCode: "badFile" });
  const first = endOf(new TypeError("x"), 1, 0);
  const second = endOf(new TypeError("x"), 2, 0);
  expect(first).toMatchObject({ status: "queued", notBeforeMs: 5_000 });
  expect(second).toMatchObject({ status: "queued", notBeforeMs: 10_000 });
  expect(endOf(new TypeError("secret of a customer"), 3, 0)).toMatchObject({ status: "failed", error: expect.not.stringContaining("secret") });
  expect(endOf(new AppError("leaseLost"), 1, 0)).toBeNull();
});

test("a job that is done is recorded so on a disk that others have filled meanwhile, and only then its files go", async () => {
  const id = await enqueue();
  const job = await claim();
  const gone: string[] = [];
  disk.isFull = true;
  const onDone = async () => void gone.push((await jobs.findJob(id))?.status ?? "");
  expect(await runJob(job, { undoImport: async () => "made" }, { onDone: () => void onDone() })).toEqual({ status: "done", resultId: "made" });
  await vi.waitFor(() => expect(gone).toEqual(["done"]));
  expect(await jobs.findJob(id)).toMatchObject({ status: "done", resultId: "made" });
});

test("files of an import go once it is done and recorded, those of a dry run stay", () => {
  const kept = (dryRun: boolean) => {
    const uploadId = beginUpload();
    tidyUp({ kind: "import", input: { paths: [], format: null, map: null, dryRun, replaceSample: false, sample: false, uploadId } });
    return existsSync(path.join(dataPaths().uploads, uploadId));
  };
  expect([kept(false), kept(true)]).toEqual([false, true]);
});

test("on a full disk what somebody asked for fails with that reason, and what nobody asked for waits for space", async () => {
  const full = async (): Promise<null> => {
    throw new AppError("diskFull");
  };
  const asked = await enqueue();
  await runJob(await claim(), { undoImport: full });
  expect(await jobs.findJob(asked)).toMatchObject({ status: "failed", error: expect.stringContaining("disk is full") });
  const unasked = await jobs.enqueueJob("assign", { segmentationId: 1, snapshotId: 1 }, audit);
  await runJob(await claim(), { assign: full });
  expect(await jobs.findJob(unasked)).toMatchObject({ status: "queued", attempts: 0 });
  expect(await jobs.claimJob(now())).toBeNull();
  expect((await claim(now() + 60_000)).lease.jobId).toBe(unasked);
});

test("a store that is busy, full or out of order for a moment is no loss of a lease; one that is damaged is", () => {
  const fault = (code: string) => Object.assign(new Error("a fault"), { code });
  expect(["SQLITE_BUSY", "SQLITE_BUSY_SNAPSHOT", "SQLITE_FULL", "SQLITE_IOERR_WRITE", "SQLITE_CORRUPT", "SQLITE_CONSTRAINT"].map((code) => isUnwritable(fault(code)))).toEqual([true, true, true, true, false, false]);
  expect(isUnwritable(new Error("SQLITE_FULL"))).toBe(false);
});

test("a worker told to stop gives its job back, unspent, and the next start finishes it", async () => {
  const id = await enqueue();
  const stop = new AbortController();
  let begun = 0;
  const slow = work({ undoImport: async (_input, { signal }) => {
    begun++;
    await pause(100);
    stop.abort();
    await pause(50);
    signal.throwIfAborted();
    return "too late";
  } }, stop.signal);
  await slow;
  expect(await jobs.findJob(id)).toMatchObject({ status: "queued", attempts: 0 });
  const again = new AbortController();
  await work({ undoImport: async () => (again.abort(), "made") }, again.signal);
  expect(begun).toBe(1);
  expect(await jobs.findJob(id)).toMatchObject({ status: "done", resultId: "made" });
});

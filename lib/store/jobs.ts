import "server-only";
import { randomUUID } from "node:crypto";
import { AppError } from "@/lib/errors";
import type { AuditInput } from "@/lib/types/audit";
import type { Job, JobInputs, JobKind, JobStatus, Lease, Progress } from "@/lib/types/job";
import { appendAudit } from "./audit";
import { type StoreTransaction, store, transact } from "./client";
import { isAlive, processName } from "./owner";
import type { NativeDatabase } from "./native";

/** A lease without a heartbeat for this long is free again. */
export const leaseMs = 15_000;
export const maxAttempts = 3;

const columns = {
  id: true,
  kind: true,
  status: true,
  progress: true,
  attempts: true,
  createdAt: true,
  createdBy: true,
  finishedAt: true,
  error: true,
  resultId: true,
} as const;

type Row = Omit<Job, "kind" | "status" | "progress"> & { kind: string; status: string; progress: string | null };

function jobOf(row: Row): Job {
  return {
    ...row,
    // both are written from the closed sets
    kind: row.kind as JobKind,
    status: row.status as JobStatus,
    progress: row.progress === null ? null : (JSON.parse(row.progress) as Progress),
  };
}

/** Records a job for the worker, with its audit entry. Returns its id. */
export async function enqueueJob<K extends JobKind>(kind: K, input: JobInputs[K], audit: AuditInput): Promise<string> {
  return transact(async (tx) => {
    const row = await tx.job.create({
      data: { kind, input: JSON.stringify(input), createdBy: audit.actor },
      select: { id: true },
    });
    await appendAudit(tx, { ...audit, object: row.id });
    return row.id;
  });
}

export async function findJob(id: string): Promise<Job | null> {
  const row = await store().job.findUnique({ where: { id }, select: columns });
  return row ? jobOf(row) : null;
}

/** Newest first. */
export async function listJobs(limit: number, filter: { kind?: JobKind; status?: JobStatus } = {}): Promise<Job[]> {
  const rows = await store().job.findMany({ where: filter, orderBy: { id: "desc" }, take: limit, select: columns });
  return rows.map(jobOf);
}

/** What the newest job of a kind was told; null where there was none. */
export async function findLatestJobInput<K extends JobKind>(kind: K): Promise<JobInputs[K] | null> {
  const row = await store().job.findFirst({ where: { kind }, orderBy: { id: "desc" }, select: { input: true } });
  // the input was written by `enqueueJob` or `beginJob`, typed by kind
  return row && (JSON.parse(row.input) as JobInputs[K]);
}

/** Asks a job to stop; one that waits is cancelled at once. Returns false when it had ended already. */
export async function requestCancel(id: string, audit: AuditInput): Promise<boolean> {
  return transact(async (tx) => {
    const waiting = await tx.job.updateMany({
      where: { id, status: "queued" },
      data: { status: "cancelled", cancelRequested: true, finishedAt: new Date(), error: "Cancelled before it began." },
    });
    const running = await tx.job.updateMany({ where: { id, status: "running" }, data: { cancelRequested: true } });
    if (waiting.count + running.count === 0) return false;
    await appendAudit(tx, { ...audit, object: id });
    return true;
  });
}

export type ClaimedJob = { lease: Lease; kind: JobKind; input: unknown; createdBy: string; attempts: number };

/** A lease names its process, so that one which died on this machine is seen at once. */
const newToken = () => `${processName()}|${randomUUID()}`;

function isOwnerDead(token: string): boolean {
  const owner = token.split("|")[0] ?? "";
  // a process of another machine, or from before a restart of this one, is judged by its heartbeat
  const isFromHere = owner.split(":")[1] === processName().split(":")[1];
  return isFromHere && !isAlive(owner);
}

/**
 * Whether another job is at work; abandoned ones are ended or made free to be taken up. One job runs
 * at a time, whoever runs it: imports and segmentations rewrite what the other reads.
 */
async function isBusy(tx: StoreTransaction, nowMs: number): Promise<boolean> {
  const running = await tx.job.findMany({ where: { status: "running" }, select: { id: true, leaseToken: true, heartbeatAt: true } });
  if (running.length === 0) return false;
  const isAbandoned = (job: (typeof running)[number]) =>
    Number(job.heartbeatAt ?? 0) <= nowMs - leaseMs || isOwnerDead(job.leaseToken ?? "");
  const abandoned = { id: { in: running.filter(isAbandoned).map((job) => job.id) } };
  await tx.job.updateMany({
    where: { ...abandoned, cancelRequested: true },
    data: { status: "cancelled", error: "Cancelled. Nothing was changed.", leaseToken: null, finishedAt: new Date(nowMs) },
  });
  await tx.job.updateMany({
    where: { ...abandoned, status: "running", attempts: { gte: maxAttempts } },
    data: {
      status: "failed",
      error: "The program doing this stopped before it was done, time and again. Nothing was changed.",
      leaseToken: null,
      finishedAt: new Date(nowMs),
    },
  });
  await tx.job.updateMany({ where: { ...abandoned, status: "running" }, data: { status: "queued", leaseToken: null, heartbeatAt: null } });
  return !running.every(isAbandoned);
}

/** Ends the jobs of a kind whose command was killed: who gives the command again has seen it die, and where no worker runs nobody else would. */
export async function endKilledCommands(kind: JobKind, nowMs: number): Promise<void> {
  await transact(async (tx) => {
    const running = await tx.job.findMany({ where: { kind, status: "running", createdBy: { startsWith: "cli:" } }, select: { id: true, leaseToken: true } });
    const killed = running.filter(({ leaseToken }) => isOwnerDead(leaseToken ?? "")).map(({ id }) => id);
    if (killed.length === 0) return;
    await tx.job.updateMany({ where: { id: { in: killed } }, data: { status: "failed", error: "The program doing this was stopped.", leaseToken: null, finishedAt: new Date(nowMs) } });
  });
}

/**
 * Takes the oldest job that waits.
 * @returns null when there is nothing to do or another worker is at work
 */
export async function claimJob(nowMs: number): Promise<ClaimedJob | null> {
  // asked several times a second, so without a transaction while there is nothing to do
  if ((await store().job.count({ where: { status: { in: ["queued", "running"] } } })) === 0) return null;
  return transact(async (tx) => {
    if (await isBusy(tx, nowMs)) return null;
    const next = await tx.job.findFirst({ where: { status: "queued", notBefore: { lte: BigInt(nowMs) } }, orderBy: { id: "asc" } });
    if (!next) return null;
    const token = newToken();
    await tx.job.update({
      where: { id: next.id },
      data: {
        status: "running",
        leaseToken: token,
        heartbeatAt: BigInt(nowMs),
        attempts: { increment: 1 },
        startedAt: new Date(nowMs),
        progress: null,
      },
    });
    return {
      lease: { jobId: next.id, token },
      kind: next.kind as JobKind,
      input: JSON.parse(next.input) as unknown,
      createdBy: next.createdBy,
      attempts: next.attempts + 1,
    };
  });
}

/**
 * Records a job that the calling process does itself, at once. If it dies, nobody takes the job up.
 * @throws AppError conflict while another job is at work
 */
export async function beginJob<K extends JobKind>(kind: K, input: JobInputs[K], audit: AuditInput, nowMs: number): Promise<ClaimedJob> {
  return transact(async (tx) => {
    if (await isBusy(tx, nowMs)) throw new AppError("conflict", "Another import or segmentation is running. Try again when it is done.");
    const token = newToken();
    const row = await tx.job.create({
      data: {
        kind,
        input: JSON.stringify(input),
        createdBy: audit.actor,
        status: "running",
        leaseToken: token,
        heartbeatAt: BigInt(nowMs),
        attempts: maxAttempts,
        startedAt: new Date(nowMs),
      },
      select: { id: true },
    });
    await appendAudit(tx, { ...audit, object: row.id });
    return { lease: { jobId: row.id, token }, kind, input, createdBy: audit.actor, attempts: maxAttempts };
  });
}

const held = (lease: Lease) => ({ id: lease.jobId, leaseToken: lease.token, status: "running" });

/**
 * Proves the lease inside the transaction whose writes depend on it.
 * @throws AppError leaseLost
 */
export async function requireLease(tx: StoreTransaction, lease: Lease): Promise<void> {
  if ((await tx.job.count({ where: held(lease) })) === 0) throw new AppError("leaseLost");
}

/** The same inside a transaction of the native driver. */
export function requireLeaseNative(db: NativeDatabase, lease: Lease): void {
  const isHeld = db
    .prepare(`select 1 from "Job" where id = ? and leaseToken = ? and status = 'running'`)
    .get(lease.jobId, lease.token);
  if (!isHeld) throw new AppError("leaseLost");
}

/** @returns whether the lease still holds and whether the job should stop */
export async function saveProgress(lease: Lease, progress: Progress | null): Promise<{ isHeld: boolean; isCancelled: boolean }> {
  if (progress) await store().job.updateMany({ where: held(lease), data: { progress: JSON.stringify(progress) } });
  const row = await store().job.findFirst({ where: held(lease), select: { cancelRequested: true } });
  return { isHeld: row !== null, isCancelled: row?.cancelRequested ?? false };
}

export type JobEnd =
  | { status: "done"; resultId: string | null }
  | { status: "cancelled"; error: string }
  | { status: "failed"; error: string; errorCode: string }
  /** tried again, at the earliest then */
  | { status: "queued"; notBeforeMs: number; error: string | null; countAttempt: boolean };

/**
 * Ends the work on a job and gives the lease back. Matches nothing when another worker holds it by now.
 * @returns whether it was ours to end
 */
export async function endJob(lease: Lease, end: JobEnd): Promise<boolean> {
  const free = { leaseToken: null, heartbeatAt: null };
  if (end.status === "queued") {
    const { count } = await store().job.updateMany({
      where: held(lease),
      data: {
        ...free,
        status: "queued",
        notBefore: BigInt(end.notBeforeMs),
        error: end.error,
        progress: null,
        ...(end.countAttempt ? {} : { attempts: { decrement: 1 } }),
      },
    });
    return count === 1;
  }
  const { count } = await store().job.updateMany({
    where: held(lease),
    data: { ...free, error: null, ...end, finishedAt: new Date() },
  });
  return count === 1;
}

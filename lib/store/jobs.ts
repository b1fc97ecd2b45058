import "server-only";
import { randomUUID } from "node:crypto";
import { AppError } from "@/lib/errors";
import type { AuditInput } from "@/lib/types/audit";
import type { Job, JobInputs, JobKind, JobStatus, Lease, Progress } from "@/lib/types/job";
import { appendAudit } from "./audit";
import { type StoreTransaction, store, transact } from "./client";
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

/**
 * Takes the next job, or the named one. One job runs at a time, whoever runs it: imports and
 * segmentations rewrite what the other reads.
 *
 * @returns null when there is nothing to do or another worker is at work
 */
export async function claimJob(nowMs: number, onlyId: string | null = null): Promise<ClaimedJob | null> {
  const deadBefore = BigInt(nowMs - leaseMs);
  // asked several times a second, so without a transaction while there is nothing to do
  if ((await store().job.count({ where: { status: { in: ["queued", "running"] } } })) === 0) return null;
  return transact(async (tx) => {
    if ((await tx.job.count({ where: { status: "running", heartbeatAt: { gt: deadBefore } } })) > 0) return null;
    await endHopeless(tx, deadBefore);
    const next = await tx.job.findFirst({
      where: {
        ...(onlyId === null ? {} : { id: onlyId }),
        OR: [
          { status: "queued", notBefore: { lte: BigInt(nowMs) } },
          { status: "running", heartbeatAt: { lte: deadBefore } },
        ],
      },
      orderBy: { id: "asc" },
    });
    if (!next) return null;
    const token = randomUUID();
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

/** Ends abandoned jobs that nobody should take up again. */
async function endHopeless(tx: StoreTransaction, deadBefore: bigint): Promise<void> {
  const abandoned = { status: "running", heartbeatAt: { lte: deadBefore } } as const;
  if ((await tx.job.count({ where: abandoned })) === 0) return;
  const ended = { leaseToken: null, finishedAt: new Date() };
  await tx.job.updateMany({
    where: { ...abandoned, cancelRequested: true },
    data: { ...ended, status: "cancelled", error: "Cancelled. Nothing was changed." },
  });
  await tx.job.updateMany({
    where: { ...abandoned, attempts: { gte: maxAttempts } },
    data: { ...ended, status: "failed", error: `The worker stopped ${maxAttempts} times while doing this. Nothing was changed.` },
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

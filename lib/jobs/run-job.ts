import { AppError, type ErrorCode, isDiskFull } from "@/lib/errors";
import { recordAudit } from "@/lib/store/audit";
import { asStoreError } from "@/lib/store/bulk";
import { type ClaimedJob, type JobEnd, endJob, maxAttempts } from "@/lib/store/jobs";
import { holdReserve, releaseReserve } from "@/lib/store/reserve";
import type { JobKind, Lease } from "@/lib/types/job";
import { type JobContext, type LeaseOptions, withLease } from "./lease";
import { log, loggable } from "./log";

/** Does one kind of job; returns the id of what it made. */
export type Runner = (input: unknown, context: JobContext) => Promise<string | null>;
export type Runners = Readonly<Partial<Record<JobKind, Runner>>>;

/** First wait before another attempt; doubled each time. */
const backOffMs = 5_000;
/** Errors that go away by themselves. */
const passing: readonly ErrorCode[] = ["conflict"];
/** Work that nobody has asked for and nobody would ask for again: on a full disk it waits for space. */
const unasked: readonly JobKind[] = ["assign"];
const spaceMs = 60_000;

/** Why a worker stops work that will be taken up again. */
export class WorkerStopping extends AppError {
  constructor() {
    super("cancelled", "The worker is stopping; the job goes on after the next start.");
  }
}

/**
 * What becomes of a job whose work ended with an error. Expected errors end it with their sentence;
 * unexpected ones are tried again with growing waits, and given up after the third attempt.
 */
export function endOf(error: unknown, attempts: number, nowMs: number): JobEnd | null {
  if (error instanceof WorkerStopping) return { status: "queued", notBeforeMs: nowMs, error: null, countAttempt: false };
  const isExpected = error instanceof AppError && !passing.includes(error.code);
  if (isExpected && error.code === "leaseLost") return null;
  if (isExpected && error.code === "cancelled") return { status: "cancelled", error: error.message };
  if (isExpected) return { status: "failed", error: error.message, errorCode: error.code };
  if (attempts < maxAttempts) {
    return { status: "queued", notBeforeMs: nowMs + backOffMs * 2 ** (attempts - 1), error: "The last attempt failed; it will be tried again.", countAttempt: true };
  }
  const errorCode = error instanceof AppError ? error.code : "unexpected";
  const sentence = error instanceof AppError ? error.message : `It failed ${attempts} times in a row and was given up. Nothing was changed; the worker's log says where.`;
  return { status: "failed", error: sentence, errorCode };
}

/** Records the end of a job: on a disk that others have filled meanwhile, in the space that was set aside. */
export async function recordEnd(lease: Lease, end: JobEnd): Promise<boolean> {
  try {
    return await endJob(lease, end);
  } catch (error) {
    if (!isDiskFull(asStoreError(error))) throw error;
    releaseReserve();
    return endJob(lease, end);
  }
}

type RunOptions = LeaseOptions & {
  /** told of a job that is done and recorded so: what a repetition would still need can go now */
  onDone?: ((job: ClaimedJob) => void) | undefined;
};

/** Runs a claimed job to its end and records that end. Never throws for a job's own failure. */
export async function runJob(job: ClaimedJob, runners: Runners, options: RunOptions = {}): Promise<JobEnd | null> {
  const end = await attempt(job, runners, options);
  if (!end || !(await recordEnd(job.lease, end))) return null;
  if (end.status === "done") options.onDone?.(job);
  if (end.status === "failed") {
    await recordAudit({ actor: job.createdBy, action: job.kind, object: job.lease.jobId, outcome: "failed", detail: { code: end.errorCode } });
  }
  return end;
}

async function attempt(job: ClaimedJob, runners: Runners, options: LeaseOptions): Promise<JobEnd | null> {
  try {
    holdReserve();
    const run = runners[job.kind];
    if (!run) throw new AppError("misconfigured", `There is no worker for jobs of kind ${job.kind}.`);
    return { status: "done", resultId: await withLease(job, (context) => run(job.input, context), options) };
  } catch (thrown) {
    const error = asStoreError(thrown);
    if (isDiskFull(error)) {
      releaseReserve();
      if (unasked.includes(job.kind)) return { status: "queued", notBeforeMs: Date.now() + spaceMs, error: "It waits for space on the disk.", countAttempt: false };
    }
    if (!(error instanceof AppError)) log.error({ job: job.lease.jobId, kind: job.kind, attempt: job.attempts, ...loggable(error) }, "job failed");
    return endOf(error, job.attempts, Date.now());
  }
}

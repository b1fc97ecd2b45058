import { beginJob, maxAttempts } from "@/lib/store/jobs";
import type { AuditInput } from "@/lib/types/audit";
import type { JobInputs, JobKind } from "@/lib/types/job";
import { type JobContext, type LeaseOptions, withLease } from "./lease";
import { endOf, recordEnd } from "./run-job";

type HereJob<K extends JobKind, T> = {
  kind: K;
  input: JobInputs[K];
  audit: AuditInput;
  work: (context: JobContext) => Promise<T>;
  /** id of what was made, for the job's row */
  resultId: (made: T) => string;
};

/**
 * Does a job in the calling process under the same lease as the worker's, so that the command line
 * and the worker never import or segment at once.
 * @throws AppError conflict while another job is at work, and whatever the work throws
 */
export async function runHere<K extends JobKind, T>(job: HereJob<K, T>, options: LeaseOptions): Promise<T> {
  const claimed = await beginJob(job.kind, job.input, job.audit, Date.now());
  let made: T;
  try {
    made = await withLease(claimed, job.work, options);
  } catch (error) {
    const end = endOf(error, maxAttempts, Date.now());
    if (end) await recordEnd(claimed.lease, end);
    throw error;
  }
  await recordEnd(claimed.lease, { status: "done", resultId: job.resultId(made) });
  return made;
}

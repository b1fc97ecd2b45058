import { setTimeout as wait } from "node:timers/promises";
import { type ClaimedJob, claimJob } from "@/lib/store/jobs";
import { log, loggable } from "./log";
import { type Runners, WorkerStopping, runJob } from "./run-job";

const idleMs = 300;
const troubledMs = 2000;

/** Takes one job after the other until the signal aborts; a job under way is then given back. */
export async function work(runners: Runners, signal: AbortSignal, onDone?: (job: ClaimedJob) => void): Promise<void> {
  const stopping = new AbortController();
  signal.addEventListener("abort", () => stopping.abort(new WorkerStopping()), { once: true });
  while (!signal.aborted) {
    try {
      const job = await claimJob(Date.now());
      if (!job) {
        await wait(idleMs, undefined, { signal }).catch(() => undefined);
        continue;
      }
      log.info({ job: job.lease.jobId, kind: job.kind, attempt: job.attempts }, "job begins");
      const end = await runJob(job, runners, { signal: stopping.signal, onDone });
      log.info({ job: job.lease.jobId, kind: job.kind, status: end?.status ?? "lost" }, "job ends");
    } catch (error) {
      // the queue itself cannot be read or written: a full disk, a restored file; the next round may
      log.error(loggable(error), "queue unavailable");
      await wait(troubledMs, undefined, { signal }).catch(() => undefined);
    }
  }
}

import { AppError } from "@/lib/errors";
import { type ClaimedJob, requireLease, requireLeaseNative, saveProgress } from "@/lib/store/jobs";
import type { StoreTransaction } from "@/lib/store/client";
import type { NativeDatabase } from "@/lib/store/native";
import type { KMeansEngine } from "@/lib/cluster/kmeans-engine";
import type { Progress, ReportProgress } from "@/lib/types/job";
import type { Engine } from "@/lib/types/segmentation";
import { startHeartbeat } from "./heartbeat";
import { createJobEngines } from "./kernel-engine";

/** What work on a job gets: where to report, when to stop, and the proof every commit must ask for. */
export type JobContext = {
  jobId: string;
  /** who asked for it */
  actor: string;
  signal: AbortSignal;
  onProgress: ReportProgress;
  /** throws leaseLost unless the lease holds; first in a transaction of the native driver */
  fence: (db: NativeDatabase) => void;
  /** the same for a transaction of Prisma */
  fenceStore: (tx: StoreTransaction) => Promise<void>;
  /** the k-means engine of that name, or the one that stands in for it on this machine */
  engineOf: (name: Engine) => Promise<KMeansEngine>;
};

export type LeaseOptions = {
  /** also told of every progress, e.g. the command line's */
  onProgress?: ReportProgress;
  /** ends the work from outside, with an AppError as the reason */
  signal?: AbortSignal;
};

const progressEveryMs = 400;
const lookEveryMs = 1000;

/** Time left if the rest goes like what is done; null while too little is done to say. */
function secondsLeft(fraction: number, elapsedMs: number): number | null {
  if (fraction < 0.02 || elapsedMs < 1000) return null;
  return Math.max(0, Math.round((elapsedMs * (1 - fraction)) / fraction / 1000));
}

/**
 * Runs work under a claimed lease: the heartbeat keeps it, progress is saved a few times a second,
 * and the signal aborts when someone cancels or another worker has taken over.
 */
export async function withLease<T>(job: ClaimedJob, work: (context: JobContext) => Promise<T>, options: LeaseOptions = {}): Promise<T> {
  const abort = new AbortController();
  const signal = options.signal ? AbortSignal.any([abort.signal, options.signal]) : abort.signal;
  const stopHeartbeat = startHeartbeat(job.lease, () => abort.abort(new AppError("leaseLost")));
  const engines = createJobEngines();
  const begin = performance.now();
  let latest: Progress | null = null;
  let savedAt = -Infinity;

  const look = async (): Promise<void> => {
    const progress = latest;
    latest = null;
    savedAt = performance.now();
    const state = await saveProgress(job.lease, progress);
    if (!state.isHeld) abort.abort(new AppError("leaseLost"));
    else if (state.isCancelled) abort.abort(new AppError("cancelled"));
  };
  // a look that fails for a moment (a busy store) is made up for by the next
  const lookSoon = () => void look().catch(() => undefined);
  const timer = setInterval(lookSoon, lookEveryMs);

  const onProgress: ReportProgress = (progress) => {
    latest = { ...progress, secondsLeft: progress.secondsLeft ?? secondsLeft(progress.fraction, performance.now() - begin) };
    options.onProgress?.(latest);
    if (performance.now() - savedAt > progressEveryMs) lookSoon();
    signal.throwIfAborted();
  };
  try {
    return await work({
      jobId: job.lease.jobId,
      actor: job.createdBy,
      signal,
      onProgress,
      fence: (db) => requireLeaseNative(db, job.lease),
      fenceStore: (tx) => requireLease(tx, job.lease),
      engineOf: engines.engineOf,
    });
  } finally {
    clearInterval(timer);
    await engines.close();
    await stopHeartbeat();
  }
}

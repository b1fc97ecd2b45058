import { setImmediate as breathe } from "node:timers/promises";
import type { KMeansEngine } from "@/lib/cluster/kmeans-engine";
import { AppError } from "@/lib/errors";
import { compareMethods } from "@/lib/personas/compare-methods";
import { type StoredComparison, saveComparison } from "@/lib/store/comparisons";
import type { StoreTransaction } from "@/lib/store/client";
import { currentSnapshot } from "@/lib/store/snapshots";
import type { ComparisonRequest } from "@/lib/types/comparison";
import type { ReportProgress } from "@/lib/types/job";
import { defaultRequest, type Engine } from "@/lib/types/segmentation";
import packageFile from "@/package.json";
import { loadSegmentationInput } from "./load-features";

export type RunComparison = {
  request: ComparisonRequest;
  jobId: string;
  actor: string;
  signal?: AbortSignal;
  onProgress?: ReportProgress;
  /** throws when another worker has taken the job */
  fenceStore: (tx: StoreTransaction) => Promise<void>;
  /** the engine of that name, or the one that stands in for it on this machine */
  engineOf?: (name: Engine) => Promise<KMeansEngine>;
};

function report({ onProgress, signal }: RunComparison, stage: string, step: number, fraction: number): void {
  signal?.throwIfAborted();
  onProgress?.({ stage, step, steps: 3, fraction, rows: null, rowsTotal: null, secondsLeft: null });
}

/**
 * Every method of grouping on the customers of the current snapshot, measured and saved.
 *
 * @returns id of the comparison
 * @throws AppError noSnapshot, invalidInput, cancelled, leaseLost
 */
export async function runComparison(input: RunComparison): Promise<number> {
  const begin = performance.now();
  const snapshot = await currentSnapshot();
  if (!snapshot) throw new AppError("noSnapshot");
  report(input, "Load features", 1, 0);
  const { asOf, windowDays, status, seed, k } = input.request;
  const loaded = await loadSegmentationInput({ ...defaultRequest, asOf, windowDays, status, seed }, snapshot, input.signal);
  const engine = (await input.engineOf?.(defaultRequest.engine)) ?? (await import("@/lib/cluster/ml-kmeans-engine")).mlKMeansEngine;
  const compared = await compareMethods(loaded, engine, { k, now: () => performance.now() }, async (fraction) => {
    report(input, "Compare methods", 2, 0.05 + 0.9 * fraction);
    await breathe();
  });
  report(input, "Save", 3, 0.98);
  const comparison: StoredComparison = {
    asOf: loaded.request.asOf,
    windowDays,
    seed,
    snapshotHash: snapshot.hash,
    customers: loaded.matrix.customerKeys.length,
    methods: compared.methods,
    pairs: compared.pairs,
    notices: compared.notices,
    version: packageFile.version,
    tookMs: Math.round(performance.now() - begin),
  };
  return saveComparison({ comparison, by: input.actor, jobId: input.jobId }, input.fenceStore, {
    actor: input.actor,
    action: "compareMethods",
    detail: { customers: comparison.customers, k: compared.k, seed, snapshot: snapshot.hash },
  });
}

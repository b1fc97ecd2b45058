import { setImmediate as breathe } from "node:timers/promises";
import { writeMemberships } from "@/lib/analytics/memberships";
import type { KMeansEngine } from "@/lib/cluster/kmeans-engine";
import { AppError } from "@/lib/errors";
import { computeSegmentation } from "@/lib/personas/compute-segmentation";
import { type ComputedSegmentation, type SegmentationInput, type WatchSegmentation } from "@/lib/personas/segmentation-input";
import type { StoreTransaction } from "@/lib/store/client";
import { completeSegmentation, reserveSegmentation } from "@/lib/store/segmentations";
import { currentSnapshot } from "@/lib/store/snapshots";
import type { ReportProgress } from "@/lib/types/job";
import type { Engine, SegmentationRequest } from "@/lib/types/segmentation";
import packageFile from "@/package.json";
import { identifySegments } from "./identify-personas";
import { knownChoices } from "./known-choices";
import { loadSegmentationInput } from "./load-features";
import { segmentationSteps as stages, type SegmentationStep as Stage, stageWords } from "./segmentation-steps";

export type RunSegmentation = {
  request: SegmentationRequest;
  /** the job this run belongs to; a second attempt replaces the first */
  jobId: string;
  actor: string;
  signal?: AbortSignal;
  onProgress?: ReportProgress;
  /** throws when another worker has taken the job */
  fenceStore: (tx: StoreTransaction) => Promise<void>;
  /** the engine of that name, or the one that stands in for it on this machine */
  engineOf?: (name: Engine) => Promise<KMeansEngine>;
};

/** Share of the whole that loading takes, and the end of computing. */
const loadShare = 0.1;
const computedShare = 0.95;

/**
 * One immutable run: features of the current snapshot in, segments and members saved. Members are
 * written beside the store first; the last transaction makes all of it visible, so a process that
 * dies at any point leaves the run complete or absent. Same request, seed and snapshot give the same
 * labels.
 *
 * @returns id of the segmentation
 * @throws AppError noSnapshot, invalidInput, cancelled, leaseLost
 */
export async function runSegmentation(input: RunSegmentation): Promise<number> {
  const begin = performance.now();
  const snapshot = await currentSnapshot();
  if (!snapshot) throw new AppError("noSnapshot");
  report(input, "load", 0);
  // the engine's threads start while the features are read
  const [loaded, engine] = await Promise.all([loadSegmentationInput(input.request, snapshot, input.signal), openEngine(input)]);
  const known = await knownChoices(loaded.request, snapshot.hash);
  const computed = await compute({ ...loaded, knownChoices: known }, engine, watcher(input));
  report(input, "save", computedShare);
  const id = await reserveSegmentation(input.actor, input.jobId);
  const { memberships, run } = computed;
  await writeMemberships(id, {
    customerKeys: memberships.customerKeys,
    segments: memberships.segments,
    runnerUps: memberships.runnerUp,
    margins: memberships.margin,
    rScores: memberships.recencyScores,
    fScores: memberships.frequencyScores,
    mScores: memberships.monetaryScores,
  });
  input.signal?.throwIfAborted();
  const { segments: _, ...parameters } = run;
  const { segments, lineage } = await identifySegments({ computed, matrix: loaded.matrix, scope: loaded.scope, snapshotId: snapshot.id });
  const stored = { ...parameters, lineage, snapshotHash: snapshot.hash, version: packageFile.version, tookMs: Math.round(performance.now() - begin) };
  const promote = input.request.promote;
  await completeSegmentation({ id, run: stored, segments, promote, details: computed.details }, input.fenceStore, {
    actor: input.actor,
    action: "runSegmentation",
    detail: { method: run.method, k: run.k, customers: run.customers, seed: run.seed, snapshot: snapshot.hash, promote },
  });
  report(input, "save", 1);
  return id;
}

/** The library, which takes a while to load, only where nobody has an engine. */
async function openEngine({ engineOf, request }: RunSegmentation): Promise<KMeansEngine> {
  return engineOf ? engineOf(request.engine) : (await import("@/lib/cluster/ml-kmeans-engine")).mlKMeansEngine;
}

function report({ onProgress, signal }: RunSegmentation, stage: Stage, fraction: number): void {
  signal?.throwIfAborted();
  const step = stages.indexOf(stage) + 1;
  onProgress?.({ stage: stageWords[stage], step, steps: stages.length, fraction, rows: null, rowsTotal: null, secondsLeft: null });
}

function watcher(input: RunSegmentation): WatchSegmentation {
  return async (stage, fraction) => {
    report(input, stage, loadShare + fraction * (computedShare - loadShare));
    // lets cancellation and saved progress through between two fits
    await breathe();
  };
}

/** The request's own mistakes (a k out of range) are the person's to correct. */
async function compute(loaded: SegmentationInput, engine: KMeansEngine, watch: WatchSegmentation): Promise<ComputedSegmentation> {
  try {
    return await computeSegmentation(loaded, engine, watch);
  } catch (error) {
    if (error instanceof RangeError) throw new AppError("invalidInput", `The segmentation cannot be computed: ${error.message}.`, { cause: error });
    throw error;
  }
}

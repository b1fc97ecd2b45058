import { randomUUID } from "node:crypto";
import { type AnalyticsEngine, openAnalytics } from "@/lib/analytics/engine";
import { removeOldAssignments, writeAssignedMembers } from "@/lib/analytics/memberships";
import { featureValues, toFeatureMatrix } from "@/lib/features/feature-matrix";
import { featuresSql } from "@/lib/features/feature-sql";
import { membersSql } from "@/lib/measure/movers-sql";
import { assignedFeatures, assignMembers } from "@/lib/personas/assign-members";
import { countSegments, isAssignmentDue } from "@/lib/personas/current-segmentation";
import { countNewcomers, memberChanges } from "@/lib/personas/member-changes";
import { listAssignmentFolders, saveAssignment } from "@/lib/store/assignments";
import type { StoreTransaction } from "@/lib/store/client";
import { enqueueJob, findLatestJobInput } from "@/lib/store/jobs";
import { findLiveSegmentation, listSegmentationIds } from "@/lib/store/segmentations";
import { getShop } from "@/lib/store/shop";
import { currentSnapshot } from "@/lib/store/snapshots";
import type { FeatureMatrix } from "@/lib/types/features";
import type { JobInputs, ReportProgress } from "@/lib/types/job";
import type { Segmentation } from "@/lib/types/segmentation";
import type { Snapshot } from "@/lib/types/snapshot";

type Due = { run: Segmentation; snapshot: Snapshot; asOf: number };

/** The live run when the newest snapshot holds what its members do not. */
async function findDue(): Promise<Due | null> {
  const [run, snapshot] = await Promise.all([findLiveSegmentation(), currentSnapshot()]);
  if (run === null || snapshot === null || snapshot.lastDay === null || !isAssignmentDue(run, snapshot)) return null;
  if (run.centroids === null && run.cuts === null) return null;
  return { run, snapshot, asOf: snapshot.lastDay };
}

export async function isAssignmentWaiting(): Promise<boolean> {
  return (await findDue()) !== null;
}

/**
 * Records the job that dates the members anew, when one is due and none is recorded for the same run
 * and snapshot: what failed once is not begun again by itself. Asked after every import, undo and
 * promotion, and harmless at any time.
 */
export async function enqueueDueAssignment(actor: string): Promise<string | null> {
  const due = await findDue();
  if (due === null) return null;
  const input: JobInputs["assign"] = { segmentationId: due.run.id, snapshotId: due.snapshot.id };
  const latest = await findLatestJobInput("assign");
  if (latest !== null && latest.segmentationId === input.segmentationId && latest.snapshotId === input.snapshotId) return null;
  return enqueueJob("assign", input, { actor, action: "assignMembers" });
}

export type AssignMembers = {
  actor: string;
  signal?: AbortSignal;
  onProgress?: ReportProgress;
  /** throws when another worker has taken the job */
  fenceStore: (tx: StoreTransaction) => Promise<void>;
};

const stages = ["Load features", "Assign", "Save"] as const;

function report({ onProgress, signal }: AssignMembers, stage: (typeof stages)[number]): void {
  signal?.throwIfAborted();
  const step = stages.indexOf(stage) + 1;
  onProgress?.({ stage, step, steps: stages.length, fraction: (step - 1) / stages.length, rows: null, rowsTotal: null, secondsLeft: null });
}

async function read(engine: AnalyticsEngine, { run, snapshot, asOf }: Due) {
  const { saleStatuses } = await getShop();
  const features = assignedFeatures(run);
  const scope = { asOf, windowDays: run.windowDays, status: run.status, saleStatuses };
  const membersOf = async (assignment?: string) => {
    const columns = await engine.columns(membersSql, { snapshotId: snapshot.id, segmentationId: run.id, ...(assignment === undefined ? {} : { assignment }) });
    return toFeatureMatrix({ customer_key: columns.customer_key ?? [], recency_days: columns.segment ?? [] }, ["recencyDays"]);
  };
  const [columns, fitted, before] = await Promise.all([
    engine.columns(featuresSql(scope, features), { snapshotId: snapshot.id }),
    membersOf(),
    run.assignment ? membersOf(run.assignment.folder) : null,
  ]);
  const asMembers = ({ customerKeys, values }: FeatureMatrix) => ({ customerKeys, segments: values });
  return { matrix: toFeatureMatrix(columns, features), fitted: asMembers(fitted), before: asMembers(before ?? fitted) };
}

/**
 * Assigns all customers of the newest snapshot by the live run's stored transform and centroids (or
 * cut points), without a refit, and makes them its current members. Files first, then one
 * transaction: a process that dies leaves the assignment complete or absent.
 *
 * @returns the run's id; null when nothing was due
 * @throws AppError cancelled, leaseLost
 */
export async function assignLiveMembers(input: AssignMembers): Promise<number | null> {
  const due = await findDue();
  if (due === null) return null;
  const { run, snapshot, asOf } = due;
  report(input, "Load features");
  const engine = openAnalytics();
  const { matrix, fitted, before } = await read(engine, due).finally(() => engine.close());
  report(input, "Assign");
  const members = assignMembers(run, matrix);
  const changes = memberChanges(before, members);
  report(input, "Save");
  const folder = randomUUID().replaceAll("-", "");
  await writeAssignedMembers({
    segmentationId: run.id, folder, asOf, changes,
    members: [{
      customerKeys: members.customerKeys, segments: members.segments, runnerUps: members.runnerUp, margins: members.margin,
      rScores: members.recencyScores, fScores: members.frequencyScores, mScores: members.monetaryScores,
    }],
  });
  input.signal?.throwIfAborted();
  const { joined, changed, left } = changes;
  const customers = members.customerKeys.length;
  await saveAssignment(
    {
      segmentationId: run.id, snapshotHash: snapshot.hash, asOf, folder, customers, joined, changed, left,
      newcomers: countNewcomers(fitted.customerKeys, members.customerKeys),
      segments: countSegments(members, featureValues(matrix, "revenueCents"), run.segments.length),
    },
    input.fenceStore,
    { actor: input.actor, action: "assignMembers", detail: { customers, joined, changed, left, snapshot: snapshot.hash } },
  );
  await sweepAssignments();
  return run.id;
}

/** Forgets members that were never made current, and whole lists nobody reads any more. */
export async function sweepAssignments(): Promise<void> {
  const [ids, rows] = await Promise.all([listSegmentationIds(), listAssignmentFolders()]);
  const byRun = Map.groupBy(rows, ({ segmentationId }) => segmentationId);
  for (const id of ids) removeOldAssignments(id, (byRun.get(id) ?? []).map(({ folder }) => folder));
}

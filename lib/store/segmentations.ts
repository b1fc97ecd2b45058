import "server-only";
import { AppError } from "@/lib/errors";
import type { AuditInput } from "@/lib/types/audit";
import type { Segment, Segmentation } from "@/lib/types/segmentation";
import { type AssignmentRow, assignmentOf } from "./assignments";
import { appendAudit } from "./audit";
import { type StoreTransaction, store, transact } from "./client";
import type { SegmentationDetails } from "./segmentation-details";

/** What the run itself knows; identity, authorship and state are columns. */
export type StoredRun = Omit<Segmentation, "id" | "segments" | "createdAt" | "createdBy" | "live" | "promotedAt" | "assignment" | "fit">;

const whole = { segments: { orderBy: { index: "asc" } }, assignments: { orderBy: { id: "desc" }, take: 1 } } as const;

type Row = {
  id: number;
  run: string;
  live: boolean;
  promotedAt: Date | null;
  createdAt: Date;
  createdBy: string;
  segments: { index: number; profile: string; persona: string }[];
  assignments: AssignmentRow[];
};

/** What runs of earlier versions do not say. */
const unsaidByRun = { rfm: null, assess: "none", quality: null } as const;
const unsaidBySegment = { stability: null, rule: null } as const;
const unsaidByChoice = {
  reason: "", weightedInertia: null, simplifiedSilhouette: null, silhouetteCustomers: 0, judgedCustomers: 0, leastStability: null, weakSegments: [],
} as const;

/** A person's name for a persona goes before the run's own. */
function segmentationOf(row: Row, names: ReadonlyMap<string, string>): Segmentation {
  const segments = row.segments.map((segment) => {
    const profile: Segment = { ...unsaidBySegment, ...(JSON.parse(segment.profile) as Segment) };
    return { ...profile, persona: segment.persona, ownName: profile.name, name: names.get(segment.persona) ?? profile.name };
  });
  const said: StoredRun = { ...unsaidByRun, ...(JSON.parse(row.run) as StoredRun) };
  const run = { ...said, choices: said.choices.map((choice) => ({ ...unsaidByChoice, ...choice })) };
  const [assigned] = row.assignments;
  const assignment = assigned === undefined ? null : assignmentOf(assigned);
  return { ...run, id: row.id, live: row.live, promotedAt: row.promotedAt, createdAt: row.createdAt, createdBy: row.createdBy, segments, assignment };
}

async function namesOf(row: Row): Promise<Map<string, string>> {
  const persona = { in: row.segments.map((segment) => segment.persona) };
  const notes = await store().personaNote.findMany({ where: { persona, name: { not: null } }, select: { persona: true, name: true } });
  return new Map(notes.flatMap(({ persona, name }) => (name === null ? [] : [[persona, name] as const])));
}

export async function findSegmentation(id: number): Promise<Segmentation | null> {
  const row = await store().segmentation.findFirst({ where: { id, status: "complete" }, include: whole });
  return row ? segmentationOf(row, await namesOf(row)) : null;
}

/** @throws AppError notFound */
export async function getSegmentation(id: number): Promise<Segmentation> {
  const found = await findSegmentation(id);
  if (!found) throw new AppError("notFound", `There is no segmentation ${id}.`);
  return found;
}

/** The one pages show by default; null before the first run is promoted. */
export async function findLiveSegmentation(): Promise<Segmentation | null> {
  const row = await store().segmentation.findFirst({ where: { live: true, status: "complete" }, select: { id: true } });
  return row ? findSegmentation(row.id) : null;
}

/** @throws AppError noSegmentation */
export async function getLiveSegmentation(): Promise<Segmentation> {
  const live = await findLiveSegmentation();
  if (!live) throw new AppError("noSegmentation");
  return live;
}

/** Complete k-means runs made from a snapshot as of a day, newest first. */
export async function listRunsOf(snapshotHash: string, asOf: number, limit = 10): Promise<StoredRun[]> {
  const rows = await store().segmentation.findMany({
    where: { status: "complete", method: "kmeans", snapshotHash, asOf },
    orderBy: { id: "desc" },
    take: limit,
    select: { run: true },
  });
  return rows.map((row) => JSON.parse(row.run) as StoredRun);
}

/** Complete runs, newest first, whole: a run is a few dozen kilobytes. */
export async function listSegmentations(limit = 50): Promise<Segmentation[]> {
  const rows = await store().segmentation.findMany({
    where: { status: "complete" },
    orderBy: { id: "desc" },
    take: limit,
    include: whole,
  });
  return Promise.all(rows.map(async (row) => segmentationOf(row, await namesOf(row))));
}

/**
 * Gives a run its id before its members are written. The row is invisible until `completeSegmentation`;
 * an earlier attempt of the same job is forgotten.
 */
export async function reserveSegmentation(by: string, jobId: string): Promise<number> {
  return transact(async (tx) => {
    await tx.segmentation.deleteMany({ where: { jobId, status: "running" } });
    const row = await tx.segmentation.create({
      data: { status: "running", method: "", run: "{}", snapshotHash: "", asOf: 0, k: 0, createdBy: by, jobId },
      select: { id: true },
    });
    return row.id;
  });
}

export type CompletedRun = { id: number; run: StoredRun; segments: readonly Segment[]; promote: boolean; details?: Partial<SegmentationDetails> };

/**
 * Makes a run visible: its parameters, segments, promotion and audit entry, all or none.
 * @param fence throws when the lease on the job is lost
 */
export async function completeSegmentation(
  { id, run, segments, promote, details = {} }: CompletedRun,
  fence: (tx: StoreTransaction) => Promise<void>,
  audit: AuditInput,
): Promise<void> {
  await transact(async (tx) => {
    await fence(tx);
    if (promote) await tx.segmentation.updateMany({ where: { live: true }, data: { live: false } });
    await tx.segmentation.update({
      where: { id, status: "running" },
      data: {
        status: "complete",
        method: run.method,
        run: JSON.stringify(run),
        snapshotHash: run.snapshotHash,
        asOf: run.asOf,
        k: run.k,
        live: promote,
        promotedAt: promote ? new Date() : null,
        segments: {
          create: segments.map((segment) => ({
            index: segment.index,
            name: segment.name,
            customers: segment.customers,
            revenueCents: BigInt(Math.round(segment.revenueCents)),
            profile: JSON.stringify(segment),
            persona: segment.persona ?? `${id}.${segment.index}`,
          })),
        },
      },
    });
    await tx.segmentationDetail.createMany({
      data: Object.entries(details).map(([kind, content]) => ({ segmentationId: id, kind, content: JSON.stringify(content) })),
    });
    await appendAudit(tx, { ...audit, object: String(id) });
  });
}

/** @throws AppError notFound */
export async function promoteSegmentation(id: number, audit: AuditInput): Promise<void> {
  await transact(async (tx) => {
    const known = await tx.segmentation.count({ where: { id, status: "complete" } });
    if (known === 0) throw new AppError("notFound", `There is no segmentation ${id}.`);
    await tx.segmentation.updateMany({ where: { live: true }, data: { live: false } });
    await tx.segmentation.update({ where: { id }, data: { live: true, promotedAt: new Date() } });
    await appendAudit(tx, { ...audit, object: String(id) });
  });
}

/** Removes reservations whose job has ended or vanished. Returns their ids, whose files are then orphans. */
export async function sweepReservations(): Promise<number[]> {
  return transact(async (tx) => {
    const reserved = await tx.segmentation.findMany({ where: { status: "running" }, select: { id: true, jobId: true } });
    const active = await tx.job.findMany({
      where: { id: { in: reserved.flatMap((row) => row.jobId ?? []) }, status: { in: ["queued", "running"] } },
      select: { id: true },
    });
    const alive = new Set(active.map((job) => job.id));
    const dead = reserved.filter((row) => row.jobId === null || !alive.has(row.jobId)).map((row) => row.id);
    await tx.segmentation.deleteMany({ where: { id: { in: dead }, status: "running" } });
    return dead;
  });
}

/** Ids of all rows, complete or reserved: whatever lies on disk beside them belongs to nothing. */
export async function listSegmentationIds(): Promise<Set<number>> {
  const rows = await store().segmentation.findMany({ select: { id: true } });
  return new Set(rows.map((row) => row.id));
}

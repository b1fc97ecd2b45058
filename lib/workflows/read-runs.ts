import { findSegmentation, listSegmentations } from "@/lib/store/segmentations";
import { findJob, listJobs } from "@/lib/store/jobs";
import { listRuleTables } from "@/lib/store/rule-tables";
import { getShop } from "@/lib/store/shop";
import { currentSnapshot } from "@/lib/store/snapshots";
import { listUsers } from "@/lib/store/users";
import type { Job, JobKind } from "@/lib/types/job";
import type { SavedRuleTable } from "@/lib/types/rule-table";
import type { Segmentation } from "@/lib/types/segmentation";
import type { Shop } from "@/lib/types/shop";
import type { Snapshot } from "@/lib/types/snapshot";

/** Names of those who started something, by what the store calls them. */
export type Names = ReadonlyMap<string, string>;

export async function readNames(): Promise<Names> {
  const users = await listUsers();
  return new Map(users.map(({ id, name }) => [id, name]));
}

/** A person's name; programs are called what they are. */
export function nameOf(names: Names, by: string): string {
  if (by === "system") return "first start";
  return names.get(by) ?? by.replace(/^cli:/, "command line, ");
}

/** Jobs of some kinds that wait or run, oldest first. */
export async function activeJobs(kinds: readonly JobKind[]): Promise<Job[]> {
  const jobs = await Promise.all(kinds.flatMap((kind) => [listJobs(5, { kind, status: "running" }), listJobs(5, { kind, status: "queued" })]));
  return jobs.flat().sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime());
}

/** The jobs a page follows: those at work, and the one its address names. */
export async function followedJobs(kinds: readonly JobKind[], jobId: string | null): Promise<Job[]> {
  const [active, named] = await Promise.all([activeJobs(kinds), jobId === null ? null : findJob(jobId)]);
  if (named === null || !kinds.includes(named.kind) || active.some(({ id }) => id === named.id)) return active;
  return [named, ...active];
}

export type RunsPage = { shop: Shop; snapshot: Snapshot | null; runs: readonly Segmentation[]; jobs: readonly Job[]; names: Names };

/** The complete runs, newest first, and those on their way. */
export async function readRuns(jobId: string | null): Promise<RunsPage> {
  const [shop, snapshot, runs, jobs, names] = await Promise.all([
    getShop(), currentSnapshot(), listSegmentations(100), followedJobs(["segment"], jobId), readNames(),
  ]);
  return { shop, snapshot, runs, jobs, names };
}

export type RunFormPage = { shop: Shop; snapshot: Snapshot | null; from: Segmentation | null; tables: readonly SavedRuleTable[] };

/** What the start form begins from: an earlier run, or nothing; and the shop's own RFM rules. */
export async function readRunForm(fromId: number | null): Promise<RunFormPage> {
  const [shop, snapshot, from, tables] = await Promise.all([getShop(), currentSnapshot(), fromId === null ? null : findSegmentation(fromId), listRuleTables()]);
  return { shop, snapshot, from, tables };
}

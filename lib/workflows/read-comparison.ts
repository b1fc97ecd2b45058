import { findComparison, listComparisons } from "@/lib/store/comparisons";
import { getShop } from "@/lib/store/shop";
import { currentSnapshot } from "@/lib/store/snapshots";
import type { Comparison } from "@/lib/types/comparison";
import type { Job } from "@/lib/types/job";
import type { Shop } from "@/lib/types/shop";
import type { Snapshot } from "@/lib/types/snapshot";
import { followedJobs, type Names, readNames } from "./read-runs";

export type ComparisonPage = {
  shop: Shop;
  snapshot: Snapshot | null;
  /** the one asked for, else the newest; null before the first */
  comparison: Comparison | null;
  /** when earlier ones were made, newest first */
  others: readonly { id: number; createdAt: Date; customers: number }[];
  jobs: readonly Job[];
  names: Names;
};

const mostOthers = 20;

/** A comparison of methods, and those on their way. */
export async function readComparison(id: number | null, jobId: string | null): Promise<ComparisonPage> {
  const [shop, snapshot, all, asked, jobs, names] = await Promise.all([
    getShop(), currentSnapshot(), listComparisons(mostOthers), id === null ? null : findComparison(id), followedJobs(["compare"], jobId), readNames(),
  ]);
  const others = all.map(({ id: other, createdAt, customers }) => ({ id: other, createdAt, customers }));
  return { shop, snapshot, comparison: asked ?? all[0] ?? null, others, jobs, names };
}

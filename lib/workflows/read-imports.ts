import { listImports } from "@/lib/store/imports";
import { listRejectReasons } from "@/lib/store/rejects";
import { getShop } from "@/lib/store/shop";
import { currentSnapshot } from "@/lib/store/snapshots";
import type { Import, RejectReason } from "@/lib/types/import";
import type { Job } from "@/lib/types/job";
import type { Shop } from "@/lib/types/shop";
import type { Snapshot } from "@/lib/types/snapshot";
import { followedJobs, type Names, readNames } from "./read-runs";

export type ImportsPage = {
  shop: Shop;
  snapshot: Snapshot | null;
  jobs: readonly Job[];
  /** newest first; those that run are told by their job */
  imports: readonly Import[];
  /** the one whose files are listed */
  shown: Import | null;
  reasons: readonly RejectReason[];
  /** the generated sample shop is what pages show */
  hasSample: boolean;
  names: Names;
};

/**
 * What was imported, what is on its way, and one import file by file.
 * @param importId null = the newest that has ended
 */
export async function readImports(jobId: string | null, importId: number | null): Promise<ImportsPage> {
  const [shop, snapshot, jobs, all, names] = await Promise.all([
    getShop(), currentSnapshot(), followedJobs(["import", "undoImport"], jobId), listImports({ limit: 100, offset: 0 }), readNames(),
  ]);
  const imports = all.filter(({ status }) => status !== "running");
  const shown = imports.find(({ id }) => id === importId) ?? imports[0] ?? null;
  const reasons = shown === null ? [] : await listRejectReasons(shown.id);
  const hasSample = all.some(({ sample, status }) => sample && status === "complete");
  return { shop, snapshot, jobs, imports, shown, reasons, hasSample, names };
}

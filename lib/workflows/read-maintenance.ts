import { baseChoices, usualBaseMonths, wholeMonths } from "@/lib/measure/maintenance-dates";
import { findLiveSegmentation } from "@/lib/store/segmentations";
import { findAcceptedReport, listMaintenanceReports } from "@/lib/store/maintenance";
import { getShop } from "@/lib/store/shop";
import { currentSnapshot } from "@/lib/store/snapshots";
import type { Day } from "@/lib/types/day";
import type { Job } from "@/lib/types/job";
import type { MaintenanceReport } from "@/lib/types/maintenance";
import type { Segmentation } from "@/lib/types/segmentation";
import type { Shop } from "@/lib/types/shop";
import type { Snapshot } from "@/lib/types/snapshot";
import { pastDay } from "./read-context";
import { followedJobs, type Names, readNames } from "./read-runs";

/** Stages of the job as people read them. */
export const maintenanceStages = ["Load features of past dates", "Age k-means", "Age RFM", "Measure drift", "Save"] as const;

export type MaintenancePage = {
  shop: Shop;
  snapshot: Snapshot | null;
  /** the past day looked back from; null = the newest data */
  past: Day | null;
  /** base periods to choose from, months, and the usual one; none where the orders are too young */
  bases: { choices: readonly number[]; usual: number };
  live: Segmentation | null;
  /** newest first */
  reports: readonly MaintenanceReport[];
  /** the one asked for, else the newest; null before the first */
  report: MaintenanceReport | null;
  accepted: MaintenanceReport | null;
  jobs: readonly Job[];
  names: Names;
};

/** Reports that looked back from the same past day, or, for the newest data, from none. */
const isOfDay = (past: Day | null) => ({ request }: MaintenanceReport): boolean => (request.asOf ?? null) === past;

function basesOf(snapshot: Snapshot | null, past: Day | null): MaintenancePage["bases"] {
  const lastDay = past ?? snapshot?.lastDay ?? null;
  const months = snapshot === null || snapshot.firstDay === null || lastDay === null ? 0 : wholeMonths({ firstDay: snapshot.firstDay, lastDay });
  return { choices: baseChoices(months), usual: usualBaseMonths(months) };
}

/**
 * The report to read, the schedule in force, and what is being computed.
 * @param day a past day: only the reports made as if it were today
 */
export async function readMaintenance(reportId: number | null, jobId: string | null, day: Day | null = null): Promise<MaintenancePage> {
  const [shop, snapshot, live, all, accepted, jobs, names] = await Promise.all([
    getShop(), currentSnapshot(), findLiveSegmentation(), listMaintenanceReports(50), findAcceptedReport(), followedJobs(["maintenance"], jobId), readNames(),
  ]);
  const past = pastDay(snapshot, day);
  const reports = all.filter(isOfDay(past));
  return { shop, snapshot, past, bases: basesOf(snapshot, past), live, reports, report: reports.find(({ id }) => id === reportId) ?? reports[0] ?? null, accepted, jobs, names };
}

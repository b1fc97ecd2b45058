import "server-only";
import { AppError } from "@/lib/errors";
import type { AuditInput } from "@/lib/types/audit";
import type { MaintenanceReport } from "@/lib/types/maintenance";
import { appendAudit } from "./audit";
import { type StoreTransaction, store, transact } from "./client";

/** What the report itself knows; identity, authorship and acceptance are columns. */
export type StoredReport = Omit<MaintenanceReport, "id" | "createdAt" | "createdBy" | "acceptedAt" | "acceptedBy">;

const columns = { id: true, content: true, createdAt: true, createdBy: true, acceptedAt: true, acceptedBy: true } as const;
type Row = Pick<MaintenanceReport, "id" | "createdAt" | "createdBy" | "acceptedAt" | "acceptedBy"> & { content: string };

function reportOf({ content, ...row }: Row): MaintenanceReport {
  return { ...(JSON.parse(content) as StoredReport), ...row };
}

/** @throws AppError notFound */
export async function getMaintenanceReport(id: number): Promise<MaintenanceReport> {
  const row = await store().maintenanceReport.findUnique({ where: { id }, select: columns });
  if (!row) throw new AppError("notFound", `There is no maintenance report ${id}.`);
  return reportOf(row);
}

/** Newest first. */
export async function listMaintenanceReports(limit = 20): Promise<MaintenanceReport[]> {
  const rows = await store().maintenanceReport.findMany({ orderBy: { id: "desc" }, take: limit, select: columns });
  return rows.map(reportOf);
}

/** The newest report somebody accepted: the schedule in force. */
export async function findAcceptedReport(): Promise<MaintenanceReport | null> {
  const row = await store().maintenanceReport.findFirst({ where: { acceptedAt: { not: null } }, orderBy: { acceptedAt: "desc" }, select: columns });
  return row && reportOf(row);
}

/**
 * Saves a report with its audit entry, both or none.
 * @param fence throws when the lease on the job is lost
 */
export async function saveMaintenanceReport(
  { report, by, jobId }: { report: StoredReport; by: string; jobId: string },
  fence: (tx: StoreTransaction) => Promise<void>,
  audit: AuditInput,
): Promise<number> {
  return transact(async (tx) => {
    await fence(tx);
    const { segmentationId, snapshotHash, asOf, request } = report;
    const { id } = await tx.maintenanceReport.create({
      data: { segmentationId, snapshotHash, asOf, seed: request.seed, content: JSON.stringify(report), createdBy: by, jobId }, select: { id: true },
    });
    await appendAudit(tx, { ...audit, object: String(id) });
    return id;
  });
}

/**
 * Puts a report's schedule in force, with who did it. Accepting twice changes nothing.
 * @throws AppError notFound; invalidInput for a report as of a past day
 */
export async function acceptMaintenanceReport(id: number, audit: AuditInput): Promise<void> {
  await transact(async (tx) => {
    const known = await tx.maintenanceReport.findUnique({ where: { id }, select: { acceptedAt: true, content: true } });
    if (!known) throw new AppError("notFound", `There is no maintenance report ${id}.`);
    if (known.acceptedAt !== null) return;
    const { request } = JSON.parse(known.content) as StoredReport;
    if ((request.asOf ?? null) !== null) throw new AppError("invalidInput", "This report looks back from a past day; a schedule needs one of the newest data.");
    await tx.maintenanceReport.update({ where: { id }, data: { acceptedAt: new Date(), acceptedBy: audit.actor } });
    await appendAudit(tx, { ...audit, object: String(id) });
  });
}

import "server-only";
import type { AssignedSegment, MembershipAssignment } from "@/lib/types/assignment";
import type { AuditInput } from "@/lib/types/audit";
import { appendAudit } from "./audit";
import { type StoreTransaction, store, transact } from "./client";

export type AssignmentRow = Omit<MembershipAssignment, "segments"> & { segments: string };

export function assignmentOf({ segments, ...row }: AssignmentRow): MembershipAssignment {
  return { ...row, segments: JSON.parse(segments) as AssignedSegment[] };
}

/** Folders that belong to something, of all runs, with the run's id. */
export async function listAssignmentFolders(): Promise<{ segmentationId: number; folder: string }[]> {
  return store().membershipAssignment.findMany({ orderBy: { id: "desc" }, select: { segmentationId: true, folder: true } });
}

export type NewAssignment = Omit<MembershipAssignment, "id" | "createdAt" | "newcomers"> & { newcomers: number };

/**
 * Makes written members the current ones of their run, with the audit entry, both or none.
 * @param fence throws when the lease on the job is lost
 */
export async function saveAssignment(
  { segments, ...assignment }: NewAssignment,
  fence: (tx: StoreTransaction) => Promise<void>,
  audit: AuditInput,
): Promise<number> {
  return transact(async (tx) => {
    await fence(tx);
    const { id } = await tx.membershipAssignment.create({ data: { ...assignment, segments: JSON.stringify(segments) }, select: { id: true } });
    await appendAudit(tx, { ...audit, object: String(assignment.segmentationId) });
    return id;
  });
}

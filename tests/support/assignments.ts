import { assignmentOf } from "@/lib/store/assignments";
import { store } from "@/lib/store/client";
import type { MembershipAssignment } from "@/lib/types/assignment";

/** All dated members of a run, oldest first. */
export async function listAssignments(segmentationId: number): Promise<MembershipAssignment[]> {
  const rows = await store().membershipAssignment.findMany({ where: { segmentationId }, orderBy: { id: "asc" } });
  return rows.map(assignmentOf);
}

import { analytics, membersOption } from "@/lib/analytics/engine";
import { adjustedRandIndexOfCounts } from "@/lib/cluster/agreement";
import { type CrossTable, crossTable, type MemberColumns } from "@/lib/measure/agreement";
import { membersSql } from "@/lib/measure/movers-sql";
import type { Segmentation } from "@/lib/types/segmentation";
import { remembered } from "./remembered";

/** Two runs on the customers both group. */
export type Agreement = CrossTable & { index: number };

async function membersOf(run: Segmentation, snapshotId: number): Promise<MemberColumns> {
  const { customer_key: keys, segment: segments } = await analytics().columns(membersSql, { snapshotId, ...membersOption(run) });
  // both columns are whole numbers
  return { keys: keys as Float64Array, segments: segments as Float64Array };
}

/** Customers by their segment in either run and the adjusted Rand index; worked out once per pair. */
export async function readAgreement(first: Segmentation, second: Segmentation, snapshotId: number): Promise<Agreement> {
  return remembered(JSON.stringify(["agreement", snapshotId, membersOption(first), membersOption(second)]), async () => {
    const [a, b] = await Promise.all([membersOf(first, snapshotId), membersOf(second, snapshotId)]);
    const table = crossTable(a, b, first.segments.length, second.segments.length);
    return { ...table, index: adjustedRandIndexOfCounts(table.counts) };
  });
}

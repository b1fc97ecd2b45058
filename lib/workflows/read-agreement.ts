import { analytics } from "@/lib/analytics/engine";
import { type CrossTable, crossTable, type MemberColumns, randIndexOf } from "@/lib/measure/agreement";
import { membersSql } from "@/lib/measure/movers-sql";
import type { Segmentation } from "@/lib/types/segmentation";
import { remembered } from "./remembered";

/** Two runs on the customers both group. */
export type Agreement = CrossTable & { index: number };

async function membersOf(segmentationId: number, snapshotId: number): Promise<MemberColumns> {
  const { customer_key: keys, segment: segments } = await analytics().columns(membersSql, { segmentationId, snapshotId });
  // both columns are whole numbers
  return { keys: keys as Float64Array, segments: segments as Float64Array };
}

type Sized = Pick<Segmentation, "id" | "segments">;

/** Customers by their segment in either run and the adjusted Rand index; worked out once per pair. */
export async function readAgreement(first: Sized, second: Sized, snapshotId: number): Promise<Agreement> {
  return remembered(`agreement ${snapshotId} ${first.id} ${second.id}`, async () => {
    const [a, b] = await Promise.all([membersOf(first.id, snapshotId), membersOf(second.id, snapshotId)]);
    const table = crossTable(a, b, first.segments.length, second.segments.length);
    return { ...table, index: randIndexOf(table.counts) };
  });
}

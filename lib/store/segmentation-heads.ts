import "server-only";
import type { Method } from "@/lib/types/segmentation";
import type { SegmentationHead } from "@/lib/types/segmentation-head";
import { store } from "./client";

/** Complete runs in brief, the live one first, then newest first. */
export async function listSegmentationHeads(limit = 20): Promise<SegmentationHead[]> {
  const rows = await store().segmentation.findMany({
    where: { status: "complete" },
    orderBy: [{ live: "desc" }, { id: "desc" }],
    take: limit,
    select: { id: true, method: true, k: true, asOf: true, live: true, createdAt: true },
  });
  // the method was checked when the run was saved
  return rows.map((row) => ({ ...row, method: row.method as Method }));
}

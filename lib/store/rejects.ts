import "server-only";
import type { RejectReason } from "@/lib/types/import";
import { store } from "./client";

/** Why lines of an import were rejected: each reason, how often and where first; most frequent first. */
export async function listRejectReasons(importId: number, limit = 20): Promise<RejectReason[]> {
  const groups = await store().importReject.groupBy({
    by: ["reason"],
    where: { importId },
    _count: { _all: true },
    _min: { sequence: true },
    orderBy: { _count: { reason: "desc" } },
    take: limit,
  });
  const firsts = await store().importReject.findMany({
    where: { importId, sequence: { in: groups.flatMap(({ _min }) => _min.sequence ?? []) } },
    select: { sequence: true, file: true, line: true, column: true },
  });
  return groups.map((group) => {
    const first = firsts.find(({ sequence }) => sequence === group._min.sequence);
    return { reason: group.reason, count: group._count._all, file: first?.file ?? "", line: first?.line ?? null, column: first?.column ?? null };
  });
}

import "server-only";
import { AppError } from "@/lib/errors";
import type { AuditInput } from "@/lib/types/audit";
import type { Comparison } from "@/lib/types/comparison";
import { appendAudit } from "./audit";
import { type StoreTransaction, store, transact } from "./client";

/** What the comparison itself knows; identity and authorship are columns. */
export type StoredComparison = Omit<Comparison, "id" | "createdAt" | "createdBy">;

type Row = { id: number; content: string; createdAt: Date; createdBy: string };

function comparisonOf({ content, ...row }: Row): Comparison {
  return { ...(JSON.parse(content) as StoredComparison), ...row };
}

const columns = { id: true, content: true, createdAt: true, createdBy: true } as const;

export async function findComparison(id: number): Promise<Comparison | null> {
  const row = await store().comparison.findUnique({ where: { id }, select: columns });
  return row && comparisonOf(row);
}

/** @throws AppError notFound */
export async function getComparison(id: number): Promise<Comparison> {
  const found = await findComparison(id);
  if (!found) throw new AppError("notFound", `There is no comparison ${id}.`);
  return found;
}

/** Newest first. */
export async function listComparisons(limit = 20): Promise<Comparison[]> {
  const rows = await store().comparison.findMany({ orderBy: { id: "desc" }, take: limit, select: columns });
  return rows.map(comparisonOf);
}

/**
 * Saves a comparison with its audit entry, both or none; a second attempt of the same job replaces
 * nothing, since the first one ended it.
 * @param fence throws when the lease on the job is lost
 */
export async function saveComparison(
  { comparison, by, jobId }: { comparison: StoredComparison; by: string; jobId: string },
  fence: (tx: StoreTransaction) => Promise<void>,
  audit: AuditInput,
): Promise<number> {
  return transact(async (tx) => {
    await fence(tx);
    const { asOf, snapshotHash, customers } = comparison;
    const { id } = await tx.comparison.create({
      data: { asOf, snapshotHash, customers, content: JSON.stringify(comparison), createdBy: by, jobId },
      select: { id: true },
    });
    await appendAudit(tx, { ...audit, object: String(id) });
    return id;
  });
}

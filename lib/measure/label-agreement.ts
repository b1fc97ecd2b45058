import { adjustedRandIndexOfCounts, crossCounts } from "@/lib/cluster/agreement";
import { cheapestAssignment } from "@/lib/stats/cheapest-assignment";

/** How far two labelings of the same customers agree. */
export type LabelAgreement = {
  /** adjusted Rand index */
  ari: number;
  /** share of customers outside the pairing of groups that keeps most of them together, 0-1 */
  misplaced: number;
};

/**
 * Agreement of two labelings, groups paired whatever their numbers.
 *
 * @param k groups of either, numbered from 0
 */
export function labelAgreement(a: ArrayLike<number>, b: ArrayLike<number>, k: number): LabelAgreement {
  const counts = crossCounts(a, b, k, k);
  const partners = cheapestAssignment(counts.map((row) => row.map((count) => -count)));
  const kept = partners.reduce((sum, column, row) => sum + (counts[row]?.[column] ?? 0), 0);
  return { ari: adjustedRandIndexOfCounts(counts), misplaced: a.length === 0 ? 0 : 1 - kept / a.length };
}

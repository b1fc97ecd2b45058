import type { AssignedSegment, ModelAge } from "@/lib/types/assignment";
import type { Segmentation } from "@/lib/types/segmentation";
import type { Memberships } from "./segmentation-input";

/** Under this margin a customer is borderline. methods.md section 6. */
const borderlineMargin = 0.1;

/**
 * Customers, revenue and borderline share of each segment of an assignment.
 *
 * @param revenueCents of the same customers, in the same order; missing counts as none
 * @returns k entries in the order of the segments; an empty segment has no borderline share
 */
export function countSegments(members: Pick<Memberships, "segments" | "margin">, revenueCents: ArrayLike<number>, k: number): AssignedSegment[] {
  const tally = tallySegments(k);
  tally.add(members, revenueCents);
  return tally.counted();
}

/** Counts as `countSegments` does, of members that come part by part. */
export function tallySegments(k: number) {
  const tallies = Array.from({ length: k }, (_, index) => ({ index, customers: 0, revenueCents: 0, borderline: 0 }));
  let hasMargins = false;
  return {
    add({ segments, margin }: Pick<Memberships, "segments" | "margin">, revenueCents: ArrayLike<number>): void {
      hasMargins ||= margin !== null;
      for (let i = 0; i < segments.length; i++) {
        const one = tallies[segments[i] ?? -1];
        if (one === undefined) continue;
        one.customers++;
        const revenue = revenueCents[i] ?? NaN;
        if (Number.isFinite(revenue)) one.revenueCents += revenue;
        if (margin !== null && (margin[i] ?? 1) < borderlineMargin) one.borderline++;
      }
    },
    counted: (): AssignedSegment[] => tallies.map(({ borderline, ...one }) => ({
      ...one,
      borderlineShare: !hasMargins || one.customers === 0 ? null : borderline / one.customers,
    })),
  };
}

/**
 * A run as its newest dated members show it: day, customers, revenue and borderline shares are those
 * of the last assignment, the personas themselves (levels, centroids, names) those of the fit, whose
 * day and snapshot stay in `fit`. A run nobody was assigned by since is given back as it is.
 */
export function currentSegmentation(run: Segmentation): Segmentation {
  const { assignment } = run;
  if (!assignment) return run;
  const revenue = assignment.segments.reduce((sum, segment) => sum + segment.revenueCents, 0);
  const segments = run.segments.map((segment) => {
    const now = assignment.segments.find((one) => one.index === segment.index);
    if (!now) return segment;
    return {
      ...segment,
      customers: now.customers,
      customerShare: assignment.customers === 0 ? 0 : now.customers / assignment.customers,
      revenueCents: now.revenueCents,
      revenueShare: revenue === 0 ? 0 : now.revenueCents / revenue,
      borderlineShare: now.borderlineShare,
    };
  });
  return {
    ...run,
    asOf: assignment.asOf,
    snapshotHash: assignment.snapshotHash,
    customers: assignment.customers,
    segments,
    fit: { asOf: run.asOf, snapshotHash: run.snapshotHash },
  };
}

/** Whether the snapshot holds what the run's members do not: data imported, or days passed. */
export function isAssignmentDue(run: Segmentation, snapshot: { hash: string; lastDay: number | null }): boolean {
  const { snapshotHash, asOf } = run.assignment ?? run;
  return snapshot.lastDay !== null && (snapshotHash !== snapshot.hash || asOf !== snapshot.lastDay);
}

/**
 * How old the model behind the members is.
 *
 * @returns null for a run whose members are those of its fit
 */
export function modelAge({ fit, assignment }: Pick<Segmentation, "fit" | "assignment">): ModelAge | null {
  if (!fit || !assignment) return null;
  return {
    fittedAsOf: fit.asOf,
    days: assignment.asOf - fit.asOf,
    newcomerShare: assignment.newcomers === null ? null : assignment.customers === 0 ? 0 : assignment.newcomers / assignment.customers,
  };
}

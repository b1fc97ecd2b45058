import type { Day } from "./day";

/** One segment as the dated members count it. */
export type AssignedSegment = {
  index: number;
  customers: number;
  revenueCents: number;
  /** share of members with margin under 0.1; null for methods without a margin */
  borderlineShare: number | null;
};

/**
 * All customers of a later snapshot, assigned by a run's stored transform and centroids (or cut
 * points) without a refit.
 */
export type MembershipAssignment = {
  id: number;
  segmentationId: number;
  snapshotHash: string;
  /** day the features were taken at */
  asOf: Day;
  customers: number;
  /** customers the model was not fitted on; null where a page assigned them for itself */
  newcomers: number | null;
  /** since the assignment before (or the fit): new to it, in another segment, gone */
  joined: number;
  changed: number;
  left: number;
  /** in the order of the run's segments */
  segments: readonly AssignedSegment[];
  createdAt: Date;
  /** where its files lie, below the run's */
  folder: string;
};

/** How old the model behind the members is: days since its fit (below 0 where it was fitted after the day looked at), and the share of customers it has never seen; null where that was not counted. */
export type ModelAge = { fittedAsOf: Day; days: number; newcomerShare: number | null };

/** A customer's segment of a run from a day on. */
export type MembershipSince = { asOf: Day; segment: number };

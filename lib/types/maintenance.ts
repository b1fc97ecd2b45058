import type { Day, MonthIndex } from "./day";

/** What a person may set; the rest follows from the live run. */
export type MaintenanceRequest = {
  /** run whose method, features and number of groups are examined; null = the live one */
  segmentationId: number | null;
  /** agreement must stay at or above this */
  threshold: number;
  /** in this share of the runs (base dates x seeds) */
  confidence: number;
  /** months from one refit to the next compared */
  stepMonths: number;
  /** months of orders before the first base date */
  baseMonths: number;
  /** starts a date: each base date is tried with so many seeds */
  starts: number;
  seed: number;
  /** a past day to look back from, as if it were today; absent or null = the newest data */
  asOf?: Day | null;
};

/** A request whose base period may be left to the data: null = the usual one. */
export type AskedMaintenance = Omit<MaintenanceRequest, "baseMonths"> & { baseMonths: number | null };

export const defaultMaintenance: AskedMaintenance = {
  segmentationId: null, threshold: 0.8, confidence: 0.9, stepMonths: 1, baseMonths: null, starts: 5, seed: 42,
};

/** Quantiles over base dates and seeds. */
export type Spread = { low: number; median: number; high: number; least: number; runs: number };

/** Agreement of a base model with a refit, so many steps later. */
export type DecayPoint = {
  /** steps since the base; 0 = the same day, another seed */
  lag: number;
  months: number;
  /** adjusted Rand index with features as they are */
  plain: Spread;
  /** the same with every customer's recency held at the base date */
  held: Spread;
  /** share of customers a refit would move, ageing aside; `high` is the unlucky end */
  misplaced: Spread;
  /** base dates behind it */
  bases: number;
  /** share of runs in which the held agreement is at or above the threshold */
  keeps: number;
};

/** One way of grouping and how it ages. */
export type DecayCurve = {
  method: "kmeans" | "rfm";
  points: readonly DecayPoint[];
  /** of the first base date, as the seed studies drew it; the median over seeds, by lag */
  firstBase: readonly number[];
};

export const flowNames = ["amount", "payment", "category", "state", "lateness", "review", "newcomers", "segments"] as const;
export type FlowName = (typeof flowNames)[number];
export type DriftWord = "none" | "moderate" | "major";

/** How far a part of the order flow has left the base period, month by month. */
export type FlowDrift = {
  flow: FlowName;
  /** population stability index of each month after the base; null for a month with too few orders */
  psi: readonly (number | null)[];
  now: DriftWord;
  /** first of the months up to the last without interruption at or above "moderate"; null when now is "none" */
  since: MonthIndex | null;
  /** what grew and what shrank, in words */
  change: string | null;
};

/** One step of MiniBatch from the base centroids. */
export type ShiftStep = {
  asOf: Day;
  customers: number;
  /** mean and largest distance a centroid moved, in the base's space (deviations of a feature) */
  meanShift: number;
  largestShift: number;
  inertiaPerCustomer: number;
};

/** What a refresh every so many months costs. */
export type RefreshChoice = {
  months: number;
  refitsAYear: number;
  /** agreement at the end of the interval, the unlucky end, ageing aside */
  worstAri: number;
  misplacedShare: number;
  misplacedCustomers: number;
  isProposed: boolean;
};

/** Months of the year that stand out: seen twice they are a season, seen once they are not known. */
export type SeasonFinding = { kind: "none" | "seenOnce" | "season"; monthsOfYear: readonly number[]; words: string };

/** The contract of one method in words. */
export type Contract = {
  method: "kmeans" | "rfm";
  /** months; null where no interval tried keeps the threshold */
  intervalMonths: number | null;
  /** the held curve never fell under the threshold: the interval is the longest that was tried */
  isCensored: boolean;
  /** day by which the next refit is due, counted from the fit; null without an interval */
  nextRefresh: Day | null;
  headline: string;
  reason: string;
  clauses: readonly string[];
  choices: readonly RefreshChoice[];
};

/** How often to refit, and why. Immutable but for its acceptance. */
export type MaintenanceReport = {
  id: number;
  segmentationId: number;
  segmentationName: string;
  snapshotHash: string;
  asOf: Day;
  request: MaintenanceRequest;
  k: number;
  engine: string;
  version: string;
  /** base dates, ascending; the first is the one `shift` starts from */
  bases: readonly Day[];
  /** every date a refit was made at */
  steps: readonly Day[];
  baseFrom: Day;
  customers: number;
  /** customers the models are fitted on and compared on, at most; fewer than all = a seeded sample */
  fittedCustomers: number;
  comparedCustomers: number;
  curves: readonly DecayCurve[];
  drift: { months: readonly MonthIndex[]; flows: readonly FlowDrift[] };
  shift: readonly ShiftStep[];
  season: SeasonFinding;
  contracts: readonly Contract[];
  /** what the figures cannot say */
  notices: readonly string[];
  tookMs: number;
  createdAt: Date;
  createdBy: string;
  acceptedAt: Date | null;
  acceptedBy: string | null;
};

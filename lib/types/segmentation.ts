import type { MembershipAssignment } from "./assignment";
import type { FeatureName, FittedTransform, SaleRule } from "./features";
import type { Lineage } from "./lineage";
import type { PersonaRule, RunQuality, SegmentStability } from "./quality";
import type { RfmCuts, RfmParameters, RfmRequest } from "./rfm";

export type { RfmCuts } from "./rfm";

export const methods = ["kmeans", "minibatch", "rfm", "tiers"] as const;
export type Method = (typeof methods)[number];
export const presets = ["default", "seed1", "seed2"] as const;
export type Preset = (typeof presets)[number];
export const balances = ["none", "repeat"] as const;
export type Balance = (typeof balances)[number];
/** The SIMD kernel falls back to ml-kmeans where the machine lacks what it needs; the run stores what ran. */
export const engines = ["simd", "ml-kmeans"] as const;
export type Engine = (typeof engines)[number];
/** "full" judges k = 2..15, stability, separation, influence and projection; "none" only fits. */
export const assessments = ["none", "full"] as const;
export type Assessment = (typeof assessments)[number];

/** What a person asks for. `k: "auto"`, `balance: null` and `status: null` are decided by the run and stored decided. */
export type SegmentationRequest = {
  method: Method;
  preset: Preset;
  balance: Balance | null;
  /** overrides the preset's features */
  features: readonly FeatureName[] | null;
  k: number | "auto";
  /** last day included; null = day of the last sale */
  asOf: number | null;
  windowDays: number | null;
  /** null = delivered orders where nearly all sales are, else every sale status of the shop */
  status: SaleRule | null;
  seed: number;
  nInit: number;
  engine: Engine;
  assess: Assessment;
  /** read by RFM runs only */
  rfm: RfmRequest;
  promote: boolean;
};

/** One row of the choice of k. */
export type ChoiceOfK = {
  k: number;
  silhouette: number;
  inertia: number;
  calinskiHarabasz: number;
  daviesBouldin: number;
  smallestShare: number;
  verdict: "recommended" | "coarser" | "silhouette too low" | "best silhouette" | "not stable";
  /** why, as people read it, e.g. "doubtful: Loyal 0.52" */
  reason: string;
  /** inertia as fitted, with the weights of the balance, scaled up to all customers */
  weightedInertia: number | null;
  simplifiedSilhouette: number | null;
  /** customers the silhouette, and the other figures, were computed on */
  silhouetteCustomers: number;
  judgedCustomers: number;
  /** least mean Jaccard of its segments; null where stability was not assessed */
  leastStability: number | null;
  /** segments under 0.75, the weakest first */
  weakSegments: readonly { name: string; meanJaccard: number }[];
};

export const levelNames = ["very low", "low", "medium", "high", "very high"] as const;
export type LevelName = (typeof levelNames)[number];

/** A trait of a segment: where its median stands among all customers. */
export type Level = {
  /** naming level: never "medium"; null where the population's Q25 equals its Q85 */
  name: Exclude<LevelName, "medium"> | null;
  /** display level on five steps */
  display: LevelName | null;
  /** mid-rank percentile of the median, 0-1 */
  percentile: number | null;
  /** the segment's median, raw unit */
  median: number;
};

export const traitNames = [
  "orderFrequency",
  "averagePayment",
  "averagePrice",
  "averageFreight",
  "recency",
  "reviewScore",
] as const;
export type TraitName = (typeof traitNames)[number];

export const valueWords = ["Best", "Loyal", "Promising", "Highest Paying", "Impulse", "Cheap"] as const;
export type ValueWord = (typeof valueWords)[number];
export type Lifecycle = "New" | "Lost" | null;

/** A claim about when members order, made only with a signal; else null. methods.md section 6. */
export type SeasonClaim = { label: string; share: number; expected: number; z: number } | null;

export type Advice = { goal: string; action: string; avoid: string };

/** One group of a run. */
export type Segment = {
  /** 0 = the largest */
  index: number;
  /** identity across runs, e.g. "3.0": born as group 0 of run 3; absent until the run is saved */
  persona?: string;
  /** a person's name for it, else the run's */
  name: string;
  /** the run's own name, by which rules are known; set by the store */
  ownName?: string;
  valueWord: ValueWord | null;
  lifecycle: Lifecycle;
  customers: number;
  /** fraction 0-1 */
  customerShare: number;
  revenueCents: number;
  revenueShare: number;
  /** means of the members, raw units; null where no member has the value */
  centroid: Partial<Record<FeatureName, number | null>>;
  /** medians of the members, raw units */
  medians: Partial<Record<FeatureName, number | null>>;
  levels: Partial<Record<TraitName, Level>>;
  season: SeasonClaim;
  monthPeriod: SeasonClaim;
  /** mean silhouette of the sampled members; null for a single segment */
  silhouette: number | null;
  /** share of members with margin under 0.1; null for RFM */
  borderlineShare: number | null;
  /** segment index most often the runner-up; null for RFM */
  nearest: number | null;
  /** why it has this name, one sentence */
  reason: string;
  advice: Advice;
  /** months between the 2.5 % and 97.5 % quantiles of the members' order dates */
  lifetimeMonths: number | null;
  /** null where the run was not assessed */
  stability: SegmentStability | null;
  rule: PersonaRule | null;
};

/** One immutable run. */
export type Segmentation = {
  id: number;
  method: Method;
  preset: Preset;
  balance: Balance;
  engine: Engine | null;
  features: readonly FeatureName[];
  k: number;
  kRecommended: boolean;
  choices: readonly ChoiceOfK[];
  asOf: number;
  windowDays: number | null;
  status: SaleRule;
  seed: number;
  nInit: number;
  transform: FittedTransform | null;
  /** k x d in the transformed space; null for RFM */
  centroids: readonly (readonly number[])[] | null;
  cuts: RfmCuts | null;
  /** null for other methods */
  rfm: RfmParameters | null;
  assess: Assessment;
  /** null where the run was not assessed */
  quality: RunQuality | null;
  inertia: number | null;
  silhouette: number | null;
  /** customers the silhouette was computed on; less than all = sampled */
  silhouetteCustomers: number;
  customers: number;
  snapshotHash: string;
  version: string;
  tookMs: number;
  createdAt: Date;
  createdBy: string;
  live: boolean;
  promotedAt: Date | null;
  notices: readonly string[];
  segments: readonly Segment[];
  /** beside the run that was live before; null where there was none to compare with */
  lineage?: Lineage | null;
  /** the newest dated members; null while those of the fit are */
  assignment?: MembershipAssignment | null;
  /** day and snapshot of the fit, where `asOf` and the sizes are those of the newest members */
  fit?: { asOf: number; snapshotHash: string };
};

/** What a run uses for everything a person leaves open. */
export const defaultRequest: SegmentationRequest = {
  method: "kmeans",
  preset: "default",
  balance: null,
  features: null,
  k: "auto",
  asOf: null,
  windowDays: null,
  status: null,
  seed: 42,
  nInit: 10,
  engine: "simd",
  assess: "full",
  rfm: { table: "seven", scoring: null, bins: null, custom: null, cuts: null },
  promote: false,
};

import type { FeatureName } from "./features";

/** Hennig's words for a mean maximum Jaccard: from 0.85, from 0.75, from 0.6, below. */
export const stabilityWords = ["highly stable", "valid", "doubtful", "not to be trusted"] as const;
export type StabilityWord = (typeof stabilityWords)[number];

/** Bootstrap stability of one segment: how surely resampled customers bring it back. */
export type SegmentStability = {
  /** mean over the resamples of the largest Jaccard with any cluster of the resample's model, 0-1 */
  meanJaccard: number;
  word: StabilityWord;
  /** 5 % and 95 % quantiles of that Jaccard over the resamples; absent where they were not kept */
  middle90?: readonly [low: number, high: number];
};

/** What the bootstrap figures of a run rest on. */
export type BootstrapBasis = {
  resamples: number;
  /** customers drawn into each resample */
  fittedCustomers: number;
  /** starts of the fit to each; absent where a fit takes none, or they were not kept */
  starts?: number;
  /** customers each resample's model assigns */
  assignedCustomers: number;
  customers: number;
};

/** Indices of the whole partition in the space of the distances. methods.md section 5. */
export type PartitionIndices = {
  /** distances to centroids instead of members; every customer counted */
  simplifiedSilhouette: number | null;
  /** as fitted, with the weights of the balance */
  weightedInertia: number | null;
  inertia: number;
  calinskiHarabasz: number | null;
  daviesBouldin: number | null;
  smallestShare: number;
};

/** Separate groups, or useful cuts through a continuum? */
export type SeparationTest = {
  finding: "separate groups" | "slices of a continuum";
  /** silhouette on the tested sample */
  silhouette: number;
  /** silhouettes of column-permuted copies, clustered alike */
  nullMean: number;
  nullDeviation: number;
  /** (silhouette - nullMean) / nullDeviation; null where the copies do not differ */
  z: number | null;
  difference: number;
  copies: number;
  /** customers in the test; fewer than all = a sample */
  testedCustomers: number;
  customers: number;
};

/** What one feature does for the partition. */
export type FeatureInfluence = {
  feature: FeatureName;
  /** share of the feature's own variance that lies between segments, 0-1, in the space of the distances */
  betweenShare: number;
  /** the feature's part of all between-group variance, 0-1; the parts of a run sum to 1 */
  partOfSeparation: number;
  /** accuracy the surrogate tree loses when the feature is permuted; null where no surrogate exists */
  accuracyLoss: number | null;
};

/** How well one decision tree imitates the partition; the base of `accuracyLoss`. */
export type SurrogateFit = { accuracy: number; fittedCustomers: number; judgedCustomers: number };

export type InfluenceReport = { features: readonly FeatureInfluence[]; surrogate: SurrogateFit | null };

/** Everything a full assessment adds to a run; null parts were not possible (one segment, no centroids). */
export type RunQuality = {
  indices: PartitionIndices | null;
  bootstrap: BootstrapBasis | null;
  /** least stable segment's mean Jaccard */
  leastStability: number | null;
  separation: SeparationTest | null;
  influence: InfluenceReport | null;
};

/** Two axes of a principal component analysis with a seeded sample of customers on them. Stored beside the run, read by id. */
export type Projection = {
  axes: readonly {
    /** share of the whole variance on this axis, 0-1 */
    varianceShare: number;
    loadings: readonly { label: string; loading: number }[];
  }[];
  /** x, y and segment index of the sampled customers */
  points: readonly (readonly [number, number, number])[];
  /** x and y of each segment's centroid, in the order of the segments */
  centroids: readonly (readonly [number, number])[];
  shownCustomers: number;
  customers: number;
};

/** One comparison of a rule, raw units; `at most` holds for values up to and with the threshold, `above` beyond. */
export type RuleCondition = { feature: FeatureName; relation: "at most" | "above"; value: number };

/** How well a short rule tells the members of a persona from everybody else, counted on all customers. */
export type RuleFidelity = {
  /** share of those the rule picks who are members, and of members whom it picks, 0-1 */
  precision: number;
  recall: number;
  members: number;
  picked: number;
  /** picked members */
  hits: number;
  /** customers the tree was grown on, and judged on */
  fittedCustomers: number;
  judgedCustomers: number;
};

/** A persona's rule holds where one of its branches does, a branch where all its conditions do; or the statement that no short rule exists. */
export type PersonaRule =
  | { kind: "rule"; words: string; branches: readonly (readonly RuleCondition[])[]; fidelity: RuleFidelity; /** the rule is what makes the segment (RFM), not an imitation of it */ isExact?: boolean }
  | { kind: "none"; words: string; fidelity: RuleFidelity | null };

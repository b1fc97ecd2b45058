import type { SaleRule } from "./features";
import type { BootstrapBasis } from "./quality";

/** The ways of grouping that are compared, in the order shown. */
export const comparedKeys = ["rfm7", "rfm11", "kmeans", "minibatch", "tiers", "ward", "dbscan"] as const;
export type ComparedKey = (typeof comparedKeys)[number];

export type ComparedSegment = { name: string; customers: number; share: number };

/** One way of grouping, measured in the same space of distances as all others. */
export type ComparedMethod = {
  key: ComparedKey;
  name: string;
  /** how it was set, one sentence */
  settings: string;
  segments: readonly ComparedSegment[];
  /** DBSCAN's noise */
  unassigned: number;
  /** customers it labels; fewer than all = a sample */
  customers: number;
  silhouette: number | null;
  silhouetteCustomers: number;
  /** mean and least over segments of the bootstrap Jaccard */
  stability: { mean: number; least: number; basis: BootstrapBasis } | null;
  smallestShare: number;
  /** effective number of segments, exp of the entropy of their shares: 11 equal ones give 11 */
  granularity: number;
  /** time of fitting and assigning, not of judging */
  tookMs: number;
};

/** Two ways on the customers both label. Rows are segments of `a`, columns of `b`, in their order. */
export type ComparedPair = {
  a: ComparedKey;
  b: ComparedKey;
  adjustedRandIndex: number;
  customers: number;
  counts: readonly (readonly number[])[];
};

/** One immutable comparison of methods on the same customers. */
export type Comparison = {
  id: number;
  asOf: number;
  windowDays: number | null;
  seed: number;
  snapshotHash: string;
  customers: number;
  methods: readonly ComparedMethod[];
  pairs: readonly ComparedPair[];
  notices: readonly string[];
  version: string;
  tookMs: number;
  createdAt: Date;
  createdBy: string;
};

export type ComparisonRequest = { asOf: number | null; windowDays: number | null; /** null as in a segmentation's request */ status: SaleRule | null; seed: number; /** of k-means and MiniBatch; null = recommended */ k: number | null };

import { transformSpec } from "@/lib/features/transform-spec";
import type { FeatureMatrix, FeatureName, SaleRule } from "@/lib/types/features";
import type { MoneyStyle } from "@/lib/format/money";
import type { Projection } from "@/lib/types/quality";
import { profileFeatures } from "./profile-segments";
import type { OrderDays } from "./segment-summaries";
import type { Segmentation, SegmentationRequest } from "@/lib/types/segmentation";
import type { Hemisphere } from "@/lib/types/shop";

/** A request whose as-of date and orders have been decided. */
export type ResolvedRequest = SegmentationRequest & { asOf: number; status: SaleRule };

/** Everything a run is computed from. */
export type SegmentationInput = {
  request: ResolvedRequest;
  /** n customers by ascending key, with all of `segmentationFeatures(request)` */
  matrix: FeatureMatrix;
  /** days of all orders in the scope */
  orderDays: OrderDays;
  hemisphere: Hemisphere;
  /** how amounts are written in the words a run stores */
  money: MoneyStyle;
  /** tables of k made earlier of the very same customers, features and seed; they need not be made again */
  knownChoices?: readonly KnownChoices[];
};

/** A finished table of k, and what it was made with. */
export type KnownChoices = Pick<Segmentation, "balance" | "engine" | "choices">;

/** A run as computed; the store adds who, when and on which snapshot. */
export type ComputedRun = Omit<
  Segmentation,
  "id" | "snapshotHash" | "version" | "tookMs" | "createdAt" | "createdBy" | "live" | "promotedAt"
>;

/** The segment of each of n customers, in the order of the matrix. */
export type Memberships = {
  customerKeys: Float64Array;
  /** segment index, 0 = the largest */
  segments: Int32Array;
  /** segment index of the second nearest; null for RFM and for a single segment */
  runnerUp: Int32Array | null;
  /** 1 - d1/d2, 0-1; null where `runnerUp` is */
  margin: Float64Array | null;
  /** quartile scores 1-4, 4 = most recent, most orders, most revenue */
  recencyScores: Uint8Array;
  frequencyScores: Uint8Array;
  monetaryScores: Uint8Array;
};

/** Parts of a run that are stored beside it, read by id. */
export type RunDetails = { projection?: Projection };

export type ComputedSegmentation = { run: ComputedRun; memberships: Memberships; details: RunDetails };

/** Stages of a run, in order. */
export const segmentationStages = ["features", "choice of k", "fit", "quality", "stability", "personas"] as const;
export type SegmentationStage = (typeof segmentationStages)[number];

/** Called often; `fraction` is 0-1 over the whole run. May throw or reject to cancel. */
export type WatchSegmentation = (stage: SegmentationStage, fraction: number) => void | Promise<void>;

/**
 * The request as its method means it: tiers are k-means with k = 3 on the first seed study's
 * features, scaled as it did, without weights unless asked for.
 */
export function plannedRequest<R extends SegmentationRequest>(request: R): R {
  if (request.method !== "tiers") return request;
  return { ...request, preset: "seed1", features: null, k: 3, balance: request.balance ?? "none" };
}

/** The features a run reads: those of its distance, of its scores, and those every profile shows. */
export function segmentationFeatures(request: SegmentationRequest): FeatureName[] {
  const { preset, features } = plannedRequest(request);
  const fitted = transformSpec(preset, features).map(({ feature }) => feature);
  return [...new Set([...fitted, ...profileFeatures])];
}

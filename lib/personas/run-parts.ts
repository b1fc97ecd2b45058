import { featureValues } from "@/lib/features/feature-matrix";
import { rfmCuts, rfmScores, type RfmScores, type RfmValues } from "@/lib/cluster/rfm";
import type { RfmCuts } from "@/lib/types/rfm";
import type { Memberships, SegmentationInput } from "./segmentation-input";

/** Cut points and the scores they give. */
export type Scored = { cuts: RfmCuts; scores: RfmScores };

/** What RFM reads of a run's features. */
export function rfmValuesOf({ matrix }: Pick<SegmentationInput, "matrix">): RfmValues {
  return {
    recencyDays: featureValues(matrix, "recencyDays"),
    orderCount: featureValues(matrix, "orderCount"),
    revenueCents: featureValues(matrix, "revenueCents"),
  };
}

/** Quartile scores, which every run carries whatever its method. */
export function quartileScores(input: Pick<SegmentationInput, "matrix">): Scored {
  const values = rfmValuesOf(input);
  const cuts = rfmCuts(values);
  return { cuts, scores: rfmScores(values, cuts) };
}

/** What every run stores whatever its method. */
export function commonRun({ request, matrix }: SegmentationInput, cuts: RfmCuts) {
  const { method, preset, asOf, windowDays, status, seed, nInit, assess } = request;
  return { method, preset, asOf, windowDays, status, seed, nInit, assess, cuts, customers: matrix.customerKeys.length };
}

/** The memberships of a run, scores beside segments. */
export function membershipsOf(
  { matrix }: SegmentationInput,
  scores: RfmScores,
  segments: Pick<Memberships, "segments" | "runnerUp" | "margin">,
): Memberships {
  return {
    customerKeys: matrix.customerKeys,
    ...segments,
    recencyScores: scores.recency,
    frequencyScores: scores.frequency,
    monetaryScores: scores.monetary,
  };
}

/** The part of a profile's input that is the same for all methods. */
export function profileInput({ matrix, orderDays, request, hemisphere }: SegmentationInput) {
  return { matrix, orderDays, asOf: request.asOf, hemisphere };
}

import { balancedSample } from "@/lib/features/balance";
import { pickPoints } from "@/lib/stats/points";
import type { Points } from "@/lib/types/features";

/** The points a fit is given: weighted, or sampled where an engine knows no weights. */
export type FitSet = { points: Points; weights: Float64Array | null; isSampled: boolean };

/**
 * Points for an engine: with weights it knows, or a seeded sample drawn in their proportion.
 *
 * @param weights n weights, mean 1; null = equal
 */
export function fitSetOf(points: Points, weights: Float64Array | null, knowsWeights: boolean, seed: number): FitSet {
  if (weights === null || knowsWeights) return { points, weights, isSampled: false };
  return { points: pickPoints(points, balancedSample(weights, seed)), weights: null, isSampled: true };
}

import type { Engine } from "@/lib/types/segmentation";

/** How much work an assessment puts into its figures; every figure names the customers it rests on. */
export type Effort = {
  /** customers a row of the choice of k is fitted on, and its starts */
  choiceRows: number;
  choiceStarts: number;
  /** customers the indices of the choice of k, and the stability of all segments, are counted on */
  judgedRows: number;
  /** customers in a silhouette of the choice of k */
  silhouetteRows: number;
  /**
   * bootstrap: resamples, customers drawn into each, starts on each: as many as a run takes, since fewer end in
   * poorer optima and make segments look less stable than they are
   */
  resamples: number;
  resampleRows: number;
  resampleStarts: number;
  /** customers in the test of separation */
  separationRows: number;
};

const efforts: Record<Engine, Effort> = {
  simd: {
    choiceRows: 20_000, choiceStarts: 10, judgedRows: 20_000, silhouetteRows: 5_000,
    resamples: 50, resampleRows: 10_000, resampleStarts: 10, separationRows: 1_500,
  },
  // thirty times slower a fit: the same figures from fewer customers
  "ml-kmeans": {
    choiceRows: 8_000, choiceStarts: 3, judgedRows: 10_000, silhouetteRows: 2_000,
    resamples: 50, resampleRows: 1_500, resampleStarts: 3, separationRows: 600,
  },
};

/** The effort an engine can bear within seconds on two cores. */
export function effortOf(engine: { name: Engine }): Effort {
  return efforts[engine.name];
}

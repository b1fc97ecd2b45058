import { segmentationStages } from "@/lib/personas/segmentation-input";

/** What a run does, in order; progress counts along these. */
export const segmentationSteps = ["load", ...segmentationStages, "save"] as const;
export type SegmentationStep = (typeof segmentationSteps)[number];

/** The steps as people read them. */
export const stageWords: Record<SegmentationStep, string> = {
  load: "Load features",
  features: "Transform",
  "choice of k": "Choose k",
  fit: "Fit",
  quality: "Measure quality",
  stability: "Try its stability",
  personas: "Name personas",
  save: "Save",
};

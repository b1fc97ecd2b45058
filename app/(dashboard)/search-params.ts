import { z } from "zod";
import { periodPresets } from "@/lib/types/overview";

export type SearchParams = Record<string, string | string[] | undefined>;

/** A run named in the address; anything else means the live one. */
export const segmentationParam = z.coerce.number().int().positive().max(2 ** 31).nullable().catch(null);

/** The insight pages' state in the address; a mistyped part falls back, so that old links still open. */
export const overviewParams = z.object({
  period: z.enum(periodPresets).catch("90"),
  segmentation: segmentationParam.default(null),
});

export const segmentationOnly = z.object({ segmentation: segmentationParam.default(null) });

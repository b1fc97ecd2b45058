import { z } from "zod";
import { dayOfIso } from "@/lib/format/iso-day";
import { readPeriod } from "@/lib/format/period-text";
import { bandMeasures, type PeriodPreset } from "@/lib/types/overview";
import type { OverviewInput } from "@/lib/workflows/read-overview";

export type SearchParams = Record<string, string | string[] | undefined>;

/** A run named in the address; anything else means the live one. */
export const segmentationParam = z.coerce.number().int().positive().max(2 ** 31).nullable().catch(null);

/** "2018-06-30" as a day; anything else, and a missing one, means the newest data. */
export const asOfParam = z.string().nullable().catch(null).default(null).transform((text) => (text === null ? null : dayOfIso(text)));

/** "90", "month" or "2018-01-01..2018-03-31"; anything else means the fallback. */
export const periodParam = (fallback: PeriodPreset) => z.string().nullable().catch(null).default(null).transform((text) => (text === null ? fallback : (readPeriod(text) ?? fallback)));

const mostChoices = 60;
/** "SP,RJ" as a list; a name may be any text, the query binds it. */
export const listParam = z.string().catch("").default("").transform((text) => text.split(",").filter((part) => part !== "" && part.length <= 100).slice(0, mostChoices));

/** The insight pages' state in the address; a mistyped part falls back, so that old links still open. */
const overviewParams = z.object({
  period: periodParam("90"),
  segmentation: segmentationParam.default(null),
  asOf: asOfParam,
  state: listParam,
  category: listParam,
  measure: z.enum(bandMeasures).catch("revenue").default("revenue"),
  segment: listParam.transform((list) => list.filter((text) => /^\d{1,3}$/.test(text)).map(Number)),
});

/** What the overview is asked for, out of its address. */
export function overviewInput(query: unknown): Omit<OverviewInput, "mayImport"> {
  const { period, segmentation, asOf, state, category, segment, measure } = overviewParams.parse(query);
  return { measure, preset: period, segmentationId: segmentation, asOf, filter: { states: state, categories: category, segments: segment } };
}

/** "0,3" → group indices; whatever is no number is as if it were not there. */
export function personaIndexes(value: SearchParams[string]): number[] {
  return typeof value === "string" ? value.split(",").filter((part) => /^\d{1,3}$/.test(part)).map(Number) : [];
}

export const segmentationOnly = z.object({ segmentation: segmentationParam.default(null), asOf: asOfParam });

import { z } from "zod";
import { isoDay } from "@/lib/format/date";
import { periodText } from "@/lib/format/period-text";
import type { ExploreInput } from "@/lib/workflows/read-explore-look";
import { asOfParam, periodParam, segmentationParam } from "../search-params";

const most = 60;
const listOf = (text: string): string[] => [...new Set(text.split(",").filter((part) => part !== ""))].slice(0, most);
const textList = z.string().max(4000).transform(listOf).catch([]).default([]);

/** The exploration's state in the address; a mistyped part falls back, so that old links still open. */
const exploreParams = z.object({
  period: periodParam("all"),
  segmentation: segmentationParam.default(null),
  asOf: asOfParam,
  state: textList,
  category: textList,
  segment: z.string().max(400).transform((text) => listOf(text).filter((part) => /^\d{1,4}$/.test(part)).map(Number)).catch([]).default([]),
});

/** What an address asks for. @param params from a page or a URL */
export function exploreInput(params: Record<string, unknown>): ExploreInput {
  const { period, segmentation, asOf, state, category, segment } = exploreParams.parse(params);
  return { preset: period, segmentationId: segmentation, asOf, states: state, categories: category, segments: segment };
}

/** The query text of the same view, defaults left out; "" or "?…". */
export function exploreQuery({ preset, segmentationId, asOf = null, states, categories, segments }: ExploreInput): string {
  const query = new URLSearchParams();
  if (preset !== "all") query.set("period", periodText(preset));
  if (segmentationId !== null) query.set("segmentation", String(segmentationId));
  if (asOf !== null) query.set("asOf", isoDay(asOf));
  if (states.length > 0) query.set("state", states.join(","));
  if (categories.length > 0) query.set("category", categories.join(","));
  if (segments.length > 0) query.set("segment", segments.join(","));
  const text = query.toString();
  return text === "" ? "" : `?${text}`;
}

import { analytics } from "@/lib/analytics/engine";
import { AppError } from "@/lib/errors";
import { periodPresets, type PeriodChoice } from "@/lib/types/overview";
import type { Movers, Overview } from "@/lib/types/overview-page";
import { readContext } from "@/lib/workflows/read-context";
import { readOverviewMovers } from "@/lib/workflows/read-movers";
import { readOverview } from "@/lib/workflows/read-overview";
import type { Segment } from "@/lib/types/segmentation";
import { choiceOption, type CommandInput, dayOption, textOption, UsageError, wholeOption } from "./command";

const text = { type: "string" } as const;

/** The filters of the overview on the command line. */
export const overviewOptions = { period: text, from: text, to: text, "as-of": text, state: text, category: text, segment: text, segmentation: text };

export const overviewUsage =
  `[--period ${periodPresets.join("|")}] [--from YYYY-MM-DD] [--to YYYY-MM-DD] [--as-of YYYY-MM-DD] ` +
  "[--state SP,RJ] [--category toys,...] [--segment NAME,...] [--segmentation ID]";

/** Beyond any day of any data; the period is cut to those. */
const [noFirst, noLast] = [-1_000_000, 1_000_000];

function periodOption(input: CommandInput): PeriodChoice {
  const [from, to] = [dayOption(input, "from"), dayOption(input, "to")];
  const preset = choiceOption(input, "period", periodPresets);
  if (from === null && to === null) return preset ?? "90";
  if (preset !== null) throw new UsageError("--period and --from or --to exclude each other");
  if (from !== null && to !== null && from > to) throw new UsageError("--from must not be after --to");
  return { from: from ?? noFirst, to: to ?? noLast };
}

const listOption = (input: CommandInput, name: string): string[] => (textOption(input, name) ?? "").split(",").map((part) => part.trim()).filter((part) => part !== "");

/** Indexes of segments named by name or number. */
function segmentOption(input: CommandInput, segments: readonly Segment[]): number[] {
  return listOption(input, "segment").map((asked) => {
    const found = segments.find(({ index, name }) => name.toLowerCase() === asked.toLowerCase() || String(index) === asked);
    if (found === undefined) throw new UsageError(`there is no segment ${asked}; there are ${segments.map(({ name }) => name).join(", ")}`);
    return found.index;
  });
}

/** What a command reads of the overview: `movers` null where it wants none, or there are none. */
export type AskedOverview = { overview: Overview; segments: readonly Segment[]; movers: Movers | null };

/**
 * The overview as the options ask for it: the same reads as the page.
 * @throws AppError noSnapshot
 */
export async function readAskedOverview(input: CommandInput, { withMovers }: { withMovers: boolean }): Promise<AskedOverview> {
  const [preset, asOf] = [periodOption(input), dayOption(input, "as-of")];
  const segmentationId = wholeOption(input, "segmentation", { min: 1, max: Number.MAX_SAFE_INTEGER });
  try {
    const segments = (await readContext(segmentationId, asOf)).segmentation?.segments ?? [];
    const filter = { states: listOption(input, "state"), categories: listOption(input, "category"), segments: segmentOption(input, segments) };
    const asked = { preset, segmentationId, asOf, filter };
    const overview = await readOverview({ ...asked, mayImport: true });
    if (overview === null) throw new AppError("noSnapshot");
    return { overview, segments, movers: withMovers ? ((await readOverviewMovers(asked))?.movers ?? null) : null };
  } finally {
    analytics().close();
  }
}

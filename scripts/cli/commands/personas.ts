import { AppError } from "@/lib/errors";
import { analytics } from "@/lib/analytics/engine";
import { modelAgeWords } from "@/lib/format/model-words";
import { modelAge } from "@/lib/personas/current-segmentation";
import { inOwnWords } from "@/lib/personas/rule-words";
import { civilDate } from "@/lib/stats/civil-date";
import { getLiveSegmentation, getSegmentation } from "@/lib/store/segmentations";
import { getShop } from "@/lib/store/shop";
import { currentSnapshot } from "@/lib/store/snapshots";
import type { Segmentation } from "@/lib/types/segmentation";
import { upToDate } from "@/lib/workflows/read-context";
import type { PersonasAnswer } from "../answers";
import { type Command, type CommandInput, wholeOption } from "../command";
import { knownNumbers, levelsOf, segmentLines } from "./segment";

/** The named segmentation, else the live one. */
export async function chosenSegmentation(input: CommandInput): Promise<Segmentation> {
  const id = wholeOption(input, "segmentation", { min: 1, max: Number.MAX_SAFE_INTEGER });
  if (id !== null) return getSegmentation(id);
  try {
    return await getLiveSegmentation();
  } catch (error) {
    if (error instanceof AppError && error.code === "noSegmentation") throw new AppError("noSegmentation", "No segmentation is live. Run `segment --promote`, or name one with --segmentation ID.");
    throw error;
  }
}

/** 2018-08-29 */
export function isoDay(day: number): string {
  const { year, month, dayOfMonth } = civilDate(day);
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(dayOfMonth).padStart(2, "0")}`;
}

function answerOf(run: Segmentation): PersonasAnswer {
  return {
    segmentationId: run.id,
    method: run.method,
    live: run.live,
    asOf: isoDay(run.asOf),
    snapshot: run.snapshotHash,
    personas: run.segments.map((segment) => ({
      index: segment.index,
      name: segment.name,
      customers: segment.customers,
      customerShare: segment.customerShare,
      revenueShare: segment.revenueShare,
      levels: levelsOf(segment),
      season: segment.season?.label ?? null,
      monthPeriod: segment.monthPeriod?.label ?? null,
      lifetimeMonths: segment.lifetimeMonths,
      medians: knownNumbers(segment.medians),
      reason: segment.reason,
      stability: segment.stability && { meanJaccard: segment.stability.meanJaccard, word: segment.stability.word },
      rule: segment.rule?.words ?? null,
      advice: { ...segment.advice },
    })),
  };
}

export const personas: Command = {
  name: "personas",
  usage: "personas [--segmentation ID]",
  summary: "shows the personas of the live segmentation, or of another",
  options: { segmentation: { type: "string" } },
  positionals: { min: 0, max: 0 },
  run: async (input) => {
    const [chosen, shop, snapshot] = await Promise.all([chosenSegmentation(input), getShop(), currentSnapshot()]);
    const run = await upToDate(inOwnWords(chosen, shop), snapshot, shop).finally(() => analytics().close());
    const age = modelAgeWords(modelAge(run), shop.locale);
    const details = run.segments.flatMap((s) => ["", s.name, `  ${s.reason}`, `  ${s.advice.action}`]);
    return { json: answerOf(run), text: [`Segmentation ${run.id}, as of ${isoDay(run.asOf)}`, ...(age === "" ? [] : [age]), ...segmentLines(run.segments), ...details].join("\n") };
  },
};

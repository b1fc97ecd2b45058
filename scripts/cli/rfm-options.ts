import { readFileSync } from "node:fs";
import { z } from "zod";
import { getSegmentation } from "@/lib/store/segmentations";
import { type RfmBins, type RfmCuts, type RfmRequest, type RfmRuleTable, rfmAxes, rfmBinChoices, rfmScorings } from "@/lib/types/rfm";
import { type CommandInput, choiceOption, textOption, UsageError, wholeOption } from "./command";

const text = { type: "string" } as const;

export const rfmOptions = { "rfm-table": text, "rfm-rules": text, "rfm-scoring": text, "rfm-bins": text, "rfm-cuts": text, "rfm-cuts-of": text };

const ruleTable = z.strictObject({
  bins: z.int().min(3).max(5),
  axis: z.enum(rfmAxes),
  rules: z.array(z.strictObject({ name: z.string().min(1).max(60), cells: z.array(z.string()).min(1) })).min(1),
});
const cuts = z.array(z.number()).max(4);
const cutPoints = z.strictObject({ recencyDays: cuts, orderCount: cuts, revenueCents: cuts });

function readJson<T>(input: CommandInput, name: string, shape: z.ZodType<T>): T | null {
  const file = textOption(input, name);
  if (file === null) return null;
  try {
    return shape.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch (error) {
    const why = error instanceof z.ZodError ? z.prettifyError(error) : error instanceof Error ? error.message : "unreadable";
    throw new UsageError(`--${name} ${file}: ${why}`);
  }
}

async function frozenCuts(input: CommandInput): Promise<RfmCuts | null> {
  const given = readJson<RfmCuts>(input, "rfm-cuts", cutPoints);
  const from = wholeOption(input, "rfm-cuts-of", { min: 1, max: Number.MAX_SAFE_INTEGER });
  if (given !== null || from === null) return given;
  return (await getSegmentation(from)).cuts;
}

function binsOf(input: CommandInput): RfmBins | null {
  const asked = wholeOption(input, "rfm-bins", { min: 3, max: 5 });
  return rfmBinChoices.find((bins) => bins === asked) ?? null;
}

/** How RFM is to score and group; what is not said is decided by the table and the shop. */
export async function rfmRequest(input: CommandInput): Promise<RfmRequest> {
  const custom = readJson<RfmRuleTable>(input, "rfm-rules", ruleTable);
  return {
    table: custom === null ? (choiceOption(input, "rfm-table", ["seven", "eleven"] as const) ?? "seven") : "custom",
    scoring: choiceOption(input, "rfm-scoring", rfmScorings),
    bins: binsOf(input),
    custom,
    cuts: await frozenCuts(input),
  };
}

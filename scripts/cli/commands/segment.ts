import { runHere } from "@/lib/jobs/run-here";
import { getSegmentation } from "@/lib/store/segmentations";
import { type FeatureName, featureNames } from "@/lib/types/features";
import { assessments, balances, defaultRequest, engines, type LevelName, methods, presets, type Segment, type Segmentation, type SegmentationRequest } from "@/lib/types/segmentation";
import type { SegmentAnswer } from "../answers";
import { rfmOptions, rfmRequest } from "../rfm-options";
import { type Command, type CommandContext, type CommandInput, choiceOption, dayOption, flag, textOption, UsageError, wholeOption } from "../command";

function readFeatures(text: string | null): FeatureName[] | null {
  if (text === null) return null;
  return text.split(",").map((name) => {
    const found = featureNames.find((known) => known === name.trim());
    if (found === undefined) throw new UsageError(`--features has ${name}; known are ${featureNames.join(", ")}`);
    return found;
  });
}

async function requestOf(input: CommandInput): Promise<SegmentationRequest> {
  const k = textOption(input, "k") === "auto" ? null : wholeOption(input, "k", { min: 1, max: 50 });
  return {
    ...defaultRequest,
    method: choiceOption(input, "method", methods) ?? defaultRequest.method,
    preset: choiceOption(input, "preset", presets) ?? defaultRequest.preset,
    balance: choiceOption(input, "balance", balances),
    features: readFeatures(textOption(input, "features")),
    k: k ?? "auto",
    asOf: dayOption(input, "as-of"),
    windowDays: wholeOption(input, "window", { min: 1, max: 36_500 }),
    status: choiceOption(input, "status", ["delivered", "sales"] as const) ?? defaultRequest.status,
    seed: wholeOption(input, "seed", { min: 0, max: 2 ** 32 - 1 }) ?? defaultRequest.seed,
    engine: choiceOption(input, "engine", engines) ?? defaultRequest.engine,
    assess: choiceOption(input, "assess", assessments) ?? defaultRequest.assess,
    rfm: await rfmRequest(input),
    promote: flag(input, "promote"),
  };
}

/** Runs a segmentation in this process, under the lease the worker would take. */
export async function segmentHere(request: SegmentationRequest, { actor, signal, onProgress }: Pick<CommandContext, "actor" | "signal" | "onProgress">): Promise<Segmentation> {
  // the k-means library takes a fifth of a second to load, which no other command should pay
  const { runSegmentation } = await import("@/lib/workflows/run-segmentation");
  const id = await runHere(
    {
      kind: "segment",
      input: request,
      audit: { actor, action: "startSegmentation" },
      resultId: String,
      work: (context) => runSegmentation({ request, ...context }),
    },
    { signal, onProgress },
  );
  return getSegmentation(id);
}

/** Naming levels by trait; those without a level in this population are null. */
export function levelsOf(segment: Segment): Record<string, LevelName | null> {
  return Object.fromEntries(Object.entries(segment.levels).map(([trait, level]) => [trait, level?.name ?? null]));
}

export function knownNumbers(values: Partial<Record<FeatureName, number | null>>): Record<string, number | null> {
  return Object.fromEntries(Object.entries(values).map(([feature, value]) => [feature, value ?? null]));
}

const percent = (value: number) => `${(value * 100).toFixed(1)} %`;

export function segmentLines(segments: readonly Segment[]): string[] {
  const width = Math.max(...segments.map((segment) => segment.name.length));
  return segments.map((s) => `${s.name.padEnd(width)}  ${String(s.customers).padStart(9)} customers ${percent(s.customerShare).padStart(7)}  ${percent(s.revenueShare).padStart(7)} of revenue`);
}

function answerOf(run: Segmentation): SegmentAnswer {
  return {
    segmentationId: run.id,
    method: run.method,
    customers: run.customers,
    k: run.k,
    inertia: run.inertia,
    silhouette: run.silhouette,
    seed: run.seed,
    snapshot: run.snapshotHash,
    balance: run.balance,
    engine: run.engine,
    assess: run.assess,
    rfm: run.rfm && { table: run.rfm.tableName, scoring: run.rfm.scoring, bins: run.rfm.table.bins },
    leastStability: run.quality?.leastStability ?? null,
    separation: run.quality?.separation?.finding ?? null,
    choices: run.choices.map(({ k, silhouette, leastStability, verdict, reason }) => ({ k, silhouette, leastStability, verdict, reason })),
    notices: [...run.notices],
    segments: run.segments.map((segment) => ({
      name: segment.name,
      customers: segment.customers,
      customerShare: segment.customerShare,
      revenueShare: segment.revenueShare,
      levels: levelsOf(segment),
      centroid: knownNumbers(segment.centroid),
      stability: segment.stability && { meanJaccard: segment.stability.meanJaccard, word: segment.stability.word },
      rule: segment.rule?.words ?? null,
    })),
  };
}

const text = { type: "string" } as const;

export const segment: Command = {
  name: "segment",
  usage:
    "segment [--method kmeans|minibatch|rfm|tiers] [--preset default|seed1|seed2] [--balance none|repeat] [--features recencyDays,orderCount,...] [--k N|auto] " +
    "[--as-of YYYY-MM-DD] [--window DAYS] [--status delivered|sales] [--seed N] [--engine simd|ml-kmeans] [--assess none|full] " +
    "[--rfm-table seven|eleven] [--rfm-rules RULES.json] [--rfm-scoring quantile|fixed|hybrid] [--rfm-bins 3|4|5] [--rfm-cuts CUTS.json] [--rfm-cuts-of RUN] [--promote]",
  summary: "groups the customers and names the groups",
  options: {
    method: text, preset: text, balance: text, features: text, k: text, "as-of": text, window: text, status: text, seed: text, engine: text, assess: text, ...rfmOptions,
    promote: { type: "boolean" },
  },
  positionals: { min: 0, max: 0 },
  run: async (input, context) => {
    const run = await segmentHere(await requestOf(input), context);
    const head = `Segmentation ${run.id}: ${run.customers} customers in ${run.k} segments${run.silhouette === null ? "" : `, silhouette ${run.silhouette.toFixed(3)}`}${run.live ? ", now live" : ""}`;
    return { json: answerOf(run), text: [head, ...run.notices, ...segmentLines(run.segments)].join("\n") };
  },
};

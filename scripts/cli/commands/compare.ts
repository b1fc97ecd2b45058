import { runHere } from "@/lib/jobs/run-here";
import { getComparison } from "@/lib/store/comparisons";
import type { Comparison, ComparisonRequest } from "@/lib/types/comparison";
import type { CompareAnswer } from "../answers";
import { type Command, type CommandInput, choiceOption, dayOption, wholeOption } from "../command";
import { isoDay } from "./personas";

const text = { type: "string" } as const;

function requestOf(input: CommandInput): ComparisonRequest {
  return {
    asOf: dayOption(input, "as-of"),
    windowDays: wholeOption(input, "window", { min: 1, max: 36_500 }),
    status: choiceOption(input, "status", ["delivered", "sales"] as const),
    seed: wholeOption(input, "seed", { min: 0, max: 2 ** 32 - 1 }) ?? 42,
    k: wholeOption(input, "k", { min: 2, max: 50 }),
  };
}

function answerOf({ id, asOf, seed, snapshotHash, customers, methods, pairs, notices, tookMs }: Comparison): CompareAnswer {
  return {
    comparisonId: id,
    asOf: isoDay(asOf),
    seed,
    snapshot: snapshotHash,
    customers,
    tookMs,
    notices: [...notices],
    methods: methods.map((method) => ({ ...method, segments: [...method.segments] })),
    pairs: pairs.map((pair) => ({ ...pair, counts: pair.counts.map((row) => [...row]) })),
  };
}

function linesOf({ methods }: Comparison): string[] {
  const width = Math.max(...methods.map(({ name }) => name.length));
  return methods.map((method) => {
    const silhouette = method.silhouette === null ? "    -" : method.silhouette.toFixed(3);
    const stability = method.stability === null ? "   -" : method.stability.least.toFixed(2);
    return `${method.name.padEnd(width)}  ${String(method.segments.length).padStart(2)} segments  silhouette ${silhouette}  least stable ${stability}  smallest ${(method.smallestShare * 100).toFixed(1).padStart(5)} %  granularity ${method.granularity.toFixed(1).padStart(4)}  ${Math.round(method.tookMs)} ms`;
  });
}

export const compare: Command = {
  name: "compare",
  usage: "compare [--k N] [--as-of YYYY-MM-DD] [--window DAYS] [--status delivered|sales] [--seed N]",
  summary: "groups the same customers by every method and sets the methods side by side",
  options: { k: text, "as-of": text, window: text, status: text, seed: text },
  positionals: { min: 0, max: 0 },
  run: async (input, { actor, signal, onProgress }) => {
    const request = requestOf(input);
    const { runComparison } = await import("@/lib/workflows/compare-methods");
    const id = await runHere(
      { kind: "compare", input: request, audit: { actor, action: "startComparison" }, resultId: String, work: (context) => runComparison({ request, ...context }) },
      { signal, onProgress },
    );
    const comparison = await getComparison(id);
    return { json: answerOf(comparison), text: [`Comparison ${id}: ${comparison.customers} customers`, ...linesOf(comparison), ...comparison.notices].join("\n") };
  },
};

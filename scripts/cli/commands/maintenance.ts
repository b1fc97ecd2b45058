import { isoDay } from "@/lib/format/date";
import { runHere } from "@/lib/jobs/run-here";
import { getMaintenanceReport } from "@/lib/store/maintenance";
import { type Contract, type AskedMaintenance, defaultMaintenance, type MaintenanceReport } from "@/lib/types/maintenance";
import type { MaintenanceAnswer } from "../answers";
import { type Command, type CommandContext, type CommandInput, textOption, UsageError, wholeOption } from "../command";

function shareOption(input: CommandInput, name: string): number | null {
  const text = textOption(input, name);
  if (text === null) return null;
  const value = Number(text);
  if (!(value > 0 && value <= 1)) throw new UsageError(`--${name} is ${text}; it must lie above 0 and at most 1`);
  return value;
}

function requestOf(input: CommandInput): AskedMaintenance {
  return {
    segmentationId: wholeOption(input, "segmentation", { min: 1, max: Number.MAX_SAFE_INTEGER }),
    threshold: shareOption(input, "threshold") ?? defaultMaintenance.threshold,
    confidence: shareOption(input, "confidence") ?? defaultMaintenance.confidence,
    stepMonths: wholeOption(input, "step", { min: 1, max: 12 }) ?? defaultMaintenance.stepMonths,
    baseMonths: wholeOption(input, "base", { min: 1, max: 120 }),
    starts: wholeOption(input, "starts", { min: 2, max: 20 }) ?? defaultMaintenance.starts,
    seed: wholeOption(input, "seed", { min: 0, max: 2 ** 32 - 1 }) ?? defaultMaintenance.seed,
  };
}

async function maintainHere(request: AskedMaintenance, { actor, signal, onProgress }: CommandContext): Promise<MaintenanceReport> {
  const { runMaintenance } = await import("@/lib/workflows/run-maintenance");
  const id = await runHere(
    { kind: "maintenance", input: request, audit: { actor, action: "startMaintenance" }, resultId: String, work: (context) => runMaintenance({ request, ...context }) },
    { signal, onProgress },
  );
  return getMaintenanceReport(id);
}

const numbersOf = (values: readonly number[]) => values.map((value) => Number(value.toFixed(4)));

function answerOf(report: MaintenanceReport): MaintenanceAnswer {
  return {
    reportId: report.id,
    segmentationId: report.segmentationId,
    asOf: isoDay(report.asOf),
    snapshot: report.snapshotHash,
    seed: report.request.seed,
    customers: report.customers,
    fittedCustomers: report.fittedCustomers,
    comparedCustomers: report.comparedCustomers,
    engine: report.engine,
    tookMs: report.tookMs,
    bases: report.bases.map(isoDay),
    curves: report.curves.map(({ method, points, firstBase }) => ({
      method,
      months: points.map((point) => point.months),
      plain: numbersOf(points.map((point) => point.plain.median)),
      plainLow: numbersOf(points.map((point) => point.plain.low)),
      held: numbersOf(points.map((point) => point.held.median)),
      heldLow: numbersOf(points.map((point) => point.held.low)),
      misplaced: numbersOf(points.map((point) => point.misplaced.high)),
      runs: points.map((point) => point.held.runs),
      firstBase: numbersOf(firstBase),
    })),
    drift: report.drift.flows.map(({ flow, psi, now, change }) => ({ flow, psi: psi.map((value) => (value === null ? null : Number(value.toFixed(4)))), now, change })),
    shift: report.shift.map(({ asOf, meanShift, largestShift, inertiaPerCustomer }) => ({ asOf: isoDay(asOf), meanShift, largestShift, inertiaPerCustomer })),
    season: report.season.words,
    contracts: report.contracts.map(({ method, intervalMonths, isCensored, headline, reason, clauses, choices, nextRefresh }) => ({
      method, intervalMonths, isCensored, headline, reason, clauses: [...clauses], nextRefresh: nextRefresh === null ? null : isoDay(nextRefresh),
      choices: choices.map((choice) => ({ ...choice })),
    })),
    notices: [...report.notices],
  };
}

function contractLines(contract: Contract): string[] {
  const clauses = contract.clauses.map((clause, i) => `  ${i + 1}. ${clause}`);
  const choices = contract.choices.map((choice) =>
    `  ${choice.months === 1 ? "every month" : `every ${choice.months} months`}: ${Number(choice.refitsAYear.toFixed(1))} refits a year, worst ARI ${choice.worstAri.toFixed(2)}, ${choice.misplacedCustomers.toLocaleString("en")} customers misplaced${choice.isProposed ? "  <- proposed" : ""}`);
  return [`${contract.method}: ${contract.headline}`, `  ${contract.reason}`, ...clauses, ...choices];
}

function textOf(report: MaintenanceReport): string {
  const [curve] = report.curves;
  const points = (curve?.points ?? []).map((point) =>
    `  month ${String(point.months).padStart(2)}  as it is ${point.plain.median.toFixed(3)}  ageing held ${point.held.median.toFixed(3)} (low ${point.held.low.toFixed(3)})  ${point.held.runs} runs`);
  return [
    `Maintenance report ${report.id} of segmentation ${report.segmentationId}, as of ${isoDay(report.asOf)}`,
    ...report.contracts.flatMap(contractLines), "Agreement with a refit:", ...points, report.season.words, ...report.notices,
  ].join("\n");
}

const text = { type: "string" } as const;

export const maintenance: Command = {
  name: "maintenance",
  usage: "maintenance [--segmentation ID] [--threshold 0.8] [--confidence 0.9] [--step MONTHS] [--base MONTHS] [--starts N] [--seed N]",
  summary: "measures how fast the segments decay and proposes how often to refit",
  options: { segmentation: text, threshold: text, confidence: text, step: text, base: text, starts: text, seed: text },
  positionals: { min: 0, max: 0 },
  run: async (input, context) => {
    const report = await maintainHere(requestOf(input), context);
    return { json: answerOf(report), text: textOf(report) };
  },
};

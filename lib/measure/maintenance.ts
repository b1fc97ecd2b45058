import type { KMeansEngine } from "@/lib/cluster/kmeans-engine";
import { seedRuleTable } from "@/lib/cluster/rfm-rules";
import { balanceWeights } from "@/lib/features/balance";
import { featureValues } from "@/lib/features/feature-matrix";
import { applyTransform } from "@/lib/features/transform";
import { transformSpec } from "@/lib/features/transform-spec";
import type { MoneyStyle } from "@/lib/format/money";
import { formatNumber } from "@/lib/format/number";
import { plural } from "@/lib/format/words";
import { monthOf } from "@/lib/stats/civil-date";
import type { Day } from "@/lib/types/day";
import type { Contract, DecayCurve, FlowDrift, MaintenanceReport, MaintenanceRequest, SeasonFinding, ShiftStep } from "@/lib/types/maintenance";
import type { Segmentation } from "@/lib/types/segmentation";
import { centroidShift } from "./centroid-shift";
import { proposeContract } from "./contract";
import { ageingScale, type DatedMatrix, onScale } from "./dated-matrix";
import { flowDrifts, type OrderFlow } from "./flow-drifts";
import { monthsAfter } from "./maintenance-dates";
import { seasonOf } from "./season";
import { decayCurve, decayRuns } from "./stability";
import { type FittedStarts, kmeansInTime, rfmInTime, type TimeMethod } from "./time-models";

/** The run's parameters that a refit would repeat. */
export type MaintainedRun = Pick<Segmentation, "preset" | "features" | "balance" | "k" | "transform">;

export type MaintenanceInput = {
  request: MaintenanceRequest;
  /** null where no run has centroids: then only RFM is examined */
  run: MaintainedRun | null;
  fittedAsOf: Day;
  /** ascending, at least two, with the run's features, recency, orders and revenue */
  dates: readonly DatedMatrix[];
  firstDay: Day;
  lastDay: Day;
  /** calendar months the orders cover */
  months: number;
  customers: number;
  flow: Omit<OrderFlow, "segments">;
  money: MoneyStyle;
  /** starts of each refit */
  nInit: number;
};

export type ComputedMaintenance = Pick<MaintenanceReport, "comparedCustomers" | "curves" | "drift" | "shift" | "season" | "contracts" | "notices">;

/** Customers two models are compared on at most: the index is then sure to about 0.005. */
const mostCompared = 20_000;

/** Stages in order, with the part of the whole each ends at. */
export type WatchMaintenance = (stage: "k-means" | "RFM" | "drift", fraction: number) => Promise<void> | void;

/**
 * How fast the groups decay, what drifts, and the contract that follows. The same input, seed and
 * engine give the same answer. methods.md section 7.
 */
export async function computeMaintenance(input: MaintenanceInput, engine: KMeansEngine, watch: WatchMaintenance): Promise<ComputedMaintenance> {
  const { request, run, dates } = input;
  const decay = { dates, mostCompared, seed: request.seed };
  const rule = { stepMonths: request.stepMonths, confidence: request.confidence, threshold: request.threshold };
  const curves: DecayCurve[] = [];
  let base: BaseModel | null = null;
  if (run !== null) {
    const specs = transformSpec(run.preset, run.features);
    const method = kmeansInTime({ specs, balance: run.balance, k: run.k, starts: request.starts, nInit: input.nInit, seed: request.seed }, engine);
    curves.push(decayCurve("kmeans", await decayRuns(method, { ...decay, watch: (fraction) => watch("k-means", fraction * 0.75) }), rule));
    base = await baseModel(method, dates);
  }
  curves.push(decayCurve("rfm", await decayRuns(rfmInTime(seedRuleTable), { ...decay, watch: (fraction) => watch("RFM", 0.75 + fraction * 0.1) }), rule));
  await watch("drift", 0.85);
  const drift = driftOf(input, base);
  const season = seasonIn(input);
  return {
    comparedCustomers: Math.min(mostCompared, dates.at(-1)?.matrix.customerKeys.length ?? 0),
    curves, drift, season,
    shift: base === null || run === null ? [] : shiftOf(input, base, run),
    contracts: curves.map((curve) => contractOf(input, curve, drift.flows, season)),
    notices: noticesOf(input),
  };
}

/** The model of the first base date with recency held, and every date on its scale. */
type BaseModel = { fitted: FittedStarts; labels: ArrayLike<number>[]; scaled: readonly DatedMatrix[]; k: number };

async function baseModel(method: TimeMethod<FittedStarts>, dates: readonly DatedMatrix[]): Promise<BaseModel | null> {
  const [first] = dates;
  if (first === undefined) return null;
  const scale = ageingScale(first.matrix);
  const scaled = dates.map(({ asOf, matrix }) => ({ asOf, matrix: onScale(matrix, scale) }));
  const fitted = await method.fit(first.matrix);
  const labels: ArrayLike<number>[] = [];
  for (const { matrix } of scaled) labels.push((await method.label(fitted, matrix))[0] ?? []);
  return { fitted, labels, scaled, k: method.k };
}

function driftOf({ dates, lastDay, flow, money }: MaintenanceInput, base: BaseModel | null): { months: number[]; flows: FlowDrift[] } {
  const from = dates[0]?.asOf ?? lastDay;
  const months = monthsAfter(from, lastDay);
  const segments = (base?.labels ?? []).flatMap((labels, i) => {
    const counts = new Array<number>(base?.k ?? 0).fill(0);
    for (let row = 0; row < labels.length; row++) counts[labels[row] ?? 0] = (counts[labels[row] ?? 0] ?? 0) + 1;
    return counts.map((orders, group) => ({ month: monthOf(dates[i]?.asOf ?? from), bin: `group ${group + 1}`, orders }));
  });
  const flows = flowDrifts({ ...flow, segments }, { lastBaseMonth: monthOf(from), months, money });
  return { months, flows: base === null ? flows.filter((one) => one.flow !== "segments") : flows };
}

function shiftOf({ request }: MaintenanceInput, { fitted, scaled, k }: BaseModel, { balance }: MaintainedRun): ShiftStep[] {
  const [centroids] = fitted.centroids;
  if (centroids === undefined) return [];
  const groups = Math.min(k, centroids.length / fitted.transform.columns.length);
  const later = scaled.slice(1).map(({ asOf, matrix }) => ({
    asOf, points: applyTransform(matrix, fitted.transform), weights: balanceWeights(featureValues(matrix, "orderCount"), balance),
  }));
  return centroidShift(centroids, groups, later, request.seed);
}

/** Orders of the whole months the data cover. */
function seasonIn({ flow, firstDay, lastDay, money }: MaintenanceInput): SeasonFinding {
  const counts = new Map<number, number>();
  for (let i = 0; i < flow.months.length; i++) counts.set(flow.months[i] ?? 0, (counts.get(flow.months[i] ?? 0) ?? 0) + 1);
  const months = monthsAfter(firstDay, lastDay).map((month) => ({ month, orders: counts.get(month) ?? 0 }));
  return seasonOf(months, money.locale);
}

function contractOf({ request, run, customers, fittedAsOf, money }: MaintenanceInput, curve: DecayCurve, flows: readonly FlowDrift[], season: SeasonFinding): Contract {
  const { threshold, confidence } = request;
  const k = curve.method === "kmeans" ? (run?.k ?? 0) : seedRuleTable.rules.length;
  return proposeContract({ curve, threshold, confidence, flows, season, customers, k, fittedAsOf, locale: money.locale });
}

function noticesOf({ dates, months, customers, request, run, nInit, money }: MaintenanceInput): string[] {
  const known = dates.at(-1)?.matrix.customerKeys.length ?? 0;
  const count = (value: number): string => formatNumber(value, money.locale);
  const notices = [`Pairs of models are compared on at most ${count(mostCompared)} customers, the same ones at every date.`];
  if (run !== null) notices.push(`Each refit is the best of ${nInit} starts, tried with ${request.starts} seeds.`);
  if (known < customers) notices.push(`Models are fitted on a seeded sample of ${count(known)} of ${count(customers)} customers.`);
  if (request.baseMonths < 12) notices.push(`The first base holds ${plural(request.baseMonths, count(request.baseMonths), "month")} of the ${count(months)} that the orders cover, not a whole year.`);
  if (dates.length < 7) notices.push(`Only ${plural(dates.length - 1, count(dates.length - 1), "step")} after the base: longer intervals are not known.`);
  return notices;
}

import { setImmediate as breathe } from "node:timers/promises";
import { numbersOf } from "@/lib/analytics/columns";
import { type AnalyticsEngine, openAnalytics, type QueryOptions } from "@/lib/analytics/engine";
import type { KMeansEngine } from "@/lib/cluster/kmeans-engine";
import { AppError } from "@/lib/errors";
import { toFeatureMatrix } from "@/lib/features/feature-matrix";
import { featuresSql } from "@/lib/features/feature-sql";
import { methodNames } from "@/lib/format/method-words";
import { plural } from "@/lib/format/words";
import { type DatedMatrix, sampleKeys, sampleRows } from "@/lib/measure/dated-matrix";
import type { OrderFlow } from "@/lib/measure/flow-drifts";
import { flowClassesSql, type FlowColumn, flowOrdersSql } from "@/lib/measure/flow-sql";
import { computeMaintenance, type WatchMaintenance } from "@/lib/measure/maintenance";
import { maintenanceDates, usualBaseMonths, wholeMonths } from "@/lib/measure/maintenance-dates";
import { assignedFeatures } from "@/lib/personas/assign-members";
import type { StoreTransaction } from "@/lib/store/client";
import { saveMaintenanceReport } from "@/lib/store/maintenance";
import { listSegmentationHeads } from "@/lib/store/segmentation-heads";
import { findSegmentation, getLiveSegmentation, getSegmentation } from "@/lib/store/segmentations";
import { getShop } from "@/lib/store/shop";
import { currentSnapshot } from "@/lib/store/snapshots";
import type { Day } from "@/lib/types/day";
import type { FeatureScope } from "@/lib/types/features";
import type { ReportProgress } from "@/lib/types/job";
import type { AskedMaintenance, MaintenanceRequest } from "@/lib/types/maintenance";
import type { Engine, Segmentation } from "@/lib/types/segmentation";
import packageFile from "@/package.json";
import { pastDay } from "./read-context";
import { maintenanceStages as stages } from "./read-maintenance";

export type RunMaintenance = {
  request: AskedMaintenance;
  jobId: string;
  actor: string;
  signal?: AbortSignal;
  onProgress?: ReportProgress;
  fenceStore: (tx: StoreTransaction) => Promise<void>;
  engineOf: (name: Engine) => Promise<KMeansEngine>;
};

const stageOf = { "k-means": "Age k-means", RFM: "Age RFM", drift: "Measure drift" } as const;
const loadShare = 0.15;
const computedShare = 0.95;

/** Customers models are fitted on at most, and starts of a refit, by engine: what a minute of two cores allows. */
const effort = { simd: { customers: 100_000, nInit: 4 }, "ml-kmeans": { customers: 15_000, nInit: 2 } } as const;

function report({ onProgress, signal }: RunMaintenance, stage: (typeof stages)[number], fraction: number): void {
  signal?.throwIfAborted();
  onProgress?.({ stage, step: stages.indexOf(stage) + 1, steps: stages.length, fraction, rows: null, rowsTotal: null, secondsLeft: null });
}

/** The run whose k-means is examined: the one asked for, else the newest with centroids where the live one has none. */
async function modelFor(live: Segmentation): Promise<Segmentation | null> {
  if (live.method === "kmeans") return live;
  const head = (await listSegmentationHeads(100)).find(({ method }) => method === "kmeans");
  return head === undefined ? null : findSegmentation(head.id);
}

type Loaded = { dates: DatedMatrix[]; customers: number; flow: Omit<OrderFlow, "segments"> };

async function readFlow(engine: AnalyticsEngine, { asOf, saleStatuses }: FeatureScope, tables: QueryOptions): Promise<Omit<OrderFlow, "segments">> {
  const classes = (column: FlowColumn) => engine.query<{ month: number; bin: string; orders: number }>(flowClassesSql(column, asOf, saleStatuses), tables);
  const [orders, payment, category, state, review] = await Promise.all([
    engine.columns(flowOrdersSql(asOf, saleStatuses), tables),
    classes("payment_type"), classes("category"), classes("state"), classes("review_score"),
  ]);
  return {
    months: numbersOf(orders, "month"), amountCents: numbersOf(orders, "amount_cents"), lateDays: numbersOf(orders, "late_days"), isNew: numbersOf(orders, "is_new"),
    payment, category, state, review,
  };
}

type LoadPlan = { scope: FeatureScope; days: readonly number[]; model: Segmentation | null; tables: QueryOptions; most: number };

/** Features as of every date, of the same sampled customers where there are too many. */
async function load(input: RunMaintenance, { scope, days, model, tables, most }: LoadPlan): Promise<Loaded> {
  const features = assignedFeatures({ transform: model?.transform ?? null });
  const engine = openAnalytics();
  try {
    const dates: DatedMatrix[] = [];
    let customers = 0;
    let isSampled: (key: number) => boolean = () => true;
    // the last date knows every customer, so it decides who is in the sample
    for (const asOf of [...days].reverse()) {
      const matrix = toFeatureMatrix(await engine.columns(featuresSql({ ...scope, asOf }, features), tables), features);
      if (dates.length === 0) {
        customers = matrix.customerKeys.length;
        isSampled = sampleKeys(matrix.customerKeys, most, input.request.seed);
      }
      dates.unshift({ asOf, matrix: sampleRows(matrix, isSampled) });
      report(input, "Load features of past dates", (loadShare * dates.length) / days.length);
    }
    return { dates, customers, flow: await readFlow(engine, scope, tables) };
  } finally {
    engine.close();
  }
}

const monthCount = (months: number, noun: string): string => plural(months, String(months), noun);

/**
 * The days to compare, and the base they rest on.
 * @throws AppError invalidInput where no step follows the base
 */
function planOf(asked: AskedMaintenance, span: { firstDay: Day; lastDay: Day }): { request: MaintenanceRequest; days: Day[]; months: number } {
  const months = wholeMonths(span);
  const baseMonths = asked.baseMonths ?? usualBaseMonths(months);
  const days = maintenanceDates({ ...span, baseMonths, stepMonths: asked.stepMonths });
  if (days.length >= 2) return { request: { ...asked, baseMonths }, days, months };
  const longest = months - asked.stepMonths;
  throw new AppError("invalidInput", `The orders cover ${monthCount(months, "whole month")}. ${longest < 1
    ? `A contract needs at least ${asked.stepMonths + 1}: a base, and a step to compare it with.`
    : `After a base of ${baseMonths} no step of ${monthCount(asked.stepMonths, "month")} follows; it may be ${longest} at most.`}`);
}

/**
 * The maintenance report of a run: how fast its groups decay, what drifts, how often to refit.
 * Stored with its inputs, seed and snapshot; the same ones give the same report.
 *
 * @returns id of the report
 * @throws AppError noSnapshot, noSegmentation, notFound, invalidInput, cancelled, leaseLost
 */
export async function runMaintenance(input: RunMaintenance): Promise<number> {
  const begin = performance.now();
  const [shop, snapshot, run] = await Promise.all([
    getShop(), currentSnapshot(), input.request.segmentationId === null ? getLiveSegmentation() : getSegmentation(input.request.segmentationId),
  ]);
  if (snapshot === null || snapshot.firstDay === null || snapshot.lastDay === null) throw new AppError("noSnapshot");
  const { firstDay } = snapshot;
  const past = pastDay(snapshot, input.request.asOf ?? null);
  const lastDay = past ?? snapshot.lastDay;
  const { request, days, months } = planOf(input.request, { firstDay, lastDay });
  const model = await modelFor(run);
  const engine = await input.engineOf(model?.engine ?? "simd");
  const limits = effort[engine.name];
  const scope = { asOf: lastDay, windowDays: run.windowDays, status: run.status, saleStatuses: shop.saleStatuses };
  const { dates, customers, flow } = await load(input, { scope, days, model, tables: { snapshotId: snapshot.id, ...(past === null ? {} : { asOf: past }) }, most: limits.customers });
  const watch: WatchMaintenance = async (stage, fraction) => {
    report(input, stageOf[stage], loadShare + fraction * (computedShare - loadShare));
    await breathe();
  };
  const computed = await computeMaintenance(
    { request, run: model, fittedAsOf: run.asOf, dates, firstDay, lastDay, months, customers, flow, money: shop, nInit: limits.nInit }, engine, watch,
  );
  report(input, "Save", computedShare);
  const stored = {
    ...computed, request, customers, segmentationId: run.id, segmentationName: `${methodNames[run.method]}, ${run.k}`,
    snapshotHash: snapshot.hash, asOf: lastDay, k: model?.k ?? run.k, engine: engine.name, version: packageFile.version,
    bases: days.slice(0, -1), steps: days, baseFrom: firstDay, fittedCustomers: dates.at(-1)?.matrix.customerKeys.length ?? 0,
    tookMs: Math.round(performance.now() - begin),
  };
  return saveMaintenanceReport({ report: stored, by: input.actor, jobId: input.jobId }, input.fenceStore, {
    actor: input.actor, action: "runMaintenance",
    detail: { segmentation: run.id, snapshot: snapshot.hash, seed: request.seed, interval: computed.contracts[0]?.intervalMonths ?? null },
  });
}

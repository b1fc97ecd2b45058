import { choiceNumbers, crossNumbers, decayNumbers, driftNumbers, flowNumbers, influenceNumbers, methodNumbers, projectionNumbers, qualityNumbers, squareNumbers } from "@/lib/measure/model-tables";
import { agreementSquare, pairOf } from "@/lib/measure/comparison-findings";
import { findComparison } from "@/lib/store/comparisons";
import { listMaintenanceReports } from "@/lib/store/maintenance";
import { findSegmentationDetail } from "@/lib/store/segmentation-details";
import { findSegmentation } from "@/lib/store/segmentations";
import { currentSnapshot } from "@/lib/store/snapshots";
import { comparedKeys, type Comparison } from "@/lib/types/comparison";
import type { Day } from "@/lib/types/day";
import type { AggregateTable } from "@/lib/types/explore";
import type { Segmentation } from "@/lib/types/segmentation";
import { readAgreement } from "./read-agreement";
import { readMigrationPage } from "./read-migration-page";

/** What the figures of a model belong to. */
export const modelKinds = ["run", "comparison", "maintenance", "migration"] as const;
export type ModelKind = (typeof modelKinds)[number];

export type ModelFigure = {
  of: ModelKind;
  id: number;
  figure: string;
  /** of an agreement: the other run, or the two methods */
  beside: { with: number | null; a: string | null; b: string | null };
  /** of a migration: the earlier run, or the model's two days; `asOf` looks back from a past day */
  between: { fromRun: number | null; from: Day | null; to: Day | null; asOf: Day | null };
};

async function agreementOf(run: Segmentation, otherId: number | null): Promise<AggregateTable | null> {
  const [other, snapshot] = await Promise.all([otherId === null ? null : findSegmentation(otherId), currentSnapshot()]);
  if (other === null || snapshot === null) return null;
  const { counts } = await readAgreement(run, other, snapshot.id);
  return crossNumbers(run.segments.map(({ name }) => name), other.segments.map(({ name }) => name), counts);
}

async function runTable(run: Segmentation, { figure, beside }: ModelFigure): Promise<AggregateTable | null> {
  switch (figure) {
    case "choice":
      return run.choices.length === 0 ? null : choiceNumbers(run.choices, run.k);
    case "quality":
      return qualityNumbers(run.segments);
    case "influence":
      return run.quality?.influence == null ? null : influenceNumbers(run.quality.influence);
    case "projection": {
      const projection = await findSegmentationDetail(run.id, "projection");
      return projection === null ? null : projectionNumbers(projection, run.segments);
    }
    case "agreement":
      return agreementOf(run, beside.with);
    default:
      return null;
  }
}

function comparisonTable({ methods, pairs }: Comparison, { figure, beside }: ModelFigure): AggregateTable | null {
  if (figure === "methods") return methodNumbers(methods);
  if (figure === "square") return squareNumbers(agreementSquare(methods, pairs));
  const [a, b] = [beside.a, beside.b].map((key) => comparedKeys.find((one) => one === key));
  if (figure !== "agreement" || a === undefined || b === undefined) return null;
  const pair = pairOf(pairs, a, b);
  const namesOf = (key: string): string[] => methods.find((method) => method.key === key)?.segments.map(({ name }) => name) ?? [];
  return pair === null ? null : crossNumbers(namesOf(a), namesOf(b), pair.counts);
}

async function maintenanceTable({ id, figure }: ModelFigure): Promise<AggregateTable | null> {
  const report = (await listMaintenanceReports()).find((one) => one.id === id);
  if (report === undefined) return null;
  if (figure === "curve") return decayNumbers(report.curves);
  return figure === "drift" ? driftNumbers(report.drift) : null;
}

/** The page's own reading of the same address, so that file and table cannot differ. */
async function migrationTable({ id, figure, between }: ModelFigure): Promise<AggregateTable | null> {
  if (figure !== "flows") return null;
  const { fromRun, ...days } = between;
  const byRun = { fromRun, toRun: id, segmentation: null };
  const { migration } = await readMigrationPage({ ...days, ...(fromRun === null ? { fromRun: null, toRun: null, segmentation: id } : byRun) });
  return flowNumbers(migration);
}

/** The numbers of one figure of a run, a comparison of methods, a maintenance report or a migration; null where there is none. */
export async function findModelTable(asked: ModelFigure): Promise<AggregateTable | null> {
  if (asked.of === "migration") return migrationTable(asked);
  if (asked.of === "maintenance") return maintenanceTable(asked);
  if (asked.of === "comparison") {
    const comparison = await findComparison(asked.id);
    return comparison === null ? null : comparisonTable(comparison, asked);
  }
  const run = await findSegmentation(asked.id);
  return run === null ? null : runTable(run, asked);
}

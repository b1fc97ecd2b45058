import { analytics, type AnalyticsEngine, membersOption } from "@/lib/analytics/engine";
import { AppError } from "@/lib/errors";
import { toFeatureMatrix } from "@/lib/features/feature-matrix";
import { featuresSql } from "@/lib/features/feature-sql";
import { migration, type MigrationInput, type SideMembers } from "@/lib/measure/migration";
import { membersSql } from "@/lib/measure/movers-sql";
import { currentSegmentation } from "@/lib/personas/current-segmentation";
import { getLiveSegmentation, getSegmentation } from "@/lib/store/segmentations";
import { getShop } from "@/lib/store/shop";
import { currentSnapshot } from "@/lib/store/snapshots";
import type { Day } from "@/lib/types/day";
import type { Migration } from "@/lib/types/migration";
import type { Segmentation } from "@/lib/types/segmentation";
import { membersAsOf, type Place } from "./assign-as-of";
import { scopeOf } from "./read-segments";
import { remembered } from "./remembered";

/** Two runs at the day each shows, or both at one past day; or one run's model at two days. */
export type MigrationRequest =
  | { kind: "runs"; from: number; to: number; asOf?: Day }
  | { kind: "days"; segmentationId: number | null; from: Day; to: Day };

/** A run at a day, with who was where and what they had spent by then. */
export type Side = { run: Segmentation; asOf: Day; members: SideMembers };
/** The model's members as of any day: its transform and centroids (or cut points) on that day's features. */
export async function membersAtDay(run: Segmentation, asOf: Day, place: Place): Promise<Side> {
  return { run, asOf, members: await membersAsOf(run, asOf, place) };
}

/** The stored members of a run, with what they had spent by its day. */
async function asStored(run: Segmentation, { shop, snapshotId, engine }: Place): Promise<Side> {
  const [columns, spent] = await Promise.all([
    engine.columns(membersSql, { snapshotId, ...membersOption(run) }),
    engine.columns(featuresSql(scopeOf(run, shop), ["revenueCents"]), { snapshotId }),
  ]);
  const members = toFeatureMatrix({ customer_key: columns.customer_key ?? [], recency_days: columns.segment ?? [] }, ["recencyDays"]);
  const revenue = toFeatureMatrix(spent, ["revenueCents"]);
  const revenueOf = new Map<number, number>();
  revenue.customerKeys.forEach((key, i) => revenueOf.set(key, revenue.values[i] ?? 0));
  const revenueCents = Float64Array.from(members.customerKeys, (key) => revenueOf.get(key) ?? 0);
  return { run, asOf: run.asOf, members: { customerKeys: members.customerKeys, segments: members.values, revenueCents } };
}

function inputOf({ run, asOf, members }: Side): MigrationInput["before"] {
  return {
    side: { segmentationId: run.id, asOf }, members,
    groups: run.segments.map(({ index, name, valueWord, lifecycle }) => ({ index, name, valueWord, lifecycle })),
  };
}

/** Groups of two runs that are one persona. */
function sameIn(before: Segmentation, after: Segmentation): Map<number, number> {
  return new Map(before.segments.flatMap(({ index, persona }): [number, number][] => {
    const heir = after.segments.find((one) => one.persona === persona);
    return persona === undefined || heir === undefined ? [] : [[index, heir.index]];
  }));
}

/** @throws AppError invalidInput */
function withModel(run: Segmentation): Segmentation {
  if (run.centroids === null && run.cuts === null) throw new AppError("invalidInput", "This run stored no model that could be applied at another day.");
  return run;
}

async function sidesOf(request: MigrationRequest, place: Place): Promise<[Side, Side]> {
  if (request.kind === "runs") {
    const [from, to] = await Promise.all([getSegmentation(request.from), getSegmentation(request.to)]);
    const sideOf = (run: Segmentation): Promise<Side> => (request.asOf === undefined ? asStored(currentSegmentation(run), place) : membersAtDay(withModel(run), request.asOf, place));
    return Promise.all([sideOf(from), sideOf(to)]);
  }
  const run = request.segmentationId === null ? await getLiveSegmentation() : await getSegmentation(request.segmentationId);
  withModel(run);
  return Promise.all([membersAtDay(run, request.from, place), membersAtDay(run, request.to, place)]);
}

/**
 * Who went where between two runs or two days.
 * @throws AppError noSnapshot, noSegmentation, notFound; invalidInput for days in the wrong order
 */
export async function readMigration(request: MigrationRequest, engine: AnalyticsEngine = analytics()): Promise<Migration> {
  const [shop, snapshot] = await Promise.all([getShop(), currentSnapshot()]);
  if (snapshot === null) throw new AppError("noSnapshot");
  if (request.kind === "days" && request.from >= request.to) throw new AppError("invalidInput", "The first day must be before the second.");
  const [before, after] = await sidesOf(request, { shop, snapshotId: snapshot.id, engine });
  return migration({ before: inputOf(before), after: inputOf(after), same: sameIn(before.run, after.run) });
}

/** The same, worked out once for the pages: snapshot and runs are immutable, names and newest members are in the key. */
export async function readMigrationOnce(request: MigrationRequest): Promise<Migration> {
  const [snapshot, live] = await Promise.all([currentSnapshot(), getLiveSegmentation()]);
  const key = JSON.stringify(["migration", snapshot?.id, request, live.id, live.assignment?.id, live.segments.map(({ name }) => name)]);
  return remembered(key, () => readMigration(request));
}

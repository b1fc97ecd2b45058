import { existsSync } from "node:fs";
import { setImmediate as othersTurn } from "node:timers/promises";
import { joinNumbers } from "@/lib/analytics/columns";
import { analytics, type AnalyticsEngine } from "@/lib/analytics/engine";
import { type MembershipColumns, membershipFile, writeAssignedMembers, writeDaySegments } from "@/lib/analytics/memberships";
import { areTotalled } from "@/lib/features/buyer-totals";
import { featureSlices, toFeatureColumns } from "@/lib/features/feature-matrix";
import { featuresSql } from "@/lib/features/feature-sql";
import { assignedFeatures, createAssigner } from "@/lib/personas/assign-members";
import { currentSegmentation, tallySegments } from "@/lib/personas/current-segmentation";
import { type DaySegments, segmentsOnDay } from "@/lib/personas/segment-history";
import type { MembershipAssignment } from "@/lib/types/assignment";
import type { Day } from "@/lib/types/day";
import type { FeatureColumns, FeatureName } from "@/lib/types/features";
import type { Segmentation } from "@/lib/types/segmentation";
import type { Shop } from "@/lib/types/shop";
import type { Snapshot } from "@/lib/types/snapshot";
import { buyersThen, customersATurn } from "./buyer-ledger";
import { remembered } from "./remembered";
import { findHistory } from "./segment-history";

/** Plain letters and digits: it is part of a schema's name. */
const folderOf = (snapshot: Snapshot, asOf: Day): string => `day${snapshot.id}x${asOf}`;

/**
 * Where the features of a day are read. They leave out what came after the day by themselves; only a review
 * that was replaced since is on record nowhere but in the tables of that day, which take a second to set up on a large shop.
 */
const featureTables = (features: readonly FeatureName[], snapshotId: number, asOf: Day): { snapshotId: number; asOf?: Day } =>
  (features.includes("meanReviewScore") ? { snapshotId, asOf } : { snapshotId });

/** Where a day's orders are read and which of them are sales. */
export type Place = { snapshotId: number; shop: Shop; engine: AnalyticsEngine };

const placeOf = (snapshot: Snapshot, shop: Shop): Place => ({ snapshotId: snapshot.id, shop, engine: analytics() });

/** What the model reads of each customer on a day, by ascending customer, part by part, each in the memory of the one before. */
async function customersThen(run: Segmentation, asOf: Day, { snapshotId, shop, engine }: Place): Promise<Iterable<FeatureColumns>> {
  const features = assignedFeatures(run);
  const scope = { asOf, windowDays: run.windowDays, status: run.status, saleStatuses: shop.saleStatuses };
  if (!areTotalled(features)) {
    const columns = await engine.columns(featuresSql(scope, features), { ...featureTables(features, snapshotId, asOf), takesLong: true });
    return featureSlices(toFeatureColumns(columns, features), customersATurn);
  }
  return buyersThen(scope, { snapshotId, engine });
}

async function assign(run: Segmentation, snapshot: Snapshot, shop: Shop, asOf: Day) {
  const parts = await customersThen(run, asOf, placeOf(snapshot, shop));
  const assigner = createAssigner(run);
  const tally = tallySegments(run.segments.length);
  let customers = 0;
  function* membersThen(): Generator<MembershipColumns> {
    for (const part of parts) {
      const { customerKeys, segments, runnerUp, margin, ...scores } = assigner.members(part);
      tally.add({ segments, margin }, part.columns.revenueCents ?? []);
      customers += customerKeys.length;
      yield { customerKeys, segments, runnerUps: runnerUp, margins: margin, rScores: scores.recencyScores, fScores: scores.frequencyScores, mScores: scores.monetaryScores };
    }
  }
  await writeAssignedMembers({ segmentationId: run.id, folder: folderOf(snapshot, asOf), asOf, changes: { customerKeys: [], segments: [] }, members: membersThen() });
  return { customers, segments: tally.counted() };
}

/**
 * Who was in which segment at the end of a day, part by part: of most models it is known for all days once one was asked for.
 * @throws RangeError for a run that stored neither centroids nor cut points
 */
export async function segmentsThen(run: Segmentation, asOf: Day, place: Place): Promise<Iterable<DaySegments>> {
  const history = await findHistory(run, asOf, place);
  return history === null ? assignedParts(run, await customersThen(run, asOf, place)) : segmentsOnDay(history, asOf, customersATurn);
}

function* assignedParts(run: Segmentation, parts: Iterable<FeatureColumns>): Generator<DaySegments> {
  const assigner = createAssigner(run);
  for (const part of parts) yield { customerKeys: part.customerKeys, segments: assigner.segments(part) };
}

/** Members of a day by ascending customer, with what each had spent by then. */
export type SpendingMembers = { customerKeys: Float64Array; segments: Float64Array; revenueCents: Float64Array };

/** The members by the run's model as of any day, worked out in small turns. */
export async function membersAsOf(run: Segmentation, asOf: Day, place: Place): Promise<SpendingMembers> {
  const assigner = createAssigner(run);
  const parts: SpendingMembers[] = [];
  for (const part of await customersThen(run, asOf, place)) {
    parts.push({ customerKeys: part.customerKeys.slice(), segments: Float64Array.from(assigner.segments(part)), revenueCents: (part.columns.revenueCents ?? new Float64Array(0)).slice() });
    await othersTurn();
  }
  const joined = (name: keyof SpendingMembers): Float64Array => joinNumbers(parts.map((part) => part[name]));
  return { customerKeys: joined("customerKeys"), segments: joined("segments"), revenueCents: joined("revenueCents") };
}

/** Whether a run stored what others than its own customers are assigned by. */
export const isAssignable = (run: Segmentation): boolean => run.centroids !== null || run.cuts !== null;

/**
 * A run as it would show that day's customers: its stored model applied, without a refit, to what was
 * known then. The members are written beside the run's others and swept like those nobody names, so
 * they are looked for each time and made again where they are gone.
 *
 * @returns null for a run that stored neither centroids nor cut points
 */
export async function segmentationAsOf(run: Segmentation, snapshot: Snapshot, shop: Shop, asOf: Day): Promise<Segmentation | null> {
  if (!isAssignable(run)) return null;
  const folder = folderOf(snapshot, asOf);
  const key = JSON.stringify(["asOf", run.id, snapshot.id, asOf, shop.saleStatuses]);
  const counts = await remembered(key, () => assign(run, snapshot, shop, asOf));
  if (!existsSync(membershipFile(run.id, folder))) await assign(run, snapshot, shop, asOf);
  return runOfDay(run, snapshot, asOf, { ...counts, folder });
}

/** A run as it shows a day's customers. @param counts of its segments then; `folder` of the members, which are there or never asked for */
export function runOfDay(run: Segmentation, snapshot: Snapshot, asOf: Day, counts: Pick<MembershipAssignment, "customers" | "segments" | "folder">): Segmentation {
  const { customers, segments, folder } = counts;
  const assignment = {
    id: 0, segmentationId: run.id, snapshotHash: snapshot.hash, asOf, customers, segments, folder,
    newcomers: null, joined: 0, changed: 0, left: 0, createdAt: run.createdAt,
  };
  return currentSegmentation({ ...run, assignment });
}

/**
 * The folder of who was in which segment on a day, by the run's model: of the whole assignment where somebody
 * looked at that day, else of one that holds the segments alone, which is half the work. * @throws RangeError for a run that stored neither centroids nor cut points
 */
export async function segmentsAsOf(run: Segmentation, snapshot: Snapshot, shop: Shop, asOf: Day): Promise<string> {
  const whole = folderOf(snapshot, asOf);
  const folder = `segments${whole}`;
  const there = [whole, folder].find((name) => existsSync(membershipFile(run.id, name)));
  if (there !== undefined) return there;
  const write = async (): Promise<true> => {
    await writeDaySegments({ segmentationId: run.id, folder, members: await segmentsThen(run, asOf, placeOf(snapshot, shop)) });
    return true;
  };
  await remembered(JSON.stringify(["segmentsAsOf", run.id, snapshot.id, asOf, shop.saleStatuses]), write);
  if (!existsSync(membershipFile(run.id, folder))) await write();
  return folder;
}

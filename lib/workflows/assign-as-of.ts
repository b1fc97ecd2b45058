import { existsSync } from "node:fs";
import { numbersOf } from "@/lib/analytics/columns";
import { analytics, type Columns } from "@/lib/analytics/engine";
import { type MembershipColumns, membershipFile, writeAssignedMembers, writeDaySegments } from "@/lib/analytics/memberships";
import { areTotalled, buyerSalesSql, createBuyerTotals } from "@/lib/features/buyer-totals";
import { featureSlices, toFeatureColumns } from "@/lib/features/feature-matrix";
import { featuresSql } from "@/lib/features/feature-sql";
import { assignedFeatures, createAssigner } from "@/lib/personas/assign-members";
import { currentSegmentation, tallySegments } from "@/lib/personas/current-segmentation";
import type { Day } from "@/lib/types/day";
import type { FeatureColumns, FeatureName } from "@/lib/types/features";
import type { Segmentation } from "@/lib/types/segmentation";
import type { Shop } from "@/lib/types/shop";
import type { Snapshot } from "@/lib/types/snapshot";
import { remembered } from "./remembered";

/** Plain letters and digits: it is part of a schema's name. */
const folderOf = (snapshot: Snapshot, asOf: Day): string => `day${snapshot.id}x${asOf}`;

/**
 * Where the features of a day are read. They leave out what came after the day by themselves; only a review
 * that was replaced since is on record nowhere but in the tables of that day, which take a second to set up on a large shop.
 */
export const featureTables = (features: readonly FeatureName[], snapshotId: number, asOf: Day): { snapshotId: number; asOf?: Day } =>
  (features.includes("meanReviewScore") ? { snapshotId, asOf } : { snapshotId });

/** So many customers are placed in a few milliseconds; others have their turn before the next. */
const customersATurn = 8192;

/** What the model reads of each customer on a day, by ascending customer, part by part. */
async function customersThen(run: Segmentation, snapshot: Snapshot, shop: Shop, asOf: Day): Promise<Iterable<FeatureColumns>> {
  const features = assignedFeatures(run);
  const scope = { asOf, windowDays: run.windowDays, status: run.status, saleStatuses: shop.saleStatuses };
  if (!areTotalled(features)) {
    const columns = await analytics().columns(featuresSql(scope, features), featureTables(features, snapshot.id, asOf));
    return featureSlices(toFeatureColumns(columns, features), customersATurn);
  }
  const totals = createBuyerTotals(asOf, snapshot.customers);
  const take = (columns: Columns): void => totals.add({
    customerKeys: numbersOf(columns, "customer_key"), days: numbersOf(columns, "day"), revenueCents: numbersOf(columns, "revenue_cents"),
  });
  await analytics().blocks(buyerSalesSql(scope), take, { snapshotId: snapshot.id });
  return totals.slices(customersATurn);
}

async function assign(run: Segmentation, snapshot: Snapshot, shop: Shop, asOf: Day) {
  const parts = await customersThen(run, snapshot, shop, asOf);
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

/** Who is in which segment that day, part by part. */
function* segmentsThen(run: Segmentation, parts: Iterable<FeatureColumns>): Generator<Pick<MembershipColumns, "customerKeys" | "segments">> {
  const assigner = createAssigner(run);
  for (const part of parts) yield { customerKeys: part.customerKeys, segments: assigner.segments(part) };
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
  const { customers, segments } = await remembered(key, () => assign(run, snapshot, shop, asOf));
  if (!existsSync(membershipFile(run.id, folder))) await assign(run, snapshot, shop, asOf);
  const assignment = {
    id: 0, segmentationId: run.id, snapshotHash: snapshot.hash, asOf, customers, segments, folder,
    newcomers: null, joined: 0, changed: 0, left: 0, createdAt: run.createdAt,
  };
  return currentSegmentation({ ...run, assignment });
}

/**
 * The folder of who was in which segment on a day, by the run's model: of the whole assignment where somebody
 * looked at that day, else of one that holds the segments alone, which is half the work.
 *
 * @returns null for a run that stored neither centroids nor cut points
 */
export async function segmentsAsOf(run: Segmentation, snapshot: Snapshot, shop: Shop, asOf: Day): Promise<string | null> {
  if (!isAssignable(run)) return null;
  const whole = folderOf(snapshot, asOf);
  const folder = `segments${whole}`;
  const there = [whole, folder].find((name) => existsSync(membershipFile(run.id, name)));
  if (there !== undefined) return there;
  const write = async (): Promise<true> => {
    const members = segmentsThen(run, await customersThen(run, snapshot, shop, asOf));
    await writeDaySegments({ segmentationId: run.id, folder, members });
    return true;
  };
  await remembered(JSON.stringify(["segmentsAsOf", run.id, snapshot.id, asOf, shop.saleStatuses]), write);
  if (!existsSync(membershipFile(run.id, folder))) await write();
  return folder;
}

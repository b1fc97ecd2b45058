import { existsSync } from "node:fs";
import { analytics } from "@/lib/analytics/engine";
import { membershipFile, writeAssignedMembers, writeDaySegments } from "@/lib/analytics/memberships";
import { featureValues, toFeatureMatrix } from "@/lib/features/feature-matrix";
import { featuresSql } from "@/lib/features/feature-sql";
import { assignedFeatures, assignMembers } from "@/lib/personas/assign-members";
import { countSegments, currentSegmentation } from "@/lib/personas/current-segmentation";
import type { Day } from "@/lib/types/day";
import type { FeatureName } from "@/lib/types/features";
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

async function membersThen(run: Segmentation, snapshot: Snapshot, shop: Shop, asOf: Day) {
  const features = assignedFeatures(run);
  const scope = { asOf, windowDays: run.windowDays, status: run.status, saleStatuses: shop.saleStatuses };
  const columns = await analytics().columns(featuresSql(scope, features, { isOrdered: false }), featureTables(features, snapshot.id, asOf));
  const matrix = toFeatureMatrix(columns, features);
  return { matrix, members: assignMembers(run, matrix) };
}

async function assign(run: Segmentation, snapshot: Snapshot, shop: Shop, asOf: Day) {
  const { matrix, members } = await membersThen(run, snapshot, shop, asOf);
  await writeAssignedMembers({
    segmentationId: run.id, folder: folderOf(snapshot, asOf), asOf, changes: { customerKeys: [], segments: [] },
    members: {
      customerKeys: members.customerKeys, segments: members.segments, runnerUps: members.runnerUp, margins: members.margin,
      rScores: members.recencyScores, fScores: members.frequencyScores, mScores: members.monetaryScores,
    },
  });
  return { customers: members.customerKeys.length, segments: countSegments(members, featureValues(matrix, "revenueCents"), run.segments.length) };
}

/**
 * A run as it would show that day's customers: its stored model applied, without a refit, to what was
 * known then. The members are written beside the run's others and swept like those nobody names, so
 * they are looked for each time and made again where they are gone.
 *
 * @returns null for a run that stored neither centroids nor cut points
 */
export async function segmentationAsOf(run: Segmentation, snapshot: Snapshot, shop: Shop, asOf: Day): Promise<Segmentation | null> {
  if (run.centroids === null && run.cuts === null) return null;
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
  if (run.centroids === null && run.cuts === null) return null;
  const whole = folderOf(snapshot, asOf);
  const folder = `segments${whole}`;
  const there = [whole, folder].find((name) => existsSync(membershipFile(run.id, name)));
  if (there !== undefined) return there;
  const write = async (): Promise<true> => {
    const { members } = await membersThen(run, snapshot, shop, asOf);
    await writeDaySegments({ segmentationId: run.id, folder, members });
    return true;
  };
  await remembered(JSON.stringify(["segmentsAsOf", run.id, snapshot.id, asOf, shop.saleStatuses]), write);
  if (!existsSync(membershipFile(run.id, folder))) await write();
  return folder;
}

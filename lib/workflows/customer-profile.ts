import { createHash } from "node:crypto";
import { analytics, type QueryOptions } from "@/lib/analytics/engine";
import { AppError } from "@/lib/errors";
import { customerProfileSql, customerStatesSql, customerTotalsSql, overProfile } from "@/lib/measure/customers";
import { findLiveSegmentation, getSegmentation } from "@/lib/store/segmentations";
import { getShop } from "@/lib/store/shop";
import { currentSnapshot } from "@/lib/store/snapshots";
import type { Day } from "@/lib/types/day";
import type { FeatureScope } from "@/lib/types/features";
import type { Segmentation } from "@/lib/types/segmentation";
import type { Shop } from "@/lib/types/shop";
import type { Snapshot } from "@/lib/types/snapshot";
import { rawSql, sql, type Sql } from "@/lib/types/sql";

/** The customers as of the newest snapshot's last day, seen through one segmentation. */
export type CustomerProfiles = {
  shop: Shop;
  snapshot: Snapshot;
  asOf: Day;
  scope: FeatureScope;
  /** null before the first run is promoted */
  segmentation: Segmentation | null;
  /** where the tables of this view are found */
  options: QueryOptions;
  /** asks a query written over `customer_profile` */
  ask<T>(query: Sql): Promise<T[]>;
  /** what does not depend on any filter, counted once */
  whole(): Promise<WholeShop>;
};

/** All customers of a view, and the states they live in, most customers first. */
export type WholeShop = { everybody: number; states: readonly { state: string; customers: number }[] };

/** A snapshot never changes, so what was counted on it stays true; a few are remembered. */
const counted = new Map<string, Promise<WholeShop>>();
const mostCounted = 8;

function countOnce(key: string, count: () => Promise<WholeShop>): Promise<WholeShop> {
  const known = counted.get(key);
  if (known !== undefined) return known;
  const fresh = count();
  counted.set(key, fresh);
  fresh.catch(() => counted.delete(key));
  const [oldest] = counted.keys();
  if (counted.size > mostCounted && oldest !== undefined) counted.delete(oldest);
  return fresh;
}

/**
 * Opens the relation `customer_profile`; the first reader works it out, the next find it kept.
 *
 * @param segmentationId null = the live one
 * @throws AppError noSnapshot, notFound
 */
export async function openCustomerProfiles(segmentationId: number | null): Promise<CustomerProfiles> {
  const [shop, snapshot, segmentation] = await Promise.all([
    getShop(),
    currentSnapshot(),
    segmentationId === null ? findLiveSegmentation() : getSegmentation(segmentationId),
  ]);
  if (snapshot === null || snapshot.lastDay === null) throw new AppError("noSnapshot");
  const asOf = snapshot.lastDay;
  const scope: FeatureScope = { asOf, windowDays: null, status: "sales", saleStatuses: shop.saleStatuses };
  const options: QueryOptions = { snapshotId: snapshot.id, segmentationId: segmentation?.id };
  const name = `customer_profile_${asOf}_${fingerprint(shop.saleStatuses)}`;
  const profile = customerProfileSql(scope, segmentation !== null);
  const kept = sql`select * from ${rawSql(name)}`;
  const ask = async <T>(query: Sql): Promise<T[]> => {
    await analytics().keep(name, profile, options);
    return analytics().query<T>(overProfile(kept, query), options);
  };
  const whole = (): Promise<WholeShop> =>
    countOnce(`${snapshot.hash}/${name}`, async () => {
      const [[totals], states] = await Promise.all([
        ask<{ customers: number }>(customerTotalsSql(sql`1 = 1`)),
        ask<{ state: string; customers: number }>(customerStatesSql),
      ]);
      return { everybody: totals?.customers ?? 0, states };
    });
  return { shop, snapshot, asOf, scope, segmentation, options, ask, whole };
}

function fingerprint(values: readonly string[]): string {
  return createHash("sha256").update(JSON.stringify(values)).digest("hex").slice(0, 12);
}

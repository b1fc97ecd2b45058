import { analytics } from "@/lib/analytics/engine";
import { filterSql } from "@/lib/audiences/filter-sql";
import { backTest, type SpentRow, spentAfterSql } from "@/lib/measure/back-test";
import type { CustomerFilter } from "@/lib/types/customer-filter";
import type { Day } from "@/lib/types/day";
import { sql } from "@/lib/types/sql";
import type { BackTest } from "@/lib/types/target-list";
import { openCustomerProfiles } from "./customer-profile";

/** `asOf` = the day looked back to; `lastDay` = the day up to which the sales since are counted. */
export type BackTestPage = { asOf: Day; lastDay: Day; found: BackTest };

/**
 * Who a filter would have picked on a past day, and what they then spent. Nobody's consent is asked,
 * since nobody is contacted: a back-test is counted, never downloaded.
 * @returns null for a day that is not in the past of the data
 * @throws AppError noSnapshot, notFound
 */
export async function readBackTest(segmentationId: number, filter: CustomerFilter, day: Day): Promise<BackTestPage | null> {
  const profiles = await openCustomerProfiles(segmentationId, day, true);
  const { asOf, shop, snapshot } = profiles;
  if (snapshot.lastDay === null || asOf >= snapshot.lastDay) return null;
  const where = filterSql(filter, { asOf, saleStatuses: shop.saleStatuses });
  const found = await profiles.once(["backTest", where], async () => {
    const [members, rows, { everybody }] = await Promise.all([
      profiles.ask<{ customer_key: number }>(sql`select customer_key from customer_profile where ${where}`),
      analytics().query<SpentRow>(spentAfterSql(asOf, shop.saleStatuses), { snapshotId: snapshot.id }),
      profiles.whole(),
    ]);
    return backTest(members.map((row) => row.customer_key), rows, everybody);
  });
  return { asOf, lastDay: snapshot.lastDay, found };
}

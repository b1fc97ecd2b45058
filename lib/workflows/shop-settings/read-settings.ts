import { transitions } from "@/lib/import/zone";
import { movedDaysSql, type StatusRow, statusCountsSql } from "@/lib/measure/shop-change";
import { getShop } from "@/lib/store/shop";
import { currentSnapshot } from "@/lib/store/snapshots";
import type { Job } from "@/lib/types/job";
import type { Shop, StatusCount } from "@/lib/types/shop";
import type { Snapshot } from "@/lib/types/snapshot";
import { followedJobs, type Names, readNames } from "../read-runs";
import { rememberedRows } from "../remembered";

export type ShopSettings = {
  shop: Shop;
  snapshot: Snapshot | null;
  /** orders and revenue by status */
  rows: readonly StatusRow[];
  /** of the data, the most frequent first, then those without orders */
  statuses: readonly StatusCount[];
};

/** The settings and the statuses to choose sales from. */
export async function readShopSettings(): Promise<ShopSettings> {
  const [shop, snapshot] = await Promise.all([getShop(), currentSnapshot()]);
  const rows = snapshot === null ? [] : await rememberedRows<StatusRow>(statusCountsSql, { snapshotId: snapshot.id });
  const isSale = (status: string): boolean => shop.saleStatuses.includes(status);
  const seen = rows.map(({ status, orders }) => ({ status, orders, isSale: isSale(status) }));
  const unseen = shop.saleStatuses.toSorted().filter((status) => !rows.some((row) => row.status === status)).map((status) => ({ status, orders: 0, isSale: true }));
  return { shop, snapshot, rows, statuses: [...seen, ...unseen] };
}

/** The same with the changes on their way, for the page. */
export async function readSettingsPage(jobId: string | null): Promise<ShopSettings & { jobs: readonly Job[]; names: Names }> {
  const [settings, jobs, names] = await Promise.all([readShopSettings(), followedJobs(["shopSettings"], jobId), readNames()]);
  return { ...settings, jobs, names };
}

const daySeconds = 86_400;
/** Offsets are looked up a little beyond the data, since a day of another zone may begin earlier. */
const margin = 2;

/** How many orders a zone moves to another calendar day. */
export async function countMovedDays({ id, firstDay, lastDay }: Snapshot, timeZone: string): Promise<number> {
  if (firstDay === null || lastDay === null) return 0;
  // orders that are no sale may lie after the last one; the last offset holds for them
  const list = transitions(timeZone, (firstDay - margin) * daySeconds, (lastDay + 400) * daySeconds);
  const [row] = await rememberedRows<{ moved: number }>(movedDaysSql(list), { snapshotId: id });
  return row?.moved ?? 0;
}

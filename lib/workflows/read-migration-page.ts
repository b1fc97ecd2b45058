import { maintenanceDates } from "@/lib/measure/maintenance-dates";
import { AppError } from "@/lib/errors";
import { listSegmentationHeads } from "@/lib/store/segmentation-heads";
import { getShop } from "@/lib/store/shop";
import { currentSnapshot } from "@/lib/store/snapshots";
import type { Day } from "@/lib/types/day";
import type { Migration } from "@/lib/types/migration";
import type { SegmentationHead } from "@/lib/types/segmentation-head";
import type { Shop } from "@/lib/types/shop";
import { pastDay } from "./read-context";
import { readMigrationOnce } from "./read-migration";

export type MigrationPage = { shop: Shop; migration: Migration; isByRun: boolean; days: readonly Day[]; heads: readonly SegmentationHead[] };

export type MigrationPageRequest = { from: number | null; to: number | null; fromRun: number | null; toRun: number | null; segmentation: number | null; /** a past day to look back from; the newest data by default */ asOf?: Day | null };

/** Days a person may choose: ends of the months with orders, and the last day. */
function choosableDays(firstDay: Day, lastDay: Day): Day[] {
  return [...new Set([...maintenanceDates({ firstDay, lastDay, baseMonths: 1, stepMonths: 1 }), lastDay])];
}

/**
 * Who moved where, as the address asks: two runs, or one model at two days. Without a choice, the
 * live model over the last three months.
 *
 * @throws AppError noSegmentation (also before the first import), notFound, invalidInput
 */
export async function readMigrationPage(request: MigrationPageRequest): Promise<MigrationPage> {
  const [shop, snapshot, heads] = await Promise.all([getShop(), currentSnapshot(), listSegmentationHeads(50)]);
  if (snapshot === null || snapshot.firstDay === null || snapshot.lastDay === null) throw new AppError("noSegmentation");
  const past = pastDay(snapshot, request.asOf ?? null);
  const lastDay = past ?? snapshot.lastDay;
  const days = choosableDays(snapshot.firstDay, lastDay);
  const { fromRun, toRun, segmentation } = request;
  const isByRun = fromRun !== null || toRun !== null;
  if (isByRun) {
    const live = heads.find((head) => head.live)?.id ?? heads[0]?.id ?? 0;
    return { shop, days, heads, isByRun, migration: await readMigrationOnce({ kind: "runs", from: fromRun ?? live, to: toRun ?? live, ...(past === null ? {} : { asOf: past }) }) };
  }
  // an address may name days that no longer fit: then the nearest sensible ones are shown
  const to = Math.min(request.to ?? days.at(-1) ?? lastDay, lastDay);
  const earlier = days.filter((day) => day < to);
  const from = request.from !== null && request.from < to ? request.from : (earlier.at(-3) ?? earlier[0] ?? to - 1);
  const shown = [...new Set([...days, from, to])].sort((a, b) => a - b);
  return { shop, days: shown, heads, isByRun, migration: await readMigrationOnce({ kind: "days", segmentationId: segmentation, from, to }) };
}

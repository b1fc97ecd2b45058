import { walkMembers } from "@/lib/measure/movers";
import type { Day } from "@/lib/types/day";
import type { OrdersFilter } from "@/lib/types/overview";
import type { MovedPage } from "@/lib/types/overview-page";
import type { Segment } from "@/lib/types/segmentation";
import { openCustomerProfiles } from "./customer-profile";
import { customerRow } from "./read-customers";
import { readMoverDays } from "./read-movers";

export type MovedRequest = {
  segmentationId: number | null;
  since: Day;
  /** the later day; null = the newest data */
  asOf: Day | null;
  /** segment then; null = not yet a customer */
  was: number | null;
  now: number;
  filter: OrdersFilter;
};

const mostRows = 100;

type Found = { key: number; revenueCents: number };

/**
 * The customers behind one move between two days.
 * @returns null where there is no such segment, or the run stored no model that could be applied to the earlier day
 * @throws AppError noSnapshot, notFound
 */
export async function readMoved({ segmentationId, since, asOf, was, now, filter }: MovedRequest): Promise<MovedPage | null> {
  const profiles = await openCustomerProfiles(segmentationId, asOf);
  const { shop, snapshot, segmentation } = profiles;
  const segmentOf = (index: number | null): Segment | null => segmentation?.segments.find((one) => one.index === index) ?? null;
  const [from, to] = [segmentOf(was), segmentOf(now)];
  if (segmentation === null || to === null || (was !== null && from === null)) return null;
  const days = await readMoverDays({ run: segmentation, shop, snapshotId: snapshot.id, since, filter: { ...filter, segments: [now] } });
  if (days === null) return null;
  const found: Found[] = [];
  walkMembers(days, ({ key, from: then, revenueCents }) => {
    if (then === (was ?? -1)) found.push({ key, revenueCents });
  });
  const shown = found.sort((a, b) => b.revenueCents - a.revenueCents || a.key - b.key).slice(0, mostRows);
  const facts = new Map((await profiles.rowsOf(shown.map(({ key }) => key))).map((fact) => [fact.customer_key, fact]));
  return {
    shop, segmentation, since, asOf: segmentation.asOf, was: from, now: to, customers: found.length,
    revenueCents: found.reduce((sum, one) => sum + one.revenueCents, 0),
    rows: shown.flatMap(({ key }) => { const fact = facts.get(key); return fact === undefined ? [] : [customerRow(fact)]; }),
  };
}

import { setImmediate as othersTurn } from "node:timers/promises";
import type { AnalyticsEngine } from "@/lib/analytics/engine";
import { seedRuleTable } from "@/lib/cluster/rfm-rules";
import { areTotalled } from "@/lib/features/buyer-totals";
import { columnOf } from "@/lib/features/feature-matrix";
import { createDayPeople } from "@/lib/measure/day-people";
import { type People, peopleBytes } from "@/lib/measure/people";
import type { ActiveRow, RevenueRow } from "@/lib/measure/revenue-bands";
import { createRfmGridCount, type RfmGridRow } from "@/lib/measure/rfm-grid";
import { assignedFeatures, createAssigner } from "@/lib/personas/assign-members";
import { tallySegments } from "@/lib/personas/current-segmentation";
import type { AssignedSegment } from "@/lib/types/assignment";
import type { Day } from "@/lib/types/day";
import type { Segmentation } from "@/lib/types/segmentation";
import type { Shop } from "@/lib/types/shop";
import { buyersThen, readLedger } from "./buyer-ledger";
import { keptColumns } from "./kept-columns";
import { remembered } from "./remembered";

type Place = { snapshotId: number; shop: Pick<Shop, "saleStatuses">; engine: AnalyticsEngine };

/** What the people of a day add up to by a run's model; `grid` by its own table of rules. */
type Counts = { customers: number; segments: AssignedSegment[]; revenue: RevenueRow[]; active: ActiveRow[]; grid: RfmGridRow[] };

export type CountedPeople = Counts & { people: () => Promise<People> };

/**
 * The people of any day, worked out of everybody's sales in small turns; nothing is written.
 * @returns null for a run whose model reads more of customers than their sales
 * @throws RangeError for a run that stored neither centroids nor cut points
 */
export async function countedPeople(run: Segmentation, asOf: Day, { snapshotId, shop, engine }: Place): Promise<CountedPeople | null> {
  if (!areTotalled(assignedFeatures(run))) return null;
  const key = JSON.stringify(["people of a day", run.id, snapshotId, asOf, shop.saleStatuses]);
  const all = () => keptColumns(key, () => count(run, asOf, { snapshotId, shop, engine }), ({ people }) => peopleBytes(people), true);
  // the people are soon let go of, what they add up to is remembered
  const counts = await remembered(key, async (): Promise<Counts> => {
    const { people: _, ...added } = await all();
    return added;
  });
  return { ...counts, people: async () => (await all()).people };
}

async function count(run: Segmentation, asOf: Day, { snapshotId, shop: { saleStatuses }, engine }: Place): Promise<Counts & { people: People }> {
  const [place, { status, windowDays }] = [{ snapshotId, engine }, run];
  // a model may look at fewer statuses than are sales
  const [buyers, sold] = await Promise.all([buyersThen({ asOf, windowDays, status, saleStatuses }, place), readLedger({ status: "sales", saleStatuses }, place)]);
  const k = run.segments.length;
  const [assigner, tally, found, grid] = [createAssigner(run), tallySegments(k), createDayPeople(sold, asOf, k), createRfmGridCount((run.rfm?.table ?? seedRuleTable).axis)];
  let customers = 0;
  for (const part of buyers) {
    const members = assigner.members(part);
    const [orderCount, revenueCents] = [columnOf(part, "orderCount"), columnOf(part, "revenueCents")];
    tally.add(members, revenueCents);
    found.add(members.customerKeys, members.segments);
    grid.add({ scores: { recency: members.recencyScores, frequency: members.frequencyScores, monetary: members.monetaryScores }, orderCount, revenueCents });
    customers += part.customerKeys.length;
    await othersTurn();
  }
  return { ...found.finish(), customers, segments: tally.counted(), grid: grid.rows() };
}

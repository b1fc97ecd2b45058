import { analytics } from "@/lib/analytics/engine";
import { anyOrder, noFilter, unknownCategory } from "@/lib/types/customer-filter";
import { exploreTopics } from "@/lib/types/explore";
import { everyOrder, periodPresets } from "@/lib/types/overview";
import { sql } from "@/lib/types/sql";
import { readLedger } from "./buyer-ledger";
import { readStoredContext } from "./read-context";
import { readCustomers } from "./read-customers";
import { readExplore } from "./read-explore";
import { readOverviewMovers } from "./read-movers";
import { readOverview } from "./read-overview";
import { readPersona } from "./read-persona";
import { readSegments } from "./read-segments";

/** Asks of sales, lines, payments and gaps, whose rows filters on orders stand on. */
const ofOrders = { ...noFilter, gapDays: { min: 0, max: null }, order: { ...anyOrder, weekdays: [0], categories: [unknownCategory], installments: { min: 1, max: null } } };

/**
 * Does the work of the first look at overview, segments, explore and customers before anybody looks: on a large
 * shop the relation of customers takes seconds to work out. One read after the other, so that visitors
 * meanwhile find the engine free. What is read is what the pages ask for without parameters.
 *
 * @param warmed what the last call returned; nothing is read while the data are the same
 * @returns names the data looked at; null before the first import
 */
export async function warmInsights(warmed: string | null): Promise<string | null> {
  const { shop, snapshot, segmentation } = await readStoredContext();
  if (snapshot === null || snapshot.lastDay === null) return null;
  const now = `${snapshot.id}/${segmentation?.id ?? ""}/${segmentation?.assignment?.id ?? ""}`;
  if (now === warmed) return now;
  const overview = { segmentationId: null, filter: everyOrder, asOf: null };
  // a filter on one kind reads sums by day of that kind
  for (const kind of [{}, { states: [""] }, { categories: [unknownCategory] }, { segments: [0] }]) await readOverview({ ...overview, filter: { ...everyOrder, ...kind }, preset: "90", mayImport: false });
  await readSegments(null);
  // what one persona is told by tells all
  await readPersona(null, 0);
  // all topics stand on the same few relations: the first look at any finds them
  const explored = { preset: "all", segmentationId: null, states: [], categories: [] } as const;
  for (const topic of exploreTopics) await readExplore(topic, { ...explored, segments: [] });
  // those that know the segments are others
  for (const topic of segmentation === null ? [] : exploreTopics) await readExplore(topic, { ...explored, segments: [0] });
  for (const filter of [noFilter, ofOrders]) await readCustomers({ filterOf: () => filter, sort: "revenueCents", direction: "desc", cursor: null, segmentationId: null });
  // what every past day is corrected by, and what its people are told by
  await analytics().query(sql`select 1 as looked`, { snapshotId: snapshot.id, asOf: snapshot.lastDay - 1 });
  await readLedger({ status: "sales", saleStatuses: shop.saleStatuses }, { snapshotId: snapshot.id, engine: analytics() });
  // who moved since one day tells it of all; but a filter on orders reads the members of each preset's earlier day by kind
  for (const preset of periodPresets) {
    for (const filter of [everyOrder, { ...everyOrder, categories: [unknownCategory] }]) await readOverviewMovers({ ...overview, preset, filter });
  }
  return now;
}

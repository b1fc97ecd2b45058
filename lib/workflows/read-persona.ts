import { analytics } from "@/lib/analytics/engine";
import type { EmptyReason } from "@/lib/measure/empty-run";
import { categoryPairSql, categoryTotalsSql, firstCategorySql, paymentSql, rhythmSql, serviceSql, stateSql, type RhythmRow } from "@/lib/measure/persona-orders-sql";
import { marginHistogram, memberMonths, paymentShares, personaMonths, profilePoints, rhythmOf, serviceFacts, stateShares, type ServiceRow } from "@/lib/measure/persona-page";
import { placeWords } from "@/lib/format/place-words";
import type { KpiScope } from "@/lib/measure/kpi-sql";
import { lastFullMonth } from "@/lib/measure/period";
import { type ActiveRow, activeByPersonaSql, revenueByPersonaSql, type RevenueRow } from "@/lib/measure/revenue-bands";
import { exampleSql, externalIdsSql, marginSql, runnerUpSql } from "@/lib/measure/persona-profile-sql";
import { listPersonaNotes, type PersonaNote } from "@/lib/store/persona-notes";
import type { Categories, ExampleCustomer, MarginHistogram, PaymentShare, PersonaMonth, ProfilePoint, Rhythm, ServiceFacts, StateShare } from "@/lib/types/persona-page";
import type { Day } from "@/lib/types/day";
import { everyOrder } from "@/lib/types/overview";
import type { Segment, Segmentation } from "@/lib/types/segmentation";
import type { Shop } from "@/lib/types/shop";
import type { Snapshot } from "@/lib/types/snapshot";
import type { Sql } from "@/lib/types/sql";
import { type CountedPeople, countedPeople } from "./day-people";
import { optionsOf, readContext, type ReadContext } from "./read-context";
import { readEmptiness } from "./read-emptiness";
import { askProfiles, prepareProfiles } from "./persona-profiles";
import { scopeOf } from "./read-segments";
import { rememberedRows } from "./remembered";

export type PersonaPage = {
  shop: Shop;
  segmentation: Segmentation;
  segment: Segment;
  isStale: boolean;
  /** why nobody belongs to the run; null where somebody does */
  emptiness: EmptyReason | null;
  note: PersonaNote | null;
  profile: ProfilePoint[];
  /** null for methods without a margin */
  margins: MarginHistogram | null;
  categories: Categories;
  rhythm: Rhythm;
  states: StateShare[];
  payments: PaymentShare[];
  service: { members: ServiceFacts; all: ServiceFacts };
  examples: ExampleCustomer[];
  trend: PersonaMonth[];
};

const borderline = 0.1;
const mostCategories = 5;
const mostExamples = 5;

type Ask = <Row>(query: Sql) => Promise<Row[]>;

async function readCategories(ask: Ask, scope: ReturnType<typeof scopeOf>, index: number): Promise<Categories> {
  const [first, pairs, [totals]] = await Promise.all([
    ask<{ category: string; customers: number; members: number }>(firstCategorySql(scope, index, mostCategories)),
    ask<{ first: string; next: string; customers: number }>(categoryPairSql(scope, index, mostCategories)),
    ask<{ customers: number; members: number | null; reordered: number | null }>(categoryTotalsSql(scope, index)),
  ]);
  const members = totals?.members ?? 0;
  const all = totals?.customers ?? 0;
  return {
    first: first.filter((row) => row.members > 0).map((row) => ({ category: row.category, share: members > 0 ? row.members / members : 0, shareAll: all > 0 ? row.customers / all : 0 })),
    pairs,
    reordered: totals?.reordered ?? 0,
  };
}

async function readOrders(ask: Ask, scope: ReturnType<typeof scopeOf>, index: number) {
  const rows = await ask<RhythmRow>(rhythmSql(scope, index));
  const span = memberMonths(rows);
  const [payments, service] = span === null ? [[], []] : await Promise.all([
    ask<{ type: string; orders: number; members: number }>(paymentSql(scope, index, span)),
    ask<ServiceRow>(serviceSql(scope, index, span)),
  ]);
  return { rhythm: rhythmOf(rows), payments: paymentShares(payments), service: { all: serviceFacts(service[0]), members: serviceFacts(service[1]) } };
}

async function readMargins(ask: Ask, segment: Segment): Promise<MarginHistogram | null> {
  if (segment.borderlineShare === null) return null;
  const [bins, runnersUp] = await Promise.all([
    ask<{ bin: number; customers: number }>(marginSql(segment.index)),
    ask<{ segment: number; customers: number }>(runnerUpSql(segment.index, borderline)),
  ]);
  return marginHistogram(bins, runnersUp);
}

type ExampleRow = { customer_key: number; city: string | null; state: string | null; orders: number; revenue_cents: number; recency_days: number };

async function readExamples(ask: Ask, askNewest: Ask, { scope, index }: { scope: ReturnType<typeof scopeOf>; index: number }): Promise<ExampleCustomer[]> {
  const rows = await ask<ExampleRow>(exampleSql(scope, index, mostExamples));
  const ids = rows.length === 0 ? [] : await askNewest<{ customer_key: number; external_id: string }>(externalIdsSql(rows.map((row) => row.customer_key)));
  const idOf = new Map(ids.map((row) => [row.customer_key, row.external_id]));
  return rows.map((row) => ({
    externalId: idOf.get(row.customer_key) ?? "",
    orders: row.orders,
    revenueCents: row.revenue_cents,
    lastDay: scope.asOf - row.recency_days,
    place: placeWords(row.city, row.state),
  }));
}

/** The same two answers that the overview draws, one persona out of them. */
async function readTrend(ask: Ask, scope: KpiScope, index: number, counted: Promise<CountedPeople | null>): Promise<PersonaMonth[]> {
  const { revenue, active } = (await counted) ?? { revenue: await ask<RevenueRow>(revenueByPersonaSql(scope)), active: await ask<ActiveRow>(activeByPersonaSql(scope)) };
  return personaMonths(revenue, active, index, lastFullMonth(scope.today));
}

/** What the people of a past day add up to, where that is told without the engine; null for the newest data. */
async function countedThen({ segmentation, snapshot, shop, asOf }: ReadContext & { segmentation: Segmentation; snapshot: Snapshot }): Promise<CountedPeople | null> {
  return asOf === null ? null : countedPeople(segmentation, asOf, { snapshotId: snapshot.id, shop, engine: analytics() });
}

/** Everything of one persona; null when the run or the group is not there. */
export async function readPersona(segmentationId: number | null, index: number, day: Day | null = null): Promise<PersonaPage | null> {
  const [context] = await Promise.all([readContext(segmentationId, day), prepareProfiles(segmentationId, day, ({ segments }) => segments.filter((one) => one.index === index))]);
  const { shop, snapshot, segmentation } = context;
  const segment = segmentation?.segments.find((s) => s.index === index);
  if (snapshot === null || segmentation === null || segment === undefined) return null;
  const scope = scopeOf(segmentation, shop);
  const ask: Ask = (query) => rememberedRows(query, optionsOf({ ...context, snapshot }));
  const askNewest: Ask = (query) => rememberedRows(query, { snapshotId: snapshot.id });
  const [profile, margins, categories, orders, states, examples, trend, notes, emptiness] = await Promise.all([
    askProfiles({ ...context, snapshot, segmentation }, [segment]),
    readMargins(ask, segment),
    readCategories(ask, scope, index),
    readOrders(ask, scope, index),
    ask<{ state: string; customers: number; members: number }>(stateSql(index)),
    readExamples(ask, askNewest, { scope, index }),
    readTrend(ask, { saleStatuses: shop.saleStatuses, today: snapshot.lastDay ?? scope.asOf, filter: everyOrder }, index, countedThen({ ...context, segmentation, snapshot })),
    listPersonaNotes(segmentation.id),
    readEmptiness({ ...context, segmentation, snapshot }),
  ]);
  return {
    shop, segmentation, segment, margins, categories, examples, trend, emptiness, ...orders,
    isStale: segmentation.snapshotHash !== snapshot.hash,
    note: notes.find((note) => note.index === index) ?? null,
    profile: profilePoints(profile, segment),
    states: stateShares(states),
  };
}

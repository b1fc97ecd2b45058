import { filterParts } from "@/lib/audiences/filter-sql";
import { type ChoiceRow, namedCitiesSql } from "@/lib/measure/customer-choices";
import { scoresOf } from "@/lib/measure/customer-details";
import { customersPageSql } from "@/lib/measure/customers";
import { customersPageSize } from "@/lib/types/customer-columns";
import type { CustomerChoices, CustomerFilter, CustomerSort, Direction } from "@/lib/types/customer-filter";
import type { CustomerCursor, CustomerProfileFact, CustomerRow, CustomerTotals } from "@/lib/types/customer-profile";
import type { Day } from "@/lib/types/day";
import type { Segmentation } from "@/lib/types/segmentation";
import type { Shop } from "@/lib/types/shop";
import type { Sql } from "@/lib/types/sql";
import { type CustomerProfiles, openCustomerProfiles } from "./customer-profile";

export type CustomersRequest = {
  filterOf: (shop: Shop) => CustomerFilter;
  sort: CustomerSort;
  direction: Direction;
  cursor: CustomerCursor | null;
  /** without a cursor: the row, 1-based, whose page is shown; the first by default */
  row?: number | null;
  segmentationId: number | null;
  /** a past day to look at everything as of; the newest data by default */
  day?: Day | null;
  /** of the request: when it is closed its queries are interrupted, unless others wait for the same */
  signal?: AbortSignal;
};

export type CustomersPage = {
  shop: Shop;
  asOf: Day;
  segmentation: Segmentation | null;
  rows: readonly CustomerRow[];
  /** of the filtered set */
  totals: CustomerTotals;
  /** customers without any filter */
  everybody: number;
  /** place of the first row among the filtered, 1-based; 0 when there is none */
  first: number;
  previous: CustomerCursor | null;
  next: CustomerCursor | null;
  choices: CustomerChoices;
};

type Place = { customer_key: number; sort_value: number | string };
/** Of an empty page one with the sums alone. */
type PlacedRow = (Place | { customer_key: null; sort_value: null }) & { customers: number; revenue_cents: number; orders: number; nearer: number };

/**
 * One page of the customers table.
 * @throws AppError noSnapshot, notFound for an unknown segmentation
 */
export async function readCustomers(request: CustomersRequest): Promise<CustomersPage> {
  const profiles = await openCustomerProfiles(request.segmentationId, request.day ?? null, true);
  const filter = request.filterOf(profiles.shop);
  const parts = filterParts(filter, profiles.scope);
  const [page, { everybody, choices }] = await Promise.all([
    profiles.once(["page", parts, request.sort, request.direction, request.cursor, pageStart(request)], (stop) =>
      readPage({ ...profiles, ask: (query) => profiles.ask(query, stop), rowsOf: (keys) => profiles.rowsOf(keys, stop) }, parts, request), request.signal),
    readChoices(profiles, filter),
  ]);
  return {
    shop: profiles.shop,
    asOf: profiles.asOf,
    segmentation: profiles.segmentation,
    rows: page.facts.map(customerRow),
    totals: page.totals,
    everybody,
    first: page.facts.length === 0 ? 0 : page.before + 1,
    previous: page.before > 0 ? cursorAt("before", page.places[0]) : null,
    next: page.hasMore ? cursorAt("after", page.places.at(-1)) : null,
    choices,
  };
}

/** What there is to choose, with the cities a filter names that are too small to be offered: what is not among them is nobody's. */
async function readChoices(profiles: CustomerProfiles, { cities }: CustomerFilter): Promise<{ everybody: number; choices: CustomerChoices }> {
  const whole = await profiles.whole();
  const others = cities.filter((city) => !whole.choices.cities.some(({ choice }) => choice === city));
  if (others.length === 0) return whole;
  const found = await profiles.once(["cities", others], () => profiles.ask<ChoiceRow>(namedCitiesSql(others)));
  return { ...whole, choices: { ...whole.choices, cities: [...whole.choices.cities, ...found] } };
}

type Page = { places: readonly Place[]; facts: readonly CustomerProfileFact[]; before: number; hasMore: boolean; totals: CustomerTotals };

/** Rows before the page that holds the asked one. */
function pageStart({ row }: CustomersRequest): number {
  return row == null || row < 1 ? 0 : Math.floor((row - 1) / customersPageSize) * customersPageSize;
}

async function readPage(profiles: CustomerProfiles, parts: readonly Sql[], request: CustomersRequest): Promise<Page> {
  const { sort, direction, cursor } = request;
  const size = customersPageSize;
  const skip = cursor === null ? pageStart(request) : 0;
  const found = await profiles.ask<PlacedRow>(customersPageSql({ parts, sort, direction, cursor, skip, size }));
  const [sums] = found;
  const isMore = found.length > size;
  // less than a page before a row: show the first page whole instead
  if (cursor?.side === "before" && !isMore) return readPage(profiles, parts, { ...request, cursor: null, row: null });
  const shown = found.slice(0, size).filter((row): row is PlacedRow & Place => row.customer_key !== null);
  const places = cursor?.side === "before" ? shown.reverse() : shown;
  const { customers = 0, revenue_cents: revenueCents = 0, orders = 0, nearer = 0 } = sums ?? {};
  return {
    places,
    facts: await readRows(profiles, places),
    before: cursor?.side === "before" ? customers - nearer - places.length : nearer,
    hasMore: cursor?.side === "before" || isMore,
    totals: { customers, revenueCents, orders },
  };
}

async function readRows({ rowsOf }: CustomerProfiles, places: readonly Place[]): Promise<CustomerProfileFact[]> {
  const facts = await rowsOf(places.map((place) => place.customer_key));
  const byKey = new Map(facts.map((fact) => [fact.customer_key, fact]));
  return places.flatMap((place) => byKey.get(place.customer_key) ?? []);
}

function cursorAt(side: CustomerCursor["side"], place: Place | undefined): CustomerCursor | null {
  return place === undefined ? null : { side, value: place.sort_value, key: place.customer_key };
}

/** A line of the table out of its profile. */
export function customerRow(fact: CustomerProfileFact): CustomerRow {
  return {
    key: fact.customer_key,
    externalId: fact.external_id,
    state: fact.state,
    city: fact.city,
    emailConsent: fact.email_consent,
    smsConsent: fact.sms_consent,
    recencyDays: fact.recency_days,
    orderCount: fact.order_count,
    revenueCents: fact.revenue_cents,
    averageOrderCents: fact.average_order_cents,
    ageDays: fact.age_days,
    itemCount: fact.item_count,
    lateShare: fact.late_share,
    freightShare: fact.freight_share,
    meanReviewScore: fact.mean_review_score,
    topCategory: fact.top_category,
    paymentType: fact.payment_type,
    installments: fact.installments,
    segment: fact.segment,
    runnerUp: fact.runner_up,
    margin: fact.margin,
    scores: scoresOf(fact),
  };
}

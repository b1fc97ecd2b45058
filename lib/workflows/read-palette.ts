import { filterSql } from "@/lib/audiences/filter-sql";
import { AppError } from "@/lib/errors";
import { dayOf, formatDay } from "@/lib/format/date";
import { formatMoneyShort } from "@/lib/format/money";
import { formatNumber } from "@/lib/format/number";
import { placeWords } from "@/lib/format/place-words";
import { plural } from "@/lib/format/words";
import { customersSql } from "@/lib/measure/customers";
import { listSavedViews } from "@/lib/store/saved-views";
import { findLiveSegmentation } from "@/lib/store/segmentations";
import { getShop } from "@/lib/store/shop";
import { listTargetLists } from "@/lib/store/target-lists";
import { noFilter } from "@/lib/types/customer-filter";
import type { CustomerProfileFact } from "@/lib/types/customer-profile";
import type { Day } from "@/lib/types/day";
import type { PaletteFound, PaletteHit } from "@/lib/types/palette";
import type { Actor } from "@/lib/types/roles";
import type { SavedView } from "@/lib/types/saved-view";
import type { Segment } from "@/lib/types/segmentation";
import type { Shop } from "@/lib/types/shop";
import { openCustomerProfiles } from "./customer-profile";

export type PaletteRequest = {
  query: string;
  actor: Actor;
  /** whether target lists are theirs to download */
  mayDownload: boolean;
  /** lists that have expired by this moment are left out */
  now: Date;
  asOf: Day | null;
  /** address that opens a view on the personas of today */
  viewHref: (view: SavedView, segments: readonly Segment[]) => string;
  /** of the request: whoever types on asks anew, and the search before is interrupted */
  signal?: AbortSignal;
};

const mostHits = 6;
const mostLists = 50;
/** One letter finds half the shop. */
const leastLetters = 2;

const isNamed = (query: string, ...texts: readonly string[]): boolean => texts.some((text) => text.toLowerCase().includes(query.toLowerCase()));

async function findCustomers({ query, asOf, signal }: PaletteRequest): Promise<PaletteHit[]> {
  if (query.length < leastLetters) return [];
  const profiles = await openCustomerProfiles(null, asOf);
  const { shop } = profiles;
  const where = filterSql({ ...noFilter, search: query }, profiles.scope);
  return profiles.once(["palette", query, shop.locale], async (stop) => {
    const places = await profiles.ask<{ customer_key: number }>(customersSql({ where, sort: "revenueCents", direction: "desc", cursor: null, size: mostHits - 1 }), stop);
    const keys = places.map((place) => place.customer_key);
    const facts = await profiles.rowsOf(keys, stop);
    return keys.flatMap((key) => facts.filter((fact) => fact.customer_key === key)).map((fact) => customerHit(fact, shop));
  }, signal);
}

function customerHit(fact: CustomerProfileFact, shop: Shop): PaletteHit {
  const orders = plural(fact.order_count, formatNumber(fact.order_count, shop.locale), "order");
  return {
    id: fact.external_id, label: fact.external_id, description: [placeWords(fact.city, fact.state), orders, formatMoneyShort(fact.revenue_cents, shop)].filter((part) => part !== null).join(", "),
    href: `/customers/${encodeURIComponent(fact.external_id)}`,
  };
}

async function findViews({ query, actor, viewHref }: PaletteRequest): Promise<PaletteHit[]> {
  const [all, live] = await Promise.all([listSavedViews(actor.id), findLiveSegmentation()]);
  const views = all.filter(({ name }) => isNamed(query, name)).slice(0, mostHits);
  return views.map((view) => ({
    id: String(view.id), label: view.name, description: view.createdBy === actor.id ? "Your view of customers" : "The team's view of customers", href: viewHref(view, live?.segments ?? []),
  }));
}

/** One's own lists; an admin finds everybody's. */
async function findLists({ query, actor, mayDownload, now }: PaletteRequest): Promise<PaletteHit[]> {
  if (!mayDownload) return [];
  const [{ locale, timeZone }, lists] = await Promise.all([getShop(), listTargetLists(mostLists, actor.role === "admin" ? null : actor.id)]);
  const open = lists.filter((list) => list.expiresAt > now && isNamed(query, list.segmentName, "target list")).slice(0, mostHits);
  return open.map(({ id, segmentName, rows, createdAt }) => ({
    id, label: `Target list of ${segmentName}`, description: `${plural(rows, formatNumber(rows, locale), "row")}, ${formatDay(dayOf(createdAt, timeZone), locale)}`,
    href: `/api/target-lists/${id}`,
  }));
}

/** Customers by id or place, and what the person has saved. Before the first import there are no customers to find. */
export async function readPalette(request: PaletteRequest): Promise<PaletteFound> {
  const customers = findCustomers(request).catch((error: unknown): PaletteHit[] => {
    if (error instanceof AppError && error.code === "noSnapshot") return [];
    throw error;
  });
  const [found, views, lists] = await Promise.all([customers, findViews(request), findLists(request)]);
  return { customers: found, views, lists };
}

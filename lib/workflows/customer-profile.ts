import { analytics, type QueryOptions } from "@/lib/analytics/engine";
import { AppError } from "@/lib/errors";
import { boughtCategoriesSql, type ChoiceRow, customerCitiesSql, metStatusesSql, paidTypesSql } from "@/lib/measure/customer-choices";
import { customerRowsSql, customerStatesSql, customerTotalsSql, overProfile } from "@/lib/measure/customers";
import { findLiveSegmentation, getSegmentation } from "@/lib/store/segmentations";
import { getShop } from "@/lib/store/shop";
import { currentSnapshot } from "@/lib/store/snapshots";
import type { CustomerChoices } from "@/lib/types/customer-filter";
import type { CustomerProfileFact } from "@/lib/types/customer-profile";
import type { Day } from "@/lib/types/day";
import type { FeatureScope } from "@/lib/types/features";
import type { Segmentation } from "@/lib/types/segmentation";
import type { Shop } from "@/lib/types/shop";
import type { Snapshot } from "@/lib/types/snapshot";
import { sql, type Sql } from "@/lib/types/sql";
import { segmentationAsOf } from "./assign-as-of";
import { customerSource, prepareProfile, profileName } from "./customer-source";
import { optionsOf, pastDay, upToDate } from "./read-context";
import { remembered } from "./remembered";

/** The customers as of the newest snapshot's last day, or of a day before, seen through one segmentation. */
export type CustomerProfiles = {
  shop: Shop;
  snapshot: Snapshot;
  asOf: Day;
  scope: FeatureScope;
  /** null before the first run is promoted */
  segmentation: Segmentation | null;
  /** where the tables of this view are found */
  options: QueryOptions;
  /** asks a query written over `customer_profile`; `stop` interrupts it */
  ask<T>(query: Sql, stop?: AbortSignal): Promise<T[]>;
  /** the profiles of some customers, in no order; nobody else is read */
  rowsOf(keys: readonly number[], stop?: AbortSignal): Promise<CustomerProfileFact[]>;
  /**
   * An answer of this view, worked out once; `question` names all it depends on beside the view.
   * @param signal of who asks: when all who wait for the answer have left, it is told to stop
   */
  once<T>(question: unknown, answer: (stop: AbortSignal) => Promise<T>, signal?: AbortSignal): Promise<T>;
  /** what does not depend on any filter, counted once */
  whole(): Promise<WholeShop>;
};

/** All customers of a view, and what they can be filtered by. */
export type WholeShop = { everybody: number; choices: CustomerChoices };

/** Cities offered to choose from; the others are found by search. */
const mostCities = 200;

/**
 * Opens the relation `customer_profile`; the first reader works it out, the next find it kept.
 *
 * @param segmentationId null = the live one
 * @param day a past day to look at everything as of; null = the newest data
 * @param needsWhole whether `whole` will be asked: of a past day it is then counted while the members are being assigned
 * @throws AppError noSnapshot, notFound
 */
export async function openCustomerProfiles(segmentationId: number | null, day: Day | null = null, needsWhole = false): Promise<CustomerProfiles> {
  const [shop, snapshot, live, chosen] = await Promise.all([
    getShop(),
    currentSnapshot(),
    segmentationId === null || day !== null ? findLiveSegmentation() : null,
    segmentationId === null ? null : getSegmentation(segmentationId),
  ]);
  if (snapshot === null || snapshot.lastDay === null) throw new AppError("noSnapshot");
  const run = chosen ?? live;
  const { lastDay } = snapshot;
  const past = pastDay(snapshot, day);
  const scope: FeatureScope = { asOf: past ?? lastDay, windowDays: null, status: "sales", saleStatuses: shop.saleStatuses };
  const runs = [live, run].filter((one) => one !== null);
  const early = past === null ? null : prepareProfile({ snapshot, lastDay, scope, runs }, past, needsWhole ? (ask) => countWhole(ask, scope) : null);
  // whoever asks for it hears of what went wrong
  early?.catch(() => undefined);
  const segmentation = run === null ? null : past === null ? await upToDate(run, snapshot, shop) : await segmentationAsOf(run, snapshot, shop, past);
  const options = optionsOf({ snapshot, segmentation, asOf: past });
  const name = profileName(scope);
  const askOf = async <T>(query: Sql, only: readonly number[] | null, stop?: AbortSignal): Promise<T[]> => {
    const source = await customerSource({ snapshot, lastDay, past, scope, segmentation, options, runs }, query, only);
    return analytics().query<T>(overProfile(source, query, { isStored: true }), { ...options, keepsParts: true, ...(stop === undefined ? {} : { signal: stop }) });
  };
  const ask = <T>(query: Sql, stop?: AbortSignal): Promise<T[]> => askOf<T>(query, null, stop);
  const rowsOf = (keys: readonly number[], stop?: AbortSignal) => askOf<CustomerProfileFact>(customerRowsSql(keys), keys, stop);
  // snapshot and run are immutable, so an answer stays true
  const once = <T>(question: unknown, answer: (stop: AbortSignal) => Promise<T>, signal?: AbortSignal): Promise<T> =>
    remembered(JSON.stringify([options, name, question]), answer, { shelf: "customers", signal });
  const whole = async (): Promise<WholeShop> => (await early) ?? once("whole", () => countWhole(ask, scope));
  return { shop, snapshot, asOf: scope.asOf, scope, segmentation, options, ask, rowsOf, once, whole };
}

async function countWhole(ask: <T>(query: Sql) => Promise<T[]>, scope: FeatureScope): Promise<WholeShop> {
  const [[totals], states, cities, categories, payments, statuses] = await Promise.all([
    ask<{ customers: number }>(customerTotalsSql(sql`1 = 1`)),
    ask<{ state: string; customers: number }>(customerStatesSql),
    ask<ChoiceRow>(customerCitiesSql(mostCities)),
    ask<ChoiceRow>(boughtCategoriesSql(scope)),
    ask<ChoiceRow>(paidTypesSql(scope)),
    ask<ChoiceRow>(metStatusesSql(scope)),
  ]);
  return { everybody: totals?.customers ?? 0, choices: { states: states.map(({ state, customers }) => ({ choice: state, customers })), cities, categories, payments, statuses } };
}

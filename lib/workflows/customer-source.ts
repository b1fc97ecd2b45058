import { createHash } from "node:crypto";
import { analytics, type QueryOptions } from "@/lib/analytics/engine";
import { membershipNames, overProfile, profileColumns } from "@/lib/measure/customers";
import { changedSince, keptProfile, type PastProfile } from "@/lib/measure/kept-profile";
import { pastProfileSql } from "@/lib/measure/past-customers";
import { currentSegmentation } from "@/lib/personas/current-segmentation";
import type { Day } from "@/lib/types/day";
import type { FeatureScope } from "@/lib/types/features";
import type { Segmentation } from "@/lib/types/segmentation";
import type { Snapshot } from "@/lib/types/snapshot";
import { rawSql, sql, type Sql } from "@/lib/types/sql";
import { optionsOf } from "./read-context";
import { remembered } from "./remembered";

export type CustomerView = {
  snapshot: Snapshot;
  /** day of the last sale of the snapshot */
  lastDay: Day;
  /** null = the newest data */
  past: Day | null;
  scope: FeatureScope;
  /** as it is looked at: on a past day, of that day */
  segmentation: Segmentation | null;
  options: QueryOptions & { snapshotId: number };
  /** as they are stored: those whose profile of the newest data may be there */
  runs: readonly Segmentation[];
};

/** What a kept profile of a day is called: it depends on the day and on what counts as a sale. */
export const profileName = ({ asOf, saleStatuses }: Pick<FeatureScope, "asOf" | "saleStatuses">): string =>
  `customer_profile_${Math.abs(asOf)}_${createHash("sha256").update(JSON.stringify(saleStatuses)).digest("hex").slice(0, 12)}`;

const rowsOf = (table: string): Sql => sql`select * from ${rawSql(table)}`;
const profileOf = (table: string): Sql => sql`select ${rawSql([...profileColumns, ...membershipNames].join(", "))} from ${rawSql(table)}`;

/** The whole profile of a view, worked out at the first look. A page fetches its fifty rows by key: with the index in a quarter of the time of a scan. */
const wholeProfile = ({ scope, segmentation, options }: CustomerView): Promise<string> =>
  analytics().keep(profileName(scope), keptProfile(scope, segmentation !== null), { ...options, keepsParts: true }, "customer_key");

type Unassigned = Pick<CustomerView, "snapshot" | "lastDay" | "scope" | "runs">;

/** The profile of the newest data as a page of any run has made it: a past day has members of its own. */
function newestProfile({ snapshot, lastDay, scope, runs }: Unassigned): Promise<string> | null {
  const name = profileName({ ...scope, asOf: lastDay });
  for (const run of [...runs.map(currentSegmentation), null]) {
    const found = analytics().findKept(name, optionsOf({ snapshot, segmentation: run, asOf: null }));
    if (found !== null) return found;
  }
  return null;
}

/** The rows of a past day that differ from those of the newest data; null where these are not there to differ from. */
async function changedProfile(view: Unassigned, past: Day): Promise<(PastProfile & { changed: Sql }) | null> {
  const newest = await newestProfile(view);
  if (newest === null) return null;
  const profile: PastProfile = { newest: rowsOf(newest), lastDay: view.lastDay, asOf: past };
  const changed = await analytics().keep(`changed_${profileName(view.scope)}`, changedSince(profile, view.scope), { snapshotId: view.snapshot.id, asOf: past, keepsParts: true }, "customer_key");
  return { ...profile, changed: rowsOf(changed) };
}

/** Asks a query of a past day that names no member. */
export type AskUnassigned = <T>(query: Sql) => Promise<T[]>;

/**
 * Works out what a view of a past day stands on beside its members, and what is asked of it that names none, while
 * those are still being assigned; at the first look.
 * @returns null where nothing is asked, or the rows of today are not there
 */
export function prepareProfile<T>(view: Unassigned, past: Day, answer: ((ask: AskUnassigned) => Promise<T>) | null): Promise<T | null> {
  const options = { snapshotId: view.snapshot.id, asOf: past, keepsParts: true };
  return remembered(JSON.stringify(["unassigned", view.snapshot.id, profileName(view.scope), answer === null]), async () => {
    const changed = await changedProfile(view, past);
    if (changed === null || answer === null) return null;
    return answer((query) => analytics().query(overProfile(pastProfileSql(changed, { changed: changed.changed, members: false, query }), query, { isStored: true }), options));
  }, { shelf: "customers" });
}

/**
 * The relation `customer_profile` of a view as a `select` for one query over it. Of a past day all rows that are
 * still the same are read from the profile of the newest data, where that is there or being made, and only the
 * others are worked out; else, right after a start, all of them are.
 * @param only keys of the customers the query is asked of, where they are known
 */
export async function customerSource(view: CustomerView, query: Sql, only: readonly number[] | null = null): Promise<Sql> {
  const { past, scope, segmentation, options } = view;
  const whole = analytics().findKept(profileName(scope), options);
  if (whole !== null || past === null) return profileOf(await (whole ?? wholeProfile(view)));
  const changed = await changedProfile(view, past);
  if (changed === null) return profileOf(await wholeProfile(view));
  return pastProfileSql(changed, { changed: changed.changed, members: segmentation !== null, query, only });
}

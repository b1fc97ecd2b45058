import { analytics } from "@/lib/analytics/engine";
import type { Sql } from "@/lib/types/sql";

/** What an answer depends on beside the query; both are immutable, so an answer never grows stale. */
export type Pinned = { snapshotId: number; segmentationId?: number; assignment?: string; asOf?: number };

/** Answers are kept apart, so that paging through customers never pushes out the sums of the insight pages. */
export type Shelf = "insights" | "customers";

const most = 128;
type Kept = Map<string, Promise<unknown>>;
// one store a process: Next bundles routes apart
const holder = globalThis as typeof globalThis & { clienteleRemembered?: Record<Shelf, Kept> };

/**
 * An answer computed once for its key, the least recently used of its shelf forgotten beyond 128.
 * Failures are not kept.
 * @param key names everything the answer depends on
 */
export function remembered<T>(key: string, compute: () => Promise<T>, shelf: Shelf = "insights"): Promise<T> {
  const kept = (holder.clienteleRemembered ??= { insights: new Map(), customers: new Map() })[shelf];
  const known = kept.get(key);
  const answer = known ?? compute();
  kept.delete(key);
  kept.set(key, answer);
  if (known === undefined) {
    answer.catch(() => kept.delete(key));
    const oldest = kept.keys().next().value;
    if (kept.size > most && oldest !== undefined) kept.delete(oldest);
  }
  // a key names its query, and a query has one shape of rows
  return answer as Promise<T>;
}

/** Rows of an aggregate query on one snapshot and run, asked of the engine once. Only for small answers. */
export function rememberedRows<Row>(query: Sql, pinned: Pinned): Promise<Row[]> {
  const key = JSON.stringify([pinned.snapshotId, pinned.segmentationId ?? null, pinned.assignment ?? null, pinned.asOf ?? null, query.text, query.values]);
  return remembered(key, () => analytics().query<Row>(query, { ...pinned, keepsParts: true }));
}

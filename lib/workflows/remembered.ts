import { analytics, type Columns } from "@/lib/analytics/engine";
import type { Sql } from "@/lib/types/sql";

/** What an answer depends on beside the query; both are immutable, so an answer never grows stale. */
export type Pinned = { snapshotId: number; segmentationId?: number; assignment?: string; earlier?: string; asOf?: number };

/** Answers are kept apart, so that paging through customers never pushes out the sums of the insight pages. */
export type Shelf = "insights" | "customers";

const most = 128;
/** An answer, there or under way, and how many wait for it that may leave; one who cannot leave keeps it for good. */
type Kept = { answer: Promise<unknown>; stop: AbortController; waiting: number };
// one store a process: Next bundles routes apart
const holder = globalThis as typeof globalThis & { clienteleRemembered?: Record<Shelf, Map<string, Kept>> };

export type Remembering = {
  shelf?: Shelf;
  /** the asker leaves when it aborts; when all have left, the work is stopped */
  signal?: AbortSignal | undefined;
};

/**
 * An answer computed once for its key, the least recently used of its shelf forgotten beyond 128.
 * Failures are not kept.
 * @param key names everything the answer depends on
 * @param compute is told to stop when nobody waits any more
 */
export function remembered<T>(key: string, compute: (signal: AbortSignal) => Promise<T>, { shelf = "insights", signal }: Remembering = {}): Promise<T> {
  if (signal?.aborted === true) return Promise.reject(signal.reason);
  const all = (holder.clienteleRemembered ??= { insights: new Map(), customers: new Map() })[shelf];
  const known = all.get(key);
  const kept = known ?? begin(compute);
  all.delete(key);
  all.set(key, kept);
  if (known === undefined) {
    kept.answer.catch(() => forget(all, key, kept));
    const oldest = all.keys().next().value;
    if (all.size > most && oldest !== undefined) all.delete(oldest);
  }
  // a key names its query, and a query has one shape of rows
  const answer = kept.answer as Promise<T>;
  if (signal === undefined) kept.waiting = Infinity;
  return signal === undefined ? answer : unlessLeft(answer, signal, kept, () => forget(all, key, kept));
}

function begin(compute: (signal: AbortSignal) => Promise<unknown>): Kept {
  const stop = new AbortController();
  return { answer: compute(stop.signal), stop, waiting: 0 };
}

function forget(all: Map<string, Kept>, key: string, kept: Kept): void {
  if (all.get(key) === kept) all.delete(key);
}

/** The answer, or the asker's own end of waiting; the last to leave stops the work. */
async function unlessLeft<T>(answer: Promise<T>, signal: AbortSignal, kept: Kept, forgetIt: () => void): Promise<T> {
  kept.waiting++;
  const { promise: left, reject } = Promise.withResolvers<never>();
  const leave = () => {
    reject(signal.reason);
    kept.waiting--;
    if (kept.waiting > 0) return;
    forgetIt();
    kept.stop.abort(signal.reason);
  };
  signal.addEventListener("abort", leave, { once: true });
  try {
    return await Promise.race([answer, left]);
  } finally {
    signal.removeEventListener("abort", leave);
    if (!signal.aborted) kept.waiting--;
  }
}

const keyOf = (query: Sql, pinned: Pinned, more: readonly unknown[] = []): string =>
  JSON.stringify([pinned.snapshotId, pinned.segmentationId ?? null, pinned.assignment ?? null, pinned.earlier ?? null, pinned.asOf ?? null, query.text, query.values, ...more]);

/**
 * Rows of an aggregate query on one snapshot and run, asked of the engine once. Only for small answers.
 * @param signal of the request that asks: its query is interrupted when nobody else waits for the same
 */
export function rememberedRows<Row>(query: Sql, pinned: Pinned, signal?: AbortSignal): Promise<Row[]> {
  return remembered(keyOf(query, pinned), (stop) => analytics().query<Row>(query, { ...pinned, keepsParts: true, signal: stop }), { signal });
}

/**
 * What is worked out of the columns of a query that has many rows; the columns themselves are not remembered.
 * @param work what is done with them, and the names of what else it depends on
 */
export function rememberedWork<T>(query: Sql, pinned: Pinned, work: { of: (columns: Columns) => T; names: readonly unknown[] }, signal?: AbortSignal): Promise<T> {
  const compute = async (stop: AbortSignal): Promise<T> => work.of(await analytics().columns(query, { ...pinned, keepsParts: true, signal: stop }));
  return remembered(keyOf(query, pinned, work.names), compute, { signal });
}

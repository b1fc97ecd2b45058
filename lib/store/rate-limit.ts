import "server-only";
import { RateLimiterSQLite } from "rate-limiter-flexible";
import { dataPaths } from "@/lib/env";
import { type NativeDatabase, openNative } from "./native";

const windowSeconds = 15 * 60;

/** Failures allowed in a window. An address is shared by a whole office, so it gets more than one account. */
export const failureLimits = { account: 10, address: 50 } as const;
export type LimitKind = keyof typeof failureLimits;

const holder = globalThis as typeof globalThis & { clienteleRateLimits?: { db: NativeDatabase; limiters: Map<string, RateLimiterSQLite> } };

function limiter(kind: string, points: number, duration: number): RateLimiterSQLite {
  holder.clienteleRateLimits ??= { db: openNative(dataPaths().database, { mustExist: true }), limiters: new Map() };
  const { db, limiters } = holder.clienteleRateLimits;
  const known = limiters.get(kind);
  if (known) return known;
  const made = new RateLimiterSQLite({
    storeClient: db,
    storeType: "better-sqlite3",
    tableName: "RateLimit",
    tableCreated: true,
    keyPrefix: kind,
    points,
    duration,
  });
  limiters.set(kind, made);
  return made;
}

function failures(kind: LimitKind): RateLimiterSQLite {
  return limiter(kind, failureLimits[kind], windowSeconds);
}

/**
 * Counts an attempt before it is looked at, so that a hundred at once are counted too. The window
 * begins with the first and is not prolonged by later ones.
 *
 * @returns attempts left after this one; null when it exceeds the limit and must be refused
 */
export async function takeAttempt(kind: LimitKind, key: string): Promise<number | null> {
  return consume(failures(kind), key);
}

/** Takes the attempt back, since it was no failure. */
export async function giveBackAttempt(kind: LimitKind, key: string): Promise<void> {
  await failures(kind).reward(key);
}

export async function forgetFailures(kind: LimitKind, key: string): Promise<void> {
  await failures(kind).delete(key);
}

/**
 * Takes one of `points` uses a day.
 * @returns false when none is left
 */
export async function takeDailyUse(kind: string, key: string, points: number): Promise<boolean> {
  return (await consume(limiter(kind, points, 24 * 60 * 60), key)) !== null;
}

async function consume(from: RateLimiterSQLite, key: string): Promise<number | null> {
  try {
    return (await from.consume(key)).remainingPoints;
  } catch (refusal) {
    // The library rejects with its result when the points are used up, with an Error when it fails.
    // Its result class is no help here: a bundle may hold it twice.
    if (refusal instanceof Error) throw refusal;
    return null;
  }
}

/** Ends the connection. */
export function closeRateLimits(): void {
  holder.clienteleRateLimits?.db.close();
  holder.clienteleRateLimits = undefined;
}

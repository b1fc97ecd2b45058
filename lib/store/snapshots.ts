import "server-only";
import { AppError } from "@/lib/errors";
import type { Snapshot } from "@/lib/types/snapshot";
import { store } from "./client";
import type { NativeDatabase } from "./native";

/** The newest published snapshot; null before the first import. */
export async function currentSnapshot(): Promise<Snapshot | null> {
  const record = await store().snapshot.findFirst({ orderBy: { id: "desc" } });
  return record && { ...record, publishedAt: new Date(Number(record.publishedAt)) };
}

/** Ids of the published snapshots, newest first. */
export function publishedSnapshots(db: NativeDatabase): number[] {
  return db.prepare<[], number>(`select id from "Snapshot" order by id desc`).pluck().all();
}

/** The id the next publication gets. Ids are never given out twice. */
export function nextSnapshotId(db: NativeDatabase): number {
  const last = db.prepare<[], number | null>(`select seq from sqlite_sequence where name = 'Snapshot'`).pluck().get();
  return (last ?? 0) + 1;
}

/** @throws AppError conflict if another snapshot than the given one was published meanwhile */
export function requireCurrent(db: NativeDatabase, id: number | null): void {
  const current = publishedSnapshots(db)[0] ?? null;
  if (current !== id) throw new AppError("conflict", "Other data was published meanwhile. Start again.");
}

export type NewSnapshot = Omit<Snapshot, "publishedAt">;

/** Records a publication; part of the caller's transaction. */
export function saveSnapshot(db: NativeDatabase, s: NewSnapshot): void {
  db.prepare(
    `insert into "Snapshot" (id, hash, publishedAt, importId, orders, customers, firstDay, lastDay) values (?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(s.id, s.hash, Date.now(), s.importId, s.orders, s.customers, s.firstDay, s.lastDay);
}

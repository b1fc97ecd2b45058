import "server-only";
import { createHash } from "node:crypto";
import type { AuditCheck, AuditEntry, AuditInput, AuditOutcome } from "@/lib/types/audit";
import { type StoreTransaction, store, transact } from "./client";
import type { NativeDatabase } from "./native";

type Row = {
  at: Date;
  actor: string;
  action: string;
  object: string | null;
  outcome: string;
  detail: string;
  ip: string | null;
};

function rowOf(entry: AuditInput): Row {
  return {
    at: new Date(),
    actor: entry.actor,
    action: entry.action,
    object: entry.object ?? null,
    outcome: entry.outcome ?? "ok",
    detail: JSON.stringify(entry.detail ?? {}),
    ip: entry.ip ?? null,
  };
}

function hashOf(previousHash: string, row: Row): string {
  const content = [previousHash, row.at.toISOString(), row.actor, row.action, row.object, row.outcome, row.detail, row.ip];
  return createHash("sha256").update(JSON.stringify(content)).digest("hex");
}

/** Appends an entry in the transaction of the change it tells of, so that neither exists alone. */
export async function appendAudit(tx: StoreTransaction, entry: AuditInput): Promise<void> {
  const last = await tx.auditEntry.findFirst({ orderBy: { id: "desc" }, select: { hash: true } });
  const row = rowOf(entry);
  const previousHash = last?.hash ?? "";
  await tx.auditEntry.create({ data: { ...row, previousHash, hash: hashOf(previousHash, row) } });
}

/** The same for a transaction of the native driver. Call inside an immediate one: it reads the last hash first. */
export function appendAuditNative(db: NativeDatabase, entry: AuditInput): void {
  const last = db.prepare<[], { hash: string }>(`select hash from "AuditEntry" order by id desc limit 1`).get();
  const row = rowOf(entry);
  const previousHash = last?.hash ?? "";
  db.prepare(
    `insert into "AuditEntry" (at, actor, action, object, outcome, detail, ip, previousHash, hash)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    // Prisma's own text form of a date, so that both writers sort alike
    row.at.toISOString().replace("Z", "+00:00"),
    row.actor, row.action, row.object, row.outcome, row.detail, row.ip, previousHash, hashOf(previousHash, row),
  );
}

/** Appends an entry that accompanies no other change: a refusal, a failed sign-in. */
export async function recordAudit(entry: AuditInput): Promise<void> {
  await transact((tx) => appendAudit(tx, entry));
}

/** Newest first; `before` is the id to continue under. */
export async function listAudit(limit: number, before: number | null = null): Promise<AuditEntry[]> {
  const rows = await store().auditEntry.findMany({
    where: before === null ? {} : { id: { lt: before } },
    orderBy: { id: "desc" },
    take: limit,
  });
  return rows.map((row) => ({
    id: row.id,
    at: row.at,
    actor: row.actor,
    action: row.action,
    object: row.object,
    // the only writers are above
    outcome: row.outcome as AuditOutcome,
    detail: JSON.parse(row.detail) as Record<string, unknown>,
    ip: row.ip,
  }));
}

const page = 5000;

/**
 * Walks the hash chain. A changed, inserted or missing entry breaks it at that place; entries cut
 * off at the end show in SQLite's own counter of ids ever given.
 */
export async function checkAuditChain(): Promise<AuditCheck> {
  let previousHash = "";
  let lastId = 0;
  let entries = 0;
  for (;;) {
    const rows = await store().auditEntry.findMany({ where: { id: { gt: lastId } }, orderBy: { id: "asc" }, take: page });
    for (const row of rows) {
      const intact = row.previousHash === previousHash && row.hash === hashOf(previousHash, row) && row.id === lastId + 1;
      if (!intact) return { entries, head: previousHash, brokenAt: row.id };
      previousHash = row.hash;
      lastId = row.id;
      entries++;
    }
    if (rows.length < page) break;
  }
  const given = await store().$queryRaw<{ seq: bigint | number }[]>`select seq from sqlite_sequence where name = 'AuditEntry'`;
  const isCut = Number(given[0]?.seq ?? 0) > lastId;
  return { entries, head: previousHash, brokenAt: isCut ? lastId + 1 : null };
}

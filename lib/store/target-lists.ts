import "server-only";
import type { AuditInput } from "@/lib/types/audit";
import type { ConsentState } from "@/lib/types/snapshot";
import type { Channel, Contact, TargetList } from "@/lib/types/target-list";
import { appendAudit } from "./audit";
import { store, transact } from "./client";

type ContactRow = Omit<Contact, "customerKey" | "emailConsent" | "smsConsent"> & {
  customerKey: number | bigint;
  emailConsent: string;
  smsConsent: string;
};

/** Contacts as of the latest complete import that names each customer. */
export async function readContacts(customerKeys: readonly number[]): Promise<Map<number, Contact>> {
  const keys = JSON.stringify(customerKeys);
  const rows = await store().$queryRaw<ContactRow[]>`
    select c.customerKey, c.email, c.phone, c.firstName, c.lastName, c.emailConsent, c.smsConsent
    from (
      select customerKey, max(importId) as importId
      from "ContactRow"
      where importId in (select id from "Import" where status = 'complete')
        and customerKey in (select value from json_each(${keys}))
      group by customerKey
    ) latest
    join "ContactRow" c on c.importId = latest.importId and c.customerKey = latest.customerKey`;
  return new Map(
    rows.map((row) => [
      Number(row.customerKey),
      // the import writes no other states
      { ...row, customerKey: Number(row.customerKey), emailConsent: row.emailConsent as ConsentState, smsConsent: row.smsConsent as ConsentState },
    ]),
  );
}

/** Every address of a channel that somebody refused, as it was given. */
export async function readRefusedAddresses(channel: Channel): Promise<string[]> {
  const rows = await store().$queryRaw<{ email: string | null; phone: string | null; emailConsent: string; smsConsent: string }[]>`
    select c.email, c.phone, c.emailConsent, c.smsConsent
    from "ContactRow" c
    where c.importId in (select id from "Import" where status = 'complete')
      and (c.emailConsent = 'no' or c.smsConsent = 'no')
      and not exists (
        select 1 from "ContactRow" newer
        where newer.customerKey = c.customerKey and newer.importId > c.importId
          and newer.importId in (select id from "Import" where status = 'complete')
      )`;
  return channel === "email"
    ? rows.flatMap((row) => (row.emailConsent === "no" && row.email ? [row.email] : []))
    : rows.flatMap((row) => (row.smsConsent === "no" && row.phone ? [row.phone] : []));
}

export type NewTargetList = Omit<TargetList, "createdAt"> & { filter: string; snapshotHash: string };

/** Records a list whose file lies at its place, with its audit entry. */
export async function saveTargetList(list: NewTargetList, audit: AuditInput): Promise<void> {
  await transact(async (tx) => {
    await tx.targetList.create({ data: list });
    await appendAudit(tx, { ...audit, object: list.id });
  });
}

const columns = {
  id: true,
  segmentationId: true,
  segmentName: true,
  rows: true,
  excluded: true,
  sha256: true,
  bytes: true,
  createdAt: true,
  createdBy: true,
  expiresAt: true,
} as const;

export async function findTargetList(id: string): Promise<TargetList | null> {
  return store().targetList.findUnique({ where: { id }, select: columns });
}

/** Newest first; all of them, or one person's. */
export async function listTargetLists(limit: number, createdBy: string | null): Promise<TargetList[]> {
  return store().targetList.findMany({
    where: createdBy === null ? {} : { createdBy },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: limit,
    select: columns,
  });
}

/** Ids whose files may still lie on disk. */
export async function listUnexpiredTargetLists(now: Date): Promise<Set<string>> {
  const rows = await store().targetList.findMany({ where: { expiresAt: { gt: now } }, select: { id: true } });
  return new Set(rows.map((row) => row.id));
}

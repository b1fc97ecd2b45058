import "server-only";
import type { AuditInput } from "@/lib/types/audit";
import { type Hemisphere, type Shop, defaultShop } from "@/lib/types/shop";
import { appendAudit } from "./audit";
import { store, transact } from "./client";

/** The shop's settings; those of a new installation until someone changes them. */
export async function getShop(): Promise<Shop> {
  const row = await store().shop.findUnique({ where: { id: 1 } });
  if (!row) return defaultShop;
  return {
    name: row.name,
    currency: row.currency,
    minorUnits: row.minorUnits,
    timeZone: row.timeZone,
    locale: row.locale,
    // checked when written
    hemisphere: row.hemisphere as Hemisphere,
    saleStatuses: JSON.parse(row.saleStatuses) as string[],
  };
}

export async function saveShop(shop: Shop, audit: AuditInput): Promise<void> {
  const data = { ...shop, saleStatuses: JSON.stringify(shop.saleStatuses) };
  await transact(async (tx) => {
    await tx.shop.upsert({ where: { id: 1 }, create: { id: 1, ...data }, update: data });
    await appendAudit(tx, audit);
  });
}

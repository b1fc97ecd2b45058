import "server-only";
import type { AuditInput } from "@/lib/types/audit";
import { type Hemisphere, type Shop, defaultShop } from "@/lib/types/shop";
import { appendAudit, appendAuditNative } from "./audit";
import { store, transact } from "./client";
import type { NativeDatabase } from "./native";

type ShopRow = Omit<Shop, "hemisphere" | "saleStatuses"> & { hemisphere: string; saleStatuses: string };

function shopOf(row: ShopRow | null | undefined): Shop {
  if (!row) return defaultShop;
  const { name, currency, minorUnits, timeZone, locale } = row;
  // both are checked when written
  return { name, currency, minorUnits, timeZone, locale, hemisphere: row.hemisphere as Hemisphere, saleStatuses: JSON.parse(row.saleStatuses) as string[] };
}

const rowOf = (shop: Shop): ShopRow => ({ ...shop, saleStatuses: JSON.stringify(shop.saleStatuses) });

/** The shop's settings; those of a new installation until someone changes them. */
export async function getShop(): Promise<Shop> {
  return shopOf(await store().shop.findUnique({ where: { id: 1 } }));
}

/** Changes some settings and leaves the others as they are by now. */
export async function saveShop(change: Partial<Shop>, audit: AuditInput): Promise<void> {
  await transact(async (tx) => {
    const data = rowOf({ ...shopOf(await tx.shop.findUnique({ where: { id: 1 } })), ...change });
    await tx.shop.upsert({ where: { id: 1 }, create: { id: 1, ...data }, update: data });
    await appendAudit(tx, audit);
  });
}

/** The same as part of the caller's transaction of the native driver. */
export function saveShopNative(db: NativeDatabase, change: Partial<Shop>, audit: AuditInput): void {
  const row = db.prepare<[], ShopRow>(`select name, currency, minorUnits, timeZone, locale, hemisphere, saleStatuses from "Shop" where id = 1`).get();
  const { name, currency, minorUnits, timeZone, locale, hemisphere, saleStatuses } = rowOf({ ...shopOf(row), ...change });
  db.prepare(
    `insert or replace into "Shop" (id, name, currency, minorUnits, timeZone, locale, hemisphere, saleStatuses) values (1, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(name, currency, minorUnits, timeZone, locale, hemisphere, saleStatuses);
  appendAuditNative(db, audit);
}

import type { Staging } from "@/lib/analytics/staging";
import { newSaleStatuses } from "@/lib/import/status-words";
import { defaultShop, type Shop } from "@/lib/types/shop";

/** Statuses of the staged orders that count as a sale from this import on, beside those of the shop's settings. */
export async function learnSaleStatuses(staging: Staging, { saleStatuses }: Pick<Shop, "saleStatuses">): Promise<string[]> {
  const statusesOf = async (table: string): Promise<string[]> =>
    (await staging.rows<{ status: string }>(`select distinct status from ${table} where status is not null`)).map(({ status }) => status);
  return newSaleStatuses(await statusesOf("known_orders"), await statusesOf("old_orders"), { saleStatuses, ofNewShop: defaultShop.saleStatuses });
}

import { isoDay } from "@/lib/format/date";
import { orderNumbers } from "@/lib/measure/customer-numbers";
import { recordAudit } from "@/lib/store/audit";
import type { Day } from "@/lib/types/day";
import { exploreCsv } from "./explore-csv";
import { readCustomer } from "./read-customer";

export type OrdersExport = { customer: string; day: Day | null; actor: string; ip: string | null };

/**
 * The orders that a customer's page shows, as a file; that it was taken is written down first. The
 * caller has checked that the role may take people's orders away.
 * @throws AppError noSnapshot, notFound
 */
export async function exportOrders({ customer, day, actor, ip }: OrdersExport): Promise<{ text: string; fileName: string }> {
  const { details, shop, asOf } = await readCustomer(customer, null, day);
  await recordAudit({ actor, action: "exportOrders", object: String(details.key), detail: { orders: details.orders.length }, ip });
  return { text: exploreCsv(orderNumbers(details.orders), shop), fileName: `orders-${details.key}-${isoDay(asOf)}.csv` };
}

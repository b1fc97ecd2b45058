import type { CustomerOrder } from "@/lib/types/customer-page";
import type { AggregateTable } from "@/lib/types/explore";

/** A customer's orders one a row, in the order given; amounts in minor units. */
export function orderNumbers(orders: readonly CustomerOrder[]): AggregateTable {
  return {
    caption: "Orders by day",
    columns: [
      { key: "day", label: "Day", unit: "day" },
      { key: "status", label: "Status", unit: "status" },
      { key: "isSale", label: "Counts as a sale", unit: "text" },
      { key: "category", label: "Category", unit: "category" },
      { key: "amount", label: "Amount", unit: "money" },
      { key: "refund", label: "Given back", unit: "money" },
    ],
    rows: orders.map((order) => [order.day, order.status, order.isSale ? "yes" : "no", order.category, order.amountCents, order.refundCents]),
  };
}

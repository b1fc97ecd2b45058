import { isPartitioned } from "@/lib/types/snapshot";

/** What the engine's hash makes of one row: another answer means that the hashes of another version say nothing here. */
export const hashProbeSql = "select cast(hash(1, 'Clientele', 2.5, null) as varchar) as probe";

/**
 * The digest of a snapshot: what the data is, whatever the order of rows, the layout of files, the
 * number of threads or the integer keys. Per table two sums of row hashes: equal multisets of rows
 * give equal sums. Ids stand for keys, since keys depend on the order of imports. The engine's own hash is
 * used (MD5 cost as much as all the facts together); it guards against accidents, not against forgery.
 */
const columns: Record<string, readonly string[]> = {
  orders: [
    "c.external_id", "k.external_id", "sold_at", "amount_cents", "price_cents", "freight_cents", "items", "sellers", "payment_type",
    "installments", "review_score", "review_day", "delivered_day", "late_days", "refund_cents", "status", "state", "city", "category",
  ],
  items: ["k.external_id", "line", "product_id", "seller_id", "category", "price_cents", "freight_cents"],
  payments: ["k.external_id", "sequence", "type", "installments", "amount_cents"],
  customers: ["external_id", "state", "city", "zip", "lat", "lng", "email_consent", "sms_consent", "has_email", "has_phone"],
};

const joins: Record<string, string> = {
  orders: "join customers_ids c on c.key = f.customer_key join orders_ids k on k.key = f.order_key",
  items: "join orders_ids k on k.key = f.order_key",
  payments: "join orders_ids k on k.key = f.order_key",
  customers: "",
};

/**
 * @param table a fact table, staged as `fact_TABLE`
 * @returns SQL of one row a part: month, count and two sums of 64-bit row hashes under different salts
 */
export function partsSql(table: string): string {
  const list = (columns[table] ?? []).join(", ");
  const month = isPartitioned(table) ? "f.month" : "cast(null as integer)";
  return `select ${month} as month, count(*) as rows, cast(sum(hash(1, ${list})) as varchar) as first, cast(sum(hash(2, ${list})) as varchar) as second
    from fact_${table} f ${joins[table] ?? ""} group by ${month} order by month`;
}

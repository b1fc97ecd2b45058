import type { FileKind } from "@/lib/types/import";
import { change } from "./change";

/** Kinds of checked rows a generic file is taken apart into. */
export const genericKinds: readonly FileKind[] = ["customers", "orders", "items", "payments", "reviews", "products", "contacts"];

const good = "from checked_genericOrders where problem is null";
const last = (column: string) => `arg_max(${column}, place) filter (${column} is not null) as ${column}`;

/** Good rows; `place` orders them by date first, so that the order of lines decides nothing it need not. */
const orderedSql = `create table generic_rows as
  select * exclude (refused_cell, refused_id), row_number() over (order by purchased_at, order_id, coalesce(product_id, ''), amount_cents, file, rowid) as place ${good}`;

/**
 * Takes generic rows apart into what the Olist files hold: one account a customer, one payment an
 * order (the sum of its lines), items where products are named, one review, contacts where given.
 *
 * @param rows one row per order (of rows with one id the last counts) or per line (they are summed)
 */
export function takeApartSql(rows: "order" | "line"): string[] {
  const perOrder =
    rows === "line"
      ? `select order_id, sum(amount_cents) as amount_cents, sum(refund_cents) as refund_cents, max(place) as place from generic_rows group by order_id`
      : `select order_id, arg_max(amount_cents, place) as amount_cents, arg_max(refund_cents, place) as refund_cents, max(place) as place from generic_rows group by order_id`;
  const orderRows = rows === "line" ? "generic_rows" : "generic_rows where place in (select place from generic_orders)";
  const none = "cast(null as smallint) as problem, file, place as row_number";
  return [
    orderedSql,
    `create table generic_orders as ${perOrder}`,
    `create table generic_full as select r.* exclude (amount_cents, refund_cents), o.amount_cents, o.refund_cents
      from generic_orders o join generic_rows r on r.place = o.place`,
    `create table checked_customers as select customer_id as account_id, customer_id, ${["zip", "city", "state"].map(last).join(", ")},
      cast(null as smallint) as problem, max(file) as file, max(place) as row_number from generic_rows group by customer_id`,
    `create table checked_orders as select order_id, customer_id as account_id, lower(coalesce(status, 'delivered')) as status, purchased_at,
      cast(null as bigint) as approved_at, cast(null as bigint) as carrier_at, delivered_at,
      cast(estimated_at // 86400 as integer) as estimated_day, coalesce(refund_cents, 0) as refund_cents, ${none} from generic_full`,
    `create table checked_payments as select order_id, 1 as sequence, coalesce(payment_type, 'unknown') as type, coalesce(installments, 1) as installments,
      amount_cents, ${none} from generic_full`,
    `create table checked_items as select order_id, row_number() over (partition by order_id order by place) as line, product_id,
      cast(null as varchar) as seller_id, cast(null as bigint) as shipping_limit_at,
      greatest(coalesce(unit_price_cents * coalesce(quantity, 1) - coalesce(discount_cents, 0), amount_cents - coalesce(shipping_cents, 0)), 0) as price_cents,
      coalesce(shipping_cents, 0) as freight_cents, ${none} from (select * from ${orderRows}) where product_id is not null`,
    `create table checked_reviews as select 'review of ' || order_id as review_id, order_id, score, cast(null as varchar) as title,
      cast(null as varchar) as message, cast(null as bigint) as created_at, cast(null as bigint) as answered_at, ${none}
      from generic_full where score is not null`,
    `create table checked_products as select product_id, ${last("category")}, cast(null as integer) as name_length,
      cast(null as integer) as description_length, cast(null as integer) as photos, cast(null as double) as weight_g,
      cast(null as double) as length_cm, cast(null as double) as height_cm, cast(null as double) as width_cm,
      cast(null as smallint) as problem, max(file) as file, max(place) as row_number
      from generic_rows where product_id is not null group by product_id having count(category) > 0`,
    `create table checked_contacts as select customer_id, ${["email", "phone", "first_name", "last_name"].map(last).join(", ")},
      arg_max(email_consent, place) as email_consent, 'unknown' as sms_consent, ${last("consent_at")},
      cast(null as smallint) as problem, max(file) as file, max(place) as row_number
      from generic_rows where coalesce(email, phone, first_name, last_name) is not null group by customer_id`,
  ];
}

/**
 * The ledger of generic files: a row is new with its order, updated when anything told of its order or
 * customer changed, else a duplicate. Of several rows for one order in a file of orders all but the last are duplicates.
 */
export function genericLedgerSql(rows: "order" | "line"): string {
  const touched = ["items", "payments", "reviews"].map((t) => `select order_key from fresh_${t} where change <> ${change.duplicate}`).join(" union ");
  const people = `select customer_key from fresh_accounts where change <> ${change.duplicate} union select customer_key from fresh_contacts where change <> ${change.duplicate}`;
  const repeated = rows === "line" ? "false" : "r.place not in (select place from generic_orders)";
  return `select file, count(*) as stored, 0 as pending,
      sum(case when outcome = 'duplicate' then 1 else 0 end) as duplicate, sum(case when outcome = 'updated' then 1 else 0 end) as updated
    from (
      select r.file, case when ${repeated} then 'duplicate' when f.change = ${change.new} then 'accepted'
        when f.change = ${change.updated} or f.order_key in (${touched}) or c.key in (${people}) then 'updated' else 'duplicate' end as outcome
      from generic_rows r join orders_ids k on k.external_id = r.order_id join fresh_orders f on f.order_key = k.key
      join customers_ids c on c.external_id = r.customer_id)
    group by file`;
}

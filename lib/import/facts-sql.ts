/**
 * The order facts of a snapshot (lib/types/snapshot.ts) from the current row versions (`TABLE_now`).
 * Every table is brought to one row per order before any join: joining payments to items multiplies both.
 * `to_local(t)` is the wall-clock second of a UTC second.
 */

/** Orders whose customer is known, with the wall-clock time of the sale and its calendar parts. */
export const knownOrdersSql = `create table known_orders as
  select o.order_key, o.status, o.purchased_at, o.delivered_at, o.estimated_day, o.refund_cents, a.customer_key, a.city, a.state, to_local(o.purchased_at) as local_at,
    cast(to_local(o.purchased_at) // 86400 as integer) as day,
    make_date(cast(to_local(o.purchased_at) // 86400 as integer)) as date
  from orders_now o join accounts_now a using (account_id)`;

export const productCategoriesSql = `create table product_categories as
  select p.product_key, coalesce(c.english, p.category) as category
  from products_now p left join categories_now c on c.name = p.category`;

const itemTotals = `item_totals as (
    select order_key, cast(sum(price_cents) as bigint) as price_cents, cast(sum(freight_cents) as bigint) as freight_cents,
      cast(count(*) as integer) as items, cast(count(distinct seller_key) as integer) as sellers,
      arg_max(product_key, price_cents * 100000 - line) as dearest
    from items_now group by order_key)`;

const paymentTotals = `payment_totals as (
    select order_key, cast(sum(amount_cents) as bigint) as amount_cents, max(installments) as installments,
      arg_max(type, amount_cents * 100000 - sequence) as payment_type
    from payments_now group by order_key)`;

// Two reviews of one second are told apart by id, so that the order of files changes nothing.
const latestReviews = `latest_reviews as (
    select order_key, any_value(score) as score, any_value(created_at) as created_at from reviews_now
    group by order_key having count(*) = 1
    union all
    select order_key, score, created_at from reviews_now
    where order_key in (select order_key from reviews_now group by order_key having count(*) > 1)
    qualify row_number() over (partition by order_key order by coalesce(answered_at, created_at) desc nulls last, created_at desc nulls last, review_id desc) = 1)`;

export const orderFactsSql = `create table fact_orders as
  with ${itemTotals}, ${paymentTotals}, ${latestReviews}
  select o.customer_key, o.order_key, o.purchased_at as sold_at, o.day,
    cast(year(o.date) * 12 + month(o.date) - 1 as integer) as month,
    cast(month(o.date) as integer) as month_of_year, cast(dayofmonth(o.date) as integer) as day_of_month,
    cast(isodow(o.date) - 1 as integer) as weekday, cast(o.local_at % 86400 // 3600 as integer) as hour,
    coalesce(p.amount_cents, i.price_cents + i.freight_cents, 0) as amount_cents,
    coalesce(i.price_cents, 0) as price_cents, coalesce(i.freight_cents, 0) as freight_cents,
    coalesce(i.items, 0) as items, coalesce(i.sellers, 0) as sellers,
    p.payment_type, p.installments, r.score as review_score,
    cast(to_local(r.created_at) // 86400 as integer) as review_day,
    cast(to_local(o.delivered_at) // 86400 as integer) as delivered_day,
    cast(to_local(o.delivered_at) // 86400 - o.day as integer) as delivered_days,
    cast(to_local(o.delivered_at) // 86400 - o.estimated_day as integer) as late_days,
    o.refund_cents, o.status, o.state, o.city, c.category
  from known_orders o
  left join item_totals i on i.order_key = o.order_key
  left join payment_totals p on p.order_key = o.order_key
  left join latest_reviews r on r.order_key = o.order_key
  left join product_categories c on c.product_key = i.dearest`;

export const itemFactsSql = `create table fact_items as
  select o.customer_key, o.order_key, i.line, o.day, o.month, o.status, p.external_id as product_id,
    s.external_id as seller_id, c.category, i.price_cents, i.freight_cents
  from items_now i join fact_orders o on o.order_key = i.order_key
  left join products_ids p on p.key = i.product_key
  left join sellers_ids s on s.key = i.seller_key
  left join product_categories c on c.product_key = i.product_key`;

export const paymentFactsSql = `create table fact_payments as
  select o.customer_key, o.order_key, p.sequence, o.day, o.month, o.status, p.type, p.installments, p.amount_cents
  from payments_now p join fact_orders o on o.order_key = p.order_key`;

/** The place of a customer is that of the latest order's account; ties by account id. */
export const customerFactsSql = `create table fact_customers as
  with repeated as (select customer_key from accounts_now group by customer_key having count(*) > 1),
  -- few have several accounts, so few need their orders looked up
  rivals as (select * from accounts_now where customer_key in (select customer_key from repeated)),
  places as (
    select a.*, coalesce(o.purchased_at, 0) as bought_at from rivals a
    left join (select account_id, purchased_at from orders_now where account_id in (select account_id from rivals)) o on o.account_id = a.account_id),
  latest as (
    select customer_key, state, city, zip from accounts_now where customer_key not in (select customer_key from repeated)
    union all
    select customer_key, state, city, zip from places
    qualify row_number() over (partition by customer_key order by bought_at desc, account_id desc) = 1)
  select l.customer_key, k.external_id, l.state, l.city, l.zip, z.lat, z.lng,
    coalesce(c.email_consent, 'unknown') as email_consent, coalesce(c.sms_consent, 'unknown') as sms_consent,
    coalesce(c.has_email, 0) as has_email, coalesce(c.has_phone, 0) as has_phone
  from latest l join customers_ids k on k.key = l.customer_key
  left join places_now z on z.zip = l.zip
  left join contacts_now c on c.customer_key = l.customer_key`;

export const factTables = ["orders", "items", "payments", "customers"] as const;

import { sql, type Sql } from "@/lib/types/sql";

/** Orders shown on a customer's page; the few with more are cut off there and said so. */
export const customerOrdersLimit = 200;

/** Place and consent of a customer, also of one without a sale. Rows as `CustomerFact`. */
export function customerFactSql(externalId: string): Sql {
  return sql`select customer_key, external_id, state, city, zip, lat, lng, email_consent, sms_consent, has_email, has_phone
    from customers where external_id = ${externalId}`;
}

/** A customer's membership in the segmentation looked at. Rows as `MembershipFact`. */
export function customerMembershipSql(customerKey: number): Sql {
  return sql`select customer_key, segment, runner_up, margin, r_score, f_score, m_score
    from memberships where customer_key = ${customerKey}`;
}

/** A customer's orders of every status up to a day, latest first. Rows as `OrderFact`. */
export function customerOrdersSql(customerKey: number, asOf: number): Sql {
  return sql`select order_key, sold_at, day, amount_cents, price_cents, freight_cents, items, payment_type, installments,
      case when review_day <= ${asOf} then review_score end as review_score,
      case when delivered_day <= ${asOf} then delivered_day end as delivered_day,
      case when delivered_day <= ${asOf} then delivered_days end as delivered_days,
      case when delivered_day <= ${asOf} then late_days end as late_days,
      refund_cents, status, state, city, category
    from orders where customer_key = ${customerKey} and day <= ${asOf}
    order by sold_at desc, order_key desc limit ${customerOrdersLimit}`;
}

/** The lines of a customer's orders, dearest first within each. Rows as `ItemFact`. */
export function customerItemsSql(customerKey: number, asOf: number): Sql {
  return sql`select order_key, line, product_id, seller_id, category, price_cents, freight_cents
    from items where customer_key = ${customerKey} and day <= ${asOf}
    order by order_key, price_cents desc, line limit 2000`;
}

/** The payments of a customer's orders in their sequence. Rows as `PaymentFact`. */
export function customerPaymentsSql(customerKey: number, asOf: number): Sql {
  return sql`select order_key, sequence, type, installments, amount_cents
    from payments where customer_key = ${customerKey} and day <= ${asOf}
    order by order_key, sequence limit 2000`;
}

/**
 * Where a customer stands among all of `customer_profile`: how many have less, and how many the same,
 * recency, orders and revenue. The mid-rank percentile is (less + same / 2) / customers.
 */
export function customerStandingSql(values: { recencyDays: number; orderCount: number; revenueCents: number }): Sql {
  return sql`select count(*) as customers,
      ${below("recency_days", values.recencyDays)} as recency_less, ${equal("recency_days", values.recencyDays)} as recency_same,
      ${below("order_count", values.orderCount)} as orders_less, ${equal("order_count", values.orderCount)} as orders_same,
      ${below("revenue_cents", values.revenueCents)} as revenue_less, ${equal("revenue_cents", values.revenueCents)} as revenue_same
    from customer_profile`;
}

type StandingColumn = "recency_days" | "order_count" | "revenue_cents";

const columnSql: Record<StandingColumn, Sql> = {
  recency_days: sql`recency_days`,
  order_count: sql`order_count`,
  revenue_cents: sql`revenue_cents`,
};

function below(column: StandingColumn, value: number): Sql {
  return sql`coalesce(sum(case when ${columnSql[column]} < ${value} then 1 else 0 end), 0)`;
}

function equal(column: StandingColumn, value: number): Sql {
  return sql`coalesce(sum(case when ${columnSql[column]} = ${value} then 1 else 0 end), 0)`;
}

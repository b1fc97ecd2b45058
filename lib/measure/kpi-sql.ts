import type { Day, MonthIndex } from "@/lib/types/day";
import type { DaySpan, KpiFacts, OrdersFilter } from "@/lib/types/overview";
import { joinSql, sql, type Sql } from "@/lib/types/sql";

/** Row of `kpiWindowSql` and `kpiMonthsSql`; sums over nothing are null. */
export type KpiRow = { month: number | null } & Record<keyof typeof kpiColumns, number | null>;

const kpiColumns = {
  orders: "orders",
  customers: "customers",
  new_customers: "newCustomers",
  repeat_customers: "repeatCustomers",
  orders_squared: "ordersSquared",
  revenue_cents: "revenueCents",
  revenue_squared: "revenueSquared",
  reviews: "reviews",
  review_sum: "reviewSum",
  review_squared: "reviewSquared",
  delivered: "delivered",
  on_time: "onTime",
} as const satisfies Record<string, keyof KpiFacts>;

/** The facts of a row; an empty window is all zero. */
export function kpiFacts(row: KpiRow | undefined): KpiFacts {
  const facts = Object.entries(kpiColumns).map(([column, fact]) => [fact, row?.[column as keyof typeof kpiColumns] ?? 0]);
  // built from the closed list above, so every key is there
  return Object.fromEntries(facts) as KpiFacts;
}

/** `status in (...)`, or nothing at all for a shop without sale statuses. */
export function saleCondition(saleStatuses: readonly string[]): Sql {
  if (saleStatuses.length === 0) return sql`1 = 0`;
  return sql`status in (${joinSql(saleStatuses.map((status) => sql`${status}`), ", ")})`;
}

/**
 * Per customer and month or window: sums that the outer query adds up. Revenue has refunds taken off.
 * Deliveries count once their promised day has come: before, only the fast ones are known.
 */
const customerSums = (today: Day) => sql`count(*) as orders,
      sum(amount_cents - refund_cents) as revenue_cents,
      sum((amount_cents - refund_cents) * 1.0 * (amount_cents - refund_cents)) as revenue_squared,
      count(review_score) as reviews,
      sum(review_score) as review_sum,
      sum(review_score * review_score) as review_squared,
      sum(case when delivered_day - late_days <= ${today} then 1 else 0 end) as delivered,
      sum(case when delivered_day - late_days <= ${today} and late_days <= 0 then 1 else 0 end) as on_time`;

const totals = sql`cast(sum(b.orders) as double precision) as orders,
    cast(count(*) as double precision) as customers,
    cast(sum(case when b.orders > 1 then 1 else 0 end) as double precision) as repeat_customers,
    cast(sum(b.orders * b.orders) as double precision) as orders_squared,
    cast(sum(b.revenue_cents) as double precision) as revenue_cents,
    cast(sum(b.revenue_squared) as double precision) as revenue_squared,
    cast(sum(b.reviews) as double precision) as reviews,
    cast(sum(b.review_sum) as double precision) as review_sum,
    cast(sum(b.review_squared) as double precision) as review_squared,
    cast(sum(b.delivered) as double precision) as delivered,
    cast(sum(b.on_time) as double precision) as on_time`;

/** Which orders are counted, and the day up to which anything is known. */
export type KpiScope = { saleStatuses: readonly string[]; today: Day; filter: OrdersFilter };

const inList = (column: Sql, values: readonly (string | number)[]): Sql[] =>
  values.length === 0 ? [] : [sql`${column} in (${joinSql(values.map((value) => sql`${value}`), ", ")})`];

/** Conditions on the place, category and persona of an order; none where nothing is chosen. Segments need the view `memberships`. */
export function kindConditions({ states, categories, segments }: OrdersFilter): Sql[] {
  const ofSegments = inList(sql`segment`, segments).map((isMember) => sql`customer_key in (select customer_key from memberships where ${isMember})`);
  return [...inList(sql`state`, states), ...inList(sql`category`, categories), ...ofSegments];
}

/** The condition on an order to be counted. */
export function countedCondition({ saleStatuses, today, filter }: KpiScope): Sql {
  return joinSql([saleCondition(saleStatuses), sql`day <= ${today}`, ...kindConditions(filter)], " and ");
}

/**
 * The sums of one window, one row. A customer is new when the first sale ever lies in the window,
 * whatever the filter lets through.
 * Deliveries without a promised date count neither way for the on-time share.
 */
export function kpiWindowSql(span: DaySpan, scope: KpiScope): Sql {
  return sql`with first_orders as (
      select customer_key, min(day) as first_day from orders where ${saleCondition(scope.saleStatuses)} group by customer_key
    ), buyers as (
      select customer_key, ${customerSums(scope.today)}
      from orders where ${countedCondition(scope)} and day >= ${span.from} and day <= ${span.to} group by customer_key
    )
    select null as month, ${totals},
      cast(sum(case when f.first_day >= ${span.from} then 1 else 0 end) as double precision) as new_customers
    from buyers as b join first_orders as f on f.customer_key = b.customer_key`;
}

/** The sums of each calendar month of `first..last`, ascending by month. */
export function kpiMonthsSql(first: MonthIndex, last: MonthIndex, scope: KpiScope): Sql {
  return sql`with first_orders as (
      select customer_key, min(month) as first_month from orders where ${saleCondition(scope.saleStatuses)} group by customer_key
    ), buyers as (
      select customer_key, month, ${customerSums(scope.today)}
      from orders where ${countedCondition(scope)} and month >= ${first} and month <= ${last} group by customer_key, month
    )
    select b.month as month, ${totals},
      cast(sum(case when f.first_month = b.month then 1 else 0 end) as double precision) as new_customers
    from buyers as b join first_orders as f on f.customer_key = b.customer_key
    group by b.month
    order by b.month`;
}

import type { Day, MonthIndex } from "@/lib/types/day";
import type { DaySpan, KpiFacts, OrdersFilter } from "@/lib/types/overview";
import { joinSql, rawSql, sql, type Sql } from "@/lib/types/sql";
import { sales } from "./sales";

export { saleCondition } from "./sales";

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

/**
 * Sums over sales that an outer query adds up. Revenue has refunds taken off.
 * Deliveries count once their promised day has come: before, only the fast ones are known.
 */
const saleSums = (today: Day) => sql`count(*) as orders,
      sum(revenue_cents) as revenue_cents,
      sum(revenue_cents * 1.0 * revenue_cents) as revenue_squared,
      count(review_score) as reviews,
      sum(review_score) as review_sum,
      sum(review_score * review_score) as review_squared,
      sum(case when delivered_day - late_days <= ${today} then 1 else 0 end) as delivered,
      sum(case when delivered_day - late_days <= ${today} and late_days <= 0 then 1 else 0 end) as on_time`;

const totals = joinSql(
  Object.keys(kpiColumns).map((column) => sql`cast(sum(${rawSql(`b.${column}`)}) as double precision) as ${rawSql(column)}`),
  ", ",
);

/** Which orders are counted, and the day up to which anything is known. */
export type KpiScope = { saleStatuses: readonly string[]; today: Day; filter: OrdersFilter };

const inList = (column: Sql, values: readonly (string | number)[]): Sql[] =>
  values.length === 0 ? [] : [sql`${column} in (${joinSql(values.map((value) => sql`${value}`), ", ")})`];

/** Conditions on the place, category and persona of an order; none where nothing is chosen. Segments need the view `memberships`. */
export function kindConditions({ states, categories, segments }: OrdersFilter): Sql[] {
  const ofSegments = inList(sql`segment`, segments).map((isMember) => sql`customer_key in (select customer_key from memberships where ${isMember})`);
  return [...inList(sql`state`, states), ...inList(sql`category`, categories), ...ofSegments];
}

/** The sales that are counted, as `sales` has them. */
export function countedSales({ saleStatuses, today, filter }: KpiScope, ...more: readonly Sql[]): Sql {
  return sql`(select * from (${sales(today, saleStatuses)}) as sale where ${joinSql([sql`day <= ${today}`, ...kindConditions(filter), ...more], " and ")}) as counted`;
}

/**
 * Sums of the buyers of a window or month: of those with a single sale ever all at once, of the others
 * each first. A customer is new where `isNew` holds of the first sale ever.
 * @param unit the column that tells windows apart; null = one window
 */
function buyers(scope: KpiScope, window: Sql, isNew: Sql, unit: Sql | null): Sql {
  const own = sql`${unit ?? sql`null`} as month, ${saleSums(scope.today)}`;
  const by = unit === null ? { all: sql``, each: sql`` } : { all: sql` group by ${unit}`, each: sql`, ${unit}` };
  return sql`(
      select ${own}, count(*) as customers, 0 as repeat_customers, count(*) as orders_squared, sum(case when ${isNew} then 1 else 0 end) as new_customers
      from ${countedSales(scope, window, sql`customer_sales = 1`)}${by.all}
      union all
      select month, orders, revenue_cents, revenue_squared, reviews, review_sum, review_squared, delivered, on_time,
        1 as customers, case when orders > 1 then 1 else 0 end as repeat_customers, orders * orders as orders_squared, new_customers
      from (
        select ${own}, max(case when ${isNew} then 1 else 0 end) as new_customers
        from ${countedSales(scope, window, sql`customer_sales > 1`)} group by customer_key${by.each}
      ) as again
    ) as b`;
}

/**
 * The sums of one window, one row. A customer is new when the first sale ever lies in the window,
 * whatever the filter lets through.
 * Deliveries without a promised date count neither way for the on-time share.
 */
export function kpiWindowSql(span: DaySpan, scope: KpiScope): Sql {
  const window = sql`day >= ${span.from} and day <= ${span.to}`;
  return sql`select null as month, ${totals} from ${buyers(scope, window, sql`first_day >= ${span.from}`, null)}`;
}

/** The sums of each calendar month of `first..last`, ascending by month. */
export function kpiMonthsSql(first: MonthIndex, last: MonthIndex, scope: KpiScope): Sql {
  const window = sql`month >= ${first} and month <= ${last}`;
  return sql`select b.month as month, ${totals} from ${buyers(scope, window, sql`first_month = month`, sql`month`)} group by b.month order by b.month`;
}

import { startOfMonth } from "@/lib/stats/civil-date";
import type { Day, MonthIndex } from "@/lib/types/day";
import type { DaySpan, KpiFacts, OrdersFilter } from "@/lib/types/overview";
import { joinSql, rawSql, sql, type Sql } from "@/lib/types/sql";
import { repeatsIn, singlesIn } from "./sale-cells";

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

/** Sums over rows of sales that an outer query adds up. Revenue has refunds taken off. */
const saleSums = sql`sum(orders) as orders, sum(revenue_cents) as revenue_cents, sum(revenue_squared) as revenue_squared, sum(reviews) as reviews,
      sum(review_sum) as review_sum, sum(review_squared) as review_squared, sum(promised) as delivered, sum(on_time) as on_time`;

const totals = joinSql(
  Object.keys(kpiColumns).map((column) => sql`cast(sum(${rawSql(`b.${column}`)}) as double precision) as ${rawSql(column)}`),
  ", ",
);

/** Which orders are counted, and the day up to which anything is known. */
export type KpiScope = { saleStatuses: readonly string[]; today: Day; filter: OrdersFilter };

/**
 * Sums of the buyers of a window or month: of those with a single sale ever all at once, of the others
 * each first. A customer is new where `isNew` holds of the first sale ever.
 * @param unit the column that tells windows apart; null = one window
 */
function buyers({ saleStatuses, today, filter }: KpiScope, span: DaySpan, isNew: Sql, unit: Sql | null): Sql {
  const scope = { asOf: today, saleStatuses };
  const own = sql`${unit ?? sql`null`} as month, ${saleSums}`;
  const by = unit === null ? { all: sql``, each: sql`` } : { all: sql` group by ${unit}`, each: sql`, ${unit}` };
  return sql`(
      select ${own}, sum(orders) as customers, 0 as repeat_customers, sum(orders) as orders_squared, sum(orders) as new_customers
      from (${singlesIn(span, filter, scope)}) as single${by.all}
      union all
      select month, orders, revenue_cents, revenue_squared, reviews, review_sum, review_squared, delivered, on_time,
        1 as customers, case when orders > 1 then 1 else 0 end as repeat_customers, orders * orders as orders_squared, new_customers
      from (
        select ${own}, max(case when ${isNew} then 1 else 0 end) as new_customers
        from (${repeatsIn(span, filter, scope)}) as repeated group by customer_key${by.each}
      ) as again
    ) as b`;
}

/**
 * The sums of one window, one row. A customer is new when the first sale ever lies in the window,
 * whatever the filter lets through.
 * Deliveries count once their promised day has come: before, only the fast ones are known. Those
 * without a promised date count neither way for the on-time share.
 */
export function kpiWindowSql(span: DaySpan, scope: KpiScope): Sql {
  return sql`select null as month, ${totals} from ${buyers(scope, span, sql`first_day >= ${span.from}`, null)}`;
}

/** The sums of each calendar month of `first..last`, ascending by month. */
export function kpiMonthsSql(first: MonthIndex, last: MonthIndex, scope: KpiScope): Sql {
  const span = { from: startOfMonth(first), to: startOfMonth(last + 1) - 1 };
  return sql`select b.month as month, ${totals} from ${buyers(scope, span, sql`first_month = month`, sql`month`)} group by b.month order by b.month`;
}

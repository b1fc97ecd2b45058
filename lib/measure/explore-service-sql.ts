import type { OrderFilter } from "@/lib/types/explore";
import { type KeptOf, sql, type Sql } from "@/lib/types/sql";
import { looked } from "./explore-scope";
import { salesIn } from "./sale-cells";
import { type SaleScope, sales } from "./sales";

export type DeliveryRow = { days: number; orders: number };
/** Deliveries with a promised date, the late ones, and reviews of one month or state. */
export type ServiceSums = { delivered: number; late: number; days_known: number; days_sum: number | null; reviews: number; review_sum: number | null };
export type MonthServiceRow = ServiceSums & { month: number };
export type StateServiceRow = ServiceSums & { state: string };
export type LatenessRow = { lateness: number; orders: number; reviews: number; review_sum: number | null; review_squared: number | null; ones: number };

const sums = sql`cast(sum(due) as double precision) as delivered, cast(sum(late) as double precision) as late,
      cast(sum(days_known) as double precision) as days_known, cast(sum(days_sum) as double precision) as days_sum,
      cast(sum(known_reviews) as double precision) as reviews, cast(sum(known_review_sum) as double precision) as review_sum`;

const rowsOf = (filter: OrderFilter, saleStatuses: readonly string[], columns: readonly string[]): Sql => salesIn(filter.span, filter, { asOf: filter.asOf, saleStatuses }, columns);
const served = ["due", "late", "days_known", "days_sum", "known_reviews", "known_review_sum"];

const delivered = (scope: SaleScope, of: KeptOf): Sql => sales(scope, of, ["days_known"]);

/** Delivered sales by whole days from order to door. */
export function deliveryDaysSql(filter: OrderFilter, saleStatuses: readonly string[]): Sql {
  return sql`select delivered_days as days, cast(count(*) as double precision) as orders
    from ${looked(delivered, filter, saleStatuses)} and days_known = 1
    group by delivered_days
    order by delivered_days`;
}

/** Service by month of order, ascending. */
export function serviceByMonthSql(filter: OrderFilter, saleStatuses: readonly string[]): Sql {
  return sql`select month, ${sums} from (${rowsOf(filter, saleStatuses, served)}) as known group by month order by month`;
}

/** Service by state, most deliveries first; unknown places are left out. */
export function serviceByStateSql(filter: OrderFilter, saleStatuses: readonly string[]): Sql {
  return sql`select state, ${sums} from (${rowsOf(filter, saleStatuses, served)}) as known
    where state is not null
    group by state
    order by delivered desc, state`;
}

/** Review scores by class of lateness: 0 early, 1 on the day, 2 one to two days late, 3 three to seven, 4 later, 5 not delivered. */
export function reviewByLatenessSql(filter: OrderFilter, saleStatuses: readonly string[]): Sql {
  return sql`select lateness, cast(sum(orders) as double precision) as orders,
      cast(sum(known_reviews) as double precision) as reviews,
      cast(sum(known_review_sum) as double precision) as review_sum,
      cast(sum(known_review_squared) as double precision) as review_squared,
      cast(sum(known_ones) as double precision) as ones
    from (${rowsOf(filter, saleStatuses, ["orders", "known_reviews", "known_review_sum", "known_review_squared", "known_ones"])}) as known
    group by lateness
    order by lateness`;
}

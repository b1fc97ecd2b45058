import type { OrderFilter } from "@/lib/types/explore";
import { sql, type Sql } from "@/lib/types/sql";
import { knownOrders } from "./explore-scope";

export type DeliveryRow = { days: number; orders: number };
/** Deliveries with a promised date, the late ones, and reviews of one month or state. */
export type ServiceSums = { delivered: number; late: number; days_known: number; days_sum: number | null; reviews: number; review_sum: number | null };
export type MonthServiceRow = ServiceSums & { month: number };
export type StateServiceRow = ServiceSums & { state: string };
export type LatenessRow = { lateness: number; orders: number; reviews: number; review_sum: number | null; review_squared: number | null; ones: number };

const sums = sql`cast(count(due_late_days) as double precision) as delivered,
      cast(sum(case when due_late_days > 0 then 1 else 0 end) as double precision) as late,
      cast(count(delivered_days) as double precision) as days_known,
      cast(sum(delivered_days) as double precision) as days_sum,
      cast(count(review_score) as double precision) as reviews,
      cast(sum(review_score) as double precision) as review_sum`;

/** Delivered sales by whole days from order to door. */
export function deliveryDaysSql(filter: OrderFilter, saleStatuses: readonly string[]): Sql {
  return sql`select delivered_days as days, cast(count(*) as double precision) as orders
    from (${knownOrders(filter, saleStatuses)}) as known
    where delivered_days is not null
    group by delivered_days
    order by delivered_days`;
}

/** Service by month of order, ascending. */
export function serviceByMonthSql(filter: OrderFilter, saleStatuses: readonly string[]): Sql {
  return sql`select month, ${sums} from (${knownOrders(filter, saleStatuses)}) as known group by month order by month`;
}

/** Service by state, most deliveries first; unknown places are left out. */
export function serviceByStateSql(filter: OrderFilter, saleStatuses: readonly string[]): Sql {
  return sql`select state, ${sums} from (${knownOrders(filter, saleStatuses)}) as known
    where state is not null
    group by state
    order by delivered desc, state`;
}

/** First day of each class of lateness after the first, which is early; the last class is open. */
export const latenessFrom = [0, 1, 3, 8] as const;
/** the class of orders not delivered, or without a promised date */
export const undelivered = 5;

/** Review scores by class of lateness: 0 early, 1 on the day, 2 one to two days late, 3 three to seven, 4 later, 5 not delivered. */
export function reviewByLatenessSql(filter: OrderFilter, saleStatuses: readonly string[]): Sql {
  return sql`select lateness, cast(count(*) as double precision) as orders,
      cast(count(review_score) as double precision) as reviews,
      cast(sum(review_score) as double precision) as review_sum,
      cast(sum(review_score * review_score) as double precision) as review_squared,
      cast(sum(case when review_score = 1 then 1 else 0 end) as double precision) as ones
    from (
      select review_score, case when late_days is null then ${undelivered} when late_days < ${latenessFrom[0]} then 0
        when late_days < ${latenessFrom[1]} then 1 when late_days < ${latenessFrom[2]} then 2 when late_days < ${latenessFrom[3]} then 3 else 4 end as lateness
      from (${knownOrders(filter, saleStatuses)}) as known
    ) as classed
    group by lateness
    order by lateness`;
}

import type { OrderFilter } from "@/lib/types/explore";
import { joinSql, sql, type Sql } from "@/lib/types/sql";
import { kindConditions, saleCondition } from "./kpi-sql";

/**
 * Which rows of `orders` a filter keeps.
 * @param saleStatuses null keeps orders of every status
 */
export function orderCondition(filter: OrderFilter, saleStatuses: readonly string[] | null): Sql {
  const { from, to } = filter.span;
  const sale = saleStatuses === null ? [] : [saleCondition(saleStatuses)];
  return joinSql([sql`day >= ${from}`, sql`day <= ${to}`, ...sale, ...kindConditions(filter)], " and ");
}

/**
 * Which rows of `payments` belong to the orders a filter keeps. Place and category are asked of the
 * orders only where they are filtered by, since that costs a join.
 */
export function paymentCondition(filter: OrderFilter, saleStatuses: readonly string[]): Sql {
  const onOrders = filter.states.length > 0 || filter.categories.length > 0;
  const own = orderCondition({ ...filter, states: [], categories: [] }, saleStatuses);
  if (!onOrders) return own;
  return sql`${own} and order_key in (select order_key from orders where ${orderCondition(filter, saleStatuses)})`;
}

/** Which rows of `items` a filter keeps: an item has a category of its own, its place is the order's. */
export function itemCondition(filter: OrderFilter, saleStatuses: readonly string[]): Sql {
  const own = orderCondition({ ...filter, states: [] }, saleStatuses);
  if (filter.states.length === 0) return own;
  return sql`${own} and order_key in (select order_key from orders where ${orderCondition({ ...filter, categories: [] }, saleStatuses)})`;
}

/**
 * Sales as far as they were known on the as-of day: later deliveries and reviews are null. A share of late
 * ones takes `due_late_days`, known once the promised day has come: before, only the fast are known.
 */
export function knownOrders(filter: OrderFilter, saleStatuses: readonly string[]): Sql {
  return sql`select customer_key, order_key, month, state, amount_cents - refund_cents as revenue_cents,
      case when delivered_day <= ${filter.asOf} then delivered_days end as delivered_days,
      case when delivered_day <= ${filter.asOf} then late_days end as late_days,
      case when delivered_day <= ${filter.asOf} and delivered_day - late_days <= ${filter.asOf} then late_days end as due_late_days,
      case when review_day <= ${filter.asOf} then review_score end as review_score
    from orders where ${orderCondition(filter, saleStatuses)}`;
}

export type ChoiceRow = { choice: string; orders: number };

/** States and categories with sales, most orders first. */
export function choicesSql(column: "state" | "category", asOf: number, saleStatuses: readonly string[]): Sql {
  const name = column === "state" ? sql`state` : sql`category`;
  return sql`select ${name} as choice, cast(count(*) as double precision) as orders
    from orders where ${saleCondition(saleStatuses)} and day <= ${asOf} and ${name} is not null
    group by ${name}
    order by orders desc, choice`;
}

/** How many sales and people a filter leaves; one row. */
export function exploreTotalsSql(filter: OrderFilter, saleStatuses: readonly string[]): Sql {
  return sql`select cast(count(*) as double precision) as orders, cast(count(distinct customer_key) as double precision) as customers
    from orders where ${orderCondition(filter, saleStatuses)}`;
}

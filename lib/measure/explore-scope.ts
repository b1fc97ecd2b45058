import type { OrderFilter } from "@/lib/types/explore";
import { sql, type Sql } from "@/lib/types/sql";
import { kindsIn, keptOf, repeatsIn, salesIn } from "./sale-cells";
import { sales } from "./sales";

/** Which rows a filter keeps of a relation with the columns `day`, `state` and `category`, and `segment` where it names some. */
export function orderCondition(filter: OrderFilter): Sql {
  const { from, to } = filter.span;
  return sql`day >= ${from} and day <= ${to} and ${kindsIn(filter)}`;
}

/** The sales a filter keeps, of `sales`. */
export function lookedSales(filter: OrderFilter, saleStatuses: readonly string[]): Sql {
  return sql`(${sales({ asOf: filter.asOf, saleStatuses }, keptOf(filter))}) as sale where ${orderCondition(filter)}`;
}

/**
 * Sales as far as they were known on the as-of day: later deliveries and reviews are null. A share of late
 * ones takes `due_late_days`, known once the promised day has come: before, only the fast are known.
 */
export function knownOrders(filter: OrderFilter, saleStatuses: readonly string[]): Sql {
  return sql`select customer_key, order_key, month, state, revenue_cents, customer_sales,
      case when delivered_day <= ${filter.asOf} then delivered_days end as delivered_days,
      case when delivered_day <= ${filter.asOf} then late_days end as late_days,
      case when delivered_day <= ${filter.asOf} and delivered_day - late_days <= ${filter.asOf} then late_days end as due_late_days,
      case when review_day <= ${filter.asOf} then review_score end as review_score
    from ${lookedSales(filter, saleStatuses)}`;
}

export type ChoiceRow = { choice: string; orders: number };

/** States and categories with sales, most orders first. */
export function choicesSql(column: "state" | "category", asOf: number, saleStatuses: readonly string[]): Sql {
  const name = column === "state" ? sql`state` : sql`category`;
  return sql`select ${name} as choice, cast(count(*) as double precision) as orders
    from (${sales({ asOf, saleStatuses })}) as sale where ${name} is not null
    group by ${name}
    order by orders desc, choice`;
}

/** How many sales and people a filter leaves; one row. */
export function exploreTotalsSql(filter: OrderFilter, saleStatuses: readonly string[]): Sql {
  const scope = { asOf: filter.asOf, saleStatuses };
  return sql`select cast(coalesce(sum(orders), 0) as double precision) as orders, cast(coalesce(sum(customers), 0) as double precision) as customers
    from (
      select sum(orders) as orders, sum(case when is_single = 1 then orders end) as customers from (${salesIn(filter.span, filter, scope, ["orders"])}) as either
      union all
      select null as orders, count(distinct customer_key) as customers from (${repeatsIn(filter.span, filter, scope)}) as again
    ) as either`;
}

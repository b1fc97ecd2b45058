import type { OrderFilter } from "@/lib/types/explore";
import { type KeptOf, rawSql, sql, type Sql } from "@/lib/types/sql";
import { kindsIn, keptOf, repeatsIn, salesIn } from "./sale-cells";
import { choicesByDay, type SaleScope } from "./sales";

/** Which rows a filter keeps of a relation with the columns `day`, `state` and `category`, and `segment` where it names some. */
export function orderCondition(filter: OrderFilter): Sql {
  const { from, to } = filter.span;
  return sql`day >= ${from} and day <= ${to} and ${kindsIn(filter)}`;
}

/** The rows a filter keeps of a relation of lib/measure/sales.ts, to stand after `from`; further conditions may follow. */
export function looked(relation: (scope: SaleScope, of: KeptOf) => Sql, filter: OrderFilter, saleStatuses: readonly string[]): Sql {
  return sql`(${relation({ asOf: filter.asOf, saleStatuses }, keptOf(filter))}) as looked where ${orderCondition(filter)}`;
}

export type ChoiceRow = { choice: string; orders: number };

/** States and categories with sales, most orders first. */
export function choicesSql(column: "state" | "category", asOf: number, saleStatuses: readonly string[]): Sql {
  const name = rawSql(column);
  return sql`select ${name} as choice, cast(sum(orders) as double precision) as orders
    from (${choicesByDay(column, saleStatuses)}) as sale where day <= ${asOf}
    group by ${name}
    order by 2 desc, choice`;
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

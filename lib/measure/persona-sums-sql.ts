import { sql, type Sql } from "@/lib/types/sql";
import type { KpiScope } from "./kpi-sql";
import { kindsIn, segmentCells } from "./sale-cells";
import { repeatBuys } from "./sales";

/** Customers and revenue of each segment among the counted orders, ascending by segment. */
export function personaSumsSql({ saleStatuses, today, filter }: KpiScope): Sql {
  const scope = { asOf: today, saleStatuses };
  const counted = sql`${kindsIn(filter)} and segment is not null group by segment`;
  return sql`select segment, cast(sum(customers) as double precision) as customers, cast(sum(revenue_cents) as double precision) as revenue_cents
    from (
      select segment, sum(orders * is_single) as customers, sum(revenue_cents) as revenue_cents from (${segmentCells(scope)}) as cell where ${counted}
      union all
      select segment, count(distinct customer_key) as customers, 0 as revenue_cents from (${repeatBuys(scope, "run")}) as again where ${counted}
    ) as either
    group by segment order by segment`;
}

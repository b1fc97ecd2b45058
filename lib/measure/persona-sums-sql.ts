import { sql, type Sql } from "@/lib/types/sql";
import { countedSales, type KpiScope } from "./kpi-sql";
import { peopleCount } from "./sales";

/** Customers and revenue of each segment among the counted orders, ascending by segment. */
export function personaSumsSql(scope: KpiScope): Sql {
  return sql`select m.segment as segment, ${peopleCount} as customers,
      cast(sum(revenue_cents) as double precision) as revenue_cents
    from ${countedSales(scope)}
    join (select customer_key as member, segment from memberships) as m on m.member = customer_key
    group by m.segment order by m.segment`;
}

import { sql, type Sql } from "@/lib/types/sql";
import { countedCondition, type KpiScope } from "./kpi-sql";

/** Customers and revenue of each segment among the counted orders, ascending by segment. */
export function personaSumsSql(scope: KpiScope): Sql {
  return sql`select m.segment as segment, count(distinct o.customer_key) as customers,
      cast(sum(o.amount_cents - o.refund_cents) as double precision) as revenue_cents
    from (select * from orders where ${countedCondition(scope)}) as o
    join memberships as m on m.customer_key = o.customer_key
    group by m.segment order by m.segment`;
}

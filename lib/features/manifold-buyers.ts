import { keepable, sql, type Sql } from "@/lib/types/sql";
import { scopeCondition } from "./feature-sql";
import type { FeatureScope } from "@/lib/types/features";

/**
 * Customers whose sales one row cannot tell: several sales, lines of several categories or none, or
 * several payments. Select of `customer_key`, each once. A tenth of the buyers of a shop where most buy once; of
 * everybody else the only sale has lines of one category (or without one) and one payment at most.
 */
export function manifoldBuyers(scope: FeatureScope): Sql {
  const isSale = scopeCondition(scope);
  return keepable(sql`select customer_key from orders where ${isSale} and customer_key not in (select customer_key from items where ${isSale})
    union select customer_key from orders where ${isSale} group by customer_key having count(*) > 1
    union select customer_key from items where ${isSale} group by customer_key having ${isMixed}
    union select customer_key from payments where ${isSale} group by customer_key having count(*) > 1`);
}

const isMixed = sql`(min(category) <> max(category) or (count(category) > 0 and count(category) < count(*)))`;

/**
 * The lines and the payments of every buyer, as far as one row tells them: two selects of `customer_key`,
 * `is_one` and what the columns are called there.
 */
export function buyersParts(scope: FeatureScope): { lines: Sql; payments: Sql } {
  const isSale = scopeCondition(scope);
  return {
    lines: sql`select customer_key, case when ${isMixed} then 0 else 1 end as is_one, min(category) as category from items where ${isSale} group by customer_key`,
    payments: sql`select customer_key, case when count(*) = 1 then 1 else 0 end as is_one, min(type) as type, min(installments) as installments from payments where ${isSale} group by customer_key`,
  };
}

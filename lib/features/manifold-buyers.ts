import type { FeatureScope } from "@/lib/types/features";
import { keepable, oneOf, rawSql, sql, type Sql } from "@/lib/types/sql";
import { scopeCondition } from "./feature-sql";

type SaleRule = Pick<FeatureScope, "saleStatuses">;

const statusOfSale = ({ saleStatuses }: SaleRule): Sql => oneOf("status", saleStatuses);

/**
 * Customers whose sales one row cannot tell: several sales, lines of several categories or none, or
 * several payments. Select of `customer_key`, each once. A tenth of the buyers of a shop where most buy once; of
 * everybody else the only sale has lines of one category (or without one) and one payment at most. Once manifold, always.
 */
export function manifoldBuyers(rule: SaleRule): Sql {
  const isSale = statusOfSale(rule);
  return keepable(sql`select customer_key from orders where ${isSale} and customer_key not in (select customer_key from items where ${isSale})
    union select customer_key from orders where ${isSale} group by customer_key having count(*) > 1
    union select customer_key from items where ${isSale} group by customer_key having ${isMixed}
    union select customer_key from payments where ${isSale} group by customer_key having count(*) > 1`, "facts");
}

/** Whoever has more on record than one sale that one row can tell; select of `customer_key`, each once. Once among them, always. */
export function otherBuyers(rule: SaleRule): Sql {
  return keepable(sql`select customer_key from (${manifoldBuyers(rule)}) as manifold union select customer_key from orders where not ${statusOfSale(rule)}`, "facts");
}

const recordColumns = {
  orders: [
    "customer_key, order_key, sold_at, day, weekday, hour, amount_cents, price_cents, freight_cents, items, refund_cents, status, state, city, category",
    "payment_type, installments, review_score, review_day, delivered_day, delivered_days, late_days",
  ].join(", "),
  items: "customer_key, day, status, category",
  payments: "customer_key, day, status, type, installments",
};

/** All orders, lines or payments on record of `otherBuyers`, whatever their status: made once for all days, since a past day differs in a few rows of them. */
export function recordsOfOthers(table: keyof typeof recordColumns, rule: SaleRule): Sql {
  return keepable(sql`select ${rawSql(recordColumns[table])} from ${rawSql(table)} where customer_key in (${otherBuyers(rule)})`, "facts");
}

const manifoldColumns = {
  orders: rawSql("customer_key, order_key, day, status, weekday, hour, state, city, category, amount_cents, delivered_day, delivered_days, late_days, review_day, review_score"),
  items: rawSql("customer_key, order_key, day, category"),
  payments: rawSql("customer_key, order_key, day, type, installments"),
};

/**
 * The sales, lines or payments of the people who are not simple, of those of any day: on the day of the scope some of them still were.
 * Of the sales also `months_after` (the person's first); what was learned of a delivery after the day is null.
 *
 * @returns a `select` of rows up to the day of the scope
 */
export function manifoldRows(table: keyof typeof manifoldColumns, scope: Pick<FeatureScope, "asOf" | "saleStatuses">): Sql {
  const after = table === "orders" ? sql`, month - min(month) over (partition by customer_key) as months_after` : sql``;
  const facts = keepable(sql`select ${manifoldColumns[table]}${after} from ${rawSql(table)} where ${statusOfSale(scope)} and customer_key in (${manifoldBuyers(scope)})`, "facts");
  if (table !== "orders") return sql`select * from (${facts}) as fact where day <= ${scope.asOf}`;
  const known = (column: Sql): Sql => sql`case when delivered_day <= ${scope.asOf} then ${column} end as ${column}`;
  return sql`select customer_key, order_key, day, status, weekday, hour, state, city, category, amount_cents, months_after, ${known(sql`delivered_days`)}, ${known(sql`late_days`)}
    from (${facts}) as fact where day <= ${scope.asOf}`;
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

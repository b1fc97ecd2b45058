import { otherBuyers, recordsOfOthers } from "@/lib/features/manifold-buyers";
import { unknownCategory } from "@/lib/types/customer-filter";
import type { FeatureScope } from "@/lib/types/features";
import { joinSql, keepable, oneOf, rawSql, sql, type Sql } from "@/lib/types/sql";

type ChoiceScope = Pick<FeatureScope, "asOf" | "saleStatuses">;

/** A choice of a filter, and how many customers of `customer_profile` it would keep. */
export type ChoiceRow = { choice: string; customers: number };

/** The cities most customers live in. */
export function customerCitiesSql(limit: number): Sql {
  return sql`select city as choice, count(*) as customers from customer_profile
    where city is not null group by city order by count(*) desc, city limit ${limit}`;
}

/** Those of the named cities that customers live in; a city of nobody has no row. */
export function namedCitiesSql(cities: readonly string[]): Sql {
  return sql`select city as choice, count(*) as customers from customer_profile where ${oneOf("city", cities)} group by city order by city`;
}

/**
 * Of whoever has one order on record the orders tell all: `customers` by day and a column of theirs, few rows that tell of
 * every day. Only of the others, a tenth in most shops, the lines and payments are counted.
 */
function onlyOrders(column: "category" | "payment_type" | "status", { saleStatuses }: ChoiceScope): Sql {
  const name = rawSql(column);
  return keepable(sql`select day, ${name}, cast(count(*) as integer) as customers from orders
    where ${oneOf("status", saleStatuses)} and customer_key not in (${otherBuyers({ saleStatuses })}) group by day, ${name} order by day`, "facts");
}

/** Counts of customers of whom no two count the same one for a choice, most customers first. */
const together = (counts: readonly Sql[]): Sql =>
  sql`select choice, cast(sum(customers) as integer) as customers from (${joinSql(counts, " union all ")}) as counted where choice is not null group by choice order by 2 desc, 1`;

const isSale = ({ asOf, saleStatuses }: ChoiceScope): Sql => sql`day <= ${asOf} and ${oneOf("status", saleStatuses)}`;

/** The categories bought, most customers first; items without one are "unknown". */
export function boughtCategoriesSql(scope: ChoiceScope): Sql {
  const choice = sql`coalesce(category, ${unknownCategory}) as choice`;
  return together([
    sql`select ${choice}, customers from (${onlyOrders("category", scope)}) as one where day <= ${scope.asOf}`,
    sql`select ${choice}, count(distinct customer_key) as customers from (${recordsOfOthers("items", scope)}) as line where ${isSale(scope)} group by 1`,
  ]);
}

/** The payment types used for a sale, most customers first. */
export function paidTypesSql(scope: ChoiceScope): Sql {
  return together([
    sql`select payment_type as choice, customers from (${onlyOrders("payment_type", scope)}) as one where day <= ${scope.asOf}`,
    sql`select type as choice, count(distinct customer_key) as customers from (${recordsOfOthers("payments", scope)}) as payment where ${isSale(scope)} group by 1`,
  ]);
}

/** The statuses of the orders of everybody with a sale, most customers first. */
export function metStatusesSql(scope: ChoiceScope): Sql {
  const records = recordsOfOthers("orders", scope);
  return together([
    sql`select status as choice, customers from (${onlyOrders("status", scope)}) as one where day <= ${scope.asOf}`,
    sql`select status as choice, count(distinct customer_key) as customers from (${records}) as met
      where day <= ${scope.asOf} and customer_key in (select customer_key from (${records}) as sale where ${isSale(scope)}) group by 1`,
  ]);
}

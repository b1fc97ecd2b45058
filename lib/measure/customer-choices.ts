import { manifoldRows } from "@/lib/features/manifold-buyers";
import { unknownCategory } from "@/lib/types/customer-filter";
import type { FeatureScope } from "@/lib/types/features";
import { joinSql, keepable, oneOf, sql, type Sql } from "@/lib/types/sql";

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

/** One row of the profile tells the sale of a simple customer; only of the others, a tenth in most shops, the lines and payments are counted. */
const isManifold = sql`customer_key in (select customer_key from customer_profile where is_simple = 0)`;

const ofSimple = (choice: Sql): Sql => sql`select ${choice} as choice, count(*) as customers from customer_profile where is_simple = 1 group by 1`;

/** Counts of customers of whom no two count the same one for a choice, most customers first. */
const together = (counts: readonly Sql[]): Sql =>
  sql`select choice, cast(sum(customers) as integer) as customers from (${joinSql(counts, " union all ")}) as counted where choice is not null group by choice order by 2 desc, 1`;

/** The categories bought, most customers first; items without one are "unknown". */
export function boughtCategoriesSql(scope: ChoiceScope): Sql {
  return together([
    ofSimple(sql`coalesce(only_line_category, ${unknownCategory})`),
    sql`select coalesce(category, ${unknownCategory}) as choice, count(distinct customer_key) as customers from (${manifoldRows("items", scope)}) as line where ${isManifold} group by 1`,
  ]);
}

/** The payment types used for a sale, most customers first. */
export function paidTypesSql(scope: ChoiceScope): Sql {
  return together([
    ofSimple(sql`only_payment_type`),
    sql`select type as choice, count(distinct customer_key) as customers from (${manifoldRows("payments", scope)}) as payment where ${isManifold} group by 1`,
  ]);
}

/** The statuses of the orders of everybody with a sale, most customers first. A simple customer has one sale, and may have orders that are none. */
export function metStatusesSql(scope: ChoiceScope): Sql {
  const others = keepable(sql`select customer_key, day, status from orders where not ${oneOf("status", scope.saleStatuses)}`, "facts");
  return together([
    ofSimple(sql`only_status`),
    sql`select status as choice, count(distinct customer_key) as customers from (${manifoldRows("orders", scope)}) as sale where ${isManifold} group by 1`,
    sql`select status as choice, count(distinct customer_key) as customers from (${others}) as other
      where day <= ${scope.asOf} and customer_key in (select customer_key from customer_profile) group by 1`,
  ]);
}

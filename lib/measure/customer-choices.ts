import { scopeCondition } from "@/lib/features/feature-sql";
import { unknownCategory } from "@/lib/types/customer-filter";
import type { FeatureScope } from "@/lib/types/features";
import { oneOf, sql, type Sql } from "@/lib/types/sql";

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

/** The categories bought, most customers first; items without one are "unknown". */
export function boughtCategoriesSql(scope: FeatureScope): Sql {
  return sql`select coalesce(category, ${unknownCategory}) as choice, count(distinct customer_key) as customers
    from items where ${scopeCondition(scope)} group by 1 order by 2 desc, 1`;
}

/** The payment types used for a sale, most customers first. */
export function paidTypesSql(scope: FeatureScope): Sql {
  return sql`select type as choice, count(distinct customer_key) as customers
    from payments where ${scopeCondition(scope)} group by type order by 2 desc, 1`;
}

/** The statuses of the orders of everybody with a sale, most customers first. */
export function metStatusesSql(scope: FeatureScope): Sql {
  return sql`select status as choice, count(distinct customer_key) as customers
    from orders where day <= ${scope.asOf} and customer_key in (select customer_key from customer_profile)
    group by status order by 2 desc, 1`;
}

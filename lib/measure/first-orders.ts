import type { OrderFilter } from "@/lib/types/explore";
import { sql, type Sql } from "@/lib/types/sql";
import { repeatSales, repeatsIn, singlesIn } from "./sale-cells";

/**
 * The first sale of each person whose first sale the filter keeps: of the people with a single one in rows of
 * one or more sales, as `singlesIn` has them.
 *
 * The period, place and category are the first order's, so every later order counts wherever it went.
 */
export function onlySales(filter: OrderFilter, saleStatuses: readonly string[]): Sql {
  return singlesIn(filter.span, filter, { asOf: filter.asOf, saleStatuses }, ["orders", "revenue_cents"]);
}

/** The same of the people with two sales or more, a row each, as `repeatSales` has it. */
export function firstSales(filter: OrderFilter, saleStatuses: readonly string[]): Sql {
  return sql`${repeatsIn(filter.span, filter, { asOf: filter.asOf, saleStatuses })} and place = 1`;
}

/** The second and later sales of everybody up to the as-of day: few in most shops. */
export function laterSales({ asOf }: OrderFilter, saleStatuses: readonly string[]): Sql {
  return sql`select * from (${repeatSales({ asOf, saleStatuses }, "data")}) as sale where place > 1`;
}

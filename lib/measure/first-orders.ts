import type { OrderFilter } from "@/lib/types/explore";
import { sql, type Sql } from "@/lib/types/sql";
import { orderCondition } from "./explore-scope";
import { sales } from "./sales";

/**
 * The first sale of each person whose first sale the filter keeps, as `sales` has it.
 *
 * The period, place and category are the first order's, so every later order counts wherever it went.
 */
export function firstSales(filter: OrderFilter, saleStatuses: readonly string[]): Sql {
  return sql`select * from (${sales(filter.asOf, saleStatuses)}) as sale where place = 1 and ${orderCondition(filter)}`;
}

/** The second and later sales of everybody up to the as-of day: few in most shops. */
export function laterSales({ asOf }: OrderFilter, saleStatuses: readonly string[]): Sql {
  return sql`select * from (${sales(asOf, saleStatuses)}) as sale where place > 1`;
}

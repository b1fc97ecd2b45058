import type { Range } from "@/lib/types/customer-filter";
import { joinSql, rawSql, sql, type Sql } from "@/lib/types/sql";

/** `column >= min`, `column <= max`, as far as there are bounds. @param column name from our own code */
export function within(column: string, { min, max }: Range): Sql[] {
  const bounds: Sql[] = [];
  if (min !== null) bounds.push(sql`${rawSql(column)} >= ${min}`);
  if (max !== null) bounds.push(sql`${rawSql(column)} <= ${max}`);
  return bounds;
}

/** `column in (…)`; nothing for an empty list. @param column name from our own code */
export function among(column: string, values: readonly (string | number)[]): Sql[] {
  return values.length === 0 ? [] : [sql`${rawSql(column)} in (${listOf(values)})`];
}

/** Values with commas between. */
function listOf(values: readonly (string | number)[]): Sql {
  return joinSql(values.map((value) => sql`${value}`), ", ");
}

/** Whether a range asks anything. */
export const isBounded = ({ min, max }: Range): boolean => min !== null || max !== null;

import type { Range } from "@/lib/types/customer-filter";
import { rawSql, sql, type Sql } from "@/lib/types/sql";

/** `column >= min`, `column <= max`, as far as there are bounds. @param column name from our own code */
export function within(column: string, { min, max }: Range): Sql[] {
  const bounds: Sql[] = [];
  if (min !== null) bounds.push(sql`${rawSql(column)} >= ${min}`);
  if (max !== null) bounds.push(sql`${rawSql(column)} <= ${max}`);
  return bounds;
}

/** Whether a range asks anything. */
export const isBounded = ({ min, max }: Range): boolean => min !== null || max !== null;

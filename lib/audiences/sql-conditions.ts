import { type OrderClause, type Range, unknownCategory } from "@/lib/types/customer-filter";
import type { Day } from "@/lib/types/day";
import { among, amongFew, joinSql, rawSql, sql, type Sql } from "@/lib/types/sql";

/** `column >= min`, `column <= max`, as far as there are bounds. @param column name from our own code */
export function within(column: string, { min, max }: Range): Sql[] {
  const bounds: Sql[] = [];
  if (min !== null) bounds.push(sql`${rawSql(column)} >= ${min}`);
  if (max !== null) bounds.push(sql`${rawSql(column)} <= ${max}`);
  return bounds;
}

/** Whether a range asks anything. */
export const isBounded = ({ min, max }: Range): boolean => min !== null || max !== null;

/** What was known when: the day looked at and the statuses that count as a sale. */
export type FilterScope = { asOf: Day; saleStatuses: readonly string[] };

/**
 * Conditions on a column of words, each on many rows. One word is compared as it stands, for which an engine
 * skips what has others. @param column name from our own code
 */
export const amongWords = (column: string, words: readonly string[]): Sql[] => (words.length === 1 ? among(column, words) : amongFew(column, words));

/** Calendar days as their distance from the day looked at, where the later day is the shorter one. */
export function daysAgo({ min, max }: Range, asOf: Day): Range {
  return { min: max === null ? null : asOf - max, max: min === null ? null : asOf - min };
}

/** The condition on the category of a line; a line without one is of the unknown category. @param column name from our own code */
export function ofLine({ categories }: OrderClause, column: string): Sql[] {
  const named = categories.filter((category) => category !== unknownCategory);
  const either = [...amongWords(column, named), ...(named.length < categories.length ? [sql`${rawSql(column)} is null`] : [])];
  return either.length === 0 ? [] : [sql`(${joinSql(either, " or ")})`];
}

/** The conditions on a payment. @param type, count names from our own code */
export const ofPayment = ({ paymentTypes, installments }: OrderClause, type = "type", count = "installments"): Sql[] => [...amongWords(type, paymentTypes), ...within(count, installments)];

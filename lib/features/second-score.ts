import type { RfmAxis } from "@/lib/types/rfm";
import { rawSql, sql, type Sql } from "@/lib/types/sql";

type Columns = { frequency: string; monetary: string; orders: string };

/**
 * The second score of a cell as shared SQL: frequency alone, or the half-up mean of frequency and
 * money, at most 2 for a customer with one order (as `secondScores` of lib/cluster).
 *
 * @param columns names of the columns that hold the two scores and the number of orders
 */
export function secondScore(axis: RfmAxis, columns: Columns): Sql {
  const [frequency, monetary, orders] = [rawSql(columns.frequency), rawSql(columns.monetary), rawSql(columns.orders)];
  if (axis === "frequency") return frequency;
  // whole numbers divide differently on the engines, so the odd half is taken off first
  const sum = sql`(${frequency} + ${monetary} + 1)`;
  const mean = sql`(${sum} - ${sum} % 2) / 2`;
  return sql`case when ${orders} <= 1 and ${mean} > 2 then 2 else ${mean} end`;
}

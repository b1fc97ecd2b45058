import { joinSql, oneOf, rawSql, sql, type Sql } from "@/lib/types/sql";
import { membershipColumns, membershipNames, profileColumns } from "./customers";
import type { PastProfile } from "./kept-profile";

/** Days counted from the day looked at. */
const agingColumns: readonly string[] = ["recency_days", "age_days"];

/** Whether a query over `customer_profile` asks for all its columns, whatever they are called. */
const asksAll = /\*\s+from\s+customer_profile\b|\.\*/;

/** Those of some columns that a query names: to understand forty that nobody asks for takes an engine longer than to read fifty rows. */
const asked = <Name extends string>(names: readonly Name[], { text }: Sql): readonly Name[] =>
  asksAll.test(text) ? names : names.filter((name) => new RegExp(`\\b${name}\\b`).test(text));

type Asked = { changed: Sql; members: boolean; query: Sql; only?: readonly number[] | null };

/**
 * The relation `customer_profile` of a past day, put together: rows of the newest data of those of whom nothing
 * became known since, and the others. Memberships are joined where the query asks for them.
 *
 * @param changed a `select` of `changedSince`, or of a kept copy
 * @param members whether the tables looked at have `memberships`; else they are null
 * @param query what will be asked of the relation
 * @param only the keys of the customers it will be asked of, if they are known: no others are read
 */
export function pastProfileSql(past: PastProfile, { changed, members, query, only = null }: Asked): Sql {
  const columns = [...new Set(["customer_key" as const, ...asked(profileColumns, query)])];
  const aged = columns.map((name) => (agingColumns.includes(name) ? sql`${rawSql(name)} - ${past.lastDay - past.asOf} as ${rawSql(name)}` : rawSql(name)));
  const own = rawSql(columns.join(", "));
  const named = (relation: Sql): Sql => (only === null ? sql`(${relation})` : sql`(select * from (${relation}) as all_of_them where ${oneOf("customer_key", only)})`);
  // an index is asked where the keys are the only condition, so the day has to wait until they are found
  const found = only === null ? sql`` : sql`with found as materialized ${named(past.newest)} `;
  const rows = sql`${found}select ${joinSql(aged, ", ")} from ${only === null ? named(past.newest) : sql`found`} as newest where last_known_day <= ${past.asOf}
    union all select ${own} from ${named(changed)} as changed`;
  if (asked(membershipNames, query).length === 0) return rows;
  return sql`select p.*, ${membershipColumns(members)} from (${rows}) as p${members ? sql` left join ${named(sql`select * from memberships`)} as m on m.customer_key = p.customer_key` : sql``}`;
}

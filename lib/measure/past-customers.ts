import { joinSql, rawSql, sql, type Sql } from "@/lib/types/sql";
import { membershipColumns, membershipNames, profileColumns } from "./customers";
import type { PastProfile } from "./kept-profile";

/** Days counted from the day looked at. */
const agingColumns: readonly string[] = ["recency_days", "age_days"];

/** Whether a query over `customer_profile` names a membership, or all columns. */
const asksMembers = new RegExp(`\\b(?:${membershipNames.join("|")})\\b|\\*\\s+from\\s+customer_profile\\b`);

/**
 * The relation `customer_profile` of a past day, put together: rows of the newest data of those of whom nothing
 * became known since, and the others. Memberships are joined where the query asks for them.
 *
 * @param changed a `select` of `changedSince`, or of a kept copy
 * @param members whether the tables looked at have `memberships`; else they are null
 * @param query what will be asked of the relation
 */
export function pastProfileSql(past: PastProfile, { changed, members, query }: { changed: Sql; members: boolean; query: Sql }): Sql {
  const aged = profileColumns.map((name) => (agingColumns.includes(name) ? sql`${rawSql(name)} - ${past.lastDay - past.asOf} as ${rawSql(name)}` : rawSql(name)));
  const own = rawSql(profileColumns.join(", "));
  const rows = sql`select ${joinSql(aged, ", ")} from (${past.newest}) as newest where last_known_day <= ${past.asOf}
    union all select ${own} from (${changed}) as changed`;
  if (!asksMembers.test(query.text)) return rows;
  return sql`select p.*, ${membershipColumns(members)} from (${rows}) as p${members ? sql` left join memberships as m on m.customer_key = p.customer_key` : sql``}`;
}

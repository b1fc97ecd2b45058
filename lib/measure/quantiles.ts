import { joinSql, rawSql, sql, type Sql } from "@/lib/types/sql";

/** The shares of cases below which a quantile is read, as columns `p1` ... `p99`. */
export const quantilePercents = [1, 5, 10, 25, 50, 75, 90, 95, 99] as const;
type Quantiles = Record<`p${(typeof quantilePercents)[number]}`, number | null>;

export type QuantileRow = { cases: number | null; total: number | null; highest: number | null } & Quantiles;
export type KindQuantileRow = QuantileRow & { kind: string; cases: number };

const quantileColumns = joinSql(
  quantilePercents.map((percent) => sql`min(case when upto * 100 >= ${percent} * cases then value end) as ${rawSql(`p${percent}`)}`),
  ", ",
);
/** Whether a quantile lies in a bin: the cases up to it reach a share that those before do not. */
const holdsQuantile = joinSql(
  quantilePercents.map((percent) => sql`(upto * 100 >= ${percent} * cases and (upto - occurrences) * 100 < ${percent} * cases)`),
  " or ",
);
/** Width of the bins that are counted first; any gives the same answer. */
const width = 500;

/**
 * Quantiles of a whole-number column by kind, beside cases, sum and maximum; most cases first.
 * Variant: inverse of the empirical distribution (type 1 of Hyndman & Fan 1996), so each is a value
 * that occurs. Values are counted once, those counts added up by bins, and only the values of the bins that hold
 * a quantile are put in order: a column of money has so many values that ordering them all costs more than counting.
 *
 * @param source relation with the columns `kind` and `value`, without nulls; quickest where like values lie together
 */
export function quantilesByKind(source: Sql): Sql {
  return sql`with counted as (
      select kind, value, value - value % ${width} as bin, occurrences from (select kind, value, count(*) as occurrences from (${source}) as one group by kind, value) as valued
    ),
    bins as (
      select kind, bin, occurrences, total, highest, sum(occurrences) over (partition by kind order by bin) as upto, sum(occurrences) over (partition by kind) as cases
      from (select kind, bin, sum(occurrences) as occurrences, sum(value * occurrences) as total, max(value) as highest from counted group by kind, bin) as binned
    ),
    wanted as (select kind as of_kind, bin as of_bin, upto - occurrences as before, cases from bins where ${holdsQuantile}),
    accumulated as (
      select kind, value, cases, before + sum(occurrences) over (partition by kind, bin order by value) as upto
      from counted join wanted on of_kind = kind and of_bin = bin
    )
    select s.kind as kind, s.cases as cases, s.total as total, s.highest as highest, ${joinSql(quantilePercents.map((percent) => sql`q.${rawSql(`p${percent}`)} as ${rawSql(`p${percent}`)}`), ", ")}
    from (
      select kind, cast(sum(occurrences) as double precision) as cases, cast(sum(total) as double precision) as total, max(highest) as highest from bins group by kind
    ) as s
    join (select kind, ${quantileColumns} from accumulated group by kind) as q on q.kind = s.kind
    order by s.cases desc, s.kind`;
}

/** The same of all cases together, in one row; all null for no case. @param source relation with the column `value`, without nulls */
export function quantilesOf(source: Sql): Sql {
  const columns = ["cases", "total", "highest", ...quantilePercents.map((percent) => `p${percent}`)].map((name) => sql`max(${rawSql(name)}) as ${rawSql(name)}`);
  return sql`select ${joinSql(columns, ", ")} from (${quantilesByKind(sql`select 1 as kind, value from (${source}) as one_kind`)}) as quantiles`;
}

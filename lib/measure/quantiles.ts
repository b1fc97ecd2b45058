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
const sums = sql`cast(max(cases) as double precision) as cases, cast(sum(value * occurrences) as double precision) as total, max(value) as highest`;

/**
 * Quantiles of a whole-number column in one row, beside cases, sum and maximum.
 * Variant: inverse of the empirical distribution (type 1 of Hyndman & Fan 1996), so each is a value
 * that occurs; counts per distinct value are accumulated, which sorts values instead of rows.
 *
 * @param source relation with the column `value`, without nulls
 */
export function quantilesOf(source: Sql): Sql {
  return sql`select ${sums}, ${quantileColumns}
    from (
      select value, occurrences, sum(occurrences) over (order by value) as upto, sum(occurrences) over () as cases
      from (select value, count(*) as occurrences from (${source}) as one group by value) as counted
    ) as accumulated`;
}

/** The same for each kind, most cases first. @param source relation with the columns `kind` and `value` */
export function quantilesByKind(source: Sql): Sql {
  return sql`select kind, ${sums}, ${quantileColumns}
    from (
      select kind, value, occurrences, sum(occurrences) over (partition by kind order by value) as upto,
        sum(occurrences) over (partition by kind) as cases
      from (select kind, value, count(*) as occurrences from (${source}) as one group by kind, value) as counted
    ) as accumulated
    group by kind
    order by cases desc, kind`;
}

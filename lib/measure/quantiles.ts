import { eitherWay } from "@/lib/types/either-way";
import { joinSql, rawSql, sql, type Sql } from "@/lib/types/sql";

/** The shares of cases below which a quantile is read, as columns `p1` ... `p99`. */
export const quantilePercents = [1, 5, 10, 25, 50, 75, 90, 95, 99] as const;
type Quantiles = Record<`p${(typeof quantilePercents)[number]}`, number | null>;

export type QuantileRow = { cases: number | null; total: number | null; highest: number | null } & Quantiles;
export type KindQuantileRow = QuantileRow & { kind: string; cases: number };

const quantileNames = quantilePercents.map((percent) => `p${percent}`);
const quantileColumns = joinSql(
  quantilePercents.map((percent) => sql`min(case when upto * 100 >= ${percent} * cases then value end) as ${rawSql(`p${percent}`)}`),
  ", ",
);
const namesOf = (relation: string, names: readonly string[]): Sql => joinSql(names.map((name) => sql`${rawSql(`${relation}.${name}`)} as ${rawSql(name)}`), ", ");
/** The columns of `quantilesByKind` but the kind, of a relation of that name. */
export const quantileColumnsOf = (relation: string): Sql => namesOf(relation, ["cases", "total", "highest", ...quantileNames]);

/** Whether a quantile lies in a bin: the cases up to it reach a share that those before do not. */
const holdsQuantile = joinSql(
  quantilePercents.map((percent) => sql`(upto * 100 >= ${percent} * cases and (upto - occurrences) * 100 < ${percent} * cases)`),
  " or ",
);
/** Width of the bins that are counted first; any gives the same answer. */
const width = 500;

/** What stands around the relation of values by kind in the steps to `quantiles`. */
const toQuantiles = {
  before: sql`counted as (
      select kind, value, value - value % ${width} as bin, occurrences from (select kind, value, count(*) as occurrences from (`,
  after: sql`) as one group by kind, value) as valued
    ),
    bins as (
      select kind, bin, occurrences, total, highest, sum(occurrences) over (partition by kind order by bin) as upto, sum(occurrences) over (partition by kind) as cases
      from (select kind, bin, sum(occurrences) as occurrences, sum(value * occurrences) as total, max(value) as highest from counted group by kind, bin) as binned
    ),
    wanted as (select kind as of_kind, bin as of_bin, upto - occurrences as before, cases from bins where ${holdsQuantile}),
    accumulated as (
      select kind, value, cases, before + sum(occurrences) over (partition by kind, bin order by value) as upto
      from counted join wanted on of_kind = kind and of_bin = bin
    ),
    quantiles as (
      select s.kind as kind, s.cases as cases, s.total as total, s.highest as highest, ${namesOf("q", quantileNames)}
      from (
        select kind, cast(sum(occurrences) as double precision) as cases, cast(sum(total) as double precision) as total, max(highest) as highest from bins group by kind
      ) as s
      join (select kind, ${quantileColumns} from accumulated group by kind) as q on q.kind = s.kind
    )`,
};

/** The steps from values by kind to `quantiles`: named relations for a `with`, `counted` the values with how often each occurs. */
const quantileSteps = (source: Sql): Sql => sql`${toQuantiles.before}${source}${toQuantiles.after}`;

/** The same relation `quantiles` from DuckDB, whose discrete quantile is the same variant; its percents are decimal numbers, so exact. */
const ownQuantiles = {
  before: `quantiles as (
      select kind, cases, total, highest, ${quantileNames.map((name, i) => `quantile[${i + 1}] as ${name}`).join(", ")}
      from (
        select kind, cast(count(value) as double precision) as cases, cast(sum(value) as double precision) as total, max(value) as highest,
          quantile_disc(value, [${quantilePercents.map((percent) => (percent / 100).toFixed(2)).join(", ")}]) as quantile
        from (`,
  after: ") as one group by kind) as told)",
};

/**
 * Quantiles of a whole-number column by kind, beside cases, sum and maximum; most cases first.
 * Variant: inverse of the empirical distribution (type 1 of Hyndman & Fan 1996), so each is a value
 * that occurs. Values are counted once, those counts added up by bins, and only the values of the bins that hold
 * a quantile are put in order: a column of money has so many values that ordering them all costs more than counting.
 * DuckDB takes half as long by a function of its own.
 *
 * @param source relation with the columns `kind` and `value`, without nulls; quickest where like values lie together
 */
export function quantilesByKind(source: Sql): Sql {
  return sql`with ${eitherWay(source, { plain: toQuantiles, own: ownQuantiles })} select * from quantiles order by cases desc, kind`;
}

/** Up to which value of the 95 % quantile bins are how wide: 1, 5, 50, 500 ... */
const fineWidths = Array.from({ length: 12 }, (_, i) => ({ below: 20 * 10 ** (i + 1), width: i === 0 ? 1 : 5 * 10 ** (i - 1) }));
/** Bins of the open end begin so many widths above that quantile. */
const openAfter = 20;

/** Row of `spreadOf`: the quantiles of all cases, and one bin. */
export type SpreadRow = QuantileRow & { low: number; orders: number; amount: number };

/**
 * The quantiles of all cases beside their counts and sums in fine bins, ascending: 40 to 400 bins reach the 95 %
 * quantile q, each 1, 5, 50, 500 ... wide, whatever divides a round width of about q / 20; the last is open.
 *
 * @param source relation with the column `value`, whole and not negative, without nulls
 */
export function spreadOf(source: Sql): Sql {
  const fine = joinSql(fineWidths.map((one) => sql`when p95 < ${one.below} then ${one.width}`), " ");
  return sql`with ${quantileSteps(sql`select 1 as kind, value from (${source}) as all_values`)},
    scale as (select p95, case ${fine} else ${5 * 10 ** 11} end as fine from quantiles)
    select q.*, b.low as low, b.orders as orders, b.amount as amount
    from quantiles as q
    cross join (
      select low, cast(sum(occurrences) as double precision) as orders, cast(sum(value * occurrences) as double precision) as amount
      from (
        select value, occurrences, case when value >= p95 + ${openAfter} * fine then p95 - p95 % fine + ${openAfter} * fine else value - value % fine end as low
        from counted cross join scale
      ) as placed group by low
    ) as b
    order by b.low`;
}

import { featureColumn, featuresSql } from "@/lib/features/feature-sql";
import type { FeatureName, FeatureScope } from "@/lib/types/features";
import type { Segment } from "@/lib/types/segmentation";
import { joinSql, oneOf, rawSql, sql, type Sql } from "@/lib/types/sql";
import { homes, orderFacts } from "./sales";

/** Features of the profile figure, in its order. */
export const profiledFeatures = [
  "recencyDays",
  "orderCount",
  "revenueCents",
  "averageOrderCents",
  "averageItemPriceCents",
  "averageFreightCents",
  "meanReviewScore",
  "itemsPerOrder",
  "lateShare",
] as const satisfies readonly FeatureName[];

/** Columns per feature: `n`, `mean`, `square` (mean of squares), and for each segment `under_INDEX` and `level_INDEX` (customers below and at its members' median). */
export type ProfileRow = Record<string, number | null>;

type Profiled = Pick<Segment, "index" | "medians">;

function sumsOf(feature: FeatureName): Sql {
  const column = featureColumn(feature);
  const value = rawSql(column);
  return sql`cast(count(${value}) as double precision) as ${rawSql(`${column}_n`)}, avg(${value}) as ${rawSql(`${column}_mean`)}, avg(${value} * ${value}) as ${rawSql(`${column}_square`)}`;
}

/** Customers below and at each segment's median, out of rows with a `value` that stand for so many customers each. */
function ranksOf(feature: FeatureName, segments: readonly Profiled[], value: Sql, customers: Sql): Sql[] {
  const count = (condition: Sql, name: string): Sql =>
    sql`cast(coalesce(sum(case when ${condition} then ${customers} else 0 end), 0) as double precision) as ${rawSql(`${featureColumn(feature)}_${name}`)}`;
  return segments.flatMap(({ index, medians }) => {
    const median = medians[feature];
    return typeof median === "number" ? [count(sql`${value} < ${median}`, `under_${index}`), count(sql`${value} = ${median}`, `level_${index}`)] : [];
  });
}

/** The same of many segments: customers are counted by value first, since there are far fewer values than customers, and each is compared with every median. */
function manyRanksOf(feature: FeatureName, segments: readonly Profiled[]): Sql {
  const column = rawSql(featureColumn(feature));
  const values = sql`select ${column} as value, count(*) as customers from f group by ${column}`;
  return sql`(select ${joinSql(ranksOf(feature, segments, sql`value`, sql`customers`), ", ")} from (${values}) as counted) as ${rawSql(`${featureColumn(feature)}_ranks`)}`;
}

/** Of so few it is quicker to compare every customer. */
const fewSegments = 3;

/** What the members' medians of each segment rank among all customers of the scope; one row, since the features of all customers are what takes long. */
export function personaProfilesSql(scope: FeatureScope, segments: readonly Profiled[]): Sql {
  const known = profiledFeatures.filter((feature) => segments.some(({ medians }) => typeof medians[feature] === "number"));
  const isFew = segments.length <= fewSegments;
  const few = isFew ? known.flatMap((feature) => ranksOf(feature, segments, rawSql(featureColumn(feature)), sql`1`)) : [];
  const many = isFew ? [] : known.map((feature) => manyRanksOf(feature, segments));
  return sql`with f as materialized (${featuresSql(scope, known, { isOrdered: false, tellsOnly: true, orders: sql`(${orderFacts}) as fact` })})
    select * from (select ${joinSql([...known.map(sumsOf), ...few], ", ")} from f) as sums${joinSql(many.map((ranks) => sql`, ${ranks}`), "")}`;
}

/** Width of a step of the margin histogram and how many there are: 0 to 1. */
export const marginStep = 0.05;
export const marginSteps = 20;

/** Members by step of their margin, ascending: columns `bin`, `customers`. */
export function marginSql(segment: number): Sql {
  const edges = Array.from({ length: marginSteps - 1 }, (_, i) => (i + 1) * marginStep);
  const bin = joinSql(edges.map((edge) => sql`(case when margin >= ${edge} then 1 else 0 end)`), " + ");
  return sql`select bin, cast(count(*) as double precision) as customers
    from (select ${bin} as bin from memberships where segment = ${segment} and margin is not null) as binned
    group by bin order by bin`;
}

/** Which groups the borderline members are nearest to: columns `segment`, `customers`. */
export function runnerUpSql(segment: number, borderline: number): Sql {
  return sql`select runner_up as segment, cast(count(*) as double precision) as customers
    from memberships where segment = ${segment} and margin < ${borderline} and runner_up is not null
    group by runner_up order by customers desc, runner_up`;
}

/** Members that lie clearest within the group (largest margin), one row each; who they are, `externalIdsSql` tells. */
export function exampleSql(scope: FeatureScope, segment: number, limit: number): Sql {
  // every member has an order in the scope, so those few are all whose orders are read
  const clearest = sql`select customer_key, coalesce(margin, 0) as margin from memberships where segment = ${segment}
    order by coalesce(margin, 0) desc, customer_key limit ${limit}`;
  const theirs = sql`(select * from (${orderFacts}) as fact where customer_key in (select customer_key from clear)) as theirs`;
  return sql`with clear as materialized (${clearest})
    select m.customer_key as customer_key, h.city as city, h.state as state, f.order_count as orders, f.revenue_cents as revenue_cents, f.recency_days as recency_days
    from clear as m
    join (${homes}) as h on h.customer_key = m.customer_key
    join (${featuresSql(scope, ["orderCount", "revenueCents", "recencyDays"], { isOrdered: false, orders: theirs })}) as f on f.customer_key = m.customer_key
    order by m.margin desc, m.customer_key`;
}

/** What the shop calls some customers, which no day changes: the customers of a past day are found among all orders of then. */
export function externalIdsSql(customerKeys: readonly number[]): Sql {
  return sql`select customer_key, external_id from customers where ${oneOf("customer_key", customerKeys)} order by customer_key`;
}

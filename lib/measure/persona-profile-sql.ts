import { featureColumn, featuresSql } from "@/lib/features/feature-sql";
import type { FeatureName, FeatureScope } from "@/lib/types/features";
import type { Segment } from "@/lib/types/segmentation";
import { joinSql, rawSql, sql, type Sql } from "@/lib/types/sql";

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

/** Columns per feature: `n`, `mean`, `square` (mean of squares), `under` and `level` (customers below and at the members' median). */
export type ProfileRow = Record<string, number | null>;

function columnsOf(feature: FeatureName, median: number): Sql {
  const column = featureColumn(feature);
  const value = rawSql(`f.${column}`);
  const count = (condition: Sql, name: string): Sql =>
    sql`cast(sum(case when ${condition} then 1 else 0 end) as double precision) as ${rawSql(`${column}_${name}`)}`;
  return joinSql(
    [
      sql`cast(count(${value}) as double precision) as ${rawSql(`${column}_n`)}`,
      sql`avg(${value}) as ${rawSql(`${column}_mean`)}`,
      sql`avg(${value} * ${value}) as ${rawSql(`${column}_square`)}`,
      count(sql`${value} < ${median}`, "under"),
      count(sql`${value} = ${median}`, "level"),
    ],
    ", ",
  );
}

/** What the members' medians rank among all customers of the scope; one row. */
export function personaProfileSql(scope: FeatureScope, medians: Segment["medians"]): Sql {
  const known = profiledFeatures.filter((feature) => typeof medians[feature] === "number");
  return sql`select ${joinSql(known.map((feature) => columnsOf(feature, medians[feature] ?? 0)), ", ")}
    from (${featuresSql(scope, known)}) as f`;
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

/** Members that lie clearest within the group (largest margin), one row each. */
export function exampleSql(scope: FeatureScope, segment: number, limit: number): Sql {
  return sql`select c.external_id as external_id, c.city as city, c.state as state, f.order_count as orders, f.revenue_cents as revenue_cents, f.recency_days as recency_days
    from memberships as m
    join customers as c on c.customer_key = m.customer_key
    join (${featuresSql(scope, ["orderCount", "revenueCents", "recencyDays"])}) as f on f.customer_key = m.customer_key
    where m.segment = ${segment}
    order by coalesce(m.margin, 0) desc, m.customer_key
    limit ${limit}`;
}

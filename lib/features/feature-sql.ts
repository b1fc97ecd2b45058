import type { FeatureName, FeatureScope } from "@/lib/types/features";
import { joinSql, oneOf, rawSql, sql, type Sql } from "@/lib/types/sql";

/** Column of a feature in the rows of `featuresSql`: `recencyDays` → `recency_days`. */
export function featureColumn(feature: FeatureName): string {
  return feature.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** The statuses of orders that count. */
export const statusesOf = ({ status, saleStatuses }: Pick<FeatureScope, "status" | "saleStatuses">): readonly string[] => (status === "delivered" ? ["delivered"] : saleStatuses);

/**
 * Which rows of `orders` (or `items`) a scope keeps.
 * The window is half open at its start: `asOf - windowDays < day <= asOf`.
 */
export function scopeCondition(scope: FeatureScope): Sql {
  const conditions = [sql`day <= ${scope.asOf}`, oneOf("status", statusesOf(scope))];
  if (scope.windowDays !== null) conditions.push(sql`day > ${scope.asOf - scope.windowDays}`);
  return joinSql(conditions, " and ");
}

/** A quotient that is null, not an error, over an empty denominator. Times 1.0 would make it a decimal number, which takes several times as long. */
function ratio(numerator: Sql, denominator: Sql): Sql {
  return sql`cast(${numerator} as double precision) / nullif(${denominator}, 0)`;
}

/** How a person's orders are put together: `added` in a group by customer, `only` where there is one order and nothing to add. */
type Over = { sum(value: Sql): Sql; mean(value: Sql): Sql; most(value: Sql): Sql; least(value: Sql): Sql; orders: Sql };

const added: Over = {
  sum: (value) => sql`sum(${value})`,
  mean: (value) => sql`avg(${value})`,
  most: (value) => sql`max(${value})`,
  least: (value) => sql`min(${value})`,
  orders: sql`count(*)`,
};
const itself = (value: Sql): Sql => sql`(${value})`;
const only: Over = { sum: itself, mean: itself, most: itself, least: itself, orders: sql`1` };

/** Revenue is what was paid less what was given back. */
const revenue = ({ sum }: Over): Sql => sum(sql`amount_cents - refund_cents`);

/** Aggregates over a customer's orders. Deliveries and reviews after `asOf` were not known then. */
const orderAggregates = {
  recencyDays: ({ most }, asOf) => sql`${asOf} - ${most(sql`day`)}`,
  orderCount: ({ orders }) => orders,
  revenueCents: revenue,
  averageOrderCents: (over) => ratio(revenue(over), over.orders),
  averageItemPriceCents: ({ sum }) => ratio(sum(sql`price_cents`), sum(sql`items`)),
  averageFreightCents: ({ sum, orders }) => ratio(sum(sql`freight_cents`), orders),
  freightShare: ({ sum }) => ratio(sum(sql`freight_cents`), sum(sql`price_cents + freight_cents`)),
  itemCount: ({ sum }) => sum(sql`items`),
  itemsPerOrder: ({ sum, orders }) => ratio(sum(sql`items`), orders),
  sellerRows: ({ sum }) => sum(sql`sellers`),
  tenureDays: ({ most, least }) => sql`${most(sql`day`)} - ${least(sql`day`)}`,
  ageDays: ({ least }, asOf) => sql`${asOf} - ${least(sql`day`)}`,
  meanReviewScore: ({ mean }, asOf) => mean(sql`case when review_day <= ${asOf} then review_score end`),
  meanLateDays: ({ mean }, asOf) => mean(sql`case when delivered_day <= ${asOf} then late_days end`),
  lateShare: ({ mean }, asOf) => mean(sql`case when delivered_day <= ${asOf} and late_days is not null then case when late_days > 0 then 1 else 0 end end`),
  maxInstallments: ({ most }) => most(sql`installments`),
  weekendShare: ({ mean }) => mean(sql`case when weekday >= 5 then 1 else 0 end`),
} satisfies Partial<Record<FeatureName, (over: Over, asOf: number) => Sql>>;

const itemAggregates = {
  distinctSellers: () => sql`count(distinct seller_id)`,
  distinctCategories: () => sql`count(distinct category)`,
} satisfies Partial<Record<FeatureName, () => Sql>>;

const modeColumns = {
  mainOrderMonth: "month_of_year",
  mainOrderDay: "day_of_month",
} satisfies Partial<Record<FeatureName, string>>;

type OrderFeature = keyof typeof orderAggregates;
type ItemFeature = keyof typeof itemAggregates;
type ModeFeature = keyof typeof modeColumns;

function selectAs(expression: Sql, feature: FeatureName): Sql {
  return sql`cast(${expression} as double precision) as ${rawSql(featureColumn(feature))}`;
}

/**
 * The value a customer's orders have most often; of equally frequent ones the latest used.
 * Count, last day and value are packed into one integer so that a plain maximum finds the mode
 * in a single pass: day numbers stay under 100,000 until the year 2243, values under 100.
 */
function modeQuery(feature: ModeFeature, scope: FeatureScope): Sql {
  const column = rawSql(modeColumns[feature]);
  return sql`select customer_key, max((orders * 100000 + last_day) * 100 + value) % 100 as ${rawSql(featureColumn(feature))}
    from (
      select customer_key, ${column} as value, count(*) as orders, max(day) as last_day
      from orders where ${scopeCondition(scope)} group by customer_key, ${column}
    ) as counted
    group by customer_key`;
}

function itemQuery(features: readonly ItemFeature[], scope: FeatureScope): Sql {
  const columns = features.map((feature) => selectAs(itemAggregates[feature](), feature));
  return sql`select customer_key, ${joinSql(columns, ", ")} from items where ${scopeCondition(scope)} group by customer_key`;
}

/** A derived table joined to the buyers, and what it adds to their row. */
type Join = { name: string; query: Sql; features: readonly FeatureName[] };

function joinsFor(features: readonly FeatureName[], scope: FeatureScope): Join[] {
  const ofItems = features.filter((feature): feature is ItemFeature => feature in itemAggregates);
  const modes = features.filter((feature): feature is ModeFeature => feature in modeColumns);
  const joins = modes.map((feature) => ({
    name: `${featureColumn(feature)}s`,
    query: modeQuery(feature, scope),
    features: [feature] as readonly FeatureName[],
  }));
  if (ofItems.length > 0)
    joins.push({ name: "baskets", query: itemQuery(ofItems, scope), features: ofItems });
  return joins;
}

type FeaturesOptions = {
  /** false where the order is of no use: to sort a million rows is a quarter of the work */
  isOrdered?: boolean;
  /** the orders, or a relation with as much of them as the features ask for */
  orders?: Sql;
  /** whether that relation tells of each order whether it is the person's only one (`is_only`, 1 or 0): such need no group, which is most of the work */
  tellsOnly?: boolean;
};

/** One row per customer with the features of their orders. */
function buyersSql(scope: FeatureScope, features: readonly OrderFeature[], { orders = rawSql("orders"), tellsOnly = false }: FeaturesOptions): Sql {
  const aggregates = (over: Over): Sql => joinSql([sql`customer_key`, ...features.map((feature) => selectAs(orderAggregates[feature](over, scope.asOf), feature))], ", ");
  const grouped = sql`select ${aggregates(added)} from ${orders} where ${scopeCondition(scope)}`;
  if (!tellsOnly) return sql`${grouped} group by customer_key`;
  return sql`select ${aggregates(only)} from ${orders} where ${scopeCondition(scope)} and is_only = 1
    union all ${grouped} and is_only = 0 group by customer_key`;
}

/**
 * Shared-dialect SQL with one row per customer who bought within the scope, by ascending
 * `customer_key`; columns `customer_key` and `featureColumn(feature)`, each a double or null.
 *
 * Definitions: recency counts from the day of purchase (not of delivery); revenue has refunds
 * taken off; `averageFreightCents` is per order; `sellerRows` adds up the sellers of each order,
 * so it is not distinct over orders (`distinctSellers` is). Items are read only when a feature
 * needs them.
 *
 * @throws RangeError if no feature is asked for
 */
export function featuresSql(scope: FeatureScope, features: readonly FeatureName[], options: FeaturesOptions = {}): Sql {
  if (features.length === 0) throw new RangeError("no feature asked for");
  const ofOrders = features.filter((feature): feature is OrderFeature => feature in orderAggregates);
  const joins = joinsFor(features, scope);
  const joined = joins.flatMap((join) =>
    join.features.map((feature) => selectAs(rawSql(`${join.name}.${featureColumn(feature)}`), feature)),
  );
  const buyerColumns = ofOrders.map((feature) => rawSql(`buyers.${featureColumn(feature)}`));
  const columns = joinSql([sql`buyers.customer_key as customer_key`, ...buyerColumns, ...joined], ", ");
  const tables = joins.map(
    (join) =>
      sql` left join (${join.query}) as ${rawSql(join.name)} on ${rawSql(`${join.name}.customer_key`)} = buyers.customer_key`,
  );
  return sql`select ${columns}
    from (${buyersSql(scope, ofOrders, options)}) as buyers${joinSql(tables, "")}${options.isOrdered === false ? sql`` : sql`
    order by buyers.customer_key`}`;
}

/** The days of every order within the scope: columns `customer_key`, `day`, ascending. */
export function orderDaysSql(scope: FeatureScope): Sql {
  return sql`select customer_key, day from orders where ${scopeCondition(scope)} order by customer_key, day`;
}

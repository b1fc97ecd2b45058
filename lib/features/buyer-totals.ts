import type { FeatureColumns, FeatureName, FeatureScope } from "@/lib/types/features";
import { sql, type Sql } from "@/lib/types/sql";
import { scopeCondition } from "./feature-sql";

/** Features added up sale by sale. */
const totalled = ["recencyDays", "orderCount", "revenueCents"] as const satisfies readonly FeatureName[];

/** Whether `createBuyerTotals` knows all of these features. */
export function areTotalled(features: readonly FeatureName[]): boolean {
  return features.every((feature) => totalled.some((known) => known === feature));
}

/** The sales of a scope in no order: columns `customer_key`, `day` and `revenue_cents`, refunds taken off. */
export function buyerSalesSql(scope: FeatureScope): Sql {
  return sql`select customer_key, day, cast(amount_cents - refund_cents as double precision) as revenue_cents from orders where ${scopeCondition(scope)}`;
}

export type BuyerSales = { customerKeys: Float64Array; days: Float64Array; revenueCents: Float64Array };

export type BuyerTotals = {
  /** any number of times, with any part of the sales */
  add(sales: BuyerSales): void;
  /** the buyers by ascending key, in parts of at most `size` keys, each in the memory of the one before; parts without a buyer are left out */
  slices(size: number): Generator<FeatureColumns>;
};

/**
 * Recency, number and value of each buyer's sales, equal to those of `featuresSql`.
 *
 * Keys are small whole numbers that lie close, so that a place in an array is found at once, and in
 * their order: a third of the time in which an engine groups as many rows by key and sorts them.
 *
 * @param asOf last day of the sales' scope
 */
export function createBuyerTotals(asOf: number): BuyerTotals {
  let totals = emptyTotals(1 << 16);
  return {
    add({ customerKeys, days, revenueCents }) {
      const highest = customerKeys.reduce((high, key) => Math.max(high, key), 0);
      if (highest >= totals.counts.length) totals = withRoom(totals, highest);
      const { lastDays, counts, revenues } = totals;
      for (let i = 0; i < customerKeys.length; i++) {
        const key = customerKeys[i]!; // three columns of one length
        const day = days[i]!;
        if (counts[key]!++ === 0 || day > lastDays[key]!) lastDays[key] = day;
        revenues[key]! += revenueCents[i]!;
      }
    },
    *slices(size) {
      const room = { keys: new Float64Array(size), recencyDays: new Float64Array(size), orderCount: new Float64Array(size), revenueCents: new Float64Array(size) };
      for (let from = 0; from < totals.counts.length; from += size) {
        const part = buyersOf(totals, { asOf, from, to: Math.min(from + size, totals.counts.length) }, room);
        if (part.customerKeys.length > 0) yield part;
      }
    },
  };
}

type Totals = { lastDays: Int32Array; counts: Int32Array; revenues: Float64Array };

const emptyTotals = (size: number): Totals => ({ lastDays: new Int32Array(size), counts: new Int32Array(size), revenues: new Float64Array(size) });

function withRoom({ lastDays, counts, revenues }: Totals, key: number): Totals {
  const more = emptyTotals(2 * (key + 1));
  more.lastDays.set(lastDays);
  more.counts.set(counts);
  more.revenues.set(revenues);
  return more;
}

type Range = { asOf: number; from: number; to: number };

/** Those of a range of keys who bought. */
function buyersOf({ lastDays, counts, revenues }: Totals, { asOf, from, to }: Range, { keys, recencyDays, orderCount, revenueCents }: Record<"keys" | "recencyDays" | "orderCount" | "revenueCents", Float64Array>): FeatureColumns {
  let n = 0;
  for (let key = from; key < to; key++) {
    if (counts[key] === 0) continue;
    keys[n] = key;
    recencyDays[n] = asOf - lastDays[key]!; // the range lies within
    orderCount[n] = counts[key]!;
    revenueCents[n] = revenues[key]!;
    n++;
  }
  const filled = (values: Float64Array): Float64Array => values.subarray(0, n);
  return { customerKeys: filled(keys), columns: { recencyDays: filled(recencyDays), orderCount: filled(orderCount), revenueCents: filled(revenueCents) } };
}

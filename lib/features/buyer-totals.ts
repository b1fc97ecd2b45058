import { grown } from "@/lib/stats/grown";
import type { FeatureColumns, FeatureName, FeatureScope } from "@/lib/types/features";
import { oneOf, sql, type Sql } from "@/lib/types/sql";
import { statusesOf } from "./feature-sql";

/** Features added up sale by sale. */
const totalled = ["recencyDays", "orderCount", "revenueCents"] as const satisfies readonly FeatureName[];

/** Whether `buyerTotals` knows all of these features. */
export function areTotalled(features: readonly FeatureName[]): boolean {
  return features.every((feature) => totalled.some((known) => known === feature));
}

/** The sales of any day by ascending customer: columns `customer_key`, `day` and `revenue_cents`, refunds taken off. */
export function buyerSalesSql(rule: Pick<FeatureScope, "status" | "saleStatuses">): Sql {
  return sql`select customer_key, day, cast(amount_cents - refund_cents as double precision) as revenue_cents from orders
    where ${oneOf("status", statusesOf(rule))} order by customer_key, day`;
}

export type BuyerSales = { customerKeys: Float64Array; days: Float64Array; revenueCents: Float64Array };

/** Every sale by customer: those of customer `key` from `starts[key]` up to before `starts[key + 1]`, by day. */
export type BuyerLedger = { starts: Uint32Array; days: Int32Array; revenueCents: Float64Array };

export type LedgerWriter = {
  /** any number of times, with sales by ascending customer. @throws RangeError if they are not */
  add(sales: BuyerSales): void;
  /** once, after all sales */
  finish(): BuyerLedger;
};

/**
 * Writes down what recency, number and value of everybody's sales are added up from on any day: an engine would
 * read, group and sort all sales for each day, here they are walked through in a hundredth of the time.
 */
export function createBuyerLedger(): LedgerWriter {
  let starts = new Uint32Array(1 << 12);
  let days = new Int32Array(1 << 12);
  let revenueCents = new Float64Array(1 << 12);
  let known = 0;
  let latest = -1;
  return {
    add(sales) {
      for (let i = 0; i < sales.customerKeys.length; i++) {
        const key = sales.customerKeys[i]!; // three columns of one length
        if (key < latest) throw new RangeError(`sales must come by ascending customer; ${key} follows ${latest}`);
        if (key + 2 > starts.length) starts = grown(starts, new Uint32Array(2 * (key + 2)));
        while (latest < key) starts[++latest] = known;
        if (known === days.length) {
          days = grown(days, new Int32Array(2 * known));
          revenueCents = grown(revenueCents, new Float64Array(2 * known));
        }
        days[known] = sales.days[i]!;
        revenueCents[known++] = sales.revenueCents[i]!;
      }
    },
    finish() {
      starts[latest + 1] = known;
      return { starts: starts.slice(0, latest + 2), days: days.slice(0, known), revenueCents: revenueCents.slice(0, known) };
    },
  };
}

/** Bytes a ledger takes. */
export const ledgerBytes = ({ starts, days, revenueCents }: BuyerLedger): number => starts.byteLength + days.byteLength + revenueCents.byteLength;

/** The sales of a ledger again, in parts of at most `size`, each in the memory of the one before. */
export function* ledgerSales({ starts, days, revenueCents }: BuyerLedger, size: number): Generator<BuyerSales> {
  const room = { customerKeys: new Float64Array(size), days: new Float64Array(size), revenueCents: new Float64Array(size) };
  let n = 0;
  const filled = (): BuyerSales => ({ customerKeys: room.customerKeys.subarray(0, n), days: room.days.subarray(0, n), revenueCents: room.revenueCents.subarray(0, n) });
  for (let key = 0; key < starts.length - 1; key++) {
    for (let at = starts[key]!; at < starts[key + 1]!; at++) { // every key has a start and an end
      room.customerKeys[n] = key;
      room.days[n] = days[at]!;
      room.revenueCents[n++] = revenueCents[at]!;
      if (n < size) continue;
      yield filled();
      n = 0;
    }
  }
  if (n > 0) yield filled();
}

/**
 * Recency, number and value of each buyer's sales up to a day, equal to those of `featuresSql`: the buyers by ascending
 * key, in parts of at most `size` keys, each in the memory of the one before; parts without a buyer are left out.
 */
export function* buyerTotals(ledger: BuyerLedger, { asOf, windowDays }: Pick<FeatureScope, "asOf" | "windowDays">, size: number): Generator<FeatureColumns> {
  const room = { keys: new Float64Array(size), recencyDays: new Float64Array(size), orderCount: new Float64Array(size), revenueCents: new Float64Array(size) };
  const after = windowDays === null ? -Infinity : asOf - windowDays;
  const end = ledger.starts.length - 1;
  for (let from = 0; from < end; from += size) {
    const part = buyersOf(ledger, { asOf, after, from, to: Math.min(from + size, end) }, room);
    if (part.customerKeys.length > 0) yield part;
  }
}

type Range = { asOf: number; after: number; from: number; to: number };

/** Those of a range of keys who bought. */
function buyersOf({ starts, days, revenueCents }: BuyerLedger, { asOf, after, from, to }: Range, room: Record<"keys" | "recencyDays" | "orderCount" | "revenueCents", Float64Array>): FeatureColumns {
  let n = 0;
  for (let key = from; key < to; key++) {
    let orders = 0;
    let revenue = 0;
    let last = 0;
    for (let at = starts[key]!; at < starts[key + 1]!; at++) { // every key has a start and an end
      const day = days[at]!;
      if (day > asOf || day <= after) continue;
      orders++;
      revenue += revenueCents[at]!;
      last = day;
    }
    if (orders === 0) continue;
    room.keys[n] = key;
    room.recencyDays[n] = asOf - last;
    room.orderCount[n] = orders;
    room.revenueCents[n++] = revenue;
  }
  const filled = (values: Float64Array): Float64Array => values.subarray(0, n);
  return { customerKeys: filled(room.keys), columns: { recencyDays: filled(room.recencyDays), orderCount: filled(room.orderCount), revenueCents: filled(room.revenueCents) } };
}

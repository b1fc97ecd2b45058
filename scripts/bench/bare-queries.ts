import { defaultShop } from "@/lib/types/shop";
import { joinSql, sql, type Sql } from "@/lib/types/sql";
import { median } from "./figures";
import type { AnalyticsEngine } from "@/lib/analytics/engine";

const isSale = sql`status in (${joinSql(defaultShop.saleStatuses.map((status) => sql`${status}`), ", ")})`;

/** The aggregate of an answer as anybody would write it over the snapshot's files, without rank, share or words. */
const bareQueries = {
  kpis: sql`select month, count(*), count(distinct customer_key), sum(amount_cents - refund_cents), avg(review_score) from orders where ${isSale} group by month`,
  days: sql`select day, count(*), sum(amount_cents - refund_cents) from orders where ${isSale} group by day`,
  payments: sql`select type, count(*), sum(amount_cents) from payments where ${isSale} group by type`,
  categories: sql`select category, count(distinct order_key), count(*), count(distinct product_id), sum(price_cents) from items where ${isSale} group by category`,
  states: sql`select state, count(distinct customer_key), count(*), sum(amount_cents - refund_cents), avg(review_score) from orders where ${isSale} group by state`,
  lateness: sql`select late_days, count(*), avg(review_score) from orders where ${isSale} group by late_days`,
  cohorts: sql`select f.month, o.month - f.month, count(distinct o.customer_key), sum(o.amount_cents - o.refund_cents)
    from (select * from orders where ${isSale}) as o
    join (select customer_key, min(month) as month from orders where ${isSale} group by customer_key) as f on f.customer_key = o.customer_key
    group by f.month, o.month - f.month`,
  repeats: sql`select sales, count(*) from (select customer_key, count(*) as sales from orders where ${isSale} group by customer_key) as people group by sales`,
} satisfies Record<string, Sql>;
export type BareQuery = keyof typeof bareQueries;

const repeats = 5;

/** Milliseconds of each query alone in a process, by name: the median of five, the files in the system's cache. */
export async function measureBareQueries(engine: AnalyticsEngine): Promise<Record<string, number>> {
  const laps: Record<string, number> = {};
  for (const [name, query] of Object.entries(bareQueries)) {
    const times: number[] = [];
    for (let i = 0; i < repeats; i++) {
      const began = performance.now();
      await engine.query(query);
      times.push(performance.now() - began);
    }
    laps[name] = median(times);
  }
  return laps;
}

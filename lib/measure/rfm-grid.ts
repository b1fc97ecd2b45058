import { ruleOf, seedRuleTable } from "@/lib/cluster/rfm-rules";
import { formatPercent } from "@/lib/format/number";
import type { FeatureScope } from "@/lib/types/features";
import type { RfmCell } from "@/lib/types/segments-page";
import { sql, type Sql } from "@/lib/types/sql";
import { scopeCondition } from "@/lib/features/feature-sql";
import { leastPoints } from "./findings-overview";

export type RfmGridRow = { r_score: number; f_score: number; customers: number; revenue_cents: number };

/** Customers and revenue by recency and frequency score of a run, over the orders the run looked at. */
export function rfmGridSql(scope: FeatureScope): Sql {
  return sql`select m.r_score as r_score, m.f_score as f_score,
      cast(count(*) as double precision) as customers,
      cast(sum(s.revenue_cents) as double precision) as revenue_cents
    from memberships as m
    join (
      select customer_key, sum(amount_cents - refund_cents) as revenue_cents
      from orders where ${scopeCondition(scope)} group by customer_key
    ) as s on s.customer_key = m.customer_key
    where m.r_score is not null and m.f_score is not null
    group by m.r_score, m.f_score
    order by m.r_score, m.f_score`;
}

/**
 * The full grid of quartile scores, best recency first, each cell named by the seven-segment rule
 * table (recency and frequency only); cells nobody is in have 0 customers.
 */
export function rfmGrid(rows: readonly RfmGridRow[]): RfmCell[] {
  const scores = Array.from({ length: seedRuleTable.bins }, (_, i) => i + 1);
  return [...scores].reverse().flatMap((recency) =>
    scores.map((frequency) => {
      const row = rows.find((r) => r.r_score === recency && r.f_score === frequency);
      const name = seedRuleTable.rules[ruleOf(seedRuleTable, recency, frequency)]?.name ?? "";
      return { recency, frequency, customers: row?.customers ?? 0, revenueCents: row?.revenue_cents ?? 0, name };
    }),
  );
}

/** What the grid shows: whether frequency tells customers apart. */
export function rfmFinding(cells: readonly RfmCell[], locale: string): string {
  const total = cells.reduce((sum, cell) => sum + cell.customers, 0);
  if (total === 0) return "No customers have scores";
  const byFrequency = new Map<number, number>();
  for (const cell of cells) byFrequency.set(cell.frequency, (byFrequency.get(cell.frequency) ?? 0) + cell.customers);
  const [frequency, most] = [...byFrequency].sort((a, b) => b[1] - a[1])[0] ?? [1, 0];
  const share = most / total;
  // four scores of equal size would hold a quarter each
  if (share < 0.25 + leastPoints) return "Customers spread over all frequency scores";
  return `${formatPercent(share, locale, 0)} of customers sit in F${frequency}${share >= 0.9 ? ": frequency says little here" : ""}`;
}

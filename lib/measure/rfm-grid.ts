import { type RfmScores, secondScores } from "@/lib/cluster/rfm";
import { ruleOf } from "@/lib/cluster/rfm-rules";
import { scopeCondition } from "@/lib/features/feature-sql";
import { secondScore } from "@/lib/features/second-score";
import { formatPercent } from "@/lib/format/number";
import type { FeatureScope } from "@/lib/types/features";
import type { RfmAxis, RfmRuleTable } from "@/lib/types/rfm";
import type { RfmCell } from "@/lib/types/segments-page";
import { sql, type Sql } from "@/lib/types/sql";
import { leastPoints } from "./findings-overview";

export type RfmGridRow = { recency: number; second: number; customers: number; revenue_cents: number };

/** Customers and revenue by recency score and the second score of a rule table, over the orders the run looked at. */
export function rfmGridSql(scope: FeatureScope, axis: RfmAxis): Sql {
  const second = secondScore(axis, { frequency: "m.f_score", monetary: "m.m_score", orders: "s.orders" });
  return sql`select recency, second, cast(count(*) as double precision) as customers,
      cast(sum(revenue_cents) as double precision) as revenue_cents
    from (
      select m.r_score as recency, cast(${second} as double precision) as second, s.revenue_cents as revenue_cents
      from memberships as m
      join (
        select customer_key, count(*) as orders, sum(amount_cents - refund_cents) as revenue_cents
        from orders where ${scopeCondition(scope)} group by customer_key
      ) as s on s.customer_key = m.customer_key
      where m.r_score is not null and m.f_score is not null and m.m_score is not null
    ) as scored
    group by recency, second
    order by recency, second`;
}

/** What a cell counts, of customers with all of these columns. */
export type ScoredCustomers = { scores: RfmScores; orderCount: Float64Array; revenueCents: Float64Array };

/** Counts the rows of `rfmGridSql` out of customers that come part by part, without an engine. */
export function createRfmGridCount(axis: RfmAxis): { add(customers: ScoredCustomers): void; rows(): RfmGridRow[] } {
  const cells = new Map<number, RfmGridRow>();
  const cellOf = (recency: number, second: number): RfmGridRow => {
    const key = recency * 256 + second;
    const cell = cells.get(key) ?? { recency, second, customers: 0, revenue_cents: 0 };
    cells.set(key, cell);
    return cell;
  };
  return {
    add({ scores, orderCount, revenueCents }) {
      const second = secondScores(scores, axis, orderCount);
      for (let i = 0; i < second.length; i++) {
        const cell = cellOf(scores.recency[i]!, second[i]!); // columns of one length
        cell.customers++;
        cell.revenue_cents += revenueCents[i]!;
      }
    },
    rows: () => [...cells.values()].sort((a, b) => a.recency - b.recency || a.second - b.second),
  };
}

/**
 * The full grid of a rule table, best recency first, each cell with the name of the rule that takes
 * it; cells nobody is in have 0 customers.
 *
 * @param table complete and disjoint
 */
export function rfmGrid(rows: readonly RfmGridRow[], table: RfmRuleTable): RfmCell[] {
  const scores = Array.from({ length: table.bins }, (_, i) => i + 1);
  return [...scores].reverse().flatMap((recency) =>
    scores.map((second) => {
      const row = rows.find((r) => r.recency === recency && r.second === second);
      const name = table.rules[ruleOf(table, recency, second)]?.name ?? "";
      return { recency, second, customers: row?.customers ?? 0, revenueCents: row?.revenue_cents ?? 0, name };
    }),
  );
}

/** What the second axis is called on a grid. */
export function axisLabel(axis: RfmAxis): "F" | "FM" {
  return axis === "frequency" ? "F" : "FM";
}

const almostAll = 0.9;

/** What the grid shows: whether the second score tells customers apart. */
export function rfmFinding(cells: readonly RfmCell[], axis: RfmAxis, locale: string): string {
  const label = axisLabel(axis);
  const total = cells.reduce((sum, cell) => sum + cell.customers, 0);
  if (total === 0) return "No customers have scores";
  const bySecond = new Map<number, number>();
  for (const cell of cells) bySecond.set(cell.second, (bySecond.get(cell.second) ?? 0) + cell.customers);
  const [second, most] = [...bySecond].sort((a, b) => b[1] - a[1])[0] ?? [1, 0];
  const share = most / total;
  const percent = (part: number): string => formatPercent(part, locale, 0);
  if (share >= almostAll) return `${percent(share)} of customers sit in ${label}${second}: frequency says little here`;
  const low = (bySecond.get(1) ?? 0) + (bySecond.get(2) ?? 0);
  if (axis === "frequencyAndMonetary" && low / total >= almostAll) return `${percent(low / total)} of customers sit in FM1 to 2: frequency says little here`;
  // scores of equal size would hold one part each
  if (share < 1 / bySecond.size + leastPoints) return `Customers spread over all ${axis === "frequency" ? "frequency" : "FM"} scores`;
  return `${percent(share)} of customers sit in ${label}${second}`;
}

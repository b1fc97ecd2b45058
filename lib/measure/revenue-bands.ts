import type { MonthIndex } from "@/lib/types/day";
import type { PersonaShare, RevenueBand, RevenueByPersona } from "@/lib/types/overview";
import { sql, type Sql } from "@/lib/types/sql";
import type { KpiScope } from "./kpi-sql";
import { kindsIn, segmentCells } from "./sale-cells";
import { repeatBuys } from "./sales";

/** Revenue of a month and segment; segment null = customers outside the segmentation. */
export type RevenueRow = { month: number; segment: number | null; revenue_cents: number };

/** Revenue by month of order and the persona its customer has now, ascending. */
export function revenueByPersonaSql({ saleStatuses, today, filter }: KpiScope): Sql {
  return sql`select month, segment, cast(sum(revenue_cents) as double precision) as revenue_cents
    from (${segmentCells({ asOf: today, saleStatuses })}) as cell where ${kindsIn(filter)}
    group by month, segment order by month, segment`;
}

/** Personas under this share of all revenue are drawn together when there are more than seven bands. */
const smallShare = 0.02;
const mostBands = 7;

/**
 * Monthly revenue as bands to stack, largest personas at the bottom, the merged group below them.
 *
 * With more than seven bands the personas under 2 % of revenue become one: "Repeat buyers" when all
 * of them have a value word of repeat buyers, else "Small personas".
 *
 * @param rows as `revenueByPersonaSql` yields them
 * @returns one value per month from the first to the last, gaps filled with 0
 */
export function revenueBands(rows: readonly RevenueRow[], personas: readonly PersonaShare[]): RevenueByPersona {
  const first = Math.min(...rows.map((row) => row.month));
  const last = Math.max(...rows.map((row) => row.month));
  if (rows.length === 0) return { months: [], bands: [] };
  const months: MonthIndex[] = Array.from({ length: last - first + 1 }, (_, i) => first + i);
  const total = rows.reduce((sum, row) => sum + row.revenue_cents, 0);
  const bandOf = (name: string, segments: readonly (number | null)[], look: Pick<RevenueBand, "valueWord" | "lifecycle">, merged: readonly string[]): RevenueBand => {
    const values = months.map(() => 0);
    for (const row of rows) if (segments.includes(row.segment)) values[row.month - first] = (values[row.month - first] ?? 0) + row.revenue_cents;
    const sum = values.reduce((a, b) => a + b, 0);
    return { name, ...look, merged, values, share: total > 0 ? sum / total : 0 };
  };
  const own = personas.map((p) => bandOf(p.name, [p.index], { valueWord: p.valueWord, lifecycle: p.lifecycle }, []));
  const isSmall = (i: number): boolean => personas.length > mostBands && (own[i]?.share ?? 0) < smallShare;
  const small = personas.filter((_, i) => isSmall(i));
  const large = personas.flatMap((_, i) => (isSmall(i) ? [] : (own[i] ?? [])));
  const bands = [...large].sort((a, b) => b.share - a.share);
  if (small.length > 1) bands.unshift(bandOf(groupName(small), small.map((p) => p.index), groupLook(small, large), small.map((p) => p.name)));
  else bands.push(...own.filter((_, i) => isSmall(i)));
  if (rows.some((row) => row.segment === null)) bands.push(bandOf("No persona", [null], { valueWord: null, lifecycle: null }, []));
  return { months, bands };
}

const repeatWords = new Set(["Best", "Loyal", "Promising"]);
const isRepeatGroup = (personas: readonly PersonaShare[]): boolean =>
  personas.every((p) => p.valueWord !== null && repeatWords.has(p.valueWord));

function groupName(personas: readonly PersonaShare[]): string {
  return isRepeatGroup(personas) ? "Repeat buyers" : "Small personas";
}

/** The colour of its largest member whose word no other band carries; neutral where there is none. */
function groupLook(personas: readonly PersonaShare[], others: readonly RevenueBand[]): Pick<RevenueBand, "valueWord" | "lifecycle"> {
  if (!isRepeatGroup(personas)) return { valueWord: null, lifecycle: null };
  const free = personas.filter((p) => !others.some((band) => band.valueWord === p.valueWord));
  const largest = [...free].sort((a, b) => b.revenueShare - a.revenueShare)[0];
  return { valueWord: largest?.valueWord ?? null, lifecycle: null };
}

/** Row of `activeByPersonaSql`. */
export type ActiveRow = { month: number; segment: number | null; customers: number };

/** Different people who ordered, by month and the persona they have now, ascending. */
export function activeByPersonaSql({ saleStatuses, today, filter }: KpiScope): Sql {
  const scope = { asOf: today, saleStatuses };
  return sql`select month, segment, cast(sum(customers) as double precision) as customers
    from (
      select month, segment, sum(orders) as customers from (${segmentCells(scope)}) as cell where is_single = 1 and ${kindsIn(filter)} group by month, segment
      union all
      select month, segment, count(distinct customer_key) as customers from (${repeatBuys(scope, "run")}) as again where ${kindsIn(filter)} group by month, segment
    ) as either
    group by month, segment order by month, segment`;
}

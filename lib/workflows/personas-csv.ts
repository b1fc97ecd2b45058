import { amountHead, type CsvValue, spreadsheetCsv } from "@/lib/audiences/spreadsheet-csv";
import { personaTable } from "@/lib/personas/persona-table";
import type { PersonaRow, TraitCell } from "@/lib/types/persona-table";
import type { Segmentation, SeasonClaim } from "@/lib/types/segmentation";
import type { Shop } from "@/lib/types/shop";

const rounded = (value: number | null, decimals: number): number | null => (value === null ? null : Number(value.toFixed(decimals)));

/** Label, share of the members' first orders in it, and the share expected. */
function claimOf(claim: SeasonClaim): CsvValue[] {
  return claim === null ? [null, null, null] : [claim.label, rounded(claim.share, 4), rounded(claim.expected, 4)];
}

function rowOf(row: PersonaRow, minorUnits: number): CsvValue[] {
  const money = (cents: number | null): number | null => rounded(cents === null ? null : cents / 10 ** minorUnits, minorUnits);
  const priced = ({ level, mean }: TraitCell): CsvValue[] => [level, money(mean)];
  return [
    row.persona, row.customers, rounded(row.customerShare, 4), rounded(row.revenueShare, 4),
    row.orderFrequency.level, rounded(row.orderFrequency.mean, 4),
    ...priced(row.averagePayment), ...priced(row.averagePrice), ...priced(row.averageFreight),
    row.recency.level, rounded(row.recency.mean, 1), money(row.meanSpendCents),
    ...claimOf(row.season), ...claimOf(row.monthPeriod),
    rounded(row.lifetimeMonths, 1), row.lifetimeBand,
  ];
}

const columns = [
  "persona", "customers", "customer_share", "revenue_share",
  "order_frequency", "mean_orders", "average_payment", "mean_payment", "average_price", "mean_price", "average_freight", "mean_freight",
  "recency", "mean_days_idle", "mean_spend",
  "season", "season_share", "season_expected", "month_period", "month_period_share", "month_period_expected",
  "lifetime_months", "lifetime_band", "revenue", "review_score", "reason", "action",
];

/** Columns whose head names the currency. */
const amounts = new Set(["mean_payment", "mean_price", "mean_freight", "mean_spend", "revenue"]);

/** The table of personas as a file for people, levels and means side by side; money in major units of the shop's currency. */
export function personasCsv({ segments }: Segmentation, { currency, minorUnits }: Shop): string {
  const rows = personaTable(segments).map((row, i) => {
    const segment = segments[i];
    return [
      ...rowOf(row, minorUnits),
      rounded((segment?.revenueCents ?? 0) / 10 ** minorUnits, minorUnits), rounded(segment?.centroid.meanReviewScore ?? null, 2),
      segment?.reason ?? null, segment?.advice.action ?? null,
    ];
  });
  return [...spreadsheetCsv(columns.map((column) => (amounts.has(column) ? amountHead(column, currency) : column)), rows)].join("");
}

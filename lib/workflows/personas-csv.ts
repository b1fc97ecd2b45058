import { type CsvValue, spreadsheetCsv } from "@/lib/audiences/spreadsheet-csv";
import { type Segmentation, type Segment, type TraitName, traitNames } from "@/lib/types/segmentation";
import type { Shop } from "@/lib/types/shop";

const rounded = (value: number, decimals: number) => Number(value.toFixed(decimals));

function levelOf(segment: Segment, trait: TraitName): string | null {
  return segment.levels[trait]?.name ?? null;
}

function rowOf(segment: Segment, minorUnits: number): CsvValue[] {
  const { name, customers, customerShare, revenueCents, revenueShare, season, monthPeriod, lifetimeMonths, reason, advice } = segment;
  return [
    name,
    customers,
    rounded(customerShare, 4),
    rounded(revenueCents / 10 ** minorUnits, minorUnits),
    rounded(revenueShare, 4),
    ...traitNames.map((trait) => levelOf(segment, trait)),
    season?.label ?? null,
    monthPeriod?.label ?? null,
    lifetimeMonths === null ? null : rounded(lifetimeMonths, 1),
    reason,
    advice.action,
  ];
}

const columns = [
  "persona",
  "customers",
  "customer_share",
  "revenue",
  "revenue_share",
  ...traitNames.map((trait) => trait.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)),
  "season",
  "month_period",
  "lifetime_months",
  "reason",
  "action",
];

/** The table of personas as a file for people; revenue in major units of the shop's currency. */
export function personasCsv(run: Segmentation, shop: Shop): string {
  return [...spreadsheetCsv(columns, run.segments.map((segment) => rowOf(segment, shop.minorUnits)))].join("");
}

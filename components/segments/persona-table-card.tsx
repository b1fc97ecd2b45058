import { formatDays } from "@/lib/format/duration";
import { formatMoney } from "@/lib/format/money";
import { formatNumber, formatPercent } from "@/lib/format/number";
import type { PersonaRow, TraitCell } from "@/lib/types/persona-table";
import type { SeasonClaim } from "@/lib/types/segmentation";
import type { Shop } from "@/lib/types/shop";
import { Card } from "../ui/card";
import { DataTable, type TableData } from "../ui/data-table";
import { DownloadLink } from "../ui/download-link";
import { PersonaName } from "../ui/persona-name";
import classes from "./segments.module.css";

const columns: TableData["columns"] = [
  { key: "name", label: "Persona" },
  { key: "orderFrequency", label: "Order frequency" },
  { key: "averagePayment", label: "Average payment" },
  { key: "averagePrice", label: "Average price" },
  { key: "averageFreight", label: "Average freight" },
  { key: "recency", label: "Days idle" },
  { key: "season", label: "Season" },
  { key: "monthPeriod", label: "Month period" },
  { key: "lifetime", label: "Lifetime", title: "Months between the 2.5% and 97.5% quantiles of the members' order dates: up to 10 short, up to 15 middling, from 16 long" },
  { key: "spend", label: "Spend each", align: "right" },
  { key: "customers", label: "Customers", align: "right" },
  { key: "customerShare", label: "Share", align: "right" },
  { key: "revenueShare", label: "Revenue", align: "right" },
];

/** A word and, under it, the number it stands for. */
function Worded({ word, value }: { word: string; value: string | null }) {
  return <span className={classes.worded}>{word}{value !== null && <span>{value}</span>}</span>;
}

function Trait({ cell, value }: { cell: TraitCell; value: (mean: number) => string }) {
  return <Worded word={cell.level ?? "no level"} value={cell.mean === null ? "unknown" : value(cell.mean)} />;
}

function Claim({ claim, locale }: { claim: SeasonClaim; locale: string }) {
  if (claim === null) return <Worded word="no pattern" value={null} />;
  return <Worded word={claim.label} value={`${formatPercent(claim.share, locale, 0)} against ${formatPercent(claim.expected, locale, 0)}`} />;
}

function cellsOf(row: PersonaRow, shop: Shop): TableData["rows"][number]["cells"] {
  const { locale } = shop;
  const money = (cents: number): string => formatMoney(cents, shop);
  return {
    name: <PersonaName name={row.persona} valueWord={row.valueWord} lifecycle={row.lifecycle} />,
    orderFrequency: <Trait cell={row.orderFrequency} value={(mean) => formatNumber(mean, locale, 2)} />,
    averagePayment: <Trait cell={row.averagePayment} value={money} />,
    averagePrice: <Trait cell={row.averagePrice} value={money} />,
    averageFreight: <Trait cell={row.averageFreight} value={money} />,
    recency: <Trait cell={row.recency} value={(mean) => formatDays(mean, locale, 0)} />,
    season: <Claim claim={row.season} locale={locale} />,
    monthPeriod: <Claim claim={row.monthPeriod} locale={locale} />,
    lifetime: row.lifetimeMonths === null || row.lifetimeBand === null ? "unknown" : <Worded word={row.lifetimeBand} value={`${formatNumber(row.lifetimeMonths, locale, 1)} months`} />,
    spend: row.meanSpendCents === null ? "unknown" : money(row.meanSpendCents),
    customers: formatNumber(row.customers, locale),
    customerShare: formatPercent(row.customerShare, locale),
    revenueShare: formatPercent(row.revenueShare, locale),
  };
}

/** All groups in one table, in the form the studies used, with means and sizes. */
export function PersonaTableCard({ rows, shop, csvHref }: { rows: readonly PersonaRow[]; shop: Shop; csvHref: string | null }) {
  return (
    <Card
      title="All groups in one table"
      note="Levels: the group's median among all customers; under each its mean. A season or month period stands only where first orders go beyond chance."
      actions={csvHref === null ? undefined : <DownloadLink href={csvHref}>CSV</DownloadLink>}
    >
      <DataTable isWhole caption="Personas with levels, means, timing, lifetime and shares" columns={columns} rows={rows.map((row) => ({ id: String(row.index), cells: cellsOf(row, shop) }))} />
    </Card>
  );
}

"use client";

import { SegmentedControl } from "@mantine/core";
import Link from "@/components/ui/link";
import { Fragment, useState } from "react";
import { formatMoneyShort, type MoneyStyle } from "@/lib/format/money";
import { formatNumber } from "@/lib/format/number";
import { rfmMeasures, type RfmCell, type RfmMeasure } from "@/lib/types/segments-page";
import classes from "./segments.module.css";

const measureNames: Record<RfmMeasure, string> = { customers: "Customers", revenue: "Revenue", spend: "Spend each" };
const fewCustomers = 10;
const steps = 6;

function measured(cell: RfmCell, measure: RfmMeasure): number {
  if (measure === "customers") return cell.customers;
  if (measure === "revenue") return cell.revenueCents;
  return cell.customers > 0 ? cell.revenueCents / cell.customers : 0;
}

function cellText(cell: RfmCell, measure: RfmMeasure, style: MoneyStyle): string {
  if (cell.customers === 0) return "none";
  const value = measured(cell, measure);
  return measure === "customers" ? formatNumber(value, style.locale) : formatMoneyShort(value, style);
}

/** Step 0-5 of the sequential scale by square root, so that small cells still differ. */
function stepOf(value: number, highest: number): number {
  return highest > 0 ? Math.min(steps - 1, Math.floor(Math.sqrt(value / highest) * steps)) : 0;
}

type RfmHeatMapProps = { cells: readonly RfmCell[]; label: "F" | "FM"; hrefs: Readonly<Record<string, string>>; style: MoneyStyle };

/** Recency by the second score as a heat map; each cell carries its figure and its segment's name. */
export function RfmHeatMap({ cells, label, hrefs, style }: RfmHeatMapProps) {
  const [measure, setMeasure] = useState<RfmMeasure>("customers");
  const columns = [...new Set(cells.map((cell) => cell.second))];
  const rows = [...new Set(cells.map((cell) => cell.recency))];
  const highest = Math.max(0, ...cells.filter((c) => c.customers >= fewCustomers).map((c) => measured(c, measure)));
  return (
    <>
      <SegmentedControl
        size="xs"
        aria-label="Measure of the grid"
        value={measure}
        // the values are exactly the measures
        onChange={(value) => setMeasure(value as RfmMeasure)}
        data={rfmMeasures.map((value) => ({ value, label: measureNames[value] }))}
      />
      <div className={classes.grid} style={{ gridTemplateColumns: `24px repeat(${columns.length}, minmax(0, 1fr))` }}>
        {rows.map((recency) => (
          <Fragment key={recency}>
            <div className={classes.gridLabel}>R{recency}</div>
            {cells.filter((cell) => cell.recency === recency).map((cell) => {
              const isFew = cell.customers < fewCustomers;
              const step = stepOf(measured(cell, measure), highest);
              return (
                <div
                  key={cell.second}
                  className={classes.cell}
                  data-few={isFew || undefined}
                  style={isFew ? undefined : { background: `var(--seq-${step})`, color: `var(--seq-text-${step})` }}
                  title={`R${recency} ${label}${cell.second}, ${cell.name}: ${cellText(cell, measure, style)}`}
                >
                  {cellText(cell, measure, style)}
                  {cell.customers > 0 ? <Link href={hrefs[`${cell.recency}${cell.second}`] ?? ""}>{cell.name}</Link> : <span>{cell.name}</span>}
                </div>
              );
            })}
          </Fragment>
        ))}
        <div />
        {columns.map((second) => <div key={second} className={classes.gridLabel}>{label}{second}</div>)}
      </div>
      <p className={classes.gridEnds}><span>{label === "F" ? "Fewer orders" : "Lower frequency and spend"}</span><span>{label === "F" ? "More" : "Higher"}</span></p>
    </>
  );
}

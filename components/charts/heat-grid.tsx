import type { CSSProperties } from "react";
import { SoftLinks } from "../ui/soft-links";
import classes from "./heat-grid.module.css";

/** `step` 0-5 of the sequential scale; null is drawn empty, `isFew` outlined without colour. */
export type HeatCell = { key: string; step: number | null; text: string; title: string; isFew?: boolean; href?: string | null };
export type HeatRow = { key: string; label: string; cells: readonly HeatCell[] };

export const heatSteps = 6;

/** Step of a value on the sequential scale between two ends. */
export function heatStep(value: number, lowest: number, highest: number): number {
  if (highest <= lowest) return 0;
  return Math.max(0, Math.min(heatSteps - 1, Math.floor(((value - lowest) / (highest - lowest)) * heatSteps)));
}

type HeatGridProps = {
  /** names the picture, which may be wider than its card and is then scrolled */
  label: string;
  rows: readonly HeatRow[];
  /** one a column; "" leaves it unlabelled */
  columnLabels: readonly string[];
  /** narrowest column before the grid scrolls, px */
  least: number;
  cellHeight: number;
};

function Cell({ step, text, title, isFew = false, href = null }: HeatCell) {
  if (step === null) return <span />;
  const colours: CSSProperties | undefined = isFew ? undefined : { background: `var(--seq-${step})`, color: `var(--seq-text-${step})` };
  const look = { className: classes.cell, "data-few": isFew || undefined, style: colours, title };
  // the table twin has the same links for keyboards and screen readers
  return href === null ? <span {...look}>{text}</span> : <a {...look} href={href} tabIndex={-1}>{text}</a>;
}

/** Rows by columns as a heat map. The figure's table carries the numbers, so this picture is hidden from screen readers. */
export function HeatGrid({ label, rows, columnLabels, least, cellHeight }: HeatGridProps) {
  const columns = `max-content repeat(${columnLabels.length}, minmax(${least}px, 1fr))`;
  return (
    <div className={classes.scroll} tabIndex={0} role="region" aria-label={label}>
      <SoftLinks>
        <div className={classes.grid} style={{ gridTemplateColumns: columns, gridAutoRows: `minmax(${cellHeight}px, auto)` }} aria-hidden="true">
          {rows.map((row) => [
            <span key={row.key} className={classes.row}>{row.label}</span>,
            ...row.cells.map(({ key, ...cell }) => <Cell key={`${row.key}-${key}`} {...cell} />),
          ])}
          <span />
          {columnLabels.map((text, i) => <span key={`${i}-${text}`} className={classes.column}>{text}</span>)}
        </div>
      </SoftLinks>
    </div>
  );
}

/** Low to high, with the values at both ends. */
export function HeatLegend({ low, high, few }: { low: string; high: string; few?: string }) {
  return (
    <p className={classes.legend} aria-hidden="true">
      <span>{low}</span>
      {Array.from({ length: heatSteps }, (_, step) => <span key={step} className={classes.swatch} style={{ background: `var(--seq-${step})` }} />)}
      <span>{high}</span>
      {few !== undefined && <span className={classes.few}><span className={classes.swatch} data-few /> {few}</span>}
    </p>
  );
}

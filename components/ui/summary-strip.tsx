import type { ReactNode } from "react";
import classes from "./summary-strip.module.css";

export type StripFact = { label: string; value: ReactNode; note?: string };

/** A row of facts in one bordered block. `large` for a page's key figures, else for its settings. */
export function SummaryStrip({ facts, large = false }: { facts: readonly StripFact[]; large?: boolean }) {
  return (
    <dl className={classes.root} data-large={large || undefined}>
      {facts.map((fact) => (
        <div key={fact.label} className={classes.fact}>
          <dt>{fact.label}</dt>
          <dd className={classes.value}>{fact.value}</dd>
          {fact.note !== undefined && <dd className={classes.note}>{fact.note}</dd>}
        </div>
      ))}
    </dl>
  );
}

"use client";

import { UnstyledButton } from "@mantine/core";
import { IconChartBar, IconTable } from "@tabler/icons-react";
import { useId, useMemo, useState, type ReactNode } from "react";
import cardClasses from "./card.module.css";
import { DataTable, type TableData } from "./data-table";
import { DownloadLink } from "./download-link";
import { OnlyOnPaper } from "./only-on-paper";
import { useAfterPaint, useMoreAfterPaint } from "./soon";

type FigureProps = {
  /** the finding, as a sentence */
  finding: string;
  /** measure, unit, period, population */
  note: ReactNode;
  /** the equal numbers, one click away */
  table: TableData;
  /** address of the same table as a file */
  csvHref?: string | undefined;
  /** choices that change what is shown, beside the toggle */
  actions?: ReactNode;
  children: ReactNode;
};

/** The first are more than fit into the room of a table that scrolls within its card. */
const rowsDrawn = { first: 30, step: 20 };

/** A chart that says its finding, shows it, and swaps in the equal table. */
export function Figure({ finding, note, table, csvHref, actions, children }: FigureProps) {
  const [isTable, setIsTable] = useState(false);
  // the button answers at once; a long table or a chart follows
  const showsTable = useAfterPaint(isTable);
  // what of it is seen comes first, so that nothing moves when the rest does
  const drawn = useMoreAfterPaint(showsTable ? table.rows.length : 0, rowsDrawn);
  const body = useMemo(
    () =>
      showsTable ? (
        <DataTable {...table} rows={table.rows.slice(0, drawn)} />
      ) : (
        <>
          {children}
          <OnlyOnPaper>{() => <div className={cardClasses.onlyPrint}><DataTable {...table} isPrinted /></div>}</OnlyOnPaper>
        </>
      ),
    [showsTable, drawn, table, children],
  );
  const id = useId();
  return (
    <figure className={cardClasses.root} aria-labelledby={id}>
      <div className={cardClasses.head}>
        <figcaption className={cardClasses.words}>
          <h2 id={id}>{finding}</h2>
          <p className={cardClasses.note}>{note}</p>
        </figcaption>
        {actions !== undefined && <div className={cardClasses.choices}>{actions}</div>}
        <div className={cardClasses.tools}>
          {csvHref !== undefined && <DownloadLink href={csvHref}>CSV</DownloadLink>}
          <UnstyledButton className={cardClasses.toggle} onClick={() => setIsTable(!isTable)} aria-pressed={isTable}>
            {isTable ? <IconChartBar size={15} stroke={1.6} aria-hidden="true" /> : <IconTable size={15} stroke={1.6} aria-hidden="true" />}
            {isTable ? "Chart" : "Table"}
          </UnstyledButton>
        </div>
      </div>
      {body}
    </figure>
  );
}

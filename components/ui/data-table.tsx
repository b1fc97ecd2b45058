import { memo, type ReactNode } from "react";
import classes from "./data-table.module.css";
import Link from "./link";

export type Column = { key: string; label: string; align?: "right"; title?: string };
/** Cells by column key; `id` names the row. `href` is the page its first cell leads to. */
export type Row = { id: string; cells: Readonly<Record<string, ReactNode>>; strong?: boolean; href?: string | null };
export type TableData = {
  caption: string;
  columns: readonly Column[];
  rows: readonly Row[];
  /** what the rows' pages show, told with each link */
  leadsTo?: string;
  /** every row stands on the page, however many; else a long table scrolls within its card */
  isWhole?: boolean;
};

type LineProps = Pick<TableData, "columns" | "leadsTo"> & { row: Row; isPrinted: boolean };

/** Kept while rows are added below it. */
const Line = memo(function Line({ row, columns, leadsTo, isPrinted }: LineProps) {
  const first = (cell: ReactNode): ReactNode => (row.href && !isPrinted ? <Link href={row.href} title={leadsTo}>{cell}</Link> : cell);
  return (
    <tr className={row.strong ? classes.strong : undefined}>
      {columns.map((column, i) =>
        i === 0 ? (
          <th key={column.key} scope="row" className={classes.first}><span className={classes.rowName}>{first(row.cells[column.key])}</span></th>
        ) : (
          <td key={column.key} className={column.align === "right" ? classes.right : undefined}>{row.cells[column.key]}</td>
        ),
      )}
    </tr>
  );
});

/** A small, complete table: every figure's twin. Long lists have their own component. On paper nothing leads anywhere. */
export function DataTable({ caption, columns, rows, leadsTo, isWhole = false, isPrinted = false }: TableData & { isPrinted?: boolean }) {
  return (
    <div className={classes.scroll} data-whole={isWhole || undefined} tabIndex={0} role="region" aria-label={caption}>
      <table className={classes.table}>
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col" className={column.align === "right" ? classes.right : undefined} title={column.title}>
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => <Line key={row.id} {...{ row, columns, isPrinted }} {...(leadsTo === undefined ? {} : { leadsTo })} />)}
        </tbody>
      </table>
    </div>
  );
}

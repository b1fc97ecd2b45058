import type { ReactNode } from "react";
import classes from "./data-table.module.css";

export type Column = { key: string; label: string; align?: "right"; title?: string };
/** Cells by column key; `id` names the row. */
export type Row = { id: string; cells: Readonly<Record<string, ReactNode>>; strong?: boolean };
export type TableData = { caption: string; columns: readonly Column[]; rows: readonly Row[] };

/** A small, complete table: every figure's twin. Long lists have their own component. */
export function DataTable({ caption, columns, rows }: TableData) {
  return (
    <div className={classes.scroll} tabIndex={0} role="region" aria-label={caption}>
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
          {rows.map((row) => (
            <tr key={row.id} className={row.strong ? classes.strong : undefined}>
              {columns.map((column, i) =>
                i === 0 ? (
                  <th key={column.key} scope="row" className={classes.first}>{row.cells[column.key]}</th>
                ) : (
                  <td key={column.key} className={column.align === "right" ? classes.right : undefined}>{row.cells[column.key]}</td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

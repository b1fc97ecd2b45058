"use client";

import { type SortingState, useTable } from "@tanstack/react-table";
import { IconArrowDown, IconArrowUp } from "@tabler/icons-react";
import { useMemo } from "react";
import Link from "@/components/ui/link";
import type { MoneyStyle } from "@/lib/format/money";
import { type CustomerColumnId, customerColumnIds, customerColumns, customersPageSize, leadColumn } from "@/lib/types/customer-columns";
import { columnsFor, customerFeatures, type SegmentName } from "./columns";
import classes from "./customers.module.css";
import { RowsFoot } from "./rows-foot";
import { columnsOf, type CustomersParams, customersLink, fromTheTop } from "./search-params";
import { type LoadedPage, type LoadPage, pageOf, useLoadedRows } from "./use-loaded-rows";
import { useRowWindow } from "./use-row-window";

export type CustomersTableProps = {
  /** the page of rows the server drew, and its first row, 1-based */
  start: LoadedPage & { first: number };
  total: number;
  load: LoadPage;
  segments: readonly SegmentName[];
  style: MoneyStyle;
  asOf: number;
  params: CustomersParams;
  caption: string;
};

/** Address of the same view sorted by a column: again turns it round; numbers begin with the highest. */
function sortHref(id: CustomerColumnId, params: CustomersParams): string | null {
  const { sort, isNumber } = customerColumns[id];
  if (sort === null) return null;
  const first = isNumber ? "desc" : "asc";
  const dir = params.sort !== sort ? first : params.dir === "asc" ? "desc" : "asc";
  return customersLink("/customers", fromTheTop(params, { sort, dir }));
}

function SortableHead({ id, label, params }: { id: CustomerColumnId; label: React.ReactNode; params: CustomersParams }) {
  const href = sortHref(id, params);
  if (href === null) return label;
  const isSorted = customerColumns[id].sort === params.sort;
  const Arrow = params.dir === "asc" ? IconArrowUp : IconArrowDown;
  return (
    <Link href={href} className={classes.sort} data-sorted={isSorted || undefined} scroll={false} prefetch={false}>
      {label}
      {isSorted && <Arrow size={13} stroke={1.8} aria-hidden="true" />}
    </Link>
  );
}

const columnOf = (id: string): CustomerColumnId => customerColumnIds.find((known) => known === id) ?? leadColumn;

function ariaSort(id: CustomerColumnId, { sort, dir }: CustomersParams): "ascending" | "descending" | undefined {
  if (customerColumns[id].sort !== sort) return undefined;
  return dir === "asc" ? "ascending" : "descending";
}

function Space({ height, columns }: { height: number; columns: number }) {
  return height <= 0 ? null : (
    <tr className={classes.space} aria-hidden="true">
      <td colSpan={columns} style={{ height }} />
    </tr>
  );
}

/**
 * All customers of a view in one scroll: only the rows in sight are drawn, and pages are read as they
 * come near. The server sorts and filters; TanStack Table draws columns and cells.
 */
export function CustomersTable({ start, total, load, segments, style, asOf, params, caption }: CustomersTableProps) {
  const shown = useMemo(() => [...columnsOf(params)], [params]);
  const columns = useMemo(
    () => columnsFor({ style, asOf, segments, hrefOf: (id) => `/customers/${encodeURIComponent(id)}${params.segmentation === null ? "" : `?segmentation=${params.segmentation}`}` }),
    [style, asOf, segments, params.segmentation],
  );
  const { scroller, rows, before, after, sight, near, goTo } = useRowWindow(total, params.row ?? 1);
  const [from, to] = near;
  const { pages, isFailed, retry } = useLoadedRows(start, near, load);
  const data = useMemo(() => Array.from({ length: to - from + 1 }, (_, i) => pages.get(from + i)?.rows ?? []).flat(), [pages, from, to]);
  const sorting: SortingState = [{ id: params.sort, desc: params.dir === "desc" }];
  const columnVisibility = useMemo(() => Object.fromEntries(customerColumnIds.map((id) => [id, shown.includes(id)])), [shown]);
  const table = useTable({
    features: customerFeatures,
    columns,
    data,
    manualSorting: true,
    getRowId: (row) => String(row.key),
    state: { sorting, columnVisibility, columnOrder: shown },
  });
  const { rowsById } = table.getRowModel();
  const rowAt = (index: number) => rowsById[String(pages.get(pageOf(index))?.rows[index % customersPageSize]?.key)];
  return (
    <>
      <div className={classes.scroll} ref={scroller} tabIndex={0} role="region" aria-label={caption}>
        <table className={classes.table} role="table" aria-rowcount={total + 1} style={{ minWidth: shown.reduce((width, id) => width + customerColumns[id].width, 0) }}>
          <caption className="visually-hidden">{caption}</caption>
          <colgroup>
            {shown.map((id) => <col key={id} style={{ width: customerColumns[id].width }} />)}
          </colgroup>
          <thead role="rowgroup">
            {table.getHeaderGroups().map((group) => (
              <tr key={group.id} role="row" aria-rowindex={1}>
                {group.headers.map((header) => (
                  <th key={header.id} scope="col" role="columnheader" data-column={header.id} data-number={customerColumns[columnOf(header.id)].isNumber || undefined} aria-sort={ariaSort(columnOf(header.id), params)}>
                    <SortableHead id={columnOf(header.id)} label={<table.FlexRender header={header} />} params={params} />
                  </th>
                ))}
              </tr>
            ))}
          </thead>
          <tbody role="rowgroup">
            <Space height={before} columns={shown.length} />
            {rows.map((index) => {
              const row = rowAt(index);
              return (
                <tr key={index} role="row" aria-rowindex={index + 2} aria-busy={row === undefined || undefined}>
                  {row === undefined ? (
                    <td role="cell" colSpan={shown.length} className={classes.waiting} data-column="externalId">Loading row {index + 1}</td>
                  ) : (
                    row.getVisibleCells().map((cell) => (
                      <td key={cell.id} role="cell" data-column={cell.column.id} data-number={customerColumns[columnOf(cell.column.id)].isNumber || undefined}>
                        <table.FlexRender cell={cell} />
                      </td>
                    ))
                  )}
                </tr>
              );
            })}
            <Space height={after} columns={shown.length} />
          </tbody>
        </table>
      </div>
      <RowsFoot sight={sight} total={total} locale={style.locale} isFailed={isFailed} onRetry={retry} onGoTo={goTo} />
    </>
  );
}

"use client";

import { type SortingState, useTable } from "@tanstack/react-table";
import { IconArrowDown, IconArrowUp } from "@tabler/icons-react";
import Link from "@/components/ui/link";
import { useMemo } from "react";
import type { CustomerRow } from "@/lib/types/customer-profile";
import type { MoneyStyle } from "@/lib/format/money";
import { type CustomerColumnId, customerColumnIds, customerColumns, leadColumn } from "@/lib/types/customer-columns";
import { columnsFor, customerFeatures, type SegmentName } from "./columns";
import classes from "./customers.module.css";
import { columnsOf, type CustomersParams, customersLink, fromTheTop } from "./search-params";

type CustomersTableProps = {
  rows: readonly CustomerRow[];
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

/** One page of customers. The server sorted, filtered and cut it; TanStack Table draws columns and cells. */
export function CustomersTable({ rows, segments, style, asOf, params, caption }: CustomersTableProps) {
  const columns = useMemo(
    () => columnsFor({ style, asOf, segments, hrefOf: (id) => `/customers/${encodeURIComponent(id)}${params.segmentation === null ? "" : `?segmentation=${params.segmentation}`}` }),
    [style, asOf, segments, params.segmentation],
  );
  const data = useMemo(() => [...rows], [rows]);
  const sorting: SortingState = [{ id: params.sort, desc: params.dir === "desc" }];
  const columnOrder = [...columnsOf(params)];
  const columnVisibility = Object.fromEntries(customerColumnIds.map((id) => [id, columnOrder.includes(id)]));
  const table = useTable({
    features: customerFeatures,
    columns,
    data,
    manualSorting: true,
    getRowId: (row) => String(row.key),
    state: { sorting, columnVisibility, columnOrder },
  });
  return (
    <div className={classes.scroll} tabIndex={0} role="region" aria-label={caption}>
      <table className={classes.table} role="table">
        <caption className="visually-hidden">{caption}</caption>
        <thead role="rowgroup">
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id} role="row">
              {group.headers.map((header) => (
                <th key={header.id} scope="col" role="columnheader" data-column={header.id} aria-sort={ariaSort(columnOf(header.id), params)}>
                  <SortableHead id={columnOf(header.id)} label={<table.FlexRender header={header} />} params={params} />
                </th>
              ))}
            </tr>
          ))}
        </thead>
        <tbody role="rowgroup">
          {table.getRowModel().rows.map((row) => (
            <tr key={row.id} role="row">
              {row.getVisibleCells().map((cell) => (
                <td key={cell.id} role="cell" data-column={cell.column.id}>
                  <table.FlexRender cell={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

"use client";

import { type SortingState, useTable } from "@tanstack/react-table";
import { IconArrowDown, IconArrowUp } from "@tabler/icons-react";
import Link from "@/components/ui/link";
import { useMemo } from "react";
import type { CustomerRow } from "@/lib/types/customer-profile";
import type { MoneyStyle } from "@/lib/format/money";
import { columnFacts, customerColumns, customerFeatures, type SegmentName } from "./columns";
import classes from "./customers.module.css";
import { type CustomersParams, customersLink, fromTheTop } from "./search-params";

type CustomersTableProps = {
  rows: readonly CustomerRow[];
  segments: readonly SegmentName[];
  style: MoneyStyle;
  asOf: number;
  params: CustomersParams;
  caption: string;
};

const factOf = new Map(columnFacts.map((fact) => [fact.id as string, fact]));

/** Address of the same view sorted by a column: again turns it round; numbers begin with the highest. */
function sortHref(id: string, params: CustomersParams): string | null {
  const fact = factOf.get(id);
  if (fact === undefined || fact.sort === null) return null;
  const first = fact.isNumber ? "desc" : "asc";
  const dir = params.sort !== fact.sort ? first : params.dir === "asc" ? "desc" : "asc";
  return customersLink("/customers", fromTheTop(params, { sort: fact.sort, dir }));
}

function SortableHead({ id, label, params }: { id: string; label: React.ReactNode; params: CustomersParams }) {
  const href = sortHref(id, params);
  if (href === null) return label;
  const isSorted = factOf.get(id)?.sort === params.sort;
  const Arrow = params.dir === "asc" ? IconArrowUp : IconArrowDown;
  return (
    <Link href={href} className={classes.sort} data-sorted={isSorted || undefined} scroll={false} prefetch={false}>
      {label}
      {isSorted && <Arrow size={13} stroke={1.8} aria-hidden="true" />}
    </Link>
  );
}

function ariaSort(id: string, { sort, dir }: CustomersParams): "ascending" | "descending" | undefined {
  if (factOf.get(id)?.sort !== sort) return undefined;
  return dir === "asc" ? "ascending" : "descending";
}

/** One page of customers. The server sorted, filtered and cut it; TanStack Table draws columns and cells. */
export function CustomersTable({ rows, segments, style, asOf, params, caption }: CustomersTableProps) {
  const columns = useMemo(
    () => customerColumns({ style, asOf, segments, hrefOf: (id) => `/customers/${encodeURIComponent(id)}${params.segmentation === null ? "" : `?segmentation=${params.segmentation}`}` }),
    [style, asOf, segments, params.segmentation],
  );
  const data = useMemo(() => [...rows], [rows]);
  const sorting: SortingState = [{ id: params.sort, desc: params.dir === "desc" }];
  const columnVisibility = Object.fromEntries(params.hide.filter((id) => id !== "externalId").map((id) => [id, false]));
  const table = useTable({
    features: customerFeatures,
    columns,
    data,
    manualSorting: true,
    getRowId: (row) => String(row.key),
    state: { sorting, columnVisibility },
  });
  return (
    <div className={classes.scroll} tabIndex={0} role="region" aria-label={caption}>
      <table className={classes.table} role="table">
        <caption className="visually-hidden">{caption}</caption>
        <thead role="rowgroup">
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id} role="row">
              {group.headers.map((header) => (
                <th key={header.id} scope="col" role="columnheader" data-column={header.id} aria-sort={ariaSort(header.id, params)}>
                  <SortableHead id={header.id} label={<table.FlexRender header={header} />} params={params} />
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

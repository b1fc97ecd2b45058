"use client";

import { useCallback } from "react";
import { CustomersTable, type CustomersTableProps } from "@/components/customers/customers-table";
import { customersLink, fromTheTop } from "@/components/customers/search-params";
import type { LoadedPage } from "@/components/customers/use-loaded-rows";

/** The customers table, fed by the route of the same parameters. */
export function LiveTable(props: Omit<CustomersTableProps, "load">) {
  const { params } = props;
  const load = useCallback(
    async (row: number, next: string | null, signal: AbortSignal): Promise<LoadedPage> => {
      const answer = await fetch(next ?? customersLink("/api/customers", fromTheTop(params, { row })), { signal });
      if (!answer.ok) throw new Error(`rows from ${row} on: status ${answer.status}`);
      return (await answer.json()) as LoadedPage;
    },
    [params],
  );
  return <CustomersTable {...props} load={load} />;
}

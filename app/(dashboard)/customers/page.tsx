import { IconDatabaseImport, IconDownload } from "@tabler/icons-react";
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import type { SearchParams } from "nuqs/server";
import { CustomersScreen } from "@/components/customers/customers-screen";
import { sortInWords } from "@/components/customers/filter-words";
import { ExportButton } from "@/components/customers/export-button";
import { customersLink, filterOf, loadCustomersParams, pageLink } from "@/components/customers/search-params";
import { ButtonLink } from "@/components/ui/button-link";
import { PageHeader } from "@/components/ui/page-header";
import { EmptyState } from "@/components/ui/states";
import { requirePage } from "@/lib/auth/guards";
import { canDo } from "@/lib/auth/permissions";
import { readCustomers } from "@/lib/workflows/read-customers";
import { readSavedViews } from "@/lib/workflows/saved-views";
import { inFirstPaint } from "../in-first-paint";
import { readOrNull } from "../read-or-null";
import { openWithViewAction, removeViewAction, saveViewAction } from "./actions";
import { LiveTable } from "./live-table";
import { tabsOf } from "./tabs-of";

export const metadata: Metadata = { title: "Customers" };

async function CustomersPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await requirePage();
  const params = await loadCustomersParams(searchParams);
  const [views, page] = await Promise.all([
    readSavedViews(actor.id),
    readOrNull("noSnapshot", () =>
      readCustomers({
        filterOf: (shop) => filterOf(params, shop),
        sort: params.sort,
        direction: params.dir,
        cursor: null,
        row: params.row,
        segmentationId: params.segmentation,
        day: params.asOf,
      }),
    ),
  ]);
  if (page === null) {
    return (
      <>
        <PageHeader title="Customers" />
        <EmptyState title="No customers yet" icon={IconDatabaseImport} action={canDo(actor.role, "import") ? <ButtonLink href="/imports">Import orders</ButtonLink> : undefined}>
          Everybody who bought something is listed here after the first import.
        </EmptyState>
      </>
    );
  }
  const { shop, segmentation, asOf, rows, first, next, ...rest } = page;
  const { opensWith, ...tabs } = tabsOf(views, params, { segments: segmentation?.segments ?? [], states: page.choices.states.map(({ choice }) => choice) });
  if (opensWith !== null) redirect(opensWith);
  const style = { currency: shop.currency, minorUnits: shop.minorUnits, locale: shop.locale };
  const segments = (segmentation?.segments ?? []).map(({ index, name, valueWord, lifecycle }) => ({ index, name, valueWord, lifecycle }));
  const order = sortInWords(params);
  const mayDownload = canDo(actor.role, "downloadTargetList") && page.totals.customers > 0;
  return (
    <CustomersScreen
      {...rest}
      params={params}
      views={{ ...tabs, isAdmin: actor.role === "admin", actions: { save: saveViewAction, remove: removeViewAction, openWith: openWithViewAction } }}
      style={style}
      segments={segments}
      // other columns of the same rows are drawn into the table that stands
      table={<LiveTable key={customersLink("", { ...params, row: null, cols: [], view: null })} {...{ segments, style, asOf, params }} start={{ rows, first, next: pageLink("/api/customers", params, next) }} total={page.totals.customers} caption={`Customers by ${order.what}, ${order.way}`} />}
      actions={
        mayDownload ? (
          <>
            <ExportButton view={tabs.query} />
            {segmentation !== null && (
              <ButtonLink href={customersLink("/customers/target-list", params)} leftSection={<IconDownload size={16} stroke={1.6} aria-hidden="true" />}>
                Download target list
              </ButtonLink>
            )}
          </>
        ) : null
      }
    />
  );
}

export default inFirstPaint(CustomersPage);

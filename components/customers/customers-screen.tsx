import { IconUsers } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { formatMoney, formatMoneyShort, currencySymbol, type MoneyStyle } from "@/lib/format/money";
import { formatNumber } from "@/lib/format/number";
import { plural } from "@/lib/format/words";
import type { CustomerChoices } from "@/lib/types/customer-filter";
import type { CustomerTotals } from "@/lib/types/customer-profile";
import { ButtonLink } from "../ui/button-link";
import { PageHeader } from "../ui/page-header";
import { EmptyState } from "../ui/states";
import { ColumnChooser } from "./column-chooser";
import type { SegmentName } from "./columns";
import classes from "./customers.module.css";
import { FilterBar } from "./filter-bar";
import { filterChoices } from "./filter-choices";
import { filterWords } from "./filter-words";
import { type CustomersParams, customersLink, fromTheTop, withoutFilters } from "./search-params";
import { ViewNotes, ViewTabs, type ViewTabsProps } from "./view-tabs";

export type CustomersScreenProps = {
  params: CustomersParams;
  style: MoneyStyle;
  segments: readonly SegmentName[];
  totals: CustomerTotals;
  everybody: number;
  choices: CustomerChoices;
  /** the saved views, without the count */
  views: Omit<ViewTabsProps, "count"> & { notes: readonly string[] };
  /** the rows, where there are any */
  table: ReactNode;
  /** what else the role may do here */
  actions: ReactNode;
};

const path = "/customers";

function headline({ totals, everybody, style }: CustomersScreenProps): { finding: string; scope: string } {
  const number = (value: number): string => formatNumber(value, style.locale);
  const sums = `${formatMoneyShort(totals.revenueCents, style)} revenue, ${formatMoney(totals.revenueCents / Math.max(1, totals.customers), style)} each.`;
  const scope = `${totals.customers > 0 ? `${sums} ` : ""}Names and contact details are not shown here.`;
  const finding =
    totals.customers === everybody
      ? `${plural(everybody, number(everybody), "customer")} with a sale.`
      : `${number(totals.customers)} of ${plural(everybody, number(everybody), "customer")} match.`;
  return { finding, scope };
}

/** The customers table with its filters, all of it described by the address. */
export function CustomersScreen(props: CustomersScreenProps) {
  const { params, style, segments, totals, choices, views: { notes, ...views }, table, actions } = props;
  const words = filterWords(params, new Map(segments.map((segment) => [segment.index, segment.name])), style, choices);
  return (
    <>
      <PageHeader
        title="Customers"
        {...headline(props)}
        actions={
          <>
            {/* a phone draws each customer in two lines of its own */}
            <span className="not-on-phone"><ColumnChooser params={params} /></span>
            {actions}
          </>
        }
      />
      <ViewTabs {...views} count={formatNumber(totals.customers, style.locale)} />
      <ViewNotes notes={notes} />
      <div className={classes.card}>
        <FilterBar
          params={params}
          words={words}
          choices={filterChoices(choices, segments, style.locale)}
          unit={currencySymbol(style)}
        />
        {totals.customers === 0 ? (
          <EmptyState
            title="No customer matches"
            icon={IconUsers}
            action={<ButtonLink href={customersLink(path, fromTheTop(params, withoutFilters))}>Clear the filters</ButtonLink>}
          >
            Every filter above must hold at once. Take one away, or clear them all.
          </EmptyState>
        ) : (
          table
        )}
      </div>
    </>
  );
}

import { IconDatabaseImport } from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { FigureStyle } from "@/components/explore/aggregate-figure";
import { ExploreFrame } from "@/components/explore/explore-frame";
import { ButtonLink } from "@/components/ui/button-link";
import { PageHeader } from "@/components/ui/page-header";
import { CannotSay, EmptyState } from "@/components/ui/states";
import { requirePage } from "@/lib/auth/guards";
import { canDo } from "@/lib/auth/permissions";
import type { ExploreTopic } from "@/lib/types/explore";
import { type ExploreFigures, readExplore } from "@/lib/workflows/read-explore";
import { inFirstPaint } from "../in-first-paint";
import type { SearchParams } from "../search-params";
import { withCustomerLinks } from "./customer-links";
import { exploreInput, exploreQuery } from "./explore-params";

type ExplorePageInput<Topic extends ExploreTopic> = {
  topic: Topic;
  searchParams: Promise<SearchParams>;
  /** name of the figure whose finding heads the page */
  headed: keyof ExploreFigures<Topic>;
  screen: (figures: ExploreFigures<Topic>, style: FigureStyle, query: string, params: SearchParams) => ReactNode;
};

async function contentOf<Topic extends ExploreTopic>({ topic, searchParams, headed, screen }: ExplorePageInput<Topic>) {
  const actor = await requirePage();
  const params = await searchParams;
  const input = exploreInput(params);
  const page = await readExplore(topic, input);
  if (page === null) {
    const mayImport = canDo(actor.role, "import");
    return (
      <>
        <PageHeader title="Explore" />
        <EmptyState title="No orders yet" icon={IconDatabaseImport} action={mayImport ? <ButtonLink href="/imports">Import orders</ButtonLink> : undefined}>
          Orders, payments, products, places and service appear here after the first import{mayImport ? "." : ", which an admin starts."}
        </EmptyState>
      </>
    );
  }
  const { look, totals, figures } = page;
  const { locale, currency, minorUnits } = look.shop;
  const query = exploreQuery(input);
  const csvHref = canDo(actor.role, "downloadAggregates") ? (name: string) => `/api/explore/${topic}/${name}${query}` : null;
  // every reader of a topic yields figures, whatever their names
  const { finding } = figures[headed] as { finding: string };
  return (
    <ExploreFrame topic={topic} finding={totals.orders > 0 ? finding : "No sales match"} filter={look.filter} choices={look.choices} orders={totals.orders} query={query} locale={locale}>
      {totals.orders > 0 ? screen(withCustomerLinks(figures, look.shop, input), { style: { locale, currency, minorUnits }, csvHref }, query, params) : <CannotSay>No sale matches these filters. Remove one, or choose a longer period.</CannotSay>}
    </ExploreFrame>
  );
}

/** A page of the exploration: who asks, the read, the frame, its screen. */
export const explorePage = <Topic extends ExploreTopic>(input: ExplorePageInput<Topic>): Promise<ReactNode> => inFirstPaint(contentOf<Topic>)(input);

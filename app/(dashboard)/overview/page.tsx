import { IconDatabaseImport } from "@tabler/icons-react";
import type { Metadata } from "next";
import { Suspense } from "react";
import { MoversComing } from "@/components/overview/movers-coming";
import { OverviewScreen } from "@/components/overview/overview-screen";
import { ButtonLink } from "@/components/ui/button-link";
import { PageHeader } from "@/components/ui/page-header";
import { EmptyState } from "@/components/ui/states";
import { requirePage } from "@/lib/auth/guards";
import { canDo } from "@/lib/auth/permissions";
import { overviewFinding, pairedFinding, revenueFinding } from "@/lib/measure/findings-overview";
import { kpis } from "@/lib/measure/kpis";
import { readOwnNotices } from "@/lib/workflows/own-notices";
import { readOverview } from "@/lib/workflows/read-overview";
import { inFirstPaint } from "../in-first-paint";
import { overviewInput, type SearchParams } from "../search-params";
import { dismissNoticeAction } from "./actions";
import { OverviewMovers } from "./overview-movers";

export const metadata: Metadata = { title: "Overview" };

async function OverviewPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await requirePage();
  const mayImport = canDo(actor.role, "import");
  const params = await searchParams;
  const input = overviewInput(params);
  const overview = await readOverview({ ...input, mayImport });
  if (overview === null) {
    return (
      <>
        <PageHeader title="Overview" />
        <EmptyState title="No orders yet" icon={IconDatabaseImport} action={mayImport ? <ButtonLink href="/imports">Import orders</ButtonLink> : undefined}>
          Revenue, customers and personas appear here after the first import{mayImport ? "." : ", which an admin starts."}
        </EmptyState>
      </>
    );
  }
  const { locale } = overview.shop;
  const words = Object.fromEntries(kpis.map(({ key, name, formula, format, comparison }) => [key, { name, formula, format, comparison }]));
  const findings = {
    page: overviewFinding(overview.readings, locale),
    revenue: revenueFinding(overview.revenue, locale),
    paired: pairedFinding(overview.personas, locale),
  };
  const asked = new URLSearchParams(Object.entries(params).flatMap(([key, value]) => (typeof value === "string" ? [[key, value]] : [])));
  const csvHref = canDo(actor.role, "downloadAggregates") ? (figure: string) => `/api/overview/${figure}?${asked}` : null;
  // keyed by the address: another filter shows at once what is there of it
  const movers = overview.segmentation !== null && (
    <Suspense key={String(asked)} fallback={<MoversComing />}>
      <OverviewMovers input={input} overview={overview} segmentationId={overview.segmentation.id} csvHref={csvHref?.("moves")} />
    </Suspense>
  );
  return <OverviewScreen overview={overview} notices={await readOwnNotices(overview.notices, actor.id)} dismiss={dismissNoticeAction} words={words} findings={findings} csvHref={csvHref} movers={movers} />;
}

export default inFirstPaint(OverviewPage);

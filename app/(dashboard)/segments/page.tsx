import { IconHierarchy3 } from "@tabler/icons-react";
import type { Metadata } from "next";
import { customersLink } from "@/components/customers/search-params";
import type { MethodTab } from "@/components/segments/method-tabs";
import { NoRun, SegmentsFrame } from "@/components/segments/no-run";
import type { RfmGridProps } from "@/components/segments/rfm-figure";
import { SegmentsScreen } from "@/components/segments/segments-screen";
import { ButtonLink } from "@/components/ui/button-link";
import { PageHeader } from "@/components/ui/page-header";
import { EmptyState } from "@/components/ui/states";
import { requirePage } from "@/lib/auth/guards";
import { canDo } from "@/lib/auth/permissions";
import { modelAgeWords } from "@/lib/format/model-words";
import { repeatBuyers, repeatFinding, segmentsFinding, timingSentence } from "@/lib/measure/findings-segments";
import { axisLabel, rfmFinding } from "@/lib/measure/rfm-grid";
import { modelAge } from "@/lib/personas/current-segmentation";
import { personaTable } from "@/lib/personas/persona-table";
import { methods, type Segmentation } from "@/lib/types/segmentation";
import type { SegmentationHead } from "@/lib/types/segmentation-head";
import { readSegments, type SegmentsPage } from "@/lib/workflows/read-segments";
import { inFirstPaint } from "../in-first-paint";
import { segmentationOnly, type SearchParams } from "../search-params";
import { Nobody } from "./nobody";

export const metadata: Metadata = { title: "Segments" };

/** Personas, RFM and tiers always have a tab; MiniBatch once it has run. */
function tabsOf(heads: readonly SegmentationHead[], shown: Segmentation): MethodTab[] {
  return methods.flatMap((method) => {
    const head = method === shown.method ? shown : heads.find((one) => one.method === method);
    if (head !== undefined) return [{ method, href: head.live ? "/segments" : `/segments?segmentation=${head.id}` }];
    return method === "minibatch" ? [] : [{ method, href: `/segments?method=${method}` }];
  });
}

function gridOf({ grid, segmentation, shop }: SegmentsPage): RfmGridProps {
  const { cells, axis, bins, runId, isRfmRun, asOf } = grid;
  const run = runId === segmentation.id && segmentation.live ? null : runId;
  const hrefs = Object.fromEntries(cells.map(({ recency, second }) => [`${recency}${second}`, customersLink("/customers", { cell: { recency, second, axis }, segmentation: run })]));
  return { finding: rfmFinding(cells, axis, shop.locale), cells, label: axisLabel(axis), bins, hrefs, of: isRfmRun && runId !== segmentation.id ? `run ${runId}` : null, asOf };
}

async function SegmentsRoute({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await requirePage();
  const query = await searchParams;
  const { segmentation: id, asOf } = segmentationOnly.parse(query);
  const methodParam = query.method;
  const page = await readSegments(id, asOf);
  if (page === null) {
    return (
      <>
        <PageHeader title="Segments" />
        <EmptyState title="No segmentation yet" icon={IconHierarchy3} action={<ButtonLink href="/models">Start a segmentation</ButtonLink>}>
          Groups of customers with a name, traits and advice appear here once a segmentation has run.
        </EmptyState>
      </>
    );
  }
  const { shop, segmentation, heads } = page;
  const { locale } = shop;
  const tabs = tabsOf(heads, segmentation);
  const wanted = methods.find((method) => method === methodParam);
  if (wanted !== undefined && wanted !== segmentation.method && !heads.some((head) => head.method === wanted)) {
    return <NoRun method={wanted} tabs={tabs} mayStart={canDo(actor.role, "startSegmentation")} />;
  }
  if (page.emptiness !== null) {
    return <SegmentsFrame tabs={tabs} current={segmentation.method}><Nobody reason={page.emptiness} page={page} role={actor.role} /></SegmentsFrame>;
  }
  const buyers = repeatBuyers(segmentation.segments);
  const findings = {
    page: segmentsFinding(segmentation.method, segmentation.segments),
    repeat: repeatFinding(buyers, locale),
    timing: timingSentence(segmentation.segments, locale),
  };
  return (
    <SegmentsScreen
      shop={shop} segmentation={segmentation} modelNote={modelAgeWords(modelAge(segmentation), locale)} isStale={page.isStale} tabs={tabs} grid={gridOf(page)}
      buyers={buyers} table={personaTable(segmentation.segments)} findings={findings}
      csvHref={canDo(actor.role, "downloadAggregates") ? `/api/segmentations/${segmentation.id}/personas` : null}
    />
  );
}

export default inFirstPaint(SegmentsRoute);

import { IconHierarchy3 } from "@tabler/icons-react";
import type { Metadata } from "next";
import { SegmentsScreen } from "@/components/segments/segments-screen";
import { ButtonLink } from "@/components/ui/button-link";
import { PageHeader } from "@/components/ui/page-header";
import { EmptyState } from "@/components/ui/states";
import { requirePage } from "@/lib/auth/guards";
import { canDo } from "@/lib/auth/permissions";
import { repeatBuyers, repeatFinding, segmentsFinding, timingSentence } from "@/lib/measure/findings-segments";
import { rfmFinding } from "@/lib/measure/rfm-grid";
import { methods } from "@/lib/types/segmentation";
import { readSegments } from "@/lib/workflows/read-segments";
import { segmentationOnly, type SearchParams } from "../search-params";

export const metadata: Metadata = { title: "Segments" };

export default async function SegmentsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await requirePage();
  const { segmentation: id } = segmentationOnly.parse(await searchParams);
  const page = await readSegments(id);
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
  const tabs = methods.flatMap((method) => {
    const head = method === segmentation.method ? segmentation : heads.find((h) => h.method === method);
    return head === undefined ? [] : [{ method, href: head.live ? "/segments" : `/segments?segmentation=${head.id}` }];
  });
  const rfm = page.rfm;
  const cellHrefs = Object.fromEntries((rfm?.segments ?? []).map((s) => [s.name, `/segments/${s.index}${rfm?.live ? "" : `?segmentation=${rfm?.id}`}`]));
  const buyers = repeatBuyers(segmentation.segments);
  const findings = {
    page: segmentsFinding(segmentation.method, segmentation.segments),
    rfm: rfmFinding(page.cells, locale),
    repeat: repeatFinding(buyers, locale),
    timing: timingSentence(segmentation.segments, locale),
  };
  return (
    <SegmentsScreen
      shop={shop} segmentation={segmentation} isStale={page.isStale} tabs={tabs} cells={page.cells} cellHrefs={cellHrefs}
      buyers={buyers} findings={findings}
      csvHref={canDo(actor.role, "downloadAggregates") ? `/api/segmentations/${segmentation.id}/personas` : null}
    />
  );
}

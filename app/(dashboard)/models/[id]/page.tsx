import { IconArrowsDiff, IconArrowsSplit2, IconCopy } from "@tabler/icons-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { createLoader, parseAsInteger, type SearchParams } from "nuqs/server";
import { PromoteButton } from "@/components/models/promote-button";
import { RunScreen } from "@/components/models/run-screen";
import { UseK } from "@/components/models/use-k";
import { ButtonLink } from "@/components/ui/button-link";
import { UrlSelect } from "@/components/ui/url-select";
import { requirePage } from "@/lib/auth/guards";
import { canDo } from "@/lib/auth/permissions";
import { promotionChecks, runFinding } from "@/lib/measure/run-findings";
import type { Role } from "@/lib/types/roles";
import { type RunPage as RunReading, readRun } from "@/lib/workflows/read-run";
import { inFirstPaint } from "../../in-first-paint";
import { readOrNull } from "../../read-or-null";
import { segmentationLabel } from "../../segmentation-label";
import { promoteAction, startSegmentationAction } from "../actions";
import { runFields } from "../run-fields";
import { agreementPart, choicePart, depthParts, qualityPart } from "./run-parts";
import { offeredKs, promotionWords, runFacts } from "./run-view";

/** Where the numbers of the figures are fetched as files. */
function csvOf({ run, beside }: RunReading) {
  const file = (figure: string): string => `/api/models/run/${run.id}/${figure}`;
  return { choice: file("choice"), quality: file("quality"), influence: file("influence"), projection: file("projection"), agreement: `${file("agreement")}?with=${beside?.run.id ?? ""}` };
}

type Props = { params: Promise<{ id: string }>; searchParams: Promise<SearchParams> };

const loadParams = createLoader({ with: parseAsInteger });

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Run ${(await params).id}` };
}

function RunActions({ page: { run, live }, role }: { page: RunReading; role: Role }) {
  return (
    <>
      {live !== null && live.id !== run.id && (
        <ButtonLink href={`/models/${run.id}?with=${live.id}#agreement`} variant="default" leftSection={<IconArrowsDiff size={16} stroke={1.6} aria-hidden="true" />}>
          Compare with live
        </ButtonLink>
      )}
      <ButtonLink href={live !== null && live.id !== run.id ? `/models/migration?fromRun=${live.id}&toRun=${run.id}` : `/models/migration?segmentation=${run.id}`} variant="default" leftSection={<IconArrowsSplit2 size={16} stroke={1.6} aria-hidden="true" />}>
        Who moved where
      </ButtonLink>
      {canDo(role, "startSegmentation") && (
        <ButtonLink href={`/models/new?from=${run.id}`} className="not-on-phone" variant="default" leftSection={<IconCopy size={16} stroke={1.6} aria-hidden="true" />}>
          Run again
        </ButtonLink>
      )}
      {!run.live && canDo(role, "promote") && (
        <span className="not-on-phone"><PromoteButton id={run.id} consequences={promotionWords(run, live)} action={promoteAction} /></span>
      )}
    </>
  );
}

async function RunPage({ params, searchParams }: Props) {
  const actor = await requirePage();
  const [{ id }, query] = await Promise.all([params, loadParams(searchParams)]);
  if (!/^\d{1,9}$/.test(id)) notFound();
  const page = await readOrNull("noSegmentation", () => readRun(Number(id), query.with));
  if (page === null) notFound();
  const { run, live, shop, snapshot, others, beside } = page;
  const { locale } = shop;
  const choice = choicePart(run, locale);
  const agreement = agreementPart(page);
  const mayStart = canDo(actor.role, "startSegmentation");
  const useK = mayStart ? (
    <div className="not-on-phone">
      <UseK offered={offeredKs(run)} chosen={run.k} most={run.choices.at(-1)?.k ?? run.k} fields={runFields(run)} action={startSegmentationAction} />
    </div>
  ) : null;
  const besideChoice = (
    <UrlSelect name="with" label="Set beside" choices={others.map((head) => ({ value: String(head.id), label: segmentationLabel(head) }))} value={beside === null ? null : String(beside.run.id)} />
  );
  return (
    <RunScreen
      id={run.id}
      isLive={run.live}
      headline={runFinding(run, locale)}
      facts={runFacts(page)}
      choice={choice && { ...choice, useK }}
      quality={qualityPart(page)}
      {...depthParts(page)}
      agreement={agreement && { ...agreement, choice: besideChoice }}
      checks={promotionChecks(run, { currentHash: snapshot?.hash ?? null, live: run.live ? null : live, locale })}
      locale={locale}
      csv={canDo(actor.role, "downloadAggregates") ? csvOf(page) : null}
      actions={<RunActions page={page} role={actor.role} />}
    />
  );
}

export default inFirstPaint(RunPage);

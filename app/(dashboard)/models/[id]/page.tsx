import { IconCopy } from "@tabler/icons-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { panelsOf } from "@/components/models/choice-panels";
import { PromoteButton } from "@/components/models/promote-button";
import { RunScreen } from "@/components/models/run-screen";
import { UseK } from "@/components/models/use-k";
import { ButtonLink } from "@/components/ui/button-link";
import { requirePage } from "@/lib/auth/guards";
import { canDo } from "@/lib/auth/permissions";
import { choiceFinding, leastRecommendedK, promotionChecks, qualityFinding, runFinding, silhouetteBand } from "@/lib/measure/run-findings";
import { readRun } from "@/lib/workflows/read-runs";
import { readOrNull } from "../../read-or-null";
import { promoteAction, startSegmentationAction } from "../actions";
import { runFields } from "../run-fields";
import { offeredKs, promotionWords, qualityOf, runFacts } from "./run-view";

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Run ${(await params).id}` };
}

export default async function RunPage({ params }: Props) {
  const actor = await requirePage();
  const { id } = await params;
  if (!/^\d{1,9}$/.test(id)) notFound();
  const page = await readOrNull("noSegmentation", () => readRun(Number(id)));
  if (page === null) notFound();
  const { run, live, shop, snapshot } = page;
  const { locale } = shop;
  const band = silhouetteBand(run.choices);
  const mayStart = canDo(actor.role, "startSegmentation");
  const choice = run.choices.length === 0 ? null : {
    finding: choiceFinding(run),
    note: "Filled: silhouette within 0.05 of the best among four and more segments.",
    choices: run.choices,
    panels: panelsOf(run.choices, band && { best: band.best.silhouette, floor: band.floor, leastK: leastRecommendedK }),
    chosen: run.k,
    useK: mayStart ? (
      <UseK offered={offeredKs(run)} chosen={run.k} most={run.choices.at(-1)?.k ?? run.k} fields={runFields(run)} action={startSegmentationAction} />
    ) : null,
  };
  return (
    <RunScreen
      id={run.id}
      isLive={run.live}
      headline={runFinding(run, locale)}
      facts={runFacts(page)}
      choice={choice}
      quality={{ finding: qualityFinding(run.segments), segments: qualityOf(run) }}
      checks={promotionChecks(run, { currentHash: snapshot?.hash ?? null, live: run.live ? null : live, locale })}
      locale={locale}
      actions={
        <>
          {mayStart && (
            <ButtonLink href={`/models/new?from=${run.id}`} variant="default" leftSection={<IconCopy size={16} stroke={1.6} aria-hidden="true" />}>
              Run again
            </ButtonLink>
          )}
          {!run.live && canDo(actor.role, "promote") && <PromoteButton id={run.id} consequences={promotionWords(run, live)} action={promoteAction} />}
        </>
      }
    />
  );
}

import { IconArrowsDiff, IconGridDots, IconHierarchy3, IconPlus } from "@tabler/icons-react";
import type { Metadata } from "next";
import { createLoader, parseAsString, type SearchParams } from "nuqs/server";
import { JobProgress } from "@/components/jobs/job-progress";
import { RunsTable, type RunLine } from "@/components/models/runs-table";
import classes from "@/components/models/models.module.css";
import { ButtonLink } from "@/components/ui/button-link";
import { PageHeader } from "@/components/ui/page-header";
import { EmptyState } from "@/components/ui/states";
import { requirePage } from "@/lib/auth/guards";
import { canCancelJob, canDo, canSeeJob } from "@/lib/auth/permissions";
import { formatDay, formatMoment } from "@/lib/format/date";
import { methodNames } from "@/lib/format/method-words";
import { formatNumber } from "@/lib/format/number";
import { plural } from "@/lib/format/words";
import type { Segmentation } from "@/lib/types/segmentation";
import { nameOf, readRuns, type RunsPage } from "@/lib/workflows/read-runs";
import { segmentationSteps, stageWords } from "@/lib/workflows/segmentation-steps";
import { inFirstPaint } from "../in-first-paint";
import { cancelJobAction } from "./actions";

export const metadata: Metadata = { title: "Models" };

const loadParams = createLoader({ job: parseAsString });

function lineOf(run: Segmentation, { shop, snapshot, names }: RunsPage): RunLine {
  return {
    id: run.id,
    when: formatMoment(run.createdAt, shop.locale, shop.timeZone),
    by: nameOf(names, run.createdBy),
    method: methodNames[run.method],
    segments: run.segments.length,
    customers: formatNumber(run.customers, shop.locale),
    silhouette: run.silhouette === null ? "none" : formatNumber(run.silhouette, shop.locale, 3),
    asOf: formatDay(run.asOf, shop.locale),
    window: run.windowDays === null ? "all orders" : `${formatNumber(run.windowDays, shop.locale)} days`,
    isLive: run.live,
    isCurrent: run.snapshotHash === snapshot?.hash,
  };
}

async function ModelsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await requirePage();
  const { job } = await loadParams(searchParams);
  const page = await readRuns(job);
  const { shop, runs, snapshot, names } = page;
  const live = runs.find((run) => run.live);
  const jobs = page.jobs.filter((one) => canSeeJob(actor, one));
  const mayStart = canDo(actor.role, "startSegmentation") && snapshot !== null;
  return (
    <>
      <PageHeader
        title="Models"
        finding={live === undefined ? "No segmentation is live." : `Run ${live.id} is live: ${methodNames[live.method]}, ${plural(live.segments.length, String(live.segments.length), "segment")}.`}
        scope={live === undefined ? undefined : `${formatNumber(live.customers, shop.locale)} customers as of ${formatDay(live.asOf, shop.locale)}.`}
        actions={
          mayStart ? (
            <>
              <ButtonLink href="/models/compare" variant="default" leftSection={<IconArrowsDiff size={16} stroke={1.6} aria-hidden="true" />}>Compare methods</ButtonLink>
              <ButtonLink href="/models/rules" className="not-on-phone" variant="default" leftSection={<IconGridDots size={16} stroke={1.6} aria-hidden="true" />}>RFM rules</ButtonLink>
              <ButtonLink href="/models/new" className="not-on-phone" leftSection={<IconPlus size={16} stroke={1.8} aria-hidden="true" />}>Start a segmentation</ButtonLink>
            </>
          ) : undefined
        }
      />
      <div className={classes.stack}>
        {jobs.map((one) => (
          <JobProgress
            key={one.id}
            job={one}
            title="Segmentation"
            note={`Started ${formatMoment(one.createdAt, shop.locale, shop.timeZone)} by ${nameOf(names, one.createdBy)}. Pages keep showing the live run.`}
            stages={segmentationSteps.map((step) => stageWords[step])}
            locale={shop.locale}
            resultHref="/models/{id}"
            resultLabel="Open the run"
            cancelAction={canCancelJob(actor, one) ? cancelJobAction : null}
          />
        ))}
        {runs.length > 0 ? (
          <RunsTable runs={runs.map((run) => lineOf(run, page))} />
        ) : (
          <EmptyState title="No run yet" icon={IconHierarchy3} action={mayStart ? <ButtonLink href="/models/new" variant="default">Start a segmentation</ButtonLink> : undefined}>
            {snapshot === null ? "A run groups customers by what they bought, so orders come first." : "A run groups customers, names each group and says how far it can be trusted."}
          </EmptyState>
        )}
      </div>
    </>
  );
}

export default inFirstPaint(ModelsPage);

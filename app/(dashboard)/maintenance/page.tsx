import { IconArrowsSplit2, IconCalendarStats } from "@tabler/icons-react";
import type { Metadata } from "next";
import { createLoader, parseAsInteger, parseAsString, type SearchParams } from "nuqs/server";
import { JobProgress } from "@/components/jobs/job-progress";
import { parseAsDay } from "@/components/customers/url-parsers";
import { AcceptButton } from "@/components/maintenance/accept-button";
import classes from "@/components/maintenance/maintenance.module.css";
import { SettingsForm } from "@/components/maintenance/settings-form";
import { Sheet } from "@/components/maintenance/sheet";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import Link from "@/components/ui/link";
import { MethodNote } from "@/components/ui/method-note";
import { PageHeader } from "@/components/ui/page-header";
import { PrintButton } from "@/components/ui/print-button";
import { EmptyState, StaleBadge } from "@/components/ui/states";
import { requirePage } from "@/lib/auth/guards";
import { canCancelJob, canDo } from "@/lib/auth/permissions";
import { formatDay, formatMoment, isoDay } from "@/lib/format/date";
import type { Actor } from "@/lib/types/roles";
import { defaultMaintenance } from "@/lib/types/maintenance";
import { type MaintenancePage, maintenanceStages, readMaintenance } from "@/lib/workflows/read-maintenance";
import { nameOf } from "@/lib/workflows/read-runs";
import { inFirstPaint } from "../in-first-paint";
import { cancelJobAction } from "../models/actions";
import { acceptMaintenanceAction, startMaintenanceAction } from "./actions";

export const metadata: Metadata = { title: "Maintenance" };

const loadParams = createLoader({ job: parseAsString, report: parseAsInteger, asOf: parseAsDay });

function Jobs({ page: { jobs, shop, names }, actor }: { page: MaintenancePage; actor: Actor }) {
  return (
    <div className={classes.stack}>
      {jobs.map((job) => (
        <JobProgress
          key={job.id}
          job={job}
          title="Maintenance report"
          note={`Started ${formatMoment(job.createdAt, shop.locale, shop.timeZone)} by ${nameOf(names, job.createdBy)}.`}
          stages={maintenanceStages}
          locale={shop.locale}
          resultHref="/maintenance?report={id}"
          resultLabel="Read the report"
          cancelAction={canCancelJob(actor, job) ? cancelJobAction : null}
        />
      ))}
    </div>
  );
}

function Reports({ page: { reports, report, accepted, shop } }: { page: MaintenancePage }) {
  return (
    <Card title="Contracts so far" note="Newest first, each with the model it examines.">
      <ul className={classes.schedule}>
        {reports.map((one) => (
          <li key={one.id}>
            <div>
              <Link href={`/maintenance?report=${one.id}`} aria-current={one.id === report?.id ? "page" : undefined}>Contract {one.id}</Link>
              <p className={classes.dim}>{`${one.segmentationName} groups, ${formatMoment(one.createdAt, shop.locale, shop.timeZone)}`}</p>
            </div>
            {one.id === accepted?.id && <Badge tone="good">in force</Badge>}
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Aside({ page, mayMaintain }: { page: MaintenancePage; mayMaintain: boolean }) {
  const { report, live } = page;
  return (
    <aside className={classes.aside} aria-label="Settings of the contract">
      {mayMaintain && live !== null && page.bases.choices.length > 0 && (
        <Card title="The proposal rests on"><SettingsForm settings={report?.request ?? { ...defaultMaintenance, baseMonths: page.bases.usual }} bases={page.bases.choices} isFirst={report === null} asOf={page.past === null ? null : isoDay(page.past)} action={startMaintenanceAction} /></Card>
      )}
      {report !== null && (
        <Card title="Use it">
          <div className={classes.buttons}>
            {mayMaintain && report.acceptedAt === null && page.past === null && <AcceptButton id={report.id} hasInterval={report.contracts[0]?.intervalMonths != null} action={acceptMaintenanceAction} />}
            <PrintButton />
            <ButtonLink href="/models/migration" variant="default" leftSection={<IconArrowsSplit2 size={16} stroke={1.6} aria-hidden="true" />}>Who moved where</ButtonLink>
          </div>
        </Card>
      )}
      {page.reports.length > 0 && <Reports page={page} />}
    </aside>
  );
}

function emptyWords({ live, bases }: MaintenancePage): string {
  if (live === null) return "A contract examines the live segmentation, so one must be live first.";
  if (bases.choices.length === 0) return "The orders cover less than two whole months: one is the base, and one at least must follow to compare it with.";
  return "The job fits the live model at every month end of the past and measures how far refits agree. It takes about a minute.";
}

async function MaintenanceScreen({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await requirePage();
  const params = await loadParams(searchParams);
  const page = await readMaintenance(params.report, params.job, params.asOf);
  const { report, shop, snapshot, names } = page;
  const mayMaintain = canDo(actor.role, "maintain");
  const isStale = report !== null && snapshot !== null && report.snapshotHash !== snapshot.hash;
  return (
    <>
      <PageHeader
        title="Maintenance"
        scope="How fast the segments decay, and how often they must be refreshed."
        after={isStale ? <StaleBadge title="Data were imported since this report">{`data as of ${formatDay(report.asOf, shop.locale)}`}</StaleBadge> : undefined}
      />
      <Jobs page={page} actor={actor} />
      <div className={classes.layout}>
        {report === null ? (
          <EmptyState title={page.past === null ? "No contract yet" : `No contract as of ${formatDay(page.past, shop.locale)} yet`} icon={IconCalendarStats} action={page.live === null ? <ButtonLink href="/models" variant="default">See the runs</ButtonLink> : undefined}>
            {emptyWords(page)}
          </EmptyState>
        ) : (
          <Sheet report={report} shop={shop} acceptedBy={report.acceptedBy === null ? null : nameOf(names, report.acceptedBy)} mayDownload={canDo(actor.role, "downloadAggregates")} />
        )}
        <Aside page={page} mayMaintain={mayMaintain} />
      </div>
      {report !== null && <MethodNote terms={["ari", "recencyFrozen", "psi", "misplaced"]} />}
    </>
  );
}

export default inFirstPaint(MaintenanceScreen);

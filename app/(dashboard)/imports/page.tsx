import { IconDatabaseImport } from "@tabler/icons-react";
import type { Metadata } from "next";
import { createLoader, parseAsInteger, parseAsString, type SearchParams } from "nuqs/server";
import { FileLedger } from "@/components/imports/file-ledger";
import { ImportsTable, type ImportLine } from "@/components/imports/imports-table";
import classes from "@/components/imports/imports.module.css";
import { RejectsCard } from "@/components/imports/rejects-card";
import { UndoButton } from "@/components/imports/undo-button";
import { JobProgress } from "@/components/jobs/job-progress";
import { PageHeader } from "@/components/ui/page-header";
import { EmptyState } from "@/components/ui/states";
import { requirePage } from "@/lib/auth/guards";
import { may } from "@/lib/auth/permissions";
import { formatDay, formatMoment } from "@/lib/format/date";
import { formatNumber } from "@/lib/format/number";
import { genericColumns } from "@/lib/import/generic";
import type { Import } from "@/lib/types/import";
import { importStages } from "@/lib/workflows/import/progress";
import { type ImportsPage, readImports } from "@/lib/workflows/read-imports";
import { nameOf } from "@/lib/workflows/read-runs";
import { cancelJobAction } from "../models/actions";
import { startImportAction, undoImportAction } from "./actions";
import { canUndo, formatWords, ledgerTitle, resultOf, sumOf, undoWords } from "./import-lines";
import { ImportPanel } from "./import-panel";

export const metadata: Metadata = { title: "Imports" };

const loadParams = createLoader({ job: parseAsString, import: parseAsInteger });

function headline({ shop, snapshot, jobs }: ImportsPage): { finding: string; scope: string } {
  const isAtWork = jobs.some(({ status }) => status === "queued" || status === "running");
  if (snapshot === null) return { finding: isAtWork ? "The first import is running." : "Nothing has been imported yet.", scope: "Pages fill when an import is published." };
  const upTo = snapshot.lastDay === null ? "" : `Orders up to ${formatDay(snapshot.lastDay, shop.locale)}.`;
  if (isAtWork) return { finding: `An import is running; pages show snapshot ${snapshot.id} until it is published.`, scope: upTo };
  return { finding: `Snapshot ${snapshot.id} holds ${formatNumber(snapshot.orders, shop.locale)} orders of ${formatNumber(snapshot.customers, shop.locale)} customers.`, scope: upTo };
}

function lineOf(one: Import, { shop }: ImportsPage): ImportLine {
  const number = (value: number): string => formatNumber(value, shop.locale);
  return {
    id: one.id,
    when: formatMoment(one.startedAt, shop.locale, shop.timeZone),
    what: formatWords(one),
    accepted: number(sumOf(one.files, "accepted") + sumOf(one.files, "updated")),
    rejected: number(sumOf(one.files, "rejected")),
    duplicate: number(sumOf(one.files, "duplicate")),
    result: resultOf(one),
    undo: canUndo(one) ? <span className="not-on-phone"><UndoButton id={one.id} consequences={undoWords(one, shop.locale)} action={undoImportAction} /></span> : "",
  };
}

function Jobs({ page }: { page: ImportsPage }) {
  const { jobs, shop, names } = page;
  return jobs.map((job) => (
    <JobProgress
      key={job.id}
      job={job}
      title={job.kind === "import" ? "Import" : "Undoing an import"}
      note={`Started ${formatMoment(job.createdAt, shop.locale, shop.timeZone)} by ${nameOf(names, job.createdBy)}`}
      stages={job.kind === "import" ? importStages : ["Undo", "Publish"]}
      locale={shop.locale}
      resultHref="/imports?import={id}"
      resultLabel="Show its files"
      cancelAction={cancelJobAction}
    />
  ));
}

export default async function ImportsScreen({ searchParams }: { searchParams: Promise<SearchParams> }) {
  await requirePage(may.import);
  const params = await loadParams(searchParams);
  const page = await readImports(params.job, params.import);
  const { shop, shown, imports, reasons, hasSample, jobs } = page;
  const { locale } = shop;
  const isBusy = jobs.some(({ status }) => status === "queued" || status === "running");
  return (
    <>
      <PageHeader title="Imports" {...headline(page)} />
      <div className={classes.stack}>
        <div className={classes.top}>
          <div className="not-on-phone"><ImportPanel action={startImportAction} hasSample={hasSample} isBusy={isBusy} columns={genericColumns} locale={locale} /></div>
          <p className="only-on-phone">Imports can be read on a phone. Start or undo one on a larger screen.</p>
          <div className={classes.stack}>
            <Jobs page={page} />
            {shown === null ? (
              <EmptyState title="No import yet" icon={IconDatabaseImport}>
                Drop the files of your shop on the left. A dry run reads and checks them and publishes nothing.
              </EmptyState>
            ) : (
              <FileLedger
                title={ledgerTitle(shown, locale)}
                note={`${formatWords(shown)}, ${formatMoment(shown.startedAt, locale, shop.timeZone)} by ${nameOf(page.names, shown.startedBy)}`}
                files={shown.files}
                error={shown.error}
                locale={locale}
              />
            )}
          </div>
        </div>
        {shown !== null && (
          <div className={classes.bottom}>
            <ImportsTable imports={imports.map((one) => lineOf(one, page))} />
            <RejectsCard importId={shown.id} reasons={reasons} rejected={sumOf(shown.files, "rejected")} locale={locale} />
          </div>
        )}
      </div>
    </>
  );
}

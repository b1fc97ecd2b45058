import { IconArrowsDiff } from "@tabler/icons-react";
import type { Metadata } from "next";
import { createLoader, parseAsInteger, parseAsString, type SearchParams } from "nuqs/server";
import { CrossMap, crossTableData } from "@/components/charts/cross-map";
import { JobProgress } from "@/components/jobs/job-progress";
import { AriFigure } from "@/components/models/ari-figure";
import { CompareButton } from "@/components/models/compare-button";
import { ComparisonChart } from "@/components/models/comparison-chart";
import { ComparisonTable } from "@/components/models/comparison-table";
import classes from "@/components/models/models.module.css";
import { Figure } from "@/components/ui/figure";
import { MethodNote } from "@/components/ui/method-note";
import { PageHeader } from "@/components/ui/page-header";
import { EmptyState, StaleBadge } from "@/components/ui/states";
import { UrlSelect } from "@/components/ui/url-select";
import { requirePage } from "@/lib/auth/guards";
import { canCancelJob, canDo, canSeeJob } from "@/lib/auth/permissions";
import { formatDay, formatMoment } from "@/lib/format/date";
import { formatDuration } from "@/lib/format/duration";
import { formatNumber } from "@/lib/format/number";
import { agreementSquare, comparisonFinding, squareFinding } from "@/lib/measure/comparison-findings";
import type { Comparison } from "@/lib/types/comparison";
import { type ComparisonPage, readComparison } from "@/lib/workflows/read-comparison";
import { nameOf } from "@/lib/workflows/read-runs";
import { cancelJobAction } from "../actions";
import { inFirstPaint } from "../../in-first-paint";
import { compareMethodsAction } from "./actions";
import { chartPoints, chosenPair, pairPart, tableMethods } from "./comparison-parts";

export const metadata: Metadata = { title: "Compare methods" };

const loadParams = createLoader({ comparison: parseAsInteger, a: parseAsString, b: parseAsString, job: parseAsString });
const crumbs = [{ href: "/models", label: "Models" }];
const stages = ["Load features", "Compare methods", "Save"];

const nameIn = ({ methods }: Comparison) => (key: string): string => methods.find((method) => method.key === key)?.name ?? key;

type PairFigureProps = { comparison: Comparison; a: string | null; b: string | null; mayDownload: boolean; locale: string };

function PairFigure({ comparison, a, b, mayDownload, locale }: PairFigureProps) {
  const chosen = chosenPair(comparison, a, b);
  const part = pairPart(comparison, chosen, locale);
  const choices = comparison.methods.map(({ key, name }) => ({ value: key, label: name }));
  const select = (
    <span className={classes.pickers}>
      <UrlSelect name="a" label="Rows" choices={choices.filter(({ value }) => value !== chosen[1])} value={chosen[0]} width={170} />
      <UrlSelect name="b" label="Columns" choices={choices.filter(({ value }) => value !== chosen[0])} value={chosen[1]} width={170} />
    </span>
  );
  if (part === null) return <EmptyState title="These two were not compared">Choose another pair. {select}</EmptyState>;
  return (
    <Figure finding={part.finding} note={part.note} table={crossTableData(part, part.caption, locale)} csvHref={mayDownload ? `/api/models/comparison/${comparison.id}/agreement?a=${chosen[0]}&b=${chosen[1]}` : undefined} actions={select}>
      <CrossMap {...part} locale={locale} />
    </Figure>
  );
}

function Jobs({ page, actor }: { page: ComparisonPage; actor: Awaited<ReturnType<typeof requirePage>> }) {
  const { jobs, shop, names } = page;
  return jobs.filter((one) => canSeeJob(actor, one)).map((one) => (
    <JobProgress
      key={one.id}
      job={one}
      title="Comparison of methods"
      note={`Started ${formatMoment(one.createdAt, shop.locale, shop.timeZone)} by ${nameOf(names, one.createdBy)}. Nothing that is live changes.`}
      stages={stages}
      locale={shop.locale}
      resultHref="/models/compare?comparison={id}"
      resultLabel="Open the comparison"
      cancelAction={canCancelJob(actor, one) ? cancelJobAction : null}
    />
  ));
}

function scopeWords({ comparison, shop, names }: ComparisonPage): string | undefined {
  if (comparison === null) return undefined;
  const { customers, asOf, createdAt, createdBy, tookMs } = comparison;
  return `${formatNumber(customers, shop.locale)} customers as of ${formatDay(asOf, shop.locale)}, the same for every method. Made ${formatMoment(createdAt, shop.locale, shop.timeZone)} by ${nameOf(names, createdBy)} in ${formatDuration(tookMs, shop.locale)}.`;
}

async function ComparePage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await requirePage();
  const { comparison: id, a, b, job } = await loadParams(searchParams);
  const page = await readComparison(id, job);
  const { comparison, shop, snapshot } = page;
  const { locale } = shop;
  const mayStart = canDo(actor.role, "startSegmentation") && snapshot !== null;
  const mayDownload = canDo(actor.role, "downloadAggregates");
  const methodsHref = comparison !== null && mayDownload ? `/api/models/comparison/${comparison.id}/methods` : undefined;
  const button = mayStart ? <CompareButton label={comparison === null ? "Compare the methods" : "Compare again"} action={compareMethodsAction} /> : undefined;
  return (
    <>
      <PageHeader
        crumbs={crumbs}
        title="Compare methods"
        after={comparison !== null && comparison.snapshotHash !== snapshot?.hash ? <StaleBadge title="Made from an older snapshot">older than the data</StaleBadge> : undefined}
        finding={comparison === null ? undefined : `${comparisonFinding(comparison.methods)}.`}
        scope={scopeWords(page)}
        actions={comparison === null ? undefined : button}
      />
      <div className={classes.stack}>
        <Jobs page={page} actor={actor} />
        {comparison === null ? (
          <EmptyState title="No comparison yet" icon={IconArrowsDiff} action={button}>
            {snapshot === null ? "Methods are compared on customers, so orders come first." : "RFM with seven and eleven segments, k-means, MiniBatch, tiers, Ward and DBSCAN on the same customers: how clear, how stable, how fine, and how far any two agree."}
          </EmptyState>
        ) : (
          <>
            <ComparisonTable
              title="The methods, in numbers" methods={tableMethods(comparison, locale)} everybody={comparison.customers} csvHref={methodsHref} locale={locale}
              note={`One space of distances for all; silhouettes and resamples on seeded samples. Time is that of fitting and assigning.${comparison.notices.length > 0 ? ` ${comparison.notices.join(" ")}` : ""}`}
            />
            <div className={classes.two}>
              <ComparisonChart finding={comparisonFinding(comparison.methods)} points={chartPoints(comparison)} csvHref={methodsHref} locale={locale} />
              <AriFigure
                finding={squareFinding(comparison.pairs, nameIn(comparison), locale)} rows={agreementSquare(comparison.methods, comparison.pairs)}
                csvHref={mayDownload ? `/api/models/comparison/${comparison.id}/square` : undefined} locale={locale}
              />
            </div>
            <PairFigure comparison={comparison} a={a} b={b} mayDownload={mayDownload} locale={locale} />
            <MethodNote terms={["silhouette", "stability", "granularity", "ari"]} />
          </>
        )}
      </div>
    </>
  );
}

export default inFirstPaint(ComparePage);

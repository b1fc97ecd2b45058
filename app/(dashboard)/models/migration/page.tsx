import { IconArrowsSplit2 } from "@tabler/icons-react";
import type { Metadata } from "next";
import { createLoader, parseAsInteger, parseAsStringLiteral, type SearchParams } from "nuqs/server";
import { parseAsDay } from "@/components/customers/url-parsers";
import { MigrationFigure } from "@/components/models/migration-figure";
import classes from "@/components/models/migration.module.css";
import { ButtonLink } from "@/components/ui/button-link";
import { PageHeader } from "@/components/ui/page-header";
import { EmptyState } from "@/components/ui/states";
import { UrlSelect } from "@/components/ui/url-select";
import { requirePage } from "@/lib/auth/guards";
import { canDo } from "@/lib/auth/permissions";
import { formatDay } from "@/lib/format/date";
import { formatNumber, formatPercent } from "@/lib/format/number";
import type { Day } from "@/lib/types/day";
import type { Migration } from "@/lib/types/migration";
import type { Shop } from "@/lib/types/shop";
import { type MigrationPage, readMigrationPage } from "@/lib/workflows/read-migration-page";
import { inFirstPaint } from "../../in-first-paint";
import { readOrNull } from "../../read-or-null";
import { segmentationLabel } from "../../segmentation-label";

export const metadata: Metadata = { title: "Migration" };

const loadParams = createLoader({
  from: parseAsInteger, to: parseAsInteger, fromRun: parseAsInteger, toRun: parseAsInteger, segmentation: parseAsInteger, asOf: parseAsDay,
  measure: parseAsStringLiteral(["customers", "revenue"] as const).withDefault("customers"),
});

function findingOf({ moved, common, newcomers }: Migration, { locale }: Shop): string {
  const share = common === 0 ? 0 : moved / common;
  return `${formatPercent(share, locale)} of ${formatNumber(common, locale)} customers are in another persona; ${formatNumber(newcomers, locale)} are new`;
}

/** The same flows as a file. */
function flowsHref({ migration: { before, after }, isByRun }: MigrationPage, asOf: Day | null): string {
  const between = isByRun ? { fromRun: before.segmentationId } : { from: before.asOf, to: after.asOf };
  const query = Object.entries({ ...between, ...(asOf === null ? {} : { asOf }) }).map(([name, value]) => `${name}=${value}`).join("&");
  return `/api/models/migration/${after.segmentationId}/flows?${query}`;
}

function Controls({ page, measure }: { page: MigrationPage; measure: string }) {
  const { days, heads, shop, migration } = page;
  const dayChoices = days.map((day) => ({ value: String(day), label: formatDay(day, shop.locale) }));
  const runChoices = heads.map((head) => ({ value: String(head.id), label: segmentationLabel(head) }));
  return (
    <div className={classes.controls}>
      {page.isByRun ? (
        <>
          <UrlSelect isLabelled name="fromRun" label="From run" choices={runChoices} value={String(migration.before.segmentationId)} />
          <UrlSelect isLabelled name="toRun" label="To run" choices={runChoices} value={String(migration.after.segmentationId)} />
        </>
      ) : (
        <>
          <UrlSelect isLabelled name="from" label="From day" choices={dayChoices} value={String(migration.before.asOf)} />
          <UrlSelect isLabelled name="to" label="To day" choices={dayChoices} value={String(migration.after.asOf)} />
          <UrlSelect isLabelled name="segmentation" label="By the model of" choices={runChoices} value={String(migration.after.segmentationId)} />
        </>
      )}
      <UrlSelect isLabelled name="measure" label="Measure" choices={[{ value: "customers", label: "Customers" }, { value: "revenue", label: "Revenue" }]} value={measure} />
    </div>
  );
}

async function MigrationScreen({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await requirePage();
  const params = await loadParams(searchParams);
  const page = await readOrNull("noSegmentation", () => readMigrationPage(params));
  if (page === null) {
    return (
      <>
        <PageHeader title="Migration" crumbs={[{ href: "/models", label: "Models" }]} />
        <EmptyState title="Nobody could have moved yet" icon={IconArrowsSplit2} action={<ButtonLink href="/models" variant="default">See the runs</ButtonLink>}>Migration compares two days or two runs, so a segmentation comes first.</EmptyState>
      </>
    );
  }
  const { migration, shop, isByRun } = page;
  const [was, is] = [formatDay(migration.before.asOf, shop.locale), formatDay(migration.after.asOf, shop.locale)];
  const how = isByRun ? `Run ${migration.before.segmentationId} as of ${was}, run ${migration.after.segmentationId} as of ${is}.` : `One model at two days, ${was} and ${is}: nobody moves because of a refit.`;
  return (
    <>
      <PageHeader title="Migration" crumbs={[{ href: "/models", label: "Models" }]} scope={how} />
      <Controls page={page} measure={params.measure} />
      <MigrationFigure
        csvHref={canDo(actor.role, "downloadAggregates") ? flowsHref(page, params.asOf) : undefined}
        migration={migration} measure={params.measure} shop={shop} finding={findingOf(migration, shop)}
        note={`${params.measure === "customers" ? "Customers" : "Revenue up to the later day"} by persona then (left, rows) and now (right, columns). Flows under 0.4% are in the table only.`}
      />
    </>
  );
}

export default inFirstPaint(MigrationScreen);

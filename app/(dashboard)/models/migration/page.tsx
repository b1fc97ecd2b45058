import { IconArrowsSplit2 } from "@tabler/icons-react";
import type { Metadata } from "next";
import { createLoader, parseAsInteger, parseAsStringLiteral, type SearchParams } from "nuqs/server";
import { parseAsDay } from "@/components/customers/url-parsers";
import { MigrationFigure } from "@/components/models/migration-figure";
import classes from "@/components/models/migration.module.css";
import { PageHeader } from "@/components/ui/page-header";
import { EmptyState } from "@/components/ui/states";
import { UrlSelect } from "@/components/ui/url-select";
import { requirePage } from "@/lib/auth/guards";
import { formatDay } from "@/lib/format/date";
import { formatNumber, formatPercent } from "@/lib/format/number";
import type { Migration } from "@/lib/types/migration";
import type { Shop } from "@/lib/types/shop";
import { type MigrationPage, readMigrationPage } from "@/lib/workflows/read-migration-page";
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

function Controls({ page, measure }: { page: MigrationPage; measure: string }) {
  const { days, heads, shop, migration } = page;
  const dayChoices = days.map((day) => ({ value: String(day), label: formatDay(day, shop.locale) }));
  const runChoices = heads.map((head) => ({ value: String(head.id), label: segmentationLabel(head) }));
  return (
    <div className={classes.controls}>
      {page.isByRun ? (
        <>
          <UrlSelect name="fromRun" label="From run" choices={runChoices} value={String(migration.before.segmentationId)} />
          <UrlSelect name="toRun" label="To run" choices={runChoices} value={String(migration.after.segmentationId)} />
        </>
      ) : (
        <>
          <UrlSelect name="from" label="From day" choices={dayChoices} value={String(migration.before.asOf)} />
          <UrlSelect name="to" label="To day" choices={dayChoices} value={String(migration.after.asOf)} />
          <UrlSelect name="segmentation" label="By the model of" choices={runChoices} value={String(migration.after.segmentationId)} />
        </>
      )}
      <UrlSelect name="measure" label="Measure" choices={[{ value: "customers", label: "Customers" }, { value: "revenue", label: "Revenue" }]} value={measure} />
    </div>
  );
}

export default async function MigrationScreen({ searchParams }: { searchParams: Promise<SearchParams> }) {
  await requirePage();
  const params = await loadParams(searchParams);
  const page = await readOrNull("noSegmentation", () => readMigrationPage(params));
  if (page === null) {
    return (
      <>
        <PageHeader title="Migration" crumbs={[{ href: "/models", label: "Models" }]} />
        <EmptyState title="Nobody could have moved yet" icon={IconArrowsSplit2}>Migration compares two days or two runs, so a segmentation comes first.</EmptyState>
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
        migration={migration} measure={params.measure} shop={shop} finding={findingOf(migration, shop)}
        note={`${params.measure === "customers" ? "Customers" : "Revenue up to the later day"} by persona then (left, rows) and now (right, columns). Flows under 0.4% are in the table only.`}
      />
    </>
  );
}

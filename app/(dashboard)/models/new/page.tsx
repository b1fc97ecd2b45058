import { IconDatabaseImport, IconDeviceLaptop } from "@tabler/icons-react";
import type { Metadata } from "next";
import { createLoader, parseAsInteger, parseAsStringLiteral, type SearchParams } from "nuqs/server";
import { StartForm } from "@/components/models/start-form";
import { ButtonLink } from "@/components/ui/button-link";
import { PageHeader } from "@/components/ui/page-header";
import { EmptyState } from "@/components/ui/states";
import { requirePage } from "@/lib/auth/guards";
import { may } from "@/lib/auth/permissions";
import { formatDay, isoDay } from "@/lib/format/date";
import { currencySymbol } from "@/lib/format/money";
import { methods } from "@/lib/types/segmentation";
import { readRunForm } from "@/lib/workflows/read-runs";
import { startSegmentationAction } from "../actions";
import { ruleChoices, startDefaults } from "../run-fields";
import { inFirstPaint } from "../../in-first-paint";

export const metadata: Metadata = { title: "Start a segmentation" };

const loadParams = createLoader({ from: parseAsInteger, method: parseAsStringLiteral(methods) });
const crumbs = [{ href: "/models", label: "Models" }];

async function StartPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  await requirePage(may.startSegmentation);
  const { from: fromId, method } = await loadParams(searchParams);
  const { shop, snapshot, from, tables } = await readRunForm(fromId);
  if (snapshot === null || snapshot.lastDay === null) {
    return (
      <>
        <PageHeader crumbs={crumbs} title="Start a segmentation" />
        <EmptyState title="No orders yet" icon={IconDatabaseImport} action={<ButtonLink href="/models" variant="default">Back to the runs</ButtonLink>}>
          A segmentation groups customers by what they bought. An admin imports orders first.
        </EmptyState>
      </>
    );
  }
  return (
    <>
      <PageHeader
        crumbs={crumbs}
        title="Start a segmentation"
        finding="A run changes nothing by itself."
        scope={`It shows on its own page and becomes live only when promoted.${from === null ? "" : ` Filled in from run ${from.id}.`} Orders up to ${formatDay(snapshot.lastDay, shop.locale)}.`}
      />
      <div className="not-on-phone">
        <StartForm
          action={startSegmentationAction}
          defaults={{ ...startDefaults(from, snapshot.lastDay, shop.minorUnits), ...(method === null ? {} : { method }) }}
          tables={ruleChoices(tables, from)}
          currency={currencySymbol(shop)}
          lastDay={isoDay(snapshot.lastDay)}
        />
      </div>
      <div className="only-on-phone">
        <EmptyState title="Start it on a larger screen" icon={IconDeviceLaptop} action={<ButtonLink href="/models" variant="default">Back to the runs</ButtonLink>}>
          On a phone runs can be read and compared.
        </EmptyState>
      </div>
    </>
  );
}

export default inFirstPaint(StartPage);

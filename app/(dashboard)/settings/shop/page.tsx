import type { Metadata } from "next";
import { JobProgress } from "@/components/jobs/job-progress";
import classes from "@/components/settings/settings.module.css";
import { ShopFacts } from "@/components/settings/shop-facts";
import { ShopForm } from "@/components/settings/shop-form";
import { ShopPreview } from "@/components/settings/shop-preview";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { requirePage } from "@/lib/auth/guards";
import { canDo } from "@/lib/auth/permissions";
import { formatDay, formatMoment } from "@/lib/format/date";
import { formatMoney } from "@/lib/format/money";
import { previewShopChange } from "@/lib/workflows/shop-settings/preview";
import { readSettingsPage } from "@/lib/workflows/shop-settings/read-settings";
import { republishStages } from "@/lib/workflows/republish";
import { nameOf } from "@/lib/workflows/read-runs";
import { cancelJobAction } from "../../models/actions";
import { changeShopAction } from "./actions";
import { previewedChange } from "./change-fields";
import { settingChoices, statusChoices } from "./choices";

export const metadata: Metadata = { title: "Shop settings" };

type SettingsPage = Awaited<ReturnType<typeof readSettingsPage>>;

function Jobs({ page: { jobs, shop, names } }: { page: SettingsPage }) {
  return jobs.map((job) => (
    <JobProgress
      key={job.id}
      job={job}
      title="Applying the settings"
      note={`Started ${formatMoment(job.createdAt, shop.locale, shop.timeZone)} by ${nameOf(names, job.createdBy)}. Until it is done, pages show the settings before.`}
      stages={republishStages}
      locale={shop.locale}
      resultHref="/settings/shop"
      resultLabel="Show the settings"
      cancelAction={cancelJobAction}
    />
  ));
}

export default async function ShopPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const actor = await requirePage();
  const mayChange = canDo(actor.role, "changeShop");
  const params = await searchParams;
  const page = await readSettingsPage(typeof params.job === "string" ? params.job : null);
  const { shop } = page;
  const asked = mayChange ? previewedChange(params) : null;
  const preview = asked === null ? null : await previewShopChange(page, asked);
  const example = `${formatMoney(1_234_567, shop)}, ${formatDay(page.snapshot?.lastDay ?? 17_772, shop.locale)}`;
  return (
    <>
      <PageHeader
        title="Shop settings"
        crumbs={[{ href: "/account", label: "Account" }]}
        finding={`Figures read like ${example}.`}
        scope={mayChange ? "Nothing is saved before you have seen what changes." : "An admin can change them."}
      />
      <div className={classes.stack}>
        {mayChange && <Jobs page={page} />}
        {mayChange ? (
          <div className={classes.settings} data-asks={preview !== null || undefined}>
            <ShopForm key={JSON.stringify(asked)} values={{ ...shop, ...asked }} choices={settingChoices(shop)} statuses={statusChoices(page)} />
            {preview === null ? (
              <Card title="In force" note="Choose others and preview them: you see the new formats, and how many orders move to another day or count as sales."><ShopFacts shop={shop} /></Card>
            ) : (
              <ShopPreview {...preview} action={changeShopAction} />
            )}
          </div>
        ) : (
          <Card title={shop.name}><ShopFacts shop={shop} /></Card>
        )}
      </div>
    </>
  );
}

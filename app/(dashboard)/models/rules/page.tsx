import type { Metadata } from "next";
import { createLoader, parseAsString, type SearchParams } from "nuqs/server";
import { RemoveRules } from "@/components/models/remove-rules";
import { RuleEditor } from "@/components/models/rule-editor";
import { RuleList } from "@/components/models/rule-list";
import classes from "@/components/models/rules.module.css";
import { ButtonLink } from "@/components/ui/button-link";
import { PageHeader } from "@/components/ui/page-header";
import { requirePage } from "@/lib/auth/guards";
import { may } from "@/lib/auth/permissions";
import { countWord } from "@/lib/format/words";
import { readRuleEditor } from "@/lib/workflows/rule-tables";
import { inFirstPaint } from "../../in-first-paint";
import { removeRuleTableAction, saveRuleTableAction } from "./actions";

export const metadata: Metadata = { title: "RFM rules" };

const loadParams = createLoader({ table: parseAsString.withDefault("seven") });
const crumbs = [{ href: "/models", label: "Models" }];

async function RulesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  await requirePage(may.editRules);
  const { table: choice } = await loadParams(searchParams);
  const { shop, tables, chosen } = await readRuleEditor(choice);
  const choices = [{ value: "seven", label: "Seven seed segments" }, { value: "eleven", label: "Eleven standard segments" }, ...tables.map(({ id, name }) => ({ value: `own-${id}`, label: name }))];
  return (
    <>
      <PageHeader
        crumbs={crumbs}
        title="RFM rules"
        finding={chosen.id === null ? `${chosen.title}: ${countWord(chosen.table.rules.length)} names on ${chosen.table.bins} by ${chosen.table.bins} cells.` : `${chosen.title}.`}
        scope={chosen.id === null ? "It comes with the product and stays as it is; a change is saved as a table of your own." : "Runs made with it keep the rules they were made with."}
        actions={
          <>
            {chosen.id !== null && <RemoveRules id={chosen.id} name={chosen.title} action={removeRuleTableAction} />}
            <ButtonLink href="/models/new" className="not-on-phone" variant="default">Start a segmentation</ButtonLink>
          </>
        }
      />
      <nav className={classes.tables} aria-label="Tables of rules">
        {choices.map(({ value, label }) => (
          <ButtonLink key={value} href={`/models/rules?table=${value}`} variant={value === chosen.value ? "filled" : "default"} size="compact-sm">{label}</ButtonLink>
        ))}
      </nav>
      <div className="not-on-phone">
        <RuleEditor key={`${chosen.value}-${chosen.version}`} id={chosen.id} name={chosen.id === null ? `Our ${chosen.title.toLowerCase()}` : chosen.title} table={chosen.table} locale={shop.locale} action={saveRuleTableAction} />
      </div>
      <div className="only-on-phone"><RuleList table={chosen.table} /></div>
    </>
  );
}

export default inFirstPaint(RulesPage);

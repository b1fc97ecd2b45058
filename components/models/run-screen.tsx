import type { ReactNode } from "react";
import type { ChoiceOfK } from "@/lib/types/segmentation";
import { Badge } from "../ui/badge";
import { Card } from "../ui/card";
import { DataTable } from "../ui/data-table";
import { PageHeader } from "../ui/page-header";
import { SummaryStrip, type StripFact } from "../ui/summary-strip";
import type { Panel } from "./choice-chart";
import { ChoiceFigure, choiceTable } from "./choice-figure";
import classes from "./models.module.css";
import { PromoteChecks } from "./promote-checks";
import { QualityTable, type SegmentQuality } from "./quality-table";

export type RunScreenProps = {
  id: number;
  isLive: boolean;
  headline: { finding: string; scope: string };
  facts: readonly StripFact[];
  /** null where there was nothing to choose from */
  choice: { finding: string; note: string; choices: readonly ChoiceOfK[]; panels: readonly Panel[]; chosen: number; useK: ReactNode } | null;
  quality: { finding: string; segments: readonly SegmentQuality[] };
  checks: readonly { isFine: boolean; text: string }[];
  actions: ReactNode;
  locale: string;
};

/** One run: what it is, how k was chosen, how good each segment is, what to know before promoting. */
export function RunScreen({ id, isLive, headline, facts, choice, quality, checks, actions, locale }: RunScreenProps) {
  return (
    <>
      <PageHeader
        crumbs={[{ href: "/models", label: "Models / Runs" }]}
        title={`Run ${id}`}
        after={
          <>
            <Badge tone="good">finished</Badge>
            {isLive ? <Badge tone="info">live</Badge> : <Badge tone="plain">not live</Badge>}
          </>
        }
        {...headline}
        actions={actions}
      />
      <div className={classes.stack}>
        <SummaryStrip facts={facts} />
        {choice !== null && (
          <div className={classes.two}>
            <ChoiceFigure {...choice} locale={locale} />
            <Card title="The choice, in numbers" note="CH: Calinski-Harabasz, thousands. DB: Davies-Bouldin, lower is better. Measured on samples, comparable with one another.">
              <DataTable {...choiceTable(choice.choices, choice.chosen, locale)} />
              {choice.useK}
            </Card>
          </div>
        )}
        <div className={classes.wideFirst}>
          <QualityTable {...quality} locale={locale} />
          <PromoteChecks checks={checks} isLive={isLive} />
        </div>
      </div>
    </>
  );
}

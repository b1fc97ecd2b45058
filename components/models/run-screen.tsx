import type { ReactNode } from "react";
import type { InfluenceReport, Projection } from "@/lib/types/quality";
import type { ChoiceOfK } from "@/lib/types/segmentation";
import type { CrossCounts } from "../charts/cross-map";
import { Badge } from "../ui/badge";
import { Card } from "../ui/card";
import { DataTable } from "../ui/data-table";
import { DownloadLink } from "../ui/download-link";
import { MethodNote } from "../ui/method-note";
import { PageHeader } from "../ui/page-header";
import { SummaryStrip, type StripFact } from "../ui/summary-strip";
import { AgreementFigure } from "./agreement-figure";
import type { Panel } from "./choice-chart";
import { ChoiceFigure, choiceTable } from "./choice-figure";
import { InfluenceFigure } from "./influence-figure";
import classes from "./models.module.css";
import { ProjectionFigure, type ProjectedSegment } from "./projection-figure";
import { PromoteChecks } from "./promote-checks";
import { QualityTable, type SegmentQuality } from "./quality-table";
import { SeparationCard } from "./separation-card";

export type RunScreenProps = {
  id: number;
  isLive: boolean;
  headline: { finding: string; scope: string };
  facts: readonly StripFact[];
  /** null where there was nothing to choose from */
  choice: { finding: string; note: string; sampleNote: string; choices: readonly ChoiceOfK[]; panels: readonly Panel[]; chosen: number; useK: ReactNode } | null;
  quality: { finding: string; note: string; segments: readonly SegmentQuality[]; ticks: readonly number[] };
  influence: { finding: string; report: InfluenceReport } | null;
  separation: { finding: string; evidence: string } | null;
  projection: { finding: string; projection: Projection; segments: readonly ProjectedSegment[] } | null;
  /** beside another run; null where there is none */
  agreement: (CrossCounts & { finding: string; note: string; other: string; choice: ReactNode }) | null;
  checks: readonly { isFine: boolean; text: string }[];
  actions: ReactNode;
  /** address of a figure's numbers as a file; null for whoever may not take them away */
  csv: { choice: string; quality: string; influence: string; projection: string; agreement: string } | null;
  locale: string;
};

const terms = ["silhouette", "stability", "borderline", "calinskiHarabasz", "daviesBouldin", "inertia", "influence", "ari"] as const;

function ChoiceRow({ choice, csvHref, locale }: { choice: NonNullable<RunScreenProps["choice"]>; csvHref: string | undefined; locale: string }) {
  const { useK, sampleNote, ...figure } = choice;
  return (
    <div className={classes.two}>
      <ChoiceFigure {...figure} csvHref={csvHref} locale={locale} />
      <Card title="The choice, in numbers" note={sampleNote} actions={csvHref === undefined ? undefined : <DownloadLink href={csvHref}>CSV</DownloadLink>}>
        <DataTable {...choiceTable(choice.choices, choice.chosen, locale)} />
        {useK}
      </Card>
    </div>
  );
}

/** One run: what it is, how k was chosen, how good each segment is, what to know before promoting. */
export function RunScreen({ id, isLive, headline, facts, choice, quality, influence, separation, projection, agreement, checks, actions, csv, locale }: RunScreenProps) {
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
        {choice !== null && <ChoiceRow choice={choice} csvHref={csv?.choice} locale={locale} />}
        <div className={classes.wideFirst}>
          <div className={classes.stack}>
            <QualityTable {...quality} csvHref={csv?.quality} locale={locale} />
            {separation !== null && <SeparationCard {...separation} />}
          </div>
          <div className={classes.stack}>
            {influence !== null && <InfluenceFigure {...influence} csvHref={csv?.influence} locale={locale} />}
            <PromoteChecks checks={checks} isLive={isLive} />
          </div>
        </div>
        <div className={projection !== null && agreement !== null ? classes.two : classes.stack}>
          {projection !== null && <ProjectionFigure {...projection} csvHref={csv?.projection} locale={locale} />}
          {agreement !== null && <AgreementFigure {...agreement} csvHref={csv?.agreement} locale={locale} />}
        </div>
        <MethodNote terms={terms} />
      </div>
    </>
  );
}

import { IconArrowsDiff, IconInfoCircle } from "@tabler/icons-react";
import { formatDay } from "@/lib/format/date";
import { formatNumber } from "@/lib/format/number";
import type { PersonaRow } from "@/lib/types/persona-table";
import type { Segmentation } from "@/lib/types/segmentation";
import type { Shop } from "@/lib/types/shop";
import { ButtonLink } from "../ui/button-link";
import { PageHeader } from "../ui/page-header";
import { StaleBadge } from "../ui/states";
import { byValueWord, cardFacts } from "./card-facts";
import { MethodTabs, type MethodTab } from "./method-tabs";
import { LegendCard, PersonaCard } from "./persona-card";
import { PersonaTableCard } from "./persona-table-card";
import { RepeatCard, type RepeatFacts } from "./repeat-card";
import { RfmFigure, type RfmGridProps } from "./rfm-figure";
import classes from "./segments.module.css";

type SegmentsScreenProps = {
  shop: Shop;
  segmentation: Segmentation;
  /** how old the model is, in words; "" for members of the fit */
  modelNote: string;
  isStale: boolean;
  tabs: readonly MethodTab[];
  grid: RfmGridProps;
  buyers: RepeatFacts;
  /** the groups in one table, in any order */
  table: readonly PersonaRow[];
  findings: { page: string; repeat: string; timing: string };
  csvHref: string | null;
};

/** Who our customers are: the gallery of a run beside the RFM grid. */
export function SegmentsScreen({ shop, segmentation, modelNote, isStale, tabs, grid, buyers, table, findings, csvHref }: SegmentsScreenProps) {
  const { locale } = shop;
  const segments = [...segmentation.segments].sort(byValueWord);
  const longest = Math.max(0, ...segments.flatMap((s) => [s.customerShare, s.revenueShare]));
  const query = segmentation.live ? "" : `?segmentation=${segmentation.id}`;
  const which = segmentation.live ? "the live segmentation" : `run ${segmentation.id}, which is not live`;
  return (
    <>
      <PageHeader
        title="Segments"
        finding={findings.page}
        scope={`${formatNumber(segmentation.customers, locale)} customers, assigned as of ${formatDay(segmentation.asOf, locale)} by ${which}. ${modelNote}`}
        actions={segments.length > 1 ? <ButtonLink href={`/segments/compare${query}`} variant="default" leftSection={<IconArrowsDiff size={16} stroke={1.6} aria-hidden="true" />}>Compare</ButtonLink> : undefined}
        after={isStale ? <StaleBadge title="The run was made from an older snapshot">older than the data</StaleBadge> : undefined}
      />
      <div className={classes.bar}>
        <MethodTabs tabs={tabs} current={segmentation.method} />
        <p className={classes.hint}><IconInfoCircle size={15} stroke={1.6} aria-hidden="true" /> {findings.timing}</p>
      </div>
      <div className={classes.layout}>
        <section className={classes.gallery} aria-label="Groups">
          {segments.map((segment) => (
            <PersonaCard key={segment.index} facts={cardFacts(segment, query, shop)} longest={longest} />
          ))}
          <LegendCard isByRules={segments.every((s) => s.valueWord === null)} />
        </section>
        <div className={classes.side}>
          <RfmFigure {...grid} style={shop} />
          <RepeatCard finding={findings.repeat} buyers={buyers} locale={locale} />
        </div>
        <div className={classes.wide}>
          <PersonaTableCard rows={[...table].sort(byValueWord)} shop={shop} csvHref={csvHref} />
        </div>
      </div>
    </>
  );
}

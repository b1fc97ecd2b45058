import type { ReactNode } from "react";
import { formatDay, formatDaySpan, formatMonth } from "@/lib/format/date";
import { formatMoneyShort } from "@/lib/format/money";
import { formatNumber } from "@/lib/format/number";
import { categoryWords } from "@/lib/format/words";
import type { DaySpan, OwnNotice } from "@/lib/types/overview";
import type { Overview } from "@/lib/types/overview-page";
import { PrintButton } from "../ui/print-button";
import { KpiBlock } from "../ui/kpi-tile";
import { PageHeader } from "../ui/page-header";
import { EmptyState, StaleBadge } from "../ui/states";
import { ExploreFilters, type OrderFilterSide } from "../explore/explore-filters";
import { type DismissAction, NoticeList } from "./notice-list";
import { kpiFigure, type KpiWords } from "./overview-view";
import classes from "./overview.module.css";
import { PairedFigure } from "./paired-figure";
import { RevenueFigure } from "./revenue-figure";

type OverviewScreenProps = {
  overview: Overview;
  /** those of the overview as this person sees them */
  notices: readonly OwnNotice[];
  dismiss: DismissAction;
  /** the registry's words by KPI */
  words: Readonly<Record<string, KpiWords>>;
  /** headings computed by rule */
  findings: { page: string; revenue: string; paired: string };
  /** address of a figure's numbers as a file; null for roles without downloads */
  csvHref: ((figure: "months" | "personas" | "moves") => string) | null;
  /** the figure of who moved, or what stands in its place until it is there */
  movers: ReactNode;
};

/** What the orders counted can be narrowed by. */
function sidesOf({ choices, filter, personas }: Overview): OrderFilterSide[] {
  return [
    { name: "state", label: "State", many: "States", choices: choices.states.map((value) => ({ value, label: value })), chosen: filter.states },
    { name: "category", label: "Category", many: "Categories", choices: choices.categories.map((value) => ({ value, label: categoryWords(value) })), chosen: filter.categories },
    { name: "segment", label: "Segment", many: "Segments", choices: personas.map(({ index, name }) => ({ value: String(index), label: name })), chosen: filter.segments.map(String) },
  ];
}

/** How are we doing, who brings it, what needs a look. */
export function OverviewScreen({ overview, notices, dismiss, words, findings, csvHref, movers }: OverviewScreenProps) {
  const { shop, totals, historyMonths, segmentation } = overview;
  const { locale } = shop;
  const [first, last] = [historyMonths.at(0), historyMonths.at(-1)];
  const historySpan = first === undefined || last === undefined ? null : ([formatMonth(first, locale), formatMonth(last, locale)] as const);
  const figures = overview.readings.flatMap((reading) => {
    const kpi = words[reading.key];
    return kpi === undefined ? [] : [kpiFigure({ reading, words: kpi, style: shop, beforeSpan: overview.period.before, historySpan })];
  });
  const [hero, ...tiles] = figures;
  const { span, before, lastYear } = overview.period;
  const spanText = ({ from, to }: DaySpan): string => formatDaySpan(from, to, locale);
  const others = [before, lastYear].filter((one) => one !== null).map(spanText);
  const against = others.length === 0 ? "" : `, against ${others.join(" and ")}`;
  const scope = `${spanText(span)}${against}. Since ${formatDay(overview.firstDay, locale)}: ${formatNumber(totals.customers, locale)} customers, ${formatNumber(totals.orders, locale)} orders, ${formatMoneyShort(totals.revenueCents, shop)}.`;
  return (
    <>
      <PageHeader
        title="Overview"
        finding={findings.page}
        scope={scope}
        after={segmentation?.isStale ? <StaleBadge title="Personas were made from an older snapshot">{`Personas as of ${formatDay(segmentation.asOf, locale)}`}</StaleBadge> : undefined}
        actions={<span className="not-on-phone"><PrintButton /></span>}
      />
      <ExploreFilters sides={sidesOf(overview)} />
      <div className={classes.stack}>
        {hero !== undefined && <KpiBlock hero={hero} tiles={tiles} />}
        <div className={classes.row}>
          <div className={classes.revenue}>
          {segmentation === null ? (
            <EmptyState title="No personas yet">Revenue by persona appears here once a segmentation is live.</EmptyState>
          ) : (
            <RevenueFigure finding={findings.revenue} revenue={overview.revenue} asOf={segmentation.asOf} segmentationId={segmentation.id} filter={overview.filter} csvHref={csvHref?.("months")} style={shop} />
          )}
          </div>
          <div className={classes.needs}><NoticeList notices={notices} action={dismiss} /></div>
        </div>
        {segmentation !== null && (
          <div className={classes.half}>
            <div className={classes.who}><PairedFigure finding={findings.paired} personas={overview.personas} segmentationId={segmentation.id} filter={overview.filter} csvHref={csvHref?.("personas")} style={shop} /></div>
            {movers}
          </div>
        )}
      </div>
    </>
  );
}

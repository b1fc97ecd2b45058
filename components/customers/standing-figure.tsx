import { featureLabel, formatFeature } from "@/lib/format/feature-words";
import type { MoneyStyle } from "@/lib/format/money";
import { formatPercent, formatShareBelow } from "@/lib/format/number";
import type { Standing } from "@/lib/types/customer-page";
import { Figure } from "../ui/figure";
import type { TableData } from "../ui/data-table";
import classes from "./standing-figure.module.css";

type StandingFigureProps = { standings: readonly Standing[]; customers: string; style: MoneyStyle };

const letters: Record<Standing["measure"], string> = { recencyDays: "R", orderCount: "F", revenueCents: "M" };

/** Low recency is good, so its side is told in words instead of by the number. */
function place({ measure, percentile }: Standing, locale: string): string {
  const share = formatShareBelow(measure === "recencyDays" ? 1 - percentile : percentile, locale);
  return measure === "recencyDays" ? `more recent than ${share}` : `more than ${share}`;
}

function findingOf(standings: readonly Standing[], locale: string): string {
  const spend = standings.find((standing) => standing.measure === "revenueCents");
  const recency = standings.find((standing) => standing.measure === "recencyDays");
  if (spend === undefined || recency === undefined) return "No sale to measure yet";
  return `Spent more than ${formatShareBelow(spend.percentile, locale)} of customers, ordered more recently than ${formatShareBelow(1 - recency.percentile, locale)}`;
}

function tableOf(standings: readonly Standing[], style: MoneyStyle): TableData {
  return {
    caption: "Recency, orders and spend beside all customers",
    columns: [
      { key: "measure", label: "Measure" },
      { key: "value", label: "Value", align: "right" },
      { key: "place", label: "Percentile", align: "right" },
      { key: "score", label: "Score", align: "right" },
      { key: "cuts", label: "Cut points of the run" },
    ],
    rows: standings.map((standing) => ({
      id: standing.measure,
      cells: {
        measure: featureLabel(standing.measure),
        value: formatFeature(standing.measure, standing.value, style),
        place: formatPercent(standing.percentile, style.locale, 0),
        score: standing.score ?? "none",
        cuts: standing.cuts.length === 0 ? "none" : standing.cuts.map((cut) => formatFeature(standing.measure, cut, style)).join(" · "),
      },
    })),
  };
}

/** Quarters of all customers as a track; the mark is this customer. */
function Track({ standing, style }: { standing: Standing; style: MoneyStyle }) {
  return (
    <div className={classes.row}>
      <div className={classes.words}>
        <span>
          <strong>{letters[standing.measure]}</strong> {featureLabel(standing.measure)}
        </span>
        <strong>{formatFeature(standing.measure, standing.value, style)}</strong>
      </div>
      <div className={classes.track} aria-hidden="true">
        {[25, 50, 75].map((quarter) => (
          <span key={quarter} className={classes.quarter} style={{ left: `${quarter}%` }} />
        ))}
        <span className={classes.mark} style={{ left: `${standing.percentile * 100}%` }} />
      </div>
      <div className={classes.notes}>
        <span>{place(standing, style.locale)} of customers</span>
        <span>
          {standing.score === null ? "not scored in this run" : `score ${standing.score}`}
          {standing.cuts.length > 0 && `, cut at ${standing.cuts.map((cut) => formatFeature(standing.measure, cut, style)).join(" · ")}`}
        </span>
      </div>
    </div>
  );
}

/** Where recency, frequency and spend of one customer stand among all, and against the run's cut points. */
export function StandingFigure({ standings, customers, style }: StandingFigureProps) {
  return (
    <Figure
      finding={findingOf(standings, style.locale)}
      note={`Percentile among ${customers} customers, ties counted half; ticks at the quarters.`}
      table={tableOf(standings, style)}
    >
      <div className={classes.rows}>
        {standings.map((standing) => (
          <Track key={standing.measure} standing={standing} style={style} />
        ))}
      </div>
    </Figure>
  );
}

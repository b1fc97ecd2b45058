import { featureLabel } from "@/lib/format/feature-words";
import { formatNumber, formatPercent, formatPoints } from "@/lib/format/number";
import type { InfluenceReport } from "@/lib/types/quality";
import { Figure } from "../ui/figure";
import classes from "./models.module.css";

/** Which features do the work: their part of all between-group variance, and what a tree loses without them. */
export function InfluenceFigure({ finding, report, csvHref, locale }: { finding: string; report: InfluenceReport; csvHref: string | undefined; locale: string }) {
  const { surrogate } = report;
  const features = [...report.features].sort((a, b) => b.partOfSeparation - a.partOfSeparation);
  const longest = Math.max(0.0001, ...features.map(({ partOfSeparation }) => partOfSeparation));
  const table = {
    caption: "Influence of each feature",
    columns: [
      { key: "feature", label: "Feature" },
      { key: "part", label: "Part", align: "right" as const, title: "of all between-group variance; the parts sum to 100%" },
      { key: "own", label: "Own", align: "right" as const, title: "share of the feature's own variance that lies between segments" },
      { key: "loss", label: "Tree loses", align: "right" as const, title: "accuracy the surrogate tree loses when the feature is shuffled" },
    ],
    rows: features.map((one) => ({
      id: one.feature,
      cells: {
        feature: featureLabel(one.feature),
        part: formatPercent(one.partOfSeparation, locale, 0),
        own: formatPercent(one.betweenShare, locale, 0),
        loss: one.accuracyLoss === null ? "unknown" : formatPoints(one.accuracyLoss, locale),
      },
    })),
  };
  const tree = surrogate === null ? "" : ` A tree that imitates the run is right for ${formatPercent(surrogate.accuracy, locale, 0)} of ${formatNumber(surrogate.judgedCustomers, locale)} customers.`;
  return (
    <Figure finding={finding} note={`Part of all between-group variance.${tree}`} table={table} csvHref={csvHref}>
      <ul>
        {features.map((one) => (
          <li key={one.feature} className={classes.influence}>
            <span>{featureLabel(one.feature)}</span>
            <span className={classes.influenceTrack}><span className={classes.bar} style={{ width: `${(one.partOfSeparation / longest) * 100}%` }} aria-hidden="true" /></span>
            <strong>{formatPercent(one.partOfSeparation, locale, 0)}</strong>
          </li>
        ))}
      </ul>
    </Figure>
  );
}

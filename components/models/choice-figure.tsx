import { formatNumber, formatPercent } from "@/lib/format/number";
import type { ChoiceOfK } from "@/lib/types/segmentation";
import { Badge } from "../ui/badge";
import { Figure } from "../ui/figure";
import type { TableData } from "../ui/data-table";
import { ChoiceChart, type Panel } from "./choice-chart";
import classes from "./models.module.css";

type ChoiceFigureProps = { finding: string; note: string; choices: readonly ChoiceOfK[]; panels: readonly Panel[]; chosen: number; csvHref: string | undefined; locale: string };

const weakest: TableData["columns"][number] = { key: "weakest", label: "Weakest", align: "right", title: "Stability of the weakest segment: mean Jaccard over resamples" };

/** The choice in numbers; the row that runs is selected. */
export function choiceTable(choices: readonly ChoiceOfK[], chosen: number, locale: string): TableData {
  const number = (value: number, digits: number): string => formatNumber(value, locale, digits);
  const isAssessed = choices.some(({ leastStability }) => leastStability !== null);
  return {
    caption: "Quality for each number of segments",
    columns: [
      { key: "k", label: "k", align: "right" },
      { key: "silhouette", label: "Silhouette", align: "right" },
      ...(isAssessed ? [weakest] : []),
      { key: "ch", label: "CH, k", align: "right", title: "Calinski-Harabasz, thousands; higher is better" },
      { key: "db", label: "DB", align: "right", title: "Davies-Bouldin; lower is better" },
      { key: "inertia", label: "Inertia, k", align: "right", title: "thousands" },
      { key: "smallest", label: "Smallest", align: "right", title: "share of customers in the smallest segment" },
      { key: "verdict", label: "Verdict" },
    ],
    rows: choices.map((choice) => ({
      id: String(choice.k),
      strong: choice.k === chosen,
      cells: {
        k: choice.k,
        silhouette: number(choice.silhouette, 3),
        weakest: choice.leastStability === null ? <span className={classes.faint}>none</span> : <Weakest choice={choice} locale={locale} />,
        ch: number(choice.calinskiHarabasz / 1000, 1),
        db: number(choice.daviesBouldin, 2),
        inertia: number(choice.inertia / 1000, 0),
        smallest: formatPercent(choice.smallestShare, locale),
        verdict: <Verdict choice={choice} isChosen={choice.k === chosen} />,
      },
    })),
  };
}

function Weakest({ choice, locale }: { choice: ChoiceOfK; locale: string }) {
  const doubtful = choice.weakSegments.map(({ name, meanJaccard }) => `${name} ${formatNumber(meanJaccard, locale, 2)}`).join(", ");
  return <span title={doubtful === "" ? "all segments valid or better" : doubtful}>{formatNumber(choice.leastStability ?? 0, locale, 2)}</span>;
}

function Verdict({ choice: { verdict, reason, weakSegments }, isChosen }: { choice: ChoiceOfK; isChosen: boolean }) {
  const text = isChosen ? `${verdict}, runs` : verdict;
  const tone = verdict === "recommended" ? "good" : verdict === "best silhouette" || isChosen ? "plain" : null;
  const weakest = !isChosen && verdict === "not stable" ? weakSegments[0] : undefined;
  return (
    <span className={classes.verdict} title={reason === "" ? verdict : reason}>
      {tone === null ? text : <Badge tone={tone}>{text}</Badge>}
      {weakest !== undefined && <span className={classes.verdictReason}>{weakest.name}</span>}
    </span>
  );
}

/** How k was chosen: two measures over one axis of k. */
export function ChoiceFigure({ finding, note, choices, panels, chosen, csvHref, locale }: ChoiceFigureProps) {
  return (
    <Figure finding={finding} note={note} table={choiceTable(choices, chosen, locale)} csvHref={csvHref}>
      <ChoiceChart panels={panels} chosen={chosen} locale={locale} />
    </Figure>
  );
}

import { formatNumber, formatPercent } from "@/lib/format/number";
import type { ChoiceOfK } from "@/lib/types/segmentation";
import { Badge } from "../ui/badge";
import { Figure } from "../ui/figure";
import type { TableData } from "../ui/data-table";
import { ChoiceChart, type Panel } from "./choice-chart";

type ChoiceFigureProps = { finding: string; note: string; choices: readonly ChoiceOfK[]; panels: readonly Panel[]; chosen: number; locale: string };

/** The choice in numbers; the row that runs is selected. */
export function choiceTable(choices: readonly ChoiceOfK[], chosen: number, locale: string): TableData {
  const number = (value: number, digits: number): string => formatNumber(value, locale, digits);
  return {
    caption: "Quality for each number of segments",
    columns: [
      { key: "k", label: "k", align: "right" },
      { key: "silhouette", label: "Silhouette", align: "right" },
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
        ch: number(choice.calinskiHarabasz / 1000, 1),
        db: number(choice.daviesBouldin, 2),
        inertia: number(choice.inertia / 1000, 0),
        smallest: formatPercent(choice.smallestShare, locale),
        verdict: <Verdict verdict={choice.verdict} isChosen={choice.k === chosen} />,
      },
    })),
  };
}

function Verdict({ verdict, isChosen }: { verdict: ChoiceOfK["verdict"]; isChosen: boolean }) {
  if (verdict === "recommended") return <Badge tone="good">{isChosen ? "recommended, runs" : "recommended"}</Badge>;
  if (verdict === "best silhouette") return <Badge tone="plain">{isChosen ? "best silhouette, runs" : "best silhouette"}</Badge>;
  return isChosen ? <Badge tone="plain">{`${verdict}, runs`}</Badge> : verdict;
}

/** How k was chosen: silhouette with its band over inertia, one axis of k. */
export function ChoiceFigure({ finding, note, choices, panels, chosen, locale }: ChoiceFigureProps) {
  return (
    <Figure finding={finding} note={note} table={choiceTable(choices, chosen, locale)}>
      <ChoiceChart panels={panels} chosen={chosen} locale={locale} />
    </Figure>
  );
}

import { featureLabel, formatFeatureMean } from "@/lib/format/feature-words";
import type { MoneyStyle } from "@/lib/format/money";
import { formatPercent } from "@/lib/format/number";
import type { ProfilePoint } from "@/lib/types/persona-page";
import type { FeatureName } from "@/lib/types/features";
import { Figure } from "../ui/figure";
import { PersonaName } from "../ui/persona-name";
import { CompareDots, type ComparedPersona } from "./compare-dots";
import { ParallelLines } from "./compare-lines";
import { CompareRadar } from "./compare-radar";
import classes from "./compare.module.css";

type CompareScreenProps = {
  findings: { apart: string; highest: string; alike: string };
  personas: readonly ComparedPersona[];
  /** widest apart first; the radar and the lines keep one order of features */
  features: readonly { feature: FeatureName; meanAll: number | null; points: readonly (ProfilePoint | null)[] }[];
  /** address of the numbers as a file */
  csvHref: string | undefined;
  style: MoneyStyle;
};

function tableOf({ personas, features, style }: CompareScreenProps) {
  return {
    caption: "Compared personas by feature",
    columns: [
      { key: "feature", label: "Feature" },
      ...personas.flatMap(({ index, name }) => [
        { key: `mean-${index}`, label: `${name}, mean`, align: "right" as const },
        { key: `place-${index}`, label: "Percentile", align: "right" as const },
      ]),
      { key: "all", label: "All, mean", align: "right" as const },
    ],
    rows: features.map(({ feature, meanAll, points }) => ({
      id: feature,
      cells: {
        feature: featureLabel(feature),
        ...Object.fromEntries(personas.flatMap(({ index }, i) => {
          const point = points[i] ?? null;
          return [
            [`mean-${index}`, point === null ? "unknown" : formatFeatureMean(feature, point.meanMembers, style)],
            [`place-${index}`, point === null ? "unknown" : formatPercent(point.percentile, style.locale, 0)],
          ];
        })),
        all: formatFeatureMean(feature, meanAll, style),
      },
    })),
  };
}

/** Two or three personas on the same scale, three ways, each with the same table. */
export function CompareScreen(props: CompareScreenProps) {
  const { findings, personas, features, csvHref } = props;
  const table = tableOf(props);
  const rows = features.map(({ feature, points }) => ({ feature, percentiles: points.map((point) => point?.percentile ?? null) }));
  const legend = <p className={classes.legend}>{personas.map((persona) => <PersonaName key={persona.index} {...persona} />)}</p>;
  return (
    <>
      <div className={classes.two}>
        <Figure finding={findings.apart} note="Where each group's median stands among all customers; widest apart first." table={table} csvHref={csvHref}>
          {legend}
          <CompareDots personas={personas} rows={rows} />
        </Figure>
        <Figure finding={findings.highest} note="Percentile of each group's median, centre lowest, rim highest." table={table} csvHref={csvHref}>
          {legend}
          <CompareRadar personas={personas} rows={rows} />
        </Figure>
      </div>
      <Figure finding={findings.alike} note="Percentile of each group's median on parallel axes; dashed: the middle customer. Lost groups are dashed, New ones thin." table={table} csvHref={csvHref}>
        {legend}
        <ParallelLines personas={personas} rows={rows} />
      </Figure>
    </>
  );
}

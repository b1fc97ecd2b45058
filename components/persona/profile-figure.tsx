import { featureLabel, formatFeatureMean } from "@/lib/format/feature-words";
import type { MoneyStyle } from "@/lib/format/money";
import { formatNumber, formatPercent } from "@/lib/format/number";
import type { ProfilePoint } from "@/lib/types/persona-page";
import type { PersonaLook } from "../theme";
import { Figure } from "../ui/figure";
import { Dumbbell } from "./dumbbell";

type ProfileFigureProps = { finding: string; points: readonly ProfilePoint[]; customers: number; look: PersonaLook; csvHref: string | undefined; style: MoneyStyle };

/** The profile on percentiles with raw means, and its table. */
export function ProfileFigure({ finding, points, customers, look, csvHref, style }: ProfileFigureProps) {
  const table = {
    caption: "Profile of the members against all customers",
    columns: [
      { key: "feature", label: "Feature" },
      { key: "all", label: "All, mean", align: "right" as const },
      { key: "members", label: "Members, mean", align: "right" as const },
      { key: "percentile", label: "Percentile of the median", align: "right" as const },
      { key: "chance", label: "Against all" },
    ],
    rows: points.map((point) => ({
      id: point.feature,
      cells: {
        feature: featureLabel(point.feature),
        all: formatFeatureMean(point.feature, point.meanAll, style),
        members: formatFeatureMean(point.feature, point.meanMembers, style),
        percentile: formatPercent(point.percentile, style.locale, 0),
        chance: point.isNotable ? "differs beyond chance" : "no clear difference",
      },
    })),
  };
  return (
    <Figure
      finding={finding}
      note={`Where the median member stands among all ${formatNumber(customers, style.locale)} customers; open circle: the middle customer. Figures are means. Dim rows show no clear difference.`}
      table={table}
      csvHref={csvHref}
    >
      <Dumbbell points={points} look={look} style={style} />
    </Figure>
  );
}
